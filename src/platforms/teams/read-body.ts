import type { IncomingMessage } from 'node:http';

/** The largest body that is read: Teams' own limit of a message is 100 KB. */
export const BODY_LIMIT = 256 * 1024;
const DECODER = new TextDecoder('utf-8', { fatal: true });

/** A body, or the status that refuses it. */
export type Body = { readonly json: unknown } | { readonly refused: 400 | 413 | 415 };

/** Reads a JSON body of at most 256 KB. What is too large is not read to its end. */
export async function readBody(request: IncomingMessage): Promise<Body> {
  if (!isJson(request.headers['content-type'])) return { refused: 415 };
  if (Number(request.headers['content-length']) > BODY_LIMIT) return { refused: 413 };
  const bytes = await readBytes(request);
  if (typeof bytes === 'number') return { refused: bytes };
  try {
    return { json: JSON.parse(DECODER.decode(bytes)) };
  } catch {
    return { refused: 400 };
  }
}

function isJson(type: string | undefined): boolean {
  return /^application\/json\s*(?:;|$)/i.test(type ?? '');
}

function readBytes(request: IncomingMessage): Promise<Buffer | 400 | 413> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      chunks.push(chunk);
      if (size > BODY_LIMIT) {
        request.pause();
        resolve(413);
      }
    });
    request.on('end', () => resolve(Buffer.concat(chunks)));
    request.on('error', () => resolve(400));
    request.on('close', () => resolve(400));
  });
}
