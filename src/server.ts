import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Metrics } from './metrics.js';
import type { Platform, PlatformLog } from './platforms/platform.js';

/** Whether the process can answer. */
export interface Readiness {
  /** Why it cannot; empty when it can. */
  readonly troubles: readonly string[];
  /** What somebody should see to all the same. */
  readonly notices: readonly string[];
}

export interface ServerParts {
  readonly platforms: readonly Platform[];
  readonly metrics: Metrics;
  readonly log: PlatformLog;
  readonly readiness: () => Promise<Readiness>;
  readonly showMetrics: boolean;
  readonly newId: () => string;
}

const SECOND = 1000;

/** One node:http server for all doors, with time-outs of its own; each platform caps its own bodies. */
export function createHttpServer(parts: ServerParts): Server {
  const server = createServer({ maxHeaderSize: 16 * 1024, connectionsCheckingInterval: 5 * SECOND }, (request, response) => {
    const id = parts.newId();
    response.setHeader('x-request-id', id);
    route(parts, request, response).catch((error: unknown) => {
      parts.log.error(
        { request: id, error: error instanceof Error ? error.message : 'unknown' },
        'A request failed. The person was told to try again.',
      );
      if (!response.headersSent) reply(response, 500, 'Something went wrong. Please try again.');
      else response.destroy();
    });
  });
  server.headersTimeout = 10 * SECOND;
  server.requestTimeout = 20 * SECOND;
  server.keepAliveTimeout = 65 * SECOND;
  server.maxHeadersCount = 100;
  return server;
}

async function route(parts: ServerParts, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = pathOf(request.url);
  if (path === undefined) return reply(response, 400, 'The address of the request is not valid.');
  if (path === '/healthz') return reply(response, 200, 'ok');
  if (path === '/readyz') {
    const { troubles, notices } = await parts.readiness();
    const isReady = troubles.length === 0;
    parts.metrics.ready(isReady);
    return reply(response, isReady ? 200 : 503, [isReady ? 'ready' : 'not ready', ...troubles, ...notices].join('\n'));
  }
  if (path === '/metrics' && parts.showMetrics) {
    response.setHeader('content-type', parts.metrics.contentType);
    response.end(await parts.metrics.text());
    return;
  }
  const platform = parts.platforms.find((p) => p.serves(path));
  if (!platform) return reply(response, 404, 'There is nothing here.');
  await platform.handle(request, response);
}

/** The path without its query, or undefined for one that tries tricks. */
function pathOf(url: string | undefined): string | undefined {
  const path = (url ?? '/').split(/[?#]/)[0] as string;
  try {
    const decoded = decodeURIComponent(path);
    return decoded.startsWith('/') && !decoded.includes('..') && !decoded.includes('\0') && !decoded.includes('\\')
      ? decoded
      : undefined;
  } catch {
    return undefined;
  }
}

function reply(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', 'x-content-type-options': 'nosniff' });
  response.end(text);
}
