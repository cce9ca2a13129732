import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';

const LARGEST_ANSWER = 64 * 1024;
const AGENTS = {
  'http:': new HttpAgent({ keepAlive: true, maxSockets: 200 }),
  'https:': new HttpsAgent({ keepAlive: true, maxSockets: 200 }),
} as const;

/** A call with a JSON body. */
export interface JsonCall {
  readonly method: 'POST' | 'PUT';
  readonly address: string;
  readonly body: string;
  readonly authorization?: string | undefined;
  /** Milliseconds until the call is given up. */
  readonly patience: number;
}

/** What came back: any status is an answer. */
export interface JsonAnswer {
  readonly status: number;
  readonly retryAfter: string | undefined;
  readonly text: string;
}

/**
 * Calls over connections that are kept. Does not follow redirects: a token must not travel on. In place of fetch, which
 * costs as much processor time as all else that a reply takes.
 * @throws when no whole answer came
 */
export function callJson({ method, address, body, authorization, patience }: JsonCall): Promise<JsonAnswer> {
  const url = new URL(address);
  const isHttps = url.protocol === 'https:';
  const headers = {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    ...(authorization === undefined ? {} : { authorization }),
  };
  return new Promise((resolve, reject) => {
    const call = (isHttps ? httpsRequest : httpRequest)(url, {
      method,
      headers,
      agent: AGENTS[isHttps ? 'https:' : 'http:'],
    });
    const timer = setTimeout(() => call.destroy(new Error('The call took too long.')), patience);
    const settle = (act: () => void) => {
      clearTimeout(timer);
      act();
    };
    call.on('error', (error) => settle(() => reject(error)));
    call.on('response', (response) => {
      readText(response).then(
        (text) => settle(() => resolve({ status: response.statusCode ?? 0, retryAfter: response.headers['retry-after'], text })),
        (error: unknown) => settle(() => reject(error)),
      );
    });
    call.end(body);
  });
}

function readText(response: IncomingMessage): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    response.setEncoding('utf8');
    response.on('data', (part: string) => {
      text += part;
      if (text.length > LARGEST_ANSWER) response.destroy(new Error('The answer is too large.'));
    });
    response.on('end', () => resolve(text));
    response.on('error', reject);
    response.on('close', () => reject(new Error('The answer broke off.')));
  });
}
