import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parse } from 'node:querystring';

/** JSON that is looked into freely. */
// biome-ignore lint/suspicious/noExplicitAny: a test reads what it expects.
export type Json = any;

/** One call that came in. */
export interface Call {
  readonly method: string;
  readonly token: string;
  readonly args: Json;
}

/** What goes wrong, for the next call of a method. `before` and `after` say whether the call is carried out all the same. */
export type Fault =
  | { readonly kind: 'rate'; readonly seconds: number }
  | { readonly kind: 'rate-without-header' }
  | { readonly kind: 'status'; readonly status: number; readonly when: 'before' | 'after' }
  | { readonly kind: 'reset'; readonly when: 'before' | 'after' }
  | { readonly kind: 'slow'; readonly ms: number; readonly when: 'before' | 'after' }
  /** Not answered at all, and carried out only after the next call of the method. */
  | { readonly kind: 'overtaken' }
  | { readonly kind: 'error'; readonly error: string }
  | { readonly kind: 'page' };

/** Slack's side on a free port of 127.0.0.1: a Web API with a memory, response addresses, and faults on demand. */
export interface SlackService {
  readonly origin: string;
  readonly apiUrl: string;
  readonly calls: Call[];
  /** What was sent to response addresses. */
  readonly responses: { readonly path: string; readonly body: Json }[];
  readonly messages: Json[];
  readonly views: Json[];
  readonly locales: Map<string, string>;
  readonly channels: Map<string, Json>;
  readonly scopes: string[];
  /** Tokens that are no good, with the error that Slack gives. */
  readonly badTokens: Map<string, string>;
  /** The installation that the next OAuth code is exchanged for. */
  installation: Json;
  socketUrl: string | undefined;
  fail(method: string, ...faults: Fault[]): void;
  callsOf(method: string): Call[];
  thread(channel: string, ts: string): Json[];
  responseUrl(name?: string): string;
  close(): Promise<void>;
}

