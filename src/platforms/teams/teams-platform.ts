import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Activity } from 'botbuilder';
import type { Platform, PlatformContext } from '../platform.js';
import { readActivity } from './activity.js';
import { createConnector } from './connector.js';
import { createLoopbackGuard, createTokenGuard } from './guard.js';
import { createInbox } from './inbox.js';
import type { InvokeReply } from './invoke-reply.js';
import { createOutboundTokens } from './outbound-token.js';
import { readBody } from './read-body.js';
import type { TeamsSettings } from './settings.js';
import { TeamsAdapter } from './teams-adapter.js';
import { createTeamsBot } from './teams-bot.js';

const PATH = '/api/messages';
/** How long a reply may be tried: after that the person has asked again. */
const PATIENCE = 15_000;

/** What callers are told, the same for every cause. */
const REFUSALS: Readonly<Record<number, string>> = {
  400: 'bad request',
  401: 'unauthorized',
  403: 'forbidden',
  405: 'method not allowed',
  413: 'too large',
  415: 'not json',
  503: 'closing',
};

/**
 * Microsoft Teams, at POST /api/messages. Without an app id the door is open to this machine only.
 * @throws {Error} in production without an app id. `patience` is for tests.
 */
export function createTeamsPlatform(context: PlatformContext, settings: TeamsSettings, patience = PATIENCE): Platform {
  const { TEAMS_APP_ID: appId } = settings;
  if (settings.production && appId === undefined) {
    throw new Error('TEAMS_APP_ID is missing: without it anybody could pretend to be Teams. Set it, or leave Teams off.');
  }
  const { now, metrics } = context;
  const tokens = createOutboundTokens(settings, now);
  const waiting = { now, random: Math.random, wait: (ms: number) => new Promise<void>((done) => setTimeout(done, ms)) };
  const connector = createConnector({ tokens, waiting, patience, onRetry: () => metrics.count('retry', 'teams') });
  const adapter = new TeamsAdapter(connector);
  const guard = appId === undefined ? createLoopbackGuard() : createTokenGuard(appId, settings, now);
  const bot = createTeamsBot(context);
  const inbox = createInbox(adapter, bot, context);
  let closing = false;

  const answer = async (request: IncomingMessage): Promise<InvokeReply> => {
    if (closing) return { status: 503 };
    if (request.method !== 'POST') return { status: 405 };
    const atDoor = guard.atDoor(request);
    if (atDoor !== 'in') return { status: atDoor };
    const body = await readBody(request);
    if ('refused' in body) return { status: body.refused };
    const activity = readActivity(body.json);
    if (activity === undefined) return { status: 400 };
    const verdict = await guard.check(request, activity);
    if (verdict !== 'in') return { status: verdict };
    if (activity.type === 'invoke') return invoke(body.json);
    await inbox.take(activity);
    return { status: 200 };
  };
  // botbuilder and the bot read the body itself: it has fields that our own look at it leaves out.
  const invoke = async (json: unknown): Promise<InvokeReply> => {
    const reply = await adapter.answerInvoke(json as Activity, (turn) => bot.onTurn(turn));
    return reply ?? { status: 501 };
  };

  return {
    name: 'teams',
    serves: (path) => path === PATH,
    handle: async (request, response) => {
      const reply = await answer(request);
      if (reply.status === 401 || reply.status === 403) metrics.count('refused', 'teams');
      send(response, reply);
    },
    trouble: () => tokens.trouble(),
    close: async () => {
      closing = true;
      await inbox.settled();
    },
  };
}

function send(response: ServerResponse, { status, body }: InvokeReply): void {
  const refusal = REFUSALS[status];
  const content = refusal === undefined ? body : { error: refusal };
  const text = content === undefined ? '' : JSON.stringify(content);
  response.writeHead(status, {
    ...(text === '' ? {} : { 'content-type': 'application/json; charset=utf-8' }),
    'content-length': Buffer.byteLength(text),
    'cache-control': 'no-store',
    ...(status === 401 ? { 'www-authenticate': 'Bearer' } : {}),
    ...(status === 405 ? { allow: 'POST' } : {}),
    // What was not read to its end cannot be followed by another request.
    ...(status >= 400 ? { connection: 'close' } : {}),
  });
  response.end(text);
}
