import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const MAIN = join(ROOT, 'dist/main.js');

export const SIGNING_SECRET = 'a-signing-secret-of-the-benches';

/** One `node dist/main.js` on a free port of the loopback. */
export interface AssistantProcess {
  readonly port: number;
  /** What it wrote to its log at level warn and above, a line each. */
  readonly complaints: string[];
  /** All samples of /metrics: name with its labels -> value. */
  metrics(): Promise<ReadonlyMap<string, number>>;
  /** Ends it as an operator does, and gives its exit code. */
  stop(): Promise<number | null>;
}

/** Builds dist/ where it is missing. */
export function ensureBuilt(): void {
  if (existsSync(MAIN)) return;
  console.log('dist/ is missing and is built first; learning takes a minute and a half.');
  const run = (...command: string[]) => execFileSync(command[0] as string, command.slice(1), { cwd: ROOT, stdio: 'inherit' });
  run('npx', 'tsc');
  run(process.execPath, 'src/platforms/web/build-assets.mjs');
  run(process.execPath, 'dist/cli.js', 'compile');
}

/** Starts it with nothing of this process's environment but what is given, and waits until it answers. */
export async function startAssistant(env: Readonly<Record<string, string>>): Promise<AssistantProcess> {
  const folder = mkdtempSync(join(tmpdir(), 'iom-bench-'));
  const child = spawn(process.execPath, [MAIN], {
    cwd: ROOT,
    env: {
      PATH: process.env.PATH,
      PORT: '0',
      LOG_LEVEL: 'warn',
      DATA_DIR: folder,
      PERSON_SALT: 'a salt of the benches, long enough',
      RATE_PER_MINUTE: '1000000',
      SLACK_SIGNING_SECRET: SIGNING_SECRET,
      SLACK_BOT_TOKEN: 'xoxb-of-the-benches',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  // A bench that fails half-way must not leave a process behind.
  process.once('exit', () => child.kill('SIGKILL'));
  const complaints: string[] = [];
  child.stderr.on('data', (chunk: Buffer) => complaints.push(...String(chunk).split('\n').filter(Boolean)));
  const port = await portOf(child, complaints);
  return {
    port,
    complaints,
    metrics: async () => samplesIn(await read(port, '/metrics')),
    async stop() {
      const exit = child.exitCode === null ? once(child, 'exit') : undefined;
      child.kill('SIGTERM');
      await exit;
      rmSync(folder, { recursive: true, force: true });
      return child.exitCode;
    },
  };
}

function portOf(child: ChildProcess, complaints: readonly string[]): Promise<number> {
  return new Promise((resolve, reject) => {
    let said = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      said += String(chunk);
      const port = /at http:\/\/127\.0\.0\.1:(\d+)\//.exec(said)?.[1];
      if (port) resolve(Number(port));
    });
    child.once('exit', (code) => reject(new Error(`The assistant ended with ${code} at its start. ${complaints.join(' ')}`)));
  });
}

const agent = new Agent({ keepAlive: true, maxSockets: 4 });

function read(port: number, path: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const call = request({ host: '127.0.0.1', port, path, agent }, (response) => {
      let text = '';
      response.on('data', (chunk: Buffer) => {
        text += chunk;
      });
      response.on('end', () => resolve(text));
    });
    call.on('error', reject);
    call.end();
  });
}

function samplesIn(text: string): Map<string, number> {
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return new Map(lines.map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.slice(line.lastIndexOf(' ') + 1))]));
}
