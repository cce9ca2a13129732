import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LANGUAGES } from '../../../src/question.js';
import { PAGE_TEXTS, webAssistant } from '../../support/web-assistant.js';
import { buildAssets, type RunningConsole, startConsole } from '../../support/web-console.js';

const PATHS = ['/privacy', '/terms'] as const;
let console: RunningConsole;
let assets: ReturnType<typeof buildAssets>;

beforeAll(async () => {
  assets = buildAssets();
  console = await startConsole(webAssistant().assistant, {
    CONSOLE_PASSWORD: 'a password of the tests',
    production: true,
    RETENTION_DAYS: 45,
    assets: assets.directory,
  });
});
afterAll(async () => {
  await console.close();
  assets.remove();
});

const get = (path: string, headers: Record<string, string> = {}) => fetch(console.url + path, { headers });
const read = async (path: string, headers?: Record<string, string>) => (await get(path, headers)).text();

describe.each(PATHS)('the page %s', (path) => {
  it('is open to everybody, with its styles, while the console asks for its password', async () => {
    const response = await get(path);
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect(response.headers.get('content-security-policy')).toContain("script-src 'self'");
    const [styles] = /(?<=<link rel="stylesheet" href=")[^"]+/.exec(await response.text()) ?? [];
    expect((await get(styles ?? '')).status).toBe(200);
    expect((await get('/')).status).toBe(401);
    expect((await fetch(console.url + path, { method: 'POST' })).status).toBe(405);
  });

  it('speaks the language of ?lang=, else the browser’s', async () => {
    expect(await read(`${path}?lang=ar`, { 'Accept-Language': 'fr' })).toContain('<html lang="ar" dir="rtl">');
    expect(await read(path, { 'Accept-Language': 'es-PA, en;q=0.5' })).toContain('<html lang="es" dir="ltr">');
    expect(await read(`${path}?lang=%3Cscript%3E`, { 'Accept-Language': 'fr' })).toContain('<html lang="fr" dir="ltr">');
    expect(await read(`${path}?lang=de`, { 'Accept-Language': 'de' })).toContain('<html lang="en" dir="ltr">');
  });

  it.each(LANGUAGES)('says all that stands in the knowledge in %s, and nothing is left to fill in', async (language) => {
    const html = await read(`${path}?lang=${language}`);
    const keys = Object.keys(PAGE_TEXTS).filter((key) => key === path.slice(1) || key.startsWith(`${path.slice(1)}-`));
    for (const key of keys) {
      for (const line of (PAGE_TEXTS[key]?.[language] ?? '').split('\n')) {
        const shown = html.replaceAll('&#39;', "'").replaceAll('&quot;', '"');
        for (const piece of line.split(/\{[a-z]+\}/)) expect(shown, key).toContain(piece);
      }
    }
    expect(html).not.toMatch(/\{[a-z]+\}|undefined/);
  });

  it('leads to itself in each language, and to the other page', async () => {
    const html = await read(`${path}?lang=fr`);
    const links = [...html.matchAll(/<a href="([^"]+)"/g)].map(([, href]) => href);
    expect(links).toEqual(['/privacy?lang=fr', '/terms?lang=fr', ...LANGUAGES.map((language) => `${path}?lang=${language}`)]);
  });
});

describe('what the pages say', () => {
  it('has the retention of the settings and the month of the handbook', async () => {
    expect(await read('/privacy?lang=en')).toContain('45 days');
    expect(await read('/privacy?lang=ar')).toContain('45 يوماً');
    expect(await read('/terms?lang=fr')).toContain('novembre 2022');
  });

  it('stands in all languages with the same placeholders and as many lines', () => {
    for (const [key, texts] of Object.entries(PAGE_TEXTS)) {
      const shapes = LANGUAGES.map((language) => {
        const text = texts[language];
        return `${text.match(/\{[a-z]+\}/g)?.join() ?? ''} ${text.split('\n').length}`;
      });
      expect(new Set(shapes).size, key).toBe(1);
    }
  });
});
