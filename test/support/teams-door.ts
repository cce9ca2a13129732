import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Assistant } from '../../src/assistant.js';
import type { Platform, PlatformContext } from '../../src/platforms/platform.js';
import type { TeamsSettings } from '../../src/platforms/teams/settings.js';
import { createTeamsPlatform } from '../../src/platforms/teams/teams-platform.js';
import type { Question } from '../../src/question.js';
import { type MemoryDesk, memoryDesk } from './memory-desk.js';
import { teamsAssistant } from './teams-assistant.js';
import { APP_ID, PASSWORD, startTeamsService, TENANT, type TeamsService } from './teams-service.js';

/** An activity as JSON, free to be spoilt. */
// biome-ignore lint/suspicious/noExplicitAny: payloads are changed at will.
export type Payload = any;

/** The Teams platform on a real HTTP server, beside Microsoft's side of it. */
export interface TeamsDoor {
  readonly url: string;
  readonly service: TeamsService;
  readonly desk: MemoryDesk;
  readonly asked: Question[];
  readonly platform: Platform;
  readonly context: PlatformContext;
  readonly counts: Record<string, number>;
  readonly answered: { outcome: string; language: string; platform: string }[];
  readonly logged: { level: string; fields: object; message: string }[];
  payload(name: string, changes?: Payload): Payload;
  /** Posts an activity with a good token, or with the headers that are given. */
  post(
    body: Payload,
    headers?: Record<string, string | undefined>,
  ): Promise<{ status: number; text: string; json: Payload; headers: Headers }>;
  close(): Promise<void>;
}

export interface DoorOptions {
  readonly settings?: Partial<TeamsSettings>;
  readonly open?: boolean;
  readonly patience?: number;
  readonly assistant?: Assistant;
}

/** Starts everything on free ports of 127.0.0.1. */
export async function openTeamsDoor({ settings = {}, open = false, patience, assistant }: DoorOptions = {}): Promise<TeamsDoor> {
  const service = await startTeamsService();
  const stub = teamsAssistant();
  const desk = memoryDesk();
  const counts: Record<string, number> = {};
  const answered: TeamsDoor['answered'] = [];
  const logged: TeamsDoor['logged'] = [];
  const log = (level: string) => (fields: object, message: string) => void logged.push({ level, fields, message });
  const context: PlatformContext = {
    assistant: () => assistant ?? stub.assistant,
    desk,
    log: { info: log('info'), warn: log('warn'), error: log('error') },
    metrics: {
      answered: (labels) => void answered.push(labels),
      count: (event) => {
        counts[event] = (counts[event] ?? 0) + 1;
      },
    },
    now: Date.now,
    newId: () => crypto.randomUUID(),
  };
  const registered = {
    TEAMS_APP_ID: APP_ID,
    TEAMS_APP_PASSWORD: PASSWORD,
    TEAMS_OPENID_METADATA_URL: service.metadataUrl,
    TEAMS_LOGIN_URL: service.url,
  };
  const platform = createTeamsPlatform(
    context,
    { production: false, ...(open ? {} : registered), ...settings } as TeamsSettings,
    patience,
  );
  const server = createServer((request, response) => {
    platform.handle(request, response).catch(() => response.writeHead(599).end());
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/messages`;
  return {
    url,
    service,
    desk,
    asked: stub.asked,
    platform,
    context,
    counts,
    answered,
    logged,
    payload: (name, changes = {}) => ({ ...readPayload(name), serviceUrl: service.url, ...changes }),
    post: async (body, headers) => {
      const authorization = open ? undefined : `Bearer ${await service.sign()}`;
      const all = Object.entries({ 'content-type': 'application/json', authorization, ...headers }).filter(
        ([, value]) => value !== undefined,
      );
      const response = await fetch(url, {
        method: 'POST',
        headers: all as [string, string][],
        body: typeof body === 'string' ? body : JSON.stringify(body),
      });
      const text = await response.text();
      return {
        status: response.status,
        text,
        json: text.startsWith('{') ? JSON.parse(text) : undefined,
        headers: response.headers,
      };
    },
    close: async () => {
      await platform.close();
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
      await service.close();
    },
  };
}

/** A payload of test/payloads/teams. */
export function readPayload(name: string): Payload {
  return JSON.parse(readFileSync(new URL(`../payloads/teams/${name}.json`, import.meta.url), 'utf8'));
}

/** Waits until something is so. @throws after some seconds, so that a fault is seen and not waited for */
export async function until(isSo: () => boolean): Promise<void> {
  for (let tries = 0; tries < 1500; tries += 1) {
    if (isSo()) return;
    await new Promise((done) => setTimeout(done, 5));
  }
  throw new Error(`It never became so: ${isSo.toString()}`);
}

export { APP_ID, PASSWORD, TENANT };