/** Starts it. */
export async function startSlackService(): Promise<SlackService> {
  const faults = new Map<string, Fault[]>();
  const server = createServer((request, response) => void receive(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const late: (() => void)[] = [];
  let clock = 1_794_100_000;

  const service: SlackService = {
    origin,
    apiUrl: `${origin}/api/`,
    calls: [],
    responses: [],
    messages: [],
    views: [],
    locales: new Map(),
    channels: new Map([['C0WASHKE01', { id: 'C0WASHKE01', name: 'kenya-drought-2026', is_channel: true }]]),
    scopes: ['app_mentions:read', 'chat:write', 'commands', 'im:history', 'assistant:write', 'users:read'],
    badTokens: new Map(),
    installation: undefined,
    socketUrl: undefined,
    fail: (method, ...list) => void faults.set(method, [...(faults.get(method) ?? []), ...list]),
    callsOf: (method) => service.calls.filter((call) => call.method === method),
    thread: (channel, ts) => service.messages.filter((m) => m.channel === channel && m.thread_ts === ts),
    responseUrl: (name = 'one') => `${origin}/response/${name}`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };

  async function receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = (request.url ?? '').split('?')[0] ?? '';
    const body = await textOf(request);
    const answering = path.startsWith('/response/');
    const method = answering ? 'response_url' : path.replace('/api/', '');
    const args = answering ? JSON.parse(body) : argsOf(body);
    const token = (request.headers.authorization ?? '').replace('Bearer ', '');
    service.calls.push({ method, token, args });
    const fault = faults.get(method)?.shift();
    if (fault?.kind === 'overtaken') {
      late.push(() => carryOut(path, method, args, token));
      return;
    }
    if (fault !== undefined && 'when' in fault && fault.when === 'after') carryOut(path, method, args, token);
    if (fault !== undefined && (await spoil(fault, request, response))) return;
    const result = fault?.kind === 'slow' && fault.when === 'after' ? { ok: true } : carryOut(path, method, args, token);
    if (method === 'chat.postMessage') for (const call of late.splice(0)) call();
    // What was slow is carried out all the same, although nobody hears of it any more.
    if (response.destroyed) return;
    response.writeHead(200, { 'content-type': 'application/json', 'x-oauth-scopes': service.scopes.join(',') });
    response.end(answering ? 'ok' : JSON.stringify(result));
  }

  function carryOut(path: string, method: string, args: Json, token: string): Json {
    if (path.startsWith('/response/')) {
      service.responses.push({ path, body: args });
      return { ok: true };
    }
    const bad = service.badTokens.get(token);
    if (bad !== undefined) return { ok: false, error: bad };
    return METHODS[method]?.(args, token) ?? { ok: false, error: 'unknown_method' };
  }

  const METHODS: Record<string, (args: Json, token: string) => Json> = {
    'api.test': () => ({ ok: true }),
    'auth.test': () => ({
      ok: true,
      team: 'IOM staff',
      team_id: 'T0IOM00001',
      user_id: 'U0IOMBOT01',
      bot_id: 'B0IOMBOT01',
      url: origin,
    }),
    'auth.revoke': () => ({ ok: true, revoked: true }),
    'chat.postMessage': (args) => {
      clock += 1;
      const ts = `${clock}.000100`;
      service.messages.push({ ...args, ts });
      return { ok: true, channel: args.channel, ts };
    },
    'chat.postEphemeral': () => ({ ok: true, message_ts: `${clock}.000200` }),
    'chat.update': (args) => ({ ok: true, ts: args.ts, channel: args.channel }),
    'chat.delete': ({ channel, ts }) => {
      const at = service.messages.findIndex((message) => message.channel === channel && message.ts === ts);
      if (at < 0) return { ok: false, error: 'message_not_found' };
      service.messages.splice(at, 1);
      return { ok: true, ts, channel };
    },
    'conversations.info': ({ channel }) => {
      const known = service.channels.get(channel);
      return known === undefined ? { ok: false, error: 'channel_not_found' } : { ok: true, channel: known };
    },
    'conversations.replies': (args) => ({
      ok: true,
      messages: metadataOf(service.thread(args.channel, args.ts), args),
      has_more: false,
    }),
    'conversations.history': (args) => ({
      ok: true,
      messages: metadataOf(
        service.messages.filter((m) => m.channel === args.channel && m.thread_ts === undefined),
        args,
      ),
    }),
    'users.info': ({ user }) => ({ ok: true, user: { id: user, locale: service.locales.get(user) ?? 'en-US' } }),
    'views.open': ({ view }) => shown(view, 'open'),
    'views.push': ({ view }) => shown(view, 'push'),
    'views.update': ({ view }) => shown(view, 'update'),
    'views.publish': ({ view, user_id }) => shown({ ...view, user_id }, 'publish'),
    'assistant.threads.setSuggestedPrompts': () => ({ ok: true }),
    'apps.connections.open': () =>
      service.socketUrl === undefined ? { ok: false, error: 'not_allowed_token_type' } : { ok: true, url: service.socketUrl },
    'oauth.v2.access': () => service.installation ?? { ok: false, error: 'invalid_code' },
  };

  function shown(view: Json, how: string): Json {
    service.views.push({ ...view, how });
    return { ok: true, view: { id: `V0SHOWN${service.views.length}`, ...view } };
  }
  return service;
}

/** As Slack does it: metadata only for those who ask for it, and nothing older than wanted. */
function metadataOf(messages: Json[], args: Json): Json[] {
  const recent = messages.filter(({ ts }) => args.oldest === undefined || Number(ts) > Number(args.oldest));
  if (String(args.include_all_metadata) === 'true') return recent;
  return recent.map(({ metadata: _, ...rest }) => rest);
}

/** True when the connection is done with. */
async function spoil(
  fault: Exclude<Fault, { kind: 'overtaken' }>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<boolean> {
  switch (fault.kind) {
    case 'rate':
      response.writeHead(429, { 'retry-after': String(fault.seconds) }).end();
      return true;
    case 'rate-without-header':
      response.writeHead(429).end();
      return true;
    case 'status':
      response.writeHead(fault.status).end('<html>sorry</html>');
      return true;
    case 'reset':
      request.socket.resetAndDestroy();
      return true;
    case 'slow':
      await new Promise((resolve) => setTimeout(resolve, fault.ms));
      return false;
    case 'error':
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ ok: false, error: fault.error }));
      return true;
    case 'page':
      response.writeHead(200, { 'content-type': 'text/html' }).end('<html>maintenance</html>');
      return true;
  }
}

/** The Web API takes forms in which objects are JSON. */
function argsOf(body: string): Json {
  return Object.fromEntries(Object.entries(parse(body)).map(([key, value]) => [key, decoded(String(value))]));
}

function decoded(value: string): Json {
  if (!/^[[{]/.test(value)) return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

async function textOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('utf8');
}
