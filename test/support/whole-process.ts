import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { readConfig } from '../../src/config.js';
import type { DeskService } from '../../src/desk-service.js';
import { createMetrics } from '../../src/metrics.js';
import { openDesk } from '../../src/open-desk.js';
import type { PlatformContext } from '../../src/platforms/platform.js';
import { createPlatforms } from '../../src/platforms.js';
import { createHttpServer } from '../../src/server.js';
import { realEngine } from './engine.js';
import { type SlackService, startSlackService } from './slack-web-api.js';
import { startTeamsService, type TeamsService } from './teams-service.js';

export const SIGNING_SECRET = 'a-signing-secret-of-the-tests';

/** What a request came back with. */
export interface Back {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

/** All doors on one server, put together as in main.ts over the real engine and a real store, beside Slack's and Teams' side. */
export interface WholeProcess {
  readonly port: number;
  readonly slack: SlackService;
  readonly teams: TeamsService;
  readonly desk: DeskService;
  /** Every line of the log, as JSON. */
  readonly logged: string[];
  send(path: string, options?: { method?: string; headers?: Record<string, string>; body?: string | Buffer }): Promise<Back>;
  /** Writes bytes to a connection of its own and gives all that comes back until it is closed or has been silent. */
  raw(bytes: string | Buffer, silenceMs?: number): Promise<string>;
  /** Whether it still answers, and is ready. */
  healthy(): Promise<boolean>;
  close(): Promise<void>;
}

/** Starts everything on free ports of 127.0.0.1. */
export async function startWholeProcess(env: Readonly<Record<string, string>> = {}): Promise<WholeProcess> {
  const [slack, teams] = await Promise.all([startSlackService(), startTeamsService()]);
  const folder = mkdtempSync(join(tmpdir(), 'iom-hostile-'));
  const config = readConfig({
    DATA_DIR: folder,
    RATE_PER_MINUTE: '1000000',
    PERSON_SALT: 'a salt of the tests, long enough',
    SLACK_SIGNING_SECRET: SIGNING_SECRET,
    SLACK_BOT_TOKEN: 'xoxb-of-the-tests',
    SLACK_API_URL: slack.apiUrl,
    ...env,
  });
  const logged: string[] = [];
  const log = pino({ level: 'info', base: null }, { write: (line: string) => void logged.push(line) });
  const metrics = createMetrics();
  const now = () => Date.now();
  const desk = openDesk(config, log, metrics);
  const { assistant } = realEngine();
  const context: PlatformContext = { assistant: () => assistant, desk, log, metrics, now, newId: randomUUID };
  const platforms = createPlatforms(context, config, desk);
  const readiness = async () => ({ troubles: [await desk.trouble()].flatMap((trouble) => trouble ?? []), notices: [] });
  const server = createHttpServer({ platforms, metrics, log, readiness, showMetrics: true, newId: randomUUID });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;

  const send: WholeProcess['send'] = (path, { method = 'POST', headers = {}, body = '' } = {}) =>
    new Promise((resolve, reject) => {
      const length = { 'content-length': String(Buffer.byteLength(body)) };
      const call = request({ port, host: '127.0.0.1', path, method, headers: { ...length, ...headers } }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            text: Buffer.concat(chunks).toString('utf8'),
          }),
        );
      });
      call.on('error', reject);
      call.end(body);
    });
  return {
    port,
    slack,
    teams,
    desk,
    logged,
    send,
    raw: (bytes, silenceMs = 300) => exchange(port, bytes, silenceMs),
    healthy: async () => (await send('/readyz', { method: 'GET' })).status === 200,
    async close() {
      await Promise.all(platforms.map((platform) => platform.close()));
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
      await desk.close(5000);
      await Promise.all([slack.close(), teams.close()]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function exchange(port: number, bytes: string | Buffer, silenceMs: number): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    const chunks: Buffer[] = [];
    const end = () => {
      socket.destroy();
      resolve(Buffer.concat(chunks).toString('latin1'));
    };
    socket.setTimeout(silenceMs, end);
    socket.on('data', (chunk) => chunks.push(chunk));
    // A server that has had enough resets the connection: what it said before counts.
    socket.on('error', end);
    socket.on('close', end);
    socket.write(bytes);
  });
}
