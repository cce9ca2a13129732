import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { type TeamsActivity, tenantOf } from './activity.js';
import { allowedTenants, cloudOf, type TeamsSettings } from './settings.js';
import { createSigningKeys } from './signing-keys.js';
import { readClaims } from './token-claims.js';

/** The only channel that is served: others let their clients write any tenant into an activity. */
const CHANNEL = 'msteams';
const FORWARDED = ['forwarded', 'x-forwarded-for', 'x-real-ip', 'via'] as const;

/** Why a caller is not let in, as the status it is told; 'in' otherwise. */
export type Verdict = 'in' | 401 | 403;

/** Decides who may come in. Callers learn the status and nothing else. */
export interface Guard {
  /** A first look at the headers, before the body is read. */
  atDoor(request: IncomingMessage): Verdict;
  /** The decision, with the activity known. */
  check(request: IncomingMessage, activity: TeamsActivity): Promise<Verdict>;
}

/** The guard of a registered app: tokens, channel, service URL and tenant. */
export function createTokenGuard(appId: string, settings: TeamsSettings, now: () => number): Guard {
  const tenants = allowedTenants(settings);
  const cloud = cloudOf(settings);
  const expected = { issuer: cloud.issuer, appId };
  const keys = createSigningKeys(settings.TEAMS_OPENID_METADATA_URL ?? cloud.metadataUrl, now);
  return {
    atDoor: ({ headers }) => (readClaims(headers.authorization, expected, now()) === undefined ? 401 : 'in'),
    check: async ({ headers: { authorization = '' } }, activity) => {
      const claims = readClaims(authorization, expected, now());
      if (claims?.serviceUrl !== activity.serviceUrl || activity.channelId !== CHANNEL) return 401;
      if (!isSafe(activity.serviceUrl, settings.production)) return 401;
      if (!(await keys.vouch(claims.token, CHANNEL))) return 401;
      const tenant = tenantOf(activity)?.toLowerCase() ?? '';
      return tenants === undefined || tenants.has(tenant) ? 'in' : 403;
    },
  };
}

/** The guard where no app is registered, for trying things out: programs on this machine only, and replies only to them. */
export function createLoopbackGuard(): Guard {
  const isLocal = ({ socket, headers }: IncomingMessage) => isLoopback(socket.remoteAddress) && !wasForwarded(headers);
  return {
    atDoor: (request) => (isLocal(request) ? 'in' : 403),
    check: async (request, { serviceUrl }) => (isLocal(request) && isLoopback(new URL(serviceUrl).hostname) ? 'in' : 403),
  };
}

/** A tunnel or proxy on this machine would bring in the whole world. */
function wasForwarded(headers: IncomingHttpHeaders): boolean {
  return FORWARDED.some((name) => headers[name] !== undefined);
}

function isLoopback(address: string | undefined): boolean {
  const bare = address?.replace(/^\[|\]$/g, '').replace(/^::ffff:/i, '');
  return bare === 'localhost' || bare === '::1' || /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(bare ?? '');
}

/** Our token for the connector goes to the service URL: in production never in the clear. */
function isSafe(serviceUrl: string, production: boolean): boolean {
  const { protocol, hostname } = new URL(serviceUrl);
  return protocol === 'https:' || (protocol === 'http:' && (!production || isLoopback(hostname)));
}
