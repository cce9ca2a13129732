import type { IncomingMessage, ServerResponse } from 'node:http';
import { App, HTTPReceiver, type Receiver } from '@slack/bolt';
import type { Platform, PlatformContext } from '../platform.js';
import { Background, reasonOf } from './background.js';
import { createBoltLog } from './bolt-log.js';
import { Directory } from './directory.js';
import { listenToComments } from './feedback.js';
import { guardWorkspaces } from './gate.js';
import { InboxDownError } from './inbox.js';
import type { Installations } from './installations.js';
import { createOauthReceiver, isOauthPath, tokenSource } from './oauth.js';
import { listenToButtons } from './on-button.js';
import { listenToHome } from './on-home.js';
import { listenToMessages } from './on-message.js';
import { listenToRemoval } from './on-removal.js';
import { listenToShortcuts } from './on-shortcut.js';
import { answerSlash } from './on-slash.js';
import { readAhead } from './read-ahead.js';
import { BODY_LIMIT, refusalOf, refuse } from './request-guard.js';
import { runErrand } from './run-errand.js';
import { apiUrl, REAL_TIMING, type SlackSettings, type Timing, usesSocket } from './settings.js';
import type { Shared } from './shared.js';
import { SlackSocket } from './socket.js';
import { clientOptions } from './web-api.js';
import { Workspaces } from './workspaces.js';

/** Where Slack sends events, commands and interactions. */
export const EVENTS_PATH = '/slack/events';

/**
 * The door to Slack. Over HTTP it answers /slack/events; with SLACK_APP_TOKEN and no signing secret it opens a socket
 * instead. /slack/install and /slack/oauth_redirect are there when OAuth is configured. Calls nobody at the start.
 */
export function createSlackPlatform(
  context: PlatformContext,
  settings: SlackSettings,
  installations: Installations,
  timing: Timing = REAL_TIMING,
): Platform {
  const options = clientOptions(context.log, apiUrl(settings), timing.request);
  const socket = usesSocket(settings)
    ? new SlackSocket(settings.SLACK_APP_TOKEN as string, options, context.log, timing)
    : undefined;
  const events = socket === undefined ? createEventReceiver(context, settings) : undefined;
  // Bolt does not let one receiver have both OAuth and tokens of our own, so the pages have a receiver to themselves.
  const oauth = createOauthReceiver({ context, settings, installations, clientOptions: options });
  const shared: Shared = {
    context,
    installations,
    timing,
    workspaces: new Workspaces(tokenSource(settings, oauth), options, context.now),
    directory: new Directory(context.now),
    background: new Background(context.log),
    allowed: settings.SLACK_ALLOWED_TEAMS,
  };
  listen(shared, socket ?? events ?? NO_RECEIVER, options);
  context.desk.onJob('slack', (job) => runErrand(shared, job));
  if (socket !== undefined) shared.background.run('open the socket', () => socket.start());

  const receiverOf = (path: string) => (path === EVENTS_PATH ? events : isOauthPath(path) ? oauth : undefined);
  return {
    name: 'slack',
    serves: (path) => receiverOf(path) !== undefined,
    handle: (request, response) => handle(context, receiverOf((request.url ?? '').split('?')[0] ?? ''), request, response),
    trouble: () => socket?.trouble(),
    close: async () => {
      await socket?.stop();
      await shared.background.settled();
    },
  };
}

type ClientOptions = ReturnType<typeof clientOptions>;
const NO_RECEIVER: Receiver = { init: () => {}, start: async () => undefined, stop: async () => undefined };

/** Bolt's HTTP side, used through its request listener on our own server. */
function createEventReceiver({ log }: PlatformContext, settings: SlackSettings): HTTPReceiver | undefined {
  if (settings.SLACK_SIGNING_SECRET === undefined) return undefined;
  return new HTTPReceiver({
    signingSecret: settings.SLACK_SIGNING_SECRET,
    endpoints: [EVENTS_PATH],
    bodyLimit: BODY_LIMIT,
    logger: createBoltLog(log),
    // Slack must not hear 200 before an event stands in the inbox.
    processBeforeResponse: true,
    processEventErrorHandler: async ({ error, response }) => {
      if (!(error instanceof InboxDownError)) log.error(reasonOf(error), 'A request from Slack could not be handled.');
      if (!response.headersSent) response.writeHead(503).end();
      return true;
    },
  });
}

function listen(shared: Shared, receiver: Receiver, options: ClientOptions): void {
  const app = new App({
    receiver,
    clientOptions: options,
    logger: createBoltLog(shared.context.log),
    // Tokens are looked up only where a call is made, so nothing is asked of Slack at the start or before an answer.
    authorize: async ({ teamId, enterpriseId }) => ({ ...(teamId ? { teamId } : {}), ...(enterpriseId ? { enterpriseId } : {}) }),
    ignoreSelf: false,
    convoStore: false,
  });
  guardWorkspaces(app, shared);
  answerSlash(app, shared);
  listenToMessages(app, shared);
  listenToHome(app, shared);
  listenToButtons(app, shared);
  listenToShortcuts(app, shared);
  listenToComments(app, shared);
  listenToRemoval(app, shared);
  // Bolt would log and acknowledge: what failed must reach the receiver, so that Slack sends it again.
  app.error(async (error) => {
    throw (error as { original?: unknown }).original ?? error;
  });
}

async function handle(
  { now, metrics, log }: PlatformContext,
  receiver: HTTPReceiver | undefined,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const refusal = refusalOf(request, now());
  if (refusal !== undefined || receiver === undefined) {
    metrics.count('refused', 'slack');
    log.warn({ reason: refusal?.reason ?? 'no receiver' }, 'A request to Slack’s address was refused.');
    return refuse(response, refusal?.status ?? 404);
  }
  const ahead = request.method === 'POST' ? await readAhead(request) : 'read';
  if (ahead === 'gone') return;
  if (ahead !== 'read') {
    metrics.count('refused', 'slack');
    return refuse(response, ahead === 'large' ? 413 : 400);
  }
  const done = new Promise<void>((resolve) => response.once('close', resolve));
  try {
    receiver.requestListener(request, response);
  } catch {
    // Bolt throws for a method that it does not take.
    refuse(response, 404);
  }
  await done;
}
