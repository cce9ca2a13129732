import type { IncomingMessage } from 'node:http';
import { parse } from 'node:querystring';
import { BODY_LIMIT } from './request-guard.js';

/** Slash commands, which come most, have none. The name of the field may be written in percent codes. */
const MAY_HAVE_PAYLOAD = /payload|%[4-7]/;

/** What reading the body ahead of Bolt found. */
export type ReadAhead = 'read' | 'large' | 'no-object' | 'gone';

/**
 * Reads a body ahead of Bolt, which then finds it in `rawBody`. A body that is JSON but no object, such as `null`, is told
 * apart here: Bolt throws on it outside of any handler, which would end the process.
 */
export async function readAhead(request: IncomingMessage & { rawBody?: Buffer }): Promise<ReadAhead> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of request as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > BODY_LIMIT) return 'large';
      chunks.push(chunk);
    }
  } catch {
    return 'gone';
  }
  request.rawBody = Buffer.concat(chunks);
  return isObjectOrBroken(request.rawBody.toString('utf8'), request.headers['content-type']) ? 'read' : 'no-object';
}

/** Broken JSON and forms without a payload are Bolt's business: it answers them. */
function isObjectOrBroken(body: string, type: string | undefined): boolean {
  const form = type === 'application/x-www-form-urlencoded';
  if (form && !MAY_HAVE_PAYLOAD.test(body)) return true;
  const json = form ? parse(body).payload : body;
  if (typeof json !== 'string') return true;
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'object' && value !== null;
  } catch {
    return true;
  }
}
