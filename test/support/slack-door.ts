import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { stringify } from 'node:querystring';
import type { Assistant } from '../../src/assistant.js';
import type { Job } from '../../src/desk.js';
import type { Platform, PlatformContext } from '../../src/platforms/platform.js';
import type { Installations } from '../../src/platforms/slack/installations.js';
import type { SlackSettings, Timing } from '../../src/platforms/slack/settings.js';
import { createSlackPlatform } from '../../src/platforms/slack/slack-platform.js';
import type { Question } from '../../src/question.js';
import { checkSlackMessage, checkSlackView } from '../../src/render/slack-limits.js';
import { type MemoryDesk, memoryDesk } from './memory-desk.js';
import { slackAssistant } from './slack-assistant.js';
import { type Json, type SlackService, startSlackService } from './slack-web-api.js';

export const SECRET = 'a-signing-secret-of-the-tests';
export const BOT_TOKEN = 'xoxb-of-the-tests';

/** Short enough for tests, with the same order of sizes as in earnest. */
export const FAST: Timing = { request: 400, delivery: 3_000, settle: 60, pause: 20, extras: 300, inbox: 300, reconnect: 20 };

/** Calls that the platform has under way: everything it does outside goes through fetch. */
let outgoing = 0;
const realFetch = globalThis.fetch;
globalThis.fetch = async (...args) => {
  outgoing += 1;
  try {
    return await realFetch(...args);
  } finally {
    outgoing -= 1;
  }
};

/** What came back over HTTP. */
export interface Reply {
  readonly status: number;
  readonly text: string;
  readonly json: Json;
  readonly headers: Headers;
}

/** The Slack platform on a real HTTP server, beside Slack's side of it. */
export interface SlackDoor {
  readonly url: string;
  readonly service: SlackService;
  readonly desk: MemoryDesk;
  readonly asked: Question[];
  readonly platform: Platform;
  readonly installed: Map<string, string>;
  readonly counts: Record<string, number>;
  readonly answered: { outcome: string; language: string; platform: string }[];
  readonly logged: { level: string; fields: object; message: string }[];
  /** A recorded payload with its braces filled in. */
  payload(name: string, values?: Record<string, string>): Json;
  /** Signs and sends an event, a command or an interaction, each in its own form. */
  send(payload: Json, options?: SendOptions): Promise<Reply>;
  command(text: string, changes?: Json): Promise<Reply>;
  /** Runs an accepted event again, as after a crash. */
  again(index: number, attempt: number): Promise<void>;
  /** Resolves when nothing is under way any more. */
  quiet(): Promise<void>;
  /** Faults of everything that was sent to Slack, by our own limit checker. */
  limitFaults(): string[];
  close(): Promise<void>;
}

export interface SendOptions {
  readonly headers?: Record<string, string>;
  readonly secondsOff?: number;
  readonly secret?: string;
  readonly body?: string;
}

export interface DoorOptions {
  readonly settings?: Partial<SlackSettings>;
  readonly timing?: Partial<Timing>;
  readonly assistant?: Assistant;
  readonly service?: SlackService;
  readonly apiUrl?: string;
}

