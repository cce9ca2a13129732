import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Config } from '../../config.js';
import type { Platform, PlatformContext } from '../platform.js';
import { answerQuestion } from './answer-question.js';
import { ASSETS_DIRECTORY, type Assets, loadAssets, serveAsset } from './assets.js';
import { createLoginGuard } from './login-guard.js';
import { page } from './page.js';
import { pageTexts } from './page-texts.js';
import { asLanguage, readPreferences } from './preferences.js';
import { readJson } from './read-body.js';
import { requireSameOrigin } from './same-origin.js';
import { json, Refused, type Reply, send } from './send.js';
import { takeFeedback } from './take-feedback.js';
import { TEXT_PAGES, type TextPageName, textPage } from './text-page.js';

/** Settings of the console. `assets` is only for tests: the directory that build-assets.mjs wrote to. */
export type WebSettings = Pick<Config, 'CONSOLE_PASSWORD' | 'TRUSTED_PROXIES' | 'RETENTION_DAYS' | 'production'> & {
  readonly assets?: string;
};

interface Route {
  readonly methods: readonly string[];
  /** Served without the password: the pages that Teams' users and their administrators must be able to read, and the files. */
  readonly open: boolean;
  reply(request: IncomingMessage, query: URLSearchParams): Reply | Promise<Reply>;
}

/**
 * The web console: a chat page, its files, and the two addresses it posts to; and the open pages /privacy and /terms.
 * @throws {Error} in production without a password.
 */
export function createWebPlatform(context: PlatformContext, settings: WebSettings): Platform {
  if (settings.production && !settings.CONSOLE_PASSWORD) {
    throw new Error('The web console would be open to everybody: in production it needs a password. Set CONSOLE_PASSWORD.');
  }
  const directory = settings.assets ?? ASSETS_DIRECTORY;
  const assets = loadAssets(directory);
  const guard = createLoginGuard(settings.CONSOLE_PASSWORD, settings.TRUSTED_PROXIES, context.now);
  const routes = createRoutes(context, assets, settings.RETENTION_DAYS);

  return {
    name: 'web',
    serves: (path) => routes.has(path),
    async handle(request, response) {
      try {
        send(request, response, await replyTo(request));
      } catch (error) {
        sendRefusal(request, response, error);
      }
    },
    trouble: () => {
      return assets.has('/console.js') ? undefined : `The console's script is not in ${directory}. Run npm run build.`;
    },
    close: async () => undefined,
  };

  async function replyTo(request: IncomingMessage): Promise<Reply> {
    const { path, query } = targetOf(request);
    const route = routes.get(path);
    if (!route) throw new Refused(404, 'not-found');
    if (!route.open) guard.check(request);
    if (!route.methods.includes(request.method ?? '')) {
      throw new Refused(405, 'method', { Allow: route.methods.join(', ') });
    }
    return route.reply(request, query);
  }

  function sendRefusal(request: IncomingMessage, response: ServerResponse, error: unknown): void {
    const refused = error instanceof Refused ? error : undefined;
    if (!refused)
      context.log.error(
        { platform: 'web', error: error instanceof Error ? error.message : 'unknown' },
        'The console could not answer a request',
      );
    else if (refused.status !== 404 && refused.status !== 401) context.metrics.count('refused', 'web');
    if (response.headersSent) response.destroy();
    else send(request, response, json(refused?.status ?? 500, { error: refused?.code ?? 'failed' }, refused?.headers));
  }
}

function createRoutes(context: PlatformContext, assets: Assets, retentionDays: number): ReadonlyMap<string, Route> {
  const reads = (reply: Route['reply'], open = false): Route => ({ methods: ['GET', 'HEAD'], open, reply });
  const posts = (take: (body: unknown) => Promise<Reply>): Route => ({
    methods: ['POST'],
    open: false,
    async reply(request) {
      requireSameOrigin(request);
      return take(await readJson(request));
    },
  });
  return new Map<string, Route>([
    ...[...assets].map(([path, asset]) => [path, reads((request) => serveAsset(request, path, asset), true)] as const),
    ...TEXT_PAGES.map((name) => [`/${name}`, reads(textReply(context, name, retentionDays), true)] as const),
    ['/', reads((request) => pageReply(context, request))],
    ['/api/strings', reads((request, query) => stringsReply(context, request, query))],
    ['/api/ask', posts(async (body) => json(200, await answerQuestion(context, body)))],
    ['/api/feedback', posts(async (body) => takeFeedback(context, body).then(() => json(200, {})))],
  ]);
}

function textReply({ assistant }: PlatformContext, name: TextPageName, retentionDays: number): Route['reply'] {
  return (request, query) => {
    const language = asLanguage(query.get('lang')) ?? readPreferences(request).language;
    const body = textPage(name, assistant(), language, retentionDays);
    return { status: 200, type: 'text/html; charset=utf-8', body, headers: { Vary: 'Cookie, Accept-Language' } };
  };
}

function pageReply(context: PlatformContext, request: IncomingMessage): Reply {
  const preferences = readPreferences(request);
  const body = page(pageTexts(context.assistant(), preferences.language), preferences);
  return { status: 200, type: 'text/html; charset=utf-8', body, headers: { Vary: 'Cookie, Accept-Language' } };
}

function stringsReply(context: PlatformContext, request: IncomingMessage, query: URLSearchParams): Reply {
  const language = asLanguage(query.get('language')) ?? readPreferences(request).language;
  return json(200, pageTexts(context.assistant(), language));
}

/** The path as it was sent: nothing in it is decoded or resolved, so only the exact paths are served. */
function targetOf(request: IncomingMessage): { path: string; query: URLSearchParams } {
  const url = request.url ?? '/';
  const at = url.indexOf('?');
  if (at < 0) return { path: url, query: new URLSearchParams() };
  return { path: url.slice(0, at), query: new URLSearchParams(url.slice(at + 1)) };
}
