// Time to answer one question in process, on one core, no cache of answers; beside it, in the same run, plain fuse.js over
// the same knowledge. Run: npm run bench:understand. Read the ratios; these machines are shared.

import { readFileSync } from 'node:fs';
import Fuse from 'fuse.js';
import { loadEngine } from '../src/engine.js';
import type { Case } from '../test/support/judge.js';
import { quantile, time } from './timing.js';

const begin = performance.now();
const { assistant, knowledge, fromCache } = loadEngine('knowledge', 'dist/engine.bin');
const ready = performance.now() - begin;

const cases = readFileSync('test/questions/validation.jsonl', 'utf8')
  .trim()
  .split('\n')
  .map((l) => JSON.parse(l) as Case)
  .filter((c) => c.text.length <= 120 && !c.context);
const documents = [...knowledge.topics.values()].map((t) => ({
  id: t.id,
  title: Object.values(t.title ?? {}).join(' '),
  questions: Object.values(t.questions).flat().slice(0, 8),
  answer: Object.values(t.answer ?? {}).join(' '),
}));
const fuse = new Fuse(documents, {
  keys: ['title', 'questions', 'answer'],
  ignoreLocation: true,
  threshold: 0.4,
  includeScore: true,
});

for (let round = 0; round < 3; round++) for (const c of cases) assistant.ask({ via: c.via, text: c.text });
const ours = cases.flatMap((c) => Array.from({ length: 3 }, () => time(() => assistant.ask({ via: c.via, text: c.text }))));
const plain = cases.slice(0, 40).map((c) => time(() => fuse.search(c.text, { limit: 5 })));
const long = [
  'word '.repeat(800),
  'ا'.repeat(4000),
  'https://x.y/'.repeat(330),
  'RTS Kenya? '.repeat(360),
  '((((('.repeat(800),
  'zxqwv'.repeat(800),
  cases
    .map((c) => c.text)
    .join(' ')
    .slice(0, 4000),
].map((text) => time(() => assistant.ask({ via: 'message', text })));

console.log(`engine ready after ${ready.toFixed(0)} ms${fromCache ? ' from its compiled copy' : ' without a compiled copy'}`);
console.log(
  `questions up to 120 characters: n ${ours.length}, p50 ${quantile(ours, 0.5)} ms, p99 ${quantile(ours, 0.99)} ms, max ${quantile(ours, 1)} ms`,
);
console.log(`4,000 characters of anything: max ${quantile(long, 1)} ms (${long.map((t) => t.toFixed(1)).join(', ')})`);
console.log(`plain fuse.js: n ${plain.length}, p50 ${quantile(plain, 0.5)} ms, p99 ${quantile(plain, 0.99)} ms`);
console.log(`ratio of the medians, fuse.js to ours: ${(Number(quantile(plain, 0.5)) / Number(quantile(ours, 0.5))).toFixed(0)}`);