/** Starts everything on free ports of 127.0.0.1. */
export async function openSlackDoor(options: DoorOptions = {}): Promise<SlackDoor> {
  const service = options.service ?? (await startSlackService());
  const stub = slackAssistant();
  const desk = memoryDesk();
  const jobs: { handler?: (job: Job) => Promise<void>; running: number } = { running: 0 };
  watchJobs(desk, jobs);
  const counts: Record<string, number> = {};
  const answered: SlackDoor['answered'] = [];
  const logged: SlackDoor['logged'] = [];
  const log = (level: string) => (fields: object, message: string) => void logged.push({ level, fields, message });
  let ids = 0;
  const context: PlatformContext = {
    assistant: () => options.assistant ?? stub.assistant,
    desk,
    log: { info: log('info'), warn: log('warn'), error: log('error') },
    metrics: {
      answered: (labels) => void answered.push(labels),
      count: (event) => {
        counts[event] = (counts[event] ?? 0) + 1;
      },
    },
    now: Date.now,
    newId: () => `id-${++ids}`,
  };
  const installed = new Map<string, string>();
  const installations: Installations = {
    save: async (key, secret) => void installed.set(key, secret),
    fetch: async (key) => installed.get(key),
    remove: async (key) => void installed.delete(key),
  };
  const settings: SlackSettings = {
    SLACK_SIGNING_SECRET: SECRET,
    SLACK_BOT_TOKEN: BOT_TOKEN,
    SLACK_APP_TOKEN: undefined,
    SLACK_API_URL: options.apiUrl ?? service.apiUrl,
    SLACK_CLIENT_ID: undefined,
    SLACK_CLIENT_SECRET: undefined,
    SLACK_STATE_SECRET: undefined,
    SLACK_ALLOWED_TEAMS: undefined,
    PUBLIC_URL: undefined,
    ...options.settings,
  };
  const platform = createSlackPlatform(context, settings, installations, { ...FAST, ...options.timing });
  const server = createServer((request, response) => {
    const path = (request.url ?? '').split('?')[0] ?? '';
    if (platform.serves(path)) void platform.handle(request, response);
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  const door: SlackDoor = {
    url,
    service,
    desk,
    asked: stub.asked,
    platform,
    installed,
    counts,
    answered,
    logged,
    payload: (name, values = {}) => readPayload(name, { response_url: service.responseUrl(), ...values }),
    send: (payload, how = {}) => send(url, payload, how),
    command: (text, changes = {}) => send(url, { ...door.payload('command'), text, ...changes }, {}),
    again: async (index, attempt) => {
      const event = desk.accepted[index];
      if (event === undefined) throw new Error(`No event ${index} was accepted.`);
      await jobs.handler?.({ ...event, attempt, acceptedAt: Date.now() });
    },
    quiet: async () => {
      // Between two calls there are only promises, so a few turns of the loop without any mean that all is done.
      for (let still = 0; still < 5; still += 1) {
        await new Promise((resolve) => setTimeout(resolve, 2));
        if (jobs.running + outgoing > 0) still = 0;
      }
    },
    limitFaults: () => limitFaults(service),
    close: async () => {
      await platform.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      if (options.service === undefined) await service.close();
    },
  };
  return door;
}

/** Counts the jobs under way, so that a test knows when all is answered. */
function watchJobs(desk: MemoryDesk, jobs: { handler?: (job: Job) => Promise<void>; running: number }): void {
  const register = desk.onJob.bind(desk);
  const accept = desk.accept.bind(desk);
  desk.onJob = (platform, answer) => {
    jobs.handler = answer;
    register(platform, async (job) => {
      try {
        await answer(job);
      } finally {
        jobs.running -= 1;
      }
    });
  };
  desk.accept = async (event) => {
    const verdict = await accept(event);
    if (verdict === 'new') jobs.running += 1;
    return verdict;
  };
}

function readPayload(name: string, values: Record<string, string>): Json {
  const text = readFileSync(new URL(`../payloads/slack/${name}.json`, import.meta.url), 'utf8');
  return JSON.parse(
    text.replace(/\{\{(\w+)\}\}/g, (whole, key: string) => (key in values ? JSON.stringify(values[key]).slice(1, -1) : whole)),
  );
}

async function send(
  url: string,
  payload: Json,
  { headers = {}, secondsOff = 0, secret = SECRET, body }: SendOptions,
): Promise<Reply> {
  const event = payload.type === 'event_callback' || payload.type === 'url_verification';
  const form = () => stringify(payload.command === undefined ? { payload: JSON.stringify(payload) } : payload);
  const text = body ?? (event ? JSON.stringify(payload) : form());
  const timestamp = String(Math.floor(Date.now() / 1000) + secondsOff);
  const response = await realFetch(`${url}/slack/events`, {
    method: 'POST',
    body: text,
    headers: {
      'content-type': event ? 'application/json' : 'application/x-www-form-urlencoded',
      'x-slack-request-timestamp': timestamp,
      'x-slack-signature': signatureOf(secret, timestamp, text),
      ...headers,
    },
  });
  const answer = await response.text();
  return {
    status: response.status,
    text: answer,
    json: answer.startsWith('{') ? JSON.parse(answer) : undefined,
    headers: response.headers,
  };
}

/** As Slack signs. */
export function signatureOf(secret: string, timestamp: string, body: string): string {
  return `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex')}`;
}

function limitFaults(service: SlackService): string[] {
  const posts = service.calls.filter(({ method }) => method === 'chat.postMessage' || method === 'chat.postEphemeral');
  const messages = [...posts.map(({ args }) => args), ...service.responses.map(({ body }) => body)];
  return [...messages.flatMap((message) => checkSlackMessage(message)), ...service.views.flatMap((view) => checkSlackView(view))];
}
