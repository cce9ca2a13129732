import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';

/** A process of the assistant that takes events. */
export interface Replica {
  readonly url: string;
  /** `kill -9`. */
  kill(): Promise<void>;
}

/** Processes on one database. One more is always loaded and waiting, so that a killed one is replaced at once. */
export interface Replicas {
  readonly live: readonly Replica[];
  /** Replaces a killed process. */
  add(): Promise<Replica>;
  /** What ended without being killed, and events given up. Must stay empty. */
  readonly faults: readonly string[];
  close(): Promise<void>;
}

/** Times short enough for tests; a lease lasts longer than a busy machine pauses. */
export const CHILD_LIMITS = { leaseMs: 1500, pollMs: 100, firstPauseMs: 20, longestPauseMs: 200 };

/** Starts so many processes of a bundled program. */
export async function startReplicas(
  program: string,
  orders: { address: string; outside: string; limits?: object },
  count: number,
): Promise<Replicas> {
  const live: Replica[] = [];
  const faults: string[] = [];
  let standby = load(program, faults);

  const add = async (): Promise<Replica> => {
    const child = await standby;
    standby = load(program, faults);
    child.process.send({ limits: CHILD_LIMITS, ...orders });
    const port = await child.port;
    const replica: Replica = {
      url: `http://127.0.0.1:${port}`,
      async kill() {
        live.splice(live.indexOf(replica), 1);
        await end(child);
      },
    };
    live.push(replica);
    return replica;
  };

  for (let i = 0; i < count; i++) await add();
  return {
    live,
    add,
    faults,
    async close() {
      for (const replica of [...live]) await replica.kill();
      await end(await standby);
    },
  };
}

interface Loaded {
  readonly process: ChildProcess;
  readonly port: Promise<number>;
  wanted: boolean;
}

async function load(program: string, faults: string[]): Promise<Loaded> {
  const child = fork(program, { stdio: ['ignore', 'ignore', 'pipe', 'ipc'], execArgv: [] });
  let said = '';
  child.stderr?.on('data', (chunk) => {
    said = (said + chunk).slice(-2000);
  });
  let isLoaded = () => {};
  let hasPort = (_port: number) => {};
  const loaded: Loaded = {
    process: child,
    port: new Promise((resolve) => {
      hasPort = resolve;
    }),
    wanted: true,
  };
  child.on('message', (message: { loaded?: true; port?: number; loss?: true }) => {
    if (message.loaded) isLoaded();
    if (message.port) hasPort(message.port);
    if (message.loss) faults.push('an event was given up');
  });
  child.once('exit', (code, signal) => {
    if (loaded.wanted) faults.push(`a process ended by itself: ${code ?? signal} ${said}`);
  });
  await new Promise<void>((resolve) => {
    isLoaded = resolve;
  });
  return loaded;
}

async function end(child: Loaded): Promise<void> {
  child.wanted = false;
  const exit = once(child.process, 'exit');
  child.process.kill('SIGKILL');
  await exit;
}
