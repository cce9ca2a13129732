import type { IncomingMessage } from 'node:http';
import { Refused } from './send.js';

/**
 * Lets only the console's own page post: another site's page can send neither this content type nor these headers.
 * @throws {Refused} 415 for other content than JSON, 403 for a post from another site.
 */
export function requireSameOrigin(request: IncomingMessage): void {
  if (!/^application\/json\s*(;|$)/i.test(request.headers['content-type'] ?? '')) throw new Refused(415, 'not-json');
  if (!isSameOrigin(request)) throw new Refused(403, 'cross-site');
}

function isSameOrigin(request: IncomingMessage): boolean {
  const { origin, host } = request.headers;
  const site = request.headers['sec-fetch-site'];
  // Browsers set Sec-Fetch-Site themselves and only there where they trust the connection; behind a proxy that renames the
  // host it is the only one of the two that is right. A caller without both headers is no browser, so nobody's page sent it.
  if (site !== undefined) return site === 'same-origin';
  if (origin === undefined) return true;
  return URL.canParse(origin) && new URL(origin).host === host;
}
