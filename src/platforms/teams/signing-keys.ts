import { createPublicKey, type KeyObject, verify } from 'node:crypto';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** A key that nobody knows makes us ask for the keys again, at most so often; so does a day without an answer. */
const PAUSE = 5 * MINUTE;
const PATIENCE = 5_000;
const SHORTEST_KEY = 2048;

interface SigningKey {
  readonly key: KeyObject;
  /** Channels that the key may speak for; none where it is not bound to any. */
  readonly endorsements: readonly string[];
}

/** The keys that Microsoft signs tokens with. */
export interface SigningKeys {
  /** Whether a token is signed by one of the keys, and that key may speak for the channel. Never throws: what cannot be checked is not good. */
  vouch(token: string, channel: string): Promise<boolean>;
}

/**
 * Keys from an OpenID metadata address, fetched once a day, and when a token names a new one. Written out rather than left
 * to botbuilder, which prints every token that it refuses to the standard error of the process.
 */
export function createSigningKeys(metadataUrl: string, now: () => number): SigningKeys {
  let keys: ReadonlyMap<string, SigningKey> = new Map();
  let fetchedAt = Number.NEGATIVE_INFINITY;
  let triedAt = Number.NEGATIVE_INFINITY;
  let underWay: Promise<void> | undefined;

  const refresh = async () => {
    triedAt = now();
    try {
      keys = await fetchKeys(metadataUrl);
      fetchedAt = now();
    } catch {
      // The keys of yesterday are still good; without any, every token is refused.
    } finally {
      underWay = undefined;
    }
  };
  const find = async (id: string): Promise<SigningKey | undefined> => {
    const wanted = !keys.has(id) || now() - fetchedAt > DAY;
    if (wanted && (underWay !== undefined || keys.size === 0 || now() - triedAt > PAUSE)) {
      underWay ??= refresh();
      await underWay;
    }
    return keys.get(id);
  };
  return {
    vouch: async (token, channel) => {
      const [head = '', payload = '', signature = ''] = token.split('.');
      const signer = await find(keyIdIn(head));
      if (signer === undefined || !maySpeakFor(signer, channel)) return false;
      // The algorithm is ours to say, whatever the token says.
      return verify('sha256', Buffer.from(`${head}.${payload}`), signer.key, Buffer.from(signature, 'base64url'));
    },
  };
}

function maySpeakFor({ endorsements }: SigningKey, channel: string): boolean {
  return endorsements.length === 0 || endorsements.includes(channel);
}

function keyIdIn(head: string): string {
  return String((JSON.parse(Buffer.from(head, 'base64url').toString('utf8')) as { kid?: unknown }).kid);
}

async function fetchKeys(metadataUrl: string): Promise<ReadonlyMap<string, SigningKey>> {
  const { jwks_uri: address } = (await fetchJson(metadataUrl)) as { jwks_uri?: unknown };
  const { keys } = (await fetchJson(String(address))) as { keys?: unknown };
  const read = (Array.isArray(keys) ? keys : []).flatMap((key: unknown) => readKey(key));
  if (read.length === 0) throw new Error('There is no key.');
  return new Map(read);
}

async function fetchJson(address: string): Promise<unknown> {
  const response = await fetch(address, { redirect: 'error', signal: AbortSignal.timeout(PATIENCE) });
  if (!response.ok) throw new Error(`status ${response.status}`);
  return response.json();
}

/** Nothing for a key of another kind: one that we cannot read does not take the others away. */
function readKey(value: unknown): [string, SigningKey][] {
  const { kty, n, e, kid, endorsements } = (value ?? {}) as Readonly<Record<string, unknown>>;
  if (kty !== 'RSA' || typeof n !== 'string' || typeof e !== 'string' || typeof kid !== 'string') return [];
  try {
    const key = createPublicKey({ key: { kty, n, e }, format: 'jwk' });
    if ((key.asymmetricKeyDetails?.modulusLength ?? 0) < SHORTEST_KEY) return [];
    const channels = (Array.isArray(endorsements) ? endorsements : []).filter((one): one is string => typeof one === 'string');
    return [[kid, { key, endorsements: channels }]];
  } catch {
    return [];
  }
}
