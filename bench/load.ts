// Drives `node dist/main.js` with slash commands, events and Teams activities together, over the loopback, every question
// different. Run: npx tsx bench/load.ts [--seconds 60] [--rate 200] [--warm-up 10] [--replicas 3]
// With --replicas the same is done for one process and for so many on one PostgreSQL. See bench/README.md for how to read it.

import { cpus, loadavg } from 'node:os';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { startPostgres } from '../test/support/postgres.js';
import { type AssistantProcess, ensureBuilt, startAssistant } from './load/assistant-process.js';
import { Drive } from './load/drive.js';
import { startOutside } from './load/outside.js';
import { differentQuestions } from './load/questions.js';
import { doorLines, processLines } from './load/report.js';
import { watch } from './load/watch.js';

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '60' },
    rate: { type: 'string', default: '200' },
    'warm-up': { type: 'string', default: '10' },
    replicas: { type: 'string', default: '0' },
  },
});
const seconds = Number(values.seconds);
const rate = Number(values.rate);
const warmUp = Number(values['warm-up']);
const replicas = Number(values.replicas);

/** How long answers may still come after the last question. */
const PATIENCE_MS = 20_000;
const LOOK_EVERY_MS = 5000;

let isWrong = false;

async function measure(title: string, count: number, env: Readonly<Record<string, string>>): Promise<void> {
  let drive: Drive | undefined;
  const outside = await startOutside((answers, at) => drive?.replied(answers, at));
  const all = { ...env, SLACK_API_URL: outside.slackApiUrl };
  const assistants: AssistantProcess[] = [];
  for (let at = 0; at < count; at += 1) assistants.push(await startAssistant(all));
  const ports = assistants.map(({ port }) => port);
  const questions = differentQuestions((warmUp + seconds) * rate);

  drive = new Drive(ports, outside.teamsUrl);
  await drive.run(questions.slice(0, warmUp * rate), 0, rate);
  await drive.settle(PATIENCE_MS);

  const watching = watch(assistants, LOOK_EVERY_MS);
  const own = monitorEventLoopDelay({ resolution: 10 });
  own.enable();
  const before = process.cpuUsage();
  const begin = performance.now();
  drive = new Drive(ports, outside.teamsUrl);
  await drive.run(questions.slice(warmUp * rate), warmUp * rate, rate);
  const took = (performance.now() - begin) / 1000;
  const used = process.cpuUsage(before);
  own.disable();
  await drive.settle(PATIENCE_MS);
  const looks = await watching.stop();
  const watched = (performance.now() - begin) / 1000;
  const codes = await Promise.all(assistants.map((assistant) => assistant.stop()));
  await outside.close();

  const results = [...drive.results.values()];
  const complaints = assistants.flatMap((assistant) => assistant.complaints);
  console.log(`\n${title}: ${rate} a second for ${took.toFixed(0)} s`);
  for (const line of [...doorLines(results), ...processLines(looks, watched)]) console.log(line);
  console.log(
    `the sender itself: ${((used.user + used.system) / 1e6 / took).toFixed(2)} of a core, late by p99 ${(own.percentile(99) / 1e6).toFixed(1)} ms; calls of the Web API ${[...outside.calls].map(([method, n]) => `${method} ${n}`).join(', ')}`,
  );
  console.log(
    `the machine: ${cpus().length} cores, load ${loadavg()
      .map((load) => load.toFixed(1))
      .join(', ')} with all of this`,
  );
  console.log(`exit codes ${codes.join(', ')}; complaints in the log ${complaints.length} ${complaints.slice(0, 3).join(' ')}`);
  if (results.some(({ errors, lost, twice }) => errors + lost + twice > 0) || codes.some((code) => code !== 0)) isWrong = true;
}

ensureBuilt();
if (replicas > 0) {
  const postgres = await startPostgres({ durable: true });
  try {
    await measure('PostgreSQL, one process', 1, { DATABASE_URL: await postgres.createDatabase() });
    await measure(`PostgreSQL, ${replicas} processes`, replicas, { DATABASE_URL: await postgres.createDatabase() });
  } finally {
    await postgres.remove();
  }
} else await measure('SQLite, one process', 1, {});
process.exit(isWrong ? 1 : 0);
