import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { realEngine } from './support/engine.js';

/** What a mistake does, on a signal: thrown where nobody catches it. Its words are a person's. */
const MISTAKES = `
process.on('SIGUSR2', () => { throw new TypeError('planted words'); });
process.on('SIGWINCH', () => { Promise.reject(new TypeError('planted words')); });`;

let folder: string;
let child: ChildProcess;
let port: number;
let logged: string;

beforeAll(() => void realEngine());
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'iom-main-'));
  copyFileSync('dist/engine.bin', join(folder, 'engine.bin'));
  const env = { PATH: process.env.PATH, PORT: '0', DATA_DIR: folder };
  const mistakes = join(folder, 'mistakes.mjs');
  writeFileSync(mistakes, MISTAKES);
  child = spawn(process.execPath, ['--import', 'tsx', '--import', mistakes, 'src/main.ts'], { env, stdio: 'pipe' });
  logged = '';
  child.stderr?.on('data', (chunk) => {
    logged += chunk;
  });
  port = await new Promise((resolve) => {
    child.stdout?.on('data', (chunk) => resolve(Number(/127\.0\.0\.1:(\d+)/.exec(String(chunk))?.[1])));
  });
});
afterEach(() => {
  child.kill('SIGKILL');
  rmSync(folder, { recursive: true });
});

/** Asks the console in two halves, and does something in between. */
async function askAround(between: () => Promise<void>): Promise<number> {
  const body = JSON.stringify({ text: 'who is the RTS for Kenya?', thread: 'thread-0001' });
  const headers = { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(body)) };
  const call = request({ host: '127.0.0.1', port, path: '/api/ask', method: 'POST', headers });
  call.write(body.slice(0, 10));
  await new Promise((done) => setTimeout(done, 50));
  await between();
  call.end(body.slice(10));
  const [response] = (await once(call, 'response')) as [{ statusCode: number; resume(): void }];
  response.resume();
  return response.statusCode;
}

const stopping = async () => {
  await expect.poll(() => logged, { timeout: 10_000 }).toContain('Stopping');
};

describe('the process', () => {
  it.each([
    ['an exception', 'SIGUSR2', 1],
    ['a rejection', 'SIGWINCH', 1],
    ['nothing', 'SIGTERM', 0],
  ] as const)('finishes what is under way and ends when there is %s that nobody caught', async (_, signal, code) => {
    const ended = once(child, 'exit');
    const status = await askAround(async () => {
      child.kill(signal);
      await stopping();
    });
    expect(status).toBe(200);
    expect((await ended)[0]).toBe(code);
    expect(logged).toContain('Stopped.');
    expect(logged.includes('"reason":"TypeError"')).toBe(code === 1);
    expect(logged).not.toContain('planted');
  });
});
