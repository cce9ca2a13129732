import type { IncomingMessage, ServerResponse } from 'node:http';

/** Largest body in bytes: Slack's own are far smaller. */
export const BODY_LIMIT = 1_048_576;
const OLDEST_SECONDS = 300;
/** Clocks differ by seconds; `iom doctor` says when they differ by more. */
const CLOCK_SKEW_SECONDS = 30;

/** Why a request is refused before its body is read. */
export type Refusal = { readonly status: 401 | 413; readonly reason: 'old' | 'future' | 'large' };

/**
 * Looks at the headers of a request. Bolt checks the signature and the age, but would take one from the future, which
 * could be kept and sent again for as long as its date is ahead. A request without a date is left to Bolt.
 */
export function refusalOf(request: IncomingMessage, now: number): Refusal | undefined {
  if (Number(request.headers['content-length'] ?? 0) > BODY_LIMIT) return { status: 413, reason: 'large' };
  const header = request.headers['x-slack-request-timestamp'];
  if (typeof header !== 'string') return undefined;
  const age = now / 1000 - Number(header);
  if (!(age <= OLDEST_SECONDS)) return { status: 401, reason: 'old' };
  if (age < -CLOCK_SKEW_SECONDS) return { status: 401, reason: 'future' };
  return undefined;
}

/** Answers a refused request; the connection is closed, because its body is not read. */
export function refuse(response: ServerResponse, status: number): void {
  response.writeHead(status, { connection: 'close' });
  response.end();
}
