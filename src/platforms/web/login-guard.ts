import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';
import { Refused } from './send.js';

const WINDOW = 60_000;
const TRIES = 10;
const MOST_ADDRESSES = 10_000;

/** Checks the console's password (HTTP Basic, any user name), and slows down whoever guesses. */
export interface LoginGuard {
  /** @throws {Refused} 401 without the password, 429 after ten wrong ones within a minute from one address. */
  check(request: IncomingMessage): void;
}

/** A guard for a password; without one everybody may come in. `now` in milliseconds. */
export function createLoginGuard(password: string | undefined, trustedProxies: number, now: () => number): LoginGuard {
  if (password === undefined) return { check: () => undefined };
  const expected = digest(password);
  const wrong = new Map<string, { count: number; until: number }>();

  return {
    check(request) {
      const address = addressOf(request, trustedProxies);
      const record = wrong.get(address);
      if (record && record.until <= now()) wrong.delete(address);
      else if (record && record.count >= TRIES) throw new Refused(429, 'too-many-tries', { 'Retry-After': '60' });
      const given = passwordIn(request.headers.authorization);
      if (given !== undefined && timingSafeEqual(digest(given), expected)) return;
      if (given !== undefined) note(address);
      throw new Refused(401, 'password', { 'WWW-Authenticate': 'Basic realm="IOM assistant", charset="UTF-8"' });
    },
  };

  function note(address: string): void {
    if (wrong.size >= MOST_ADDRESSES) wrong.clear();
    const record = wrong.get(address) ?? { count: 0, until: now() + WINDOW };
    wrong.set(address, { count: record.count + 1, until: record.until });
  }
}

/**
 * The address of who asks. Each proxy of ours adds, at the end of X-Forwarded-For, the address that it saw; all before that
 * anybody can write. Without proxies, or where the entry is none of theirs, it is the address of the connection.
 */
function addressOf({ headers, socket }: IncomingMessage, trustedProxies: number): string {
  const seen =
    trustedProxies === 0
      ? undefined
      : String(headers['x-forwarded-for'] ?? '')
          .split(',')
          .at(-trustedProxies);
  const address = withoutPort(seen?.trim() ?? '');
  return isIP(address) === 0 ? (socket.remoteAddress ?? '') : address;
}

/** Some proxies add the port, which is another one with every connection. */
function withoutPort(address: string): string {
  return /^\[(.+)\](?::\d+)?$/.exec(address)?.[1] ?? /^([\d.]+):\d+$/.exec(address)?.[1] ?? address;
}

function passwordIn(header: string | undefined): string | undefined {
  const encoded = /^Basic ([A-Za-z0-9+/]+=*)$/i.exec(header ?? '')?.[1];
  if (encoded === undefined) return undefined;
  const pair = Buffer.from(encoded, 'base64').toString('utf8');
  return pair.includes(':') ? pair.slice(pair.indexOf(':') + 1) : undefined;
}

/** Digests are of one length, as the comparison in constant time needs. */
function digest(text: string): Buffer {
  return createHash('sha256').update(text, 'utf8').digest();
}
