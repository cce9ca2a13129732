// Writes SCORECARD.md: how often the assistant is right, per set, language and kind of question, and how often it gives a
// wrong contact. With --check it fails when a figure falls below the committed floor. Run: npm run scorecard

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { loadEngine } from '../src/engine.js';
import { type Case, createJudge, type Verdict } from '../test/support/judge.js';
import { createMisspeller } from './misspell.js';
import { quantile } from './timing.js';

/** Share of right answers, and of wrong ones given with confidence, that a set must keep, in percent. */
const FLOORS: Readonly<Record<string, { right: number; wrong: number }>> = {
  train: { right: 97.5, wrong: 2 },
  validation: { right: 93.5, wrong: 4.5 },
  'held-out': { right: 96, wrong: 2.5 },
  'held-out, misspelt': { right: 93.5, wrong: 4 },
  'held-out-hard': { right: 89.5, wrong: 7 },
};

const { assistant, knowledge } = loadEngine('knowledge', 'dist/engine.bin');
const judge = createJudge(assistant, knowledge);
/** The held-out questions with one typing error each, made by a generator. */
const MISSPELT = 'held-out, misspelt';
const sets = ['train', 'validation', 'held-out', MISSPELT, 'held-out-hard', 'dev'].filter((name) => existsSync(fileOf(name)));
const only = process.argv.find((a) => a.startsWith('--set='))?.slice(6);
const lines: string[] = [
  '# Scorecard',
  '',
  'Written by `npm run scorecard` from the questions in test/questions. "Wrong with confidence" is an answer that is wrong or incomplete; "wrong contact" is one that names a contact or a Regional Office and is wrong; "abstained" is "I do not know" or a question back where an answer was right.',
  '',
];
let failed = false;

for (const name of sets) {
  if (only && only !== name) continue;
  const cases = casesOf(name);
  const times: number[] = [];
  const results = cases.map((c) => {
    const start = performance.now();
    const verdict = judge(c);
    times.push(performance.now() - start);
    return { c, verdict };
  });
  lines.push(
    `## ${name} (${cases.length} questions)`,
    '',
    '| | questions | right | wrong with confidence | wrong contact | abstained | in the language |',
    '| --- | ---: | ---: | ---: | ---: | ---: | ---: |',
  );
  lines.push(row('**all**', results));
  for (const language of ['en', 'fr', 'es', 'ar'])
    lines.push(
      row(
        language,
        results.filter((r) => r.c.lang === language),
      ),
    );
  for (const kind of [...new Set(cases.map(kindOf))].sort())
    lines.push(
      row(
        kind,
        results.filter((r) => kindOf(r.c) === kind),
      ),
    );
  lines.push(
    '',
    ...calibration(results),
    '',
    `Time to answer: p50 ${quantile(times, 0.5)} ms, p99 ${quantile(times, 0.99)} ms (presses on choices included).`,
    '',
  );
  const floor = FLOORS[name];
  const right = share(results, (v) => v.right);
  const wrong = share(results, (v) => v.wrongWithConfidence);
  console.log(`${name}: ${right.toFixed(1)} % right, ${wrong.toFixed(1)} % wrong with confidence`);
  if (floor && (right < floor.right || wrong > floor.wrong)) {
    failed = true;
    console.error(
      `${name} fell below its floor of ${floor.right} % right and ${floor.wrong} % wrong. See SCORECARD.md for the kinds that fell.`,
    );
  }
  if (process.argv.includes('--failures'))
    for (const { c, verdict } of results)
      if (!verdict.right)
        console.log(
          `${c.id} [${c.lang}] ${JSON.stringify(c.text)} want ${c.outcome} ${c.asks.join(' ')} got ${verdict.answer.outcome} ${verdict.answer.topics.join(' ')}`,
        );
}
if (!only) writeFileSync('SCORECARD.md', `${lines.join('\n')}\n`);
if (failed && process.argv.includes('--check')) process.exit(1);

function fileOf(set: string): string {
  return `test/questions/${set === MISSPELT ? 'held-out' : set}.jsonl`;
}

function casesOf(set: string): Case[] {
  const misspell = set === MISSPELT ? createMisspeller(1) : (text: string) => text;
  return readFileSync(fileOf(set), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Case)
    .map((c) => ({ ...c, text: misspell(c.text) }));
}

interface Result {
  readonly c: Case;
  readonly verdict: Verdict;
}

function kindOf(c: Case): string {
  if (c.context?.prior?.length) return 'thread';
  if (c.context?.channel) return 'channel';
  if (c.outcome !== 'answer') return c.outcome;
  const kinds = new Set(c.asks.map((a) => a.split(':')[0]));
  if (c.asks.length > 1) return kinds.has('contact') && kinds.has('rts') && kinds.size === 2 ? 'need with place' : 'several';
  return [...kinds][0] ?? 'answer';
}

function share(results: readonly Result[], test: (v: Verdict) => boolean): number {
  return results.length === 0 ? 0 : (100 * results.filter((r) => test(r.verdict)).length) / results.length;
}

function row(name: string, results: readonly Result[]): string {
  const p = (test: (v: Verdict) => boolean) => `${share(results, test).toFixed(1)} %`;
  const abstained = share(results, (v) => !v.right && (v.answer.outcome === 'unknown' || v.answer.outcome === 'clarify'));
  return `| ${name} | ${results.length} | ${p((v) => v.right)} | ${p((v) => v.wrongWithConfidence)} | ${p((v) => v.wrongContact)} | ${abstained.toFixed(1)} % | ${p((v) => v.inLanguage)} |`;
}

function calibration(results: readonly Result[]): string[] {
  const answered = results.filter((r) => r.verdict.answer.outcome === 'answer');
  const bands = [0, 0.5, 0.7, 0.8, 0.9, 0.95, 0.99];
  return [
    '| confidence of an answer | answers | right |',
    '| --- | ---: | ---: |',
    ...bands.map((from, i) => {
      const to = bands[i + 1] ?? 1.01;
      const inBand = answered.filter((r) => r.verdict.answer.confidence >= from && r.verdict.answer.confidence < to);
      return `| ${from.toFixed(2)} – ${Math.min(1, to).toFixed(2)} | ${inBand.length} | ${share(inBand, (v) => v.right).toFixed(1)} % |`;
    }),
  ];
}
