import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWebPlatform } from '../../../src/platforms/web/web-platform.js';
import { webAssistant } from '../../support/web-assistant.js';
import { buildAssets, type RunningConsole, startConsole } from '../../support/web-console.js';

const SETTINGS = { CONSOLE_PASSWORD: undefined, TRUSTED_PROXIES: 0, RETENTION_DAYS: 90, production: false };
let console: RunningConsole;
let assets: ReturnType<typeof buildAssets>;

beforeAll(async () => {
  assets = buildAssets();
  console = await startConsole(webAssistant().assistant, { assets: assets.directory });
});
afterAll(async () => {
  await console.close();
  assets.remove();
});

const get = (path: string, headers: Record<string, string> = {}, method = 'GET') => {
  return fetch(console.url + path, { headers, method });
};

/** Sends a path as it is: fetch would tidy it first. */
function raw(path: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port: console.port, path }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    sent.on('error', reject);
    sent.end();
  });
}

describe('the page', () => {
  it('comes in English, with its texts and starters in it', async () => {
    const response = await get('/');
    const html = await response.text();
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(html).toContain('<html lang="en" dir="ltr">');
    expect(html).toContain('Whom do you need to reach?');
    expect(html).toContain('Handbook of November 2022');
    expect(html).toContain('WASH &lt;en&gt;');
  });

  it.each([
    [{ 'Accept-Language': 'de, fr-CH;q=0.9, en;q=0.8' }, '<html lang="fr" dir="ltr">'],
    [{ 'Accept-Language': 'ar-EG' }, '<html lang="ar" dir="rtl">'],
    [{ 'Accept-Language': 'fr', Cookie: 'a=b; language=es; theme=dark' }, '<html lang="es" dir="ltr" data-theme="dark">'],
    [{ 'Accept-Language': 'de', Cookie: 'language="><script>; theme=x' }, '<html lang="en" dir="ltr">'],
    [{ 'Accept-Language': 'fr;q=0, es;q=nonsense' }, '<html lang="es" dir="ltr">'],
  ])('speaks the language that is asked for with %j', async (headers, expected) => {
    expect(await (await get('/', headers as Record<string, string>)).text()).toContain(expected);
  });

  it('has no script and no style inside it but data', async () => {
    const html = await (await get('/')).text();
    expect(html.match(/<script[^>]*>/g)).toEqual([
      '<script type="module" src="/console.js">',
      '<script type="application/json" id="texts">',
    ]);
    expect(html).not.toMatch(/<style|style="|\son[a-z]+="|javascript:/i);
    expect(html).not.toMatch(/(?:src|href)="(?!\/(?!\/)|#)/);
  });

  it('gives its texts in the language that is asked for', async () => {
    const response = await get('/api/strings?language=ar');
    expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(await response.json()).toMatchObject({ language: 'ar', direction: 'rtl', texts: { send: 'اسأل' } });
    expect(await (await get('/api/strings?language=xx')).json()).toMatchObject({ language: 'en' });
  });
});

describe('every reply', () => {
  it.each(['/', '/console.js', '/console.css', '/icon.svg', '/api/strings', '/nothing'])(
    'of %s carries the security headers',
    async (path) => {
      const { headers } = await get(path);
      expect(headers.get('content-security-policy')).toBe(
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; form-action 'none'; frame-ancestors 'none'; base-uri 'none'",
      );
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
    },
  );
});

describe('the files of the page', () => {
  it('come zipped where the browser can take it, and not again while they are the same', async () => {
    const first = await get('/console.js');
    expect(first.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    expect(first.headers.get('content-encoding')).toBe('gzip');
    const tag = first.headers.get('etag') ?? '';
    const second = await get('/console.js', { 'If-None-Match': tag });
    expect(second.status).toBe(304);
    expect(await second.text()).toBe('');
    const plain = await get('/console.js', { 'Accept-Encoding': 'identity' });
    expect(plain.headers.get('content-encoding')).toBeNull();
    expect(await plain.text()).toBe(await first.text());
  });

  it('are kept for good where a hash is in the name', async () => {
    const script = await (await get('/console.js')).text();
    const chunk = /assets\/teams-view-[A-Z0-9]{8}\.js/.exec(script)?.[0];
    const response = await get(`/${chunk}`);
    expect(response.status).toBe(200);
    expect(response.headers.get('cache-control')).toContain('immutable');
  });

  it('keep the first script small and Microsoft’s renderer out of it', async () => {
    const script = await (await get('/console.js')).text();
    expect(script.length).toBeLessThan(40_000);
    expect(script).not.toContain('ac-adaptiveCard');
  });
});

describe('what is not served', () => {
  it.each([
    '/nothing',
    '/index.html',
    '/assets/',
    '/assets/../console.js',
    '/assets/%2e%2e/console.js',
    '//console.js',
    '/./console.js',
    '/%63onsole.js',
    '/console.js/',
    '/console.js%00',
    '/console.js.gz',
    '/..%2f..%2fpackage.json',
    '/..\\..\\package.json',
    '/../../../../etc/passwd',
    '/api/ask/../ask',
    '/toString',
    '/__proto__',
  ])('%s is answered 404', async (path) => {
    expect(await raw(path)).toBe(404);
  });

  it('HEAD gives the headers of GET and no body', async () => {
    const [head, whole] = await Promise.all([get('/', {}, 'HEAD'), get('/')]);
    expect(head.status).toBe(200);
    expect(await head.text()).toBe('');
    expect(head.headers.get('content-length')).toBe(whole.headers.get('content-length'));
  });

  it.each([
    ['/', 'POST', 'GET, HEAD'],
    ['/console.js', 'DELETE', 'GET, HEAD'],
    ['/api/ask', 'GET', 'POST'],
    ['/api/ask', 'OPTIONS', 'POST'],
    ['/api/feedback', 'PUT', 'POST'],
  ])('%s with %s is answered 405 and says what is allowed', async (path, method, allowed) => {
    const response = await get(path, {}, method);
    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toBe(allowed);
  });
});

describe('starting', () => {
  const context = {} as Parameters<typeof createWebPlatform>[0];

  it('claims exactly its own paths', () => {
    const platform = createWebPlatform(context, { ...SETTINGS, assets: assets.directory });
    expect(['/', '/console.js', '/api/ask', '/api/feedback', '/api/strings'].every((path) => platform.serves(path))).toBe(true);
    expect(['/api/messages', '/slack/events', '/healthz', '/metrics', '/api/'].some((path) => platform.serves(path))).toBe(false);
  });

  it('is refused in production without a password', () => {
    expect(() => createWebPlatform(context, { ...SETTINGS, production: true })).toThrow('Set CONSOLE_PASSWORD');
  });

  it('is in trouble, and says the cure, while the files are not built', () => {
    const platform = createWebPlatform(context, { ...SETTINGS, assets: '/does/not/exist' });
    expect(platform.trouble()).toMatch(/Run npm run build/);
    expect(console.trouble()).toBeUndefined();
  });
});
