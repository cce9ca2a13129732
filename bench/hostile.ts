// What hostile texts cost: the understanding and the cards at growing lengths, every regular expression of src/ attacked with
// its own parts, and whole requests at every door of `node dist/main.js`. Run: npx tsx bench/hostile.ts [growth|expressions|doors]
// Ends with 1 when something takes over 50 ms of processor time or grows faster than its text. See bench/README.md.

import { loadEngine } from '../src/engine.js';
import { doorCosts, floods, patienceWithSlow } from './hostile/doors.js';
import { literalsIn, worstGrowth } from './hostile/expressions.js';
import { LENGTHS, otherRows, questionRows, type Row } from './hostile/growth.js';
import { ensureBuilt, SIGNING_SECRET, startAssistant } from './load/assistant-process.js';
import { post } from './load/doors.js';
import { startOutside } from './load/outside.js';

const MOST_MS = 50;
/** Between linear and square; the lengths that are compared are short, so a fixed part hides some of the growth. */
const SUPER_LINEAR = 1.5;
const SHOWN = 12;

/** Expressions that grow faster than their text and are never given a long one; why, for each. */
const BOUNDED: Readonly<Record<string, string>> = {
  'src/platforms/slack/manifest.ts': 'an address of the settings',
  'src/platforms/teams/outbound-token.ts': 'an address of the settings',
  'src/redact.ts': 'words of at most 81 characters',
};

let faults = 0;
const wanted = process.argv[2];

function show(rows: readonly Row[]): void {
  const most = (row: Row) => Math.max(...row.times);
  console.log(`${''.padEnd(58)}${LENGTHS.map((length) => String(length).padStart(9)).join('')}   growth`);
  for (const row of [...rows].sort((a, b) => most(b) - most(a)).slice(0, SHOWN)) {
    const growth = row.exponent === undefined ? '-' : row.exponent.toFixed(2);
    console.log(`${row.name.padEnd(58)}${row.times.map((time) => time.toFixed(1).padStart(9)).join('')}${growth.padStart(9)}`);
  }
  const slow = rows.filter((row) => most(row) > MOST_MS);
  const fast = rows.filter(({ exponent = 0 }) => exponent > SUPER_LINEAR);
  console.log(
    `${rows.length} rows; over ${MOST_MS} ms: ${slow.length}; growing faster than their text: ${fast.map((r) => `${r.name} ${r.exponent?.toFixed(2)}`).join(', ') || 'none'}`,
  );
  faults += slow.length;
}

function growth(): void {
  const { assistant } = loadEngine('knowledge', 'dist/engine.bin');
  console.log('Milliseconds of processor time for one question of so many characters:');
  show(questionRows(assistant));
  console.log('\nThe same for what is kept of it, searched for and shown:');
  show(otherRows(assistant));
}

function expressions(): void {
  const literals = literalsIn('src');
  const grown = literals.flatMap((literal) => worstGrowth(literal) ?? []);
  console.log(`\n${literals.length} regular expressions of src/ were attacked; growing faster than their text: ${grown.length}`);
  for (const { literal, piece, length, milliseconds, exponent } of grown) {
    const why = BOUNDED[literal.file];
    console.log(
      `${literal.file}:${literal.line} ${literal.expression} by ${JSON.stringify(piece)}: ${milliseconds.toFixed(1)} ms at ${length} characters, exponent ${exponent.toFixed(2)}${why ? ` (only given ${why})` : ''}`,
    );
    if (!why) faults += 1;
  }
}

async function doors(): Promise<void> {
  ensureBuilt();
  const outside = await startOutside(() => undefined);
  const assistant = await startAssistant({ SLACK_API_URL: outside.slackApiUrl, SLACK_SIGNING_SECRET: SIGNING_SECRET });
  const slow = patienceWithSlow(assistant);
  // The first round only warms the process up.
  await doorCosts(assistant, outside.teamsUrl);
  report(await doorCosts(assistant, outside.teamsUrl));
  for (const [name, sending] of floods(outside.teamsUrl)) {
    const before = (await assistant.metrics()).get('process_cpu_seconds_total') ?? 0;
    const { status } = await post(assistant.port, sending);
    const after = (await assistant.metrics()).get('process_cpu_seconds_total') ?? 0;
    console.log(`${name}: status ${status}, ${((after - before) * 1000).toFixed(1)} ms`);
  }
  const { headers, body } = await slow;
  console.log(
    `a sender of one byte a second is cut off after ${headers.toFixed(0)} s in its headers and ${body.toFixed(0)} s in its body`,
  );
  console.log(`complaints in the log: ${assistant.complaints.length} ${assistant.complaints.slice(0, 3).join(' ')}`);
  if ((await assistant.stop()) !== 0) faults += 1;
  await outside.close();
}

function report(costs: Awaited<ReturnType<typeof doorCosts>>): void {
  console.log('\nMilliseconds of processor time of the whole process for one request, answer included:');
  for (const { door, kind, status, milliseconds } of costs.filter((cost) => cost.kind === 'a plain question'))
    console.log(`${door.padEnd(7)}${kind.padEnd(40)}${String(status).padStart(5)}${milliseconds.toFixed(1).padStart(8)}`);
  for (const { door, kind, status, milliseconds } of [...costs].sort((a, b) => b.milliseconds - a.milliseconds).slice(0, SHOWN))
    console.log(`${door.padEnd(7)}${kind.padEnd(40)}${String(status).padStart(5)}${milliseconds.toFixed(1).padStart(8)}`);
  const over = costs.filter(({ milliseconds }) => milliseconds > MOST_MS).length;
  const broken = costs.filter(({ status }) => status >= 500 || status === 0).length;
  console.log(`${costs.length} kinds and doors; over ${MOST_MS} ms: ${over}; answered with a fault: ${broken}`);
  faults += over + broken;
}

if (wanted === undefined || wanted === 'growth') growth();
if (wanted === undefined || wanted === 'expressions') expressions();
if (wanted === undefined || wanted === 'doors') await doors();
process.exit(faults > 0 ? 1 : 0);
