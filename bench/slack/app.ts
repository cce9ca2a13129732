import { randomUUID } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import bolt from '@slack/bolt';
import type { PlatformContext } from '../../src/platforms/platform.js';
import { memoryDesk } from '../../test/support/memory-desk.js';
import { built } from '../built.js';

// One of the apps of the bench, in a process of its own: `bare` acknowledges every command with one text, with nothing but
// Bolt; `ours` is the whole assistant with its store; `door` is our Slack platform alone, with one answer to everything and a
// desk in memory. The signing secret and the address of a Web API come from the environment. Prints its port.

const { readConfig } = await built<typeof import('../../src/config.js')>('config');
const { loadEngine } = await built<typeof import('../../src/engine.js')>('engine');
const { createMetrics } = await built<typeof import('../../src/metrics.js')>('metrics');
const { openDesk } = await built<typeof import('../../src/open-desk.js')>('open-desk');
const { createSlackPlatform } =
  await built<typeof import('../../src/platforms/slack/slack-platform.js')>('platforms/slack/slack-platform');

type Handler = (request: IncomingMessage, response: ServerResponse) => unknown;

const config = readConfig({
  DATA_DIR: mkdtempSync(join(tmpdir(), 'iom-bench-')),
  RATE_PER_MINUTE: '1000000',
  SLACK_BOT_TOKEN: 'xoxb-of-the-bench',
  SLACK_SIGNING_SECRET: process.env.BENCH_SECRET,
  SLACK_API_URL: process.env.BENCH_API,
});
const silent = { info: () => {}, warn: () => {}, error: () => {} };

function bare(): Handler {
  const receiver = new bolt.HTTPReceiver({ signingSecret: config.SLACK_SIGNING_SECRET ?? '' });
  const app = new bolt.App({ receiver, authorize: async () => ({ botToken: 'xoxb-of-the-bench' }) });
  app.command('/iom', async ({ ack }) => ack('The same text for everybody.'));
  return receiver.requestListener;
}

function assistantOf() {
  const knowledge = new URL('../../knowledge', import.meta.url).pathname;
  return loadEngine(knowledge, join(tmpdir(), 'iom-bench-engine.bin')).assistant;
}

function platformOf(parts: Pick<PlatformContext, 'assistant' | 'desk' | 'metrics'>): Handler {
  const none = { save: async () => {}, fetch: async () => undefined, remove: async () => {} };
  const platform = createSlackPlatform({ ...parts, log: silent, now: Date.now, newId: randomUUID }, config, none);
  return (request, response) => platform.handle(request, response);
}

function ours(): Handler {
  const metrics = createMetrics();
  const desk = openDesk(config, silent, metrics);
  const assistant = assistantOf();
  const handler = platformOf({ assistant: () => assistant, desk, metrics });
  desk.start();
  return handler;
}

function door(): Handler {
  const assistant = assistantOf();
  const [first] = assistant.starters('en');
  const answer = assistant.ask({ via: 'slash', text: first?.value ?? '' });
  const one = { ...assistant, ask: () => answer };
  const desk = { ...memoryDesk(), remember: async () => {} };
  return platformOf({ assistant: () => one, desk, metrics: createMetrics() });
}

const KINDS: Readonly<Record<string, () => Handler>> = { bare, ours, door };
const handle = (KINDS[process.argv[2] ?? ''] ?? ours)();
const server = createServer((request, response) => void handle(request, response));
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => console.log((server.address() as AddressInfo).port));
