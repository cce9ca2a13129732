import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { Agent, createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { timeSearch } from './search.js';

// Answers a second, of the whole assistant and of a bare botbuilder echo bot, turn by turn on the same machine: every question
// is another one, fifty are under way at any time, and an answer counts when the connector has it. Then the time of one
// keystroke in the search. Run: tsx bench/teams/throughput.ts [rounds] [messages] [messages before]

const ROUNDS = Number(process.argv[2] ?? 5);
const MESSAGES = Number(process.argv[3] ?? 2000);
/** Until all code is compiled: a server runs for weeks. */
const WARM_UP = Number(process.argv[4] ?? 8000);
const AT_ONCE = 50;

interface Question {
  readonly text: string;
}
const questions = readFileSync(new URL('../../test/questions/train.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => (JSON.parse(line) as Question).text);
const distinct = [...new Set(questions)];
const template = JSON.parse(readFileSync(new URL('../../test/payloads/teams/message-personal.json', import.meta.url), 'utf8'));

const waiting = new Map<string, () => void>();
const connector = createServer((incoming, response) => {
  incoming.resume();
  incoming.on('end', () => {
    const [, conversation = ''] = /conversations\/([^/]+)\/activities\//.exec(incoming.url ?? '') ?? [];
    response.writeHead(201, { 'content-type': 'application/json' }).end('{"id":"1"}');
    waiting.get(decodeURIComponent(conversation))?.();
  });
});
await once(connector.listen(0, '127.0.0.1'), 'listening');
const serviceUrl = `http://127.0.0.1:${(connector.address() as AddressInfo).port}/`;
const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
let serial = 0;

async function start(kind: string): Promise<{ child: ChildProcess; port: number }> {
  const child = spawn(process.execPath, ['--import', 'tsx', fileURLToPath(new URL('./bot.ts', import.meta.url)), kind], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = await once(child.stdout as NodeJS.ReadableStream, 'data');
  return { child, port: Number(String(line)) };
}

function ask(port: number): Promise<void> {
  const n = serial++;
  const conversation = `a:${n}`;
  const body = JSON.stringify({
    ...template,
    id: `m${n}`,
    serviceUrl,
    text: distinct[n % distinct.length],
    from: { ...template.from, id: `29:${n}`, aadObjectId: `person-${n}` },
    conversation: { ...template.conversation, id: conversation },
  });
  return new Promise((resolve, reject) => {
    waiting.set(conversation, () => {
      waiting.delete(conversation);
      resolve();
    });
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
    const post = request({ host: '127.0.0.1', port, path: '/api/messages', method: 'POST', agent, headers }, (response) => {
      response.resume();
      if (response.statusCode !== 200) reject(new Error(`The bot answered ${response.statusCode}.`));
    });
    post.on('error', reject);
    post.end(body);
  });
}

/** Milliseconds of processor time that a process has used; Linux only, else 0. The fairer measure where others share the machine. */
function processorTime(pid: number | undefined): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
    return (Number(fields[11]) + Number(fields[12])) * 10;
  } catch {
    return 0;
  }
}

async function run(port: number, count: number): Promise<number> {
  let left = count;
  const from = performance.now();
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      while (left-- > 0) await ask(port);
    }),
  );
  return (count / (performance.now() - from)) * 1000;
}

const bots = { bare: await start('bare'), door: await start('door'), ours: await start('ours') };
const NAMES = ['bare', 'door', 'ours'] as const;
const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
const rates: Record<keyof typeof bots, number[]> = { bare: [], door: [], ours: [] };
const costs: Record<keyof typeof bots, number[]> = { bare: [], door: [], ours: [] };
for (const { port } of Object.values(bots)) await run(port, WARM_UP);
for (let round = 1; round <= ROUNDS; round += 1) {
  for (const name of NAMES) {
    const { child, port } = bots[name];
    const before = processorTime(child.pid);
    rates[name].push(await run(port, MESSAGES));
    costs[name].push((processorTime(child.pid) - before) / MESSAGES);
  }
  console.log(`round ${round}: ${NAMES.map((name) => `${name} ${rates[name].at(-1)?.toFixed(0)}/s`).join(', ')}`);
}
console.log(`${distinct.length} distinct questions. Medians, and the share of bare:`);
for (const name of NAMES) {
  const [rate, cost] = [median(rates[name]), median(costs[name])];
  const shares = `${(rate / median(rates.bare)).toFixed(2)} by rate, ${(median(costs.bare) / cost).toFixed(2)} by processor time`;
  console.log(`  ${name}: ${rate.toFixed(0)}/s, ${cost.toFixed(2)} ms of processor time an answer (${shares})`);
}
const search = await timeSearch(bots.ours.port, serviceUrl);
console.log(
  `search: ${search.keystrokes} keystrokes, ${search.median.toFixed(1)} ms each, ${search.slowest.toFixed(1)} ms the slowest`,
);
for (const { child } of Object.values(bots)) child.kill();
connector.close();
agent.destroy();
process.exit(0);
