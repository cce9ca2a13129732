import { randomUUID } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CloudAdapter, ConfigurationBotFrameworkAuthentication } from 'botbuilder';
import { memoryDesk } from '../../test/support/memory-desk.js';
import { built } from '../built.js';

// One of the bots of the bench, in a process of its own: `bare` echoes with nothing but botbuilder; `ours` is the whole
// assistant with its store; `door` is our Teams platform alone, with one answer to everything and a desk in memory. Neither has an app id, so neither checks or fetches tokens. Prints its port.

const { readConfig } = await built<typeof import('../../src/config.js')>('config');
const { loadEngine } = await built<typeof import('../../src/engine.js')>('engine');
const { createMetrics } = await built<typeof import('../../src/metrics.js')>('metrics');
const { openDesk } = await built<typeof import('../../src/open-desk.js')>('open-desk');
const { createTeamsPlatform } =
  await built<typeof import('../../src/platforms/teams/teams-platform.js')>('platforms/teams/teams-platform');

type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

function bare(): Handler {
  const adapter = new CloudAdapter(new ConfigurationBotFrameworkAuthentication({}));
  return async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const asked = {
      body: JSON.parse(Buffer.concat(chunks).toString('utf8')),
      method: request.method ?? '',
      headers: request.headers,
    };
    const answer = {
      socket: response.socket,
      status: (code: number) => {
        response.statusCode = code;
        return answer;
      },
      header: (name: string, value: string) => {
        response.setHeader(name, value);
        return answer;
      },
      send: (body: unknown) => {
        response.write(typeof body === 'string' ? body : JSON.stringify(body));
        return answer;
      },
      end: () => response.end(),
    };
    await adapter.process(asked as never, answer as never, async (turn) => {
      if (turn.activity.type === 'message') await turn.sendActivity(`Echo: ${turn.activity.text}`);
    });
  };
}

function ours(): Handler {
  const silent = { info: () => {}, warn: () => {}, error: () => {} };
  const metrics = createMetrics();
  const config = readConfig({ DATA_DIR: mkdtempSync(join(tmpdir(), 'iom-bench-')), RATE_PER_MINUTE: '1000000' });
  const desk = openDesk(config, silent, metrics);
  const knowledge = new URL('../../knowledge', import.meta.url).pathname;
  const { assistant } = loadEngine(knowledge, join(tmpdir(), 'iom-bench-engine.bin'));
  const context = { assistant: () => assistant, desk, log: silent, metrics, now: Date.now, newId: randomUUID };
  const platform = createTeamsPlatform(context, config);
  desk.start();
  return (request, response) => platform.handle(request, response);
}

function door(): Handler {
  const silent = { info: () => {}, warn: () => {}, error: () => {} };
  const knowledge = new URL('../../knowledge', import.meta.url).pathname;
  const { assistant } = loadEngine(knowledge, join(tmpdir(), 'iom-bench-engine.bin'));
  const [first] = assistant.starters('en');
  const answer = assistant.ask({ via: 'message', text: first?.value ?? '' });
  const one = { ...assistant, ask: () => answer };
  const desk = { ...memoryDesk(), recall: async () => [], remember: async () => {} };
  const context = {
    assistant: () => one,
    desk,
    log: silent,
    metrics: createMetrics(),
    now: Date.now,
    newId: randomUUID,
  };
  const platform = createTeamsPlatform(context, { production: false } as never);
  return (request, response) => platform.handle(request, response);
}

const KINDS: Readonly<Record<string, () => Handler>> = { bare, ours, door };
const handle = (KINDS[process.argv[2] ?? ''] ?? ours)();
const server = createServer((request, response) => {
  handle(request, response).catch(() => response.destroy());
});
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => console.log((server.address() as AddressInfo).port));
