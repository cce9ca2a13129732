import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

// A bench that compares our server with a bare one of the same framework: processes of their own, turn by turn on the same
// machine, by rate and by processor time.

const AT_ONCE = 50;
const KINDS = ['bare', 'door', 'ours'] as const;
type Kind = (typeof KINDS)[number];

/** A server under test. */
export interface Contender {
  readonly child: ChildProcess;
  readonly port: number;
}

/** What is sent, and how much of it. */
export interface Contest {
  /** The file that starts a server of the kind in its first argument, and prints its port. */
  readonly server: URL;
  readonly environment?: Readonly<Record<string, string>>;
  /** Asks the server on a port one question that was not asked before; resolves when its answer is there. */
  readonly ask: (port: number) => Promise<void>;
  readonly rounds: number;
  readonly questions: number;
  /** Asked of each before the first round, until all code is compiled: a server runs for weeks. */
  readonly warmUp: number;
}

/** Every question of the training set once. */
export function distinctQuestions(): string[] {
  const lines = readFileSync(new URL('../test/questions/train.jsonl', import.meta.url), 'utf8')
    .trim()
    .split('\n');
  return [...new Set(lines.map((line) => (JSON.parse(line) as { readonly text: string }).text))];
}

/** Runs the rounds, fifty questions at a time, prints their medians, and gives the contenders, which still run. */
export async function compare(contest: Contest): Promise<Readonly<Record<Kind, Contender>>> {
  const [bare, door, ours] = [await start(contest, 'bare'), await start(contest, 'door'), await start(contest, 'ours')];
  const contenders = { bare, door, ours };
  for (const { port } of Object.values(contenders)) await run(contest, port, contest.warmUp);
  const rates: Record<Kind, number[]> = { bare: [], door: [], ours: [] };
  const costs: Record<Kind, number[]> = { bare: [], door: [], ours: [] };
  for (let round = 1; round <= contest.rounds; round += 1) {
    for (const kind of KINDS) {
      const { child, port } = contenders[kind];
      const before = processorTime(child.pid);
      rates[kind].push(await run(contest, port, contest.questions));
      costs[kind].push((processorTime(child.pid) - before) / contest.questions);
    }
    console.log(`round ${round}: ${KINDS.map((kind) => `${kind} ${rates[kind].at(-1)?.toFixed(0)}/s`).join(', ')}`);
  }
  console.log('Medians, and the share of bare:');
  for (const kind of KINDS) {
    const [rate, cost] = [median(rates[kind]), median(costs[kind])];
    const shares = `${(rate / median(rates.bare)).toFixed(2)} by rate, ${(median(costs.bare) / cost).toFixed(2)} by processor time`;
    console.log(`  ${kind}: ${rate.toFixed(0)}/s, ${cost.toFixed(2)} ms of processor time an answer (${shares})`);
  }
  return contenders;
}

/** Ends the servers. */
export function stop(contenders: Readonly<Record<Kind, Contender>>): void {
  for (const { child } of Object.values(contenders)) child.kill();
}

async function start({ server, environment = {} }: Contest, kind: Kind): Promise<Contender> {
  const child = spawn(process.execPath, ['--import', 'tsx', fileURLToPath(server), kind], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...environment },
  });
  const [line] = await once(child.stdout as NodeJS.ReadableStream, 'data');
  return { child, port: Number(String(line)) };
}

async function run({ ask }: Contest, port: number, count: number): Promise<number> {
  let left = count;
  const from = performance.now();
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      while (left-- > 0) await ask(port);
    }),
  );
  return (count / (performance.now() - from)) * 1000;
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

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
