import type { IncomingMessage } from 'node:http';
import { Refused } from './send.js';

/** The largest body that is read. */
export const BODY_LIMIT = 16 * 1024;

/** A body a little too large is read to its end, so that the refusal arrives; a huge one is cut off. */
const DRAIN_LIMIT = 64 * BODY_LIMIT;

/**
 * Reads a JSON body.
 * @throws {Refused} 413 over the limit, 400 when it is not JSON or breaks off.
 */
export async function readJson(request: IncomingMessage): Promise<unknown> {
  const body = await readBytes(request);
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    throw new Refused(400, 'not-json');
  }
}

function readBytes(request: IncomingMessage): Promise<Buffer> {
  const tooLarge = () => new Refused(413, 'too-large', { Connection: 'close' });
  if (Number(request.headers['content-length']) > DRAIN_LIMIT) return Promise.reject(tooLarge());
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= BODY_LIMIT) chunks.push(chunk);
      if (size > DRAIN_LIMIT) {
        request.pause();
        reject(tooLarge());
      }
    });
    request.on('end', () => (size > BODY_LIMIT ? reject(tooLarge()) : resolve(Buffer.concat(chunks))));
    request.on('error', () => reject(new Refused(400, 'broken-off')));
    request.on('close', () => reject(new Refused(400, 'broken-off')));
  });
}
