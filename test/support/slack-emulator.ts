import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Json } from './slack-web-api.js';

/** What the line to the emulator does wrong with the next post: before it, or after it was carried out. `silent` never answers. */
export type LineFault = { readonly kind: 'reset' | 'error' | 'limited' | 'silent'; readonly when: 'before' | 'after' };

/** The Slack emulator `emulate`, behind a line that can fail. */
export interface SlackEmulator {
  readonly apiUrl: string;
  readonly token: string;
  readonly channel: string;
  readonly user: string;
  /** Somebody else, with whom there can be a direct conversation. */
  readonly admin: string;
  readonly posts: number;
  fail(...faults: LineFault[]): void;
  call(method: string, args: Record<string, string>): Promise<Json>;
  /** Replies in a thread, without its first message. */
  replies(channel: string, ts: string): Promise<Json[]>;
  close(): Promise<void>;
}

const TOKEN = 'xoxb-of-the-emulator';
const SEED = `tokens:
  ${TOKEN}:
    login: developer
    scopes: [chat:write, channels:read, channels:history, im:history, users:read]
slack:
  team: { name: IOM staff, domain: iom-staff }
  users: [{ name: developer, real_name: Developer, email: dev@example.org }]
  channels: [{ name: kenya-drought-2026, topic: Drought }]
`;

/** Starts the emulator and the line to it. */
export async function startSlackEmulator(): Promise<SlackEmulator> {
  const folder = mkdtempSync(join(tmpdir(), 'emulate-'));
  writeFileSync(join(folder, 'seed.yaml'), SEED);
  const port = await freePort();
  const child = spawn(
    process.execPath,
    [script(), 'start', '--service', 'slack', '--port', String(port), '--seed', 'seed.yaml'],
    { cwd: folder },
  );
  const origin = `http://127.0.0.1:${port}`;
  await answering(child, `${origin}/api/api.test`);

  const faults: LineFault[] = [];
  let posts = 0;
  const line = createServer(async (request, response) => {
    const body = await textOf(request);
    const posting = request.url === '/api/chat.postMessage';
    const fault = posting ? faults.shift() : undefined;
    if (posting) posts += 1;
    if (fault?.when === 'before') return spoil(fault, request, response);
    const { authorization = '', 'content-type': type = 'application/x-www-form-urlencoded' } = request.headers;
    const answer = await fetch(`${origin}${request.url}`, {
      method: 'POST',
      body,
      headers: { authorization, 'content-type': type },
    });
    const text = await answer.text();
    if (fault !== undefined) return spoil(fault, request, response);
    response.writeHead(answer.status, { 'content-type': 'application/json' }).end(text);
  });
  await new Promise<void>((resolve) => line.listen(0, '127.0.0.1', resolve));

  const call: SlackEmulator['call'] = async (method, args) => {
    const headers = { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/x-www-form-urlencoded' };
    const response = await fetch(`${origin}/api/${method}`, {
      method: 'POST',
      headers,
      body: new URLSearchParams(args).toString(),
    });
    return response.json();
  };
  const { channels } = await call('conversations.list', {});
  const { user_id } = await call('auth.test', {});
  return {
    apiUrl: `http://127.0.0.1:${(line.address() as AddressInfo).port}/api/`,
    token: TOKEN,
    channel: channels.find(({ name }: { name: string }) => name === 'kenya-drought-2026').id,
    user: user_id,
    admin: 'U000000001',
    get posts() {
      return posts;
    },
    fail: (...list) => void faults.push(...list),
    call,
    replies: async (channel, ts) => {
      const { messages } = await call('conversations.replies', { channel, ts, include_all_metadata: 'true' });
      return messages.slice(1);
    },
    close: async () => {
      child.kill();
      line.closeAllConnections();
      await new Promise((resolve) => line.close(resolve));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function script(): string {
  const file = fileURLToPath(new URL('../../node_modules/emulate/dist/index.js', import.meta.url));
  if (!existsSync(file))
    throw new Error('The Slack emulator is not installed: run "npm install" (devDependency emulate, exactly 0.11.2).');
  return file;
}

function spoil(fault: LineFault, request: IncomingMessage, response: ServerResponse): void {
  if (fault.kind === 'reset') request.socket.resetAndDestroy();
  else if (fault.kind === 'limited') response.writeHead(429, { 'retry-after': '1' }).end();
  else if (fault.kind === 'error') response.writeHead(500).end();
}

async function answering(child: ChildProcess, url: string): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    if (child.exitCode !== null) break;
    const ready = await fetch(url, { method: 'POST' }).then(
      () => true,
      () => false,
    );
    if (ready) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('The Slack emulator did not start within 20 s.');
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function textOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('utf8');
}
