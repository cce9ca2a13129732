import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type CryptoKey, exportJWK, generateKeyPair, SignJWT } from 'jose';

// Microsoft's side of Teams on loopback: the issuer of inbound tokens with its OpenID metadata and keys, the sign-in that
// gives outbound tokens, and the connector, which remembers what was posted and fails as told.

export const APP_ID = '11111111-2222-4333-8444-555555555555';
export const TENANT = '72f988bf-86f1-41af-91ab-2d7cd011db47';
export const PASSWORD = 'a-password-of-the-app';

/** A message as the connector got it. */
export interface Posted {
  readonly method: string;
  readonly path: string;
  readonly targeted: boolean;
  readonly authorization: string | undefined;
  // biome-ignore lint/suspicious/noExplicitAny: tests read what the platform wrote.
  readonly activity: any;
}

/** How the next call of the connector fails. `posted`: the message is kept all the same, as with a lost answer. */
export interface Fault {
  readonly status: number | 'reset';
  readonly posted?: boolean;
  readonly retryAfter?: number;
  /** Only for calls whose path and query match. */
  readonly on?: RegExp;
}

export interface SignOptions {
  readonly claims?: Readonly<Record<string, unknown>>;
  readonly header?: Readonly<Record<string, string>>;
  readonly key?: 'good' | 'other' | 'unendorsed';
}

export interface TeamsService {
  readonly url: string;
  readonly metadataUrl: string;
  /** Messages that people would see. Signs that somebody writes are in `typing`. */
  readonly posted: Posted[];
  readonly typing: Posted[];
  readonly tokenRequests: { readonly path: string; readonly form: URLSearchParams }[];
  readonly faults: Fault[];
  /** Calls of the connector, with those that failed. */
  calls: number;
  /** What the sign-in answers, in place of a token. */
  signInStatus: number;
  /** How long a post takes. */
  delay: number;
  sign(options?: SignOptions): Promise<string>;
  close(): Promise<void>;
}

const KEYS = ['good', 'other', 'unendorsed'] as const;
let pairs: Promise<Record<(typeof KEYS)[number], { publicKey: CryptoKey; privateKey: CryptoKey }>> | undefined;

async function makePairs() {
  const made = await Promise.all(
    KEYS.map(async (name) => [name, await generateKeyPair('RS256', { extractable: true })] as const),
  );
  return Object.fromEntries(made) as Record<(typeof KEYS)[number], { publicKey: CryptoKey; privateKey: CryptoKey }>;
}

/** Starts the service on a free port. */
export async function startTeamsService(): Promise<TeamsService> {
  pairs ??= makePairs();
  const keys = await pairs;
  const good = { ...(await exportJWK(keys.good.publicKey)), kid: 'good', endorsements: ['msteams', 'msteams-extra'] };
  // The other key is not published: only the id of the good one is claimed with it.
  const unendorsed = { ...(await exportJWK(keys.unendorsed.publicKey)), kid: 'unendorsed', endorsements: ['webchat'] };

  const server = createServer((request, response) => {
    handle(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const tokens = new Set<string>();

  const service: TeamsService = {
    url: `${url}/`,
    metadataUrl: `${url}/v1/.well-known/openidconfiguration`,
    posted: [],
    typing: [],
    tokenRequests: [],
    faults: [],
    calls: 0,
    signInStatus: 200,
    delay: 0,
    sign: async ({ claims = {}, header = {}, key = 'good' } = {}) => {
      const seconds = Math.floor(Date.now() / 1000);
      const all = {
        iss: 'https://api.botframework.com',
        aud: APP_ID,
        serviceurl: service.url,
        nbf: seconds - 60,
        exp: seconds + 3600,
        ...claims,
      };
      const kid = key === 'unendorsed' ? 'unendorsed' : 'good';
      return new SignJWT(all).setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid, ...header }).sign(keys[key].privateKey);
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = request.url ?? '/';
    if (path.endsWith('/openidconfiguration'))
      return json(response, 200, { issuer: 'https://api.botframework.com', jwks_uri: `${url}/keys` });
    if (path === '/keys') return json(response, 200, { keys: [good, unendorsed] });
    const body = await text(request);
    if (path.endsWith('/oauth2/v2.0/token')) return giveToken(path, body, response);
    if (path.startsWith('/v3/conversations/')) return connect(request, path, body, response);
    json(response, 404, {});
  }

  function giveToken(path: string, body: string, response: ServerResponse): void {
    service.tokenRequests.push({ path, form: new URLSearchParams(body) });
    if (service.signInStatus !== 200) {
      json(response, service.signInStatus, { error: 'invalid_client' });
      return;
    }
    const token = `outbound-${service.tokenRequests.length}`;
    tokens.add(token);
    json(response, 200, { token_type: 'Bearer', expires_in: 3600, access_token: token });
  }

  async function connect(request: IncomingMessage, path: string, body: string, response: ServerResponse): Promise<void> {
    service.calls += 1;
    if (service.delay > 0) await new Promise((done) => setTimeout(done, service.delay));
    const { authorization } = request.headers;
    if (authorization !== undefined && !tokens.has(authorization.replace('Bearer ', ''))) return json(response, 401, {});
    const activity = JSON.parse(body);
    const targeted = path.includes('isTargetedActivity=true');
    // Teams makes two messages of a text and a card: it gives no id for them, and does not change one into them.
    const isTwo = activity.text && activity.attachments?.length > 0;
    if (isTwo && request.method === 'PUT') return json(response, 400, { error: { code: 'BadSyntax' } });
    const at = activity.type === 'typing' ? -1 : service.faults.findIndex(({ on }) => on === undefined || on.test(path));
    const [fault] = at < 0 ? [] : service.faults.splice(at, 1);
    if (fault === undefined || fault.posted) {
      const entry = { method: request.method ?? '', path, targeted, authorization, activity };
      (activity.type === 'typing' ? service.typing : service.posted).push(entry);
    }
    if (fault === undefined && isTwo) return json(response, 202, {});
    if (fault === undefined)
      return json(response, request.method === 'PUT' ? 200 : 201, { id: `reply-${service.posted.length}` });
    if (fault.status === 'reset') {
      request.socket.destroy();
      return;
    }
    if (fault.retryAfter !== undefined) response.setHeader('retry-after', String(fault.retryAfter));
    json(response, fault.status, { error: { code: 'Fault' } });
  }
  return service;
}

async function text(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

function json(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}
