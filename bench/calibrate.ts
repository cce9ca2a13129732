// Prints the tables that the numbers of src/understand/thresholds.ts come from: on the validation questions, which teach
// nothing, what answering only from a given confidence would do. An answer that is wrong costs as much as two needless
// "I do not know": the best row is the one with the least cost. Run: npm run calibrate

import { readFileSync } from 'node:fs';
import { loadEngine } from '../src/engine.js';
import { type Case, createJudge } from '../test/support/judge.js';

const WRONG_COSTS = 2;

const { assistant, knowledge } = loadEngine('knowledge', 'dist/engine.bin');
const judge = createJudge(assistant, knowledge);
const cases = readFileSync('test/questions/validation.jsonl', 'utf8')
  .trim()
  .split('\n')
  .map((l) => JSON.parse(l) as Case);
const results = cases.map((c) => ({ c, verdict: judge(c) }));

console.log('answer from | right | wrong with confidence | cost');
for (let from = 0.3; from < 0.96; from += 0.05) {
  let right = 0;
  let wrong = 0;
  for (const { c, verdict } of results) {
    const withheld = verdict.answer.outcome === 'answer' && verdict.answer.confidence < from;
    if (withheld ? c.outcome === 'unknown' : verdict.right) right++;
    else if (!withheld && verdict.wrongWithConfidence) wrong++;
  }
  const share = (n: number) => (100 * n) / results.length;
  const cost = WRONG_COSTS * share(wrong) + (100 - share(right) - share(wrong));
  console.log(`${from.toFixed(2)}        | ${share(right).toFixed(1)} % | ${share(wrong).toFixed(1)} % | ${cost.toFixed(2)}`);
}
