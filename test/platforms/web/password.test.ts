import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { webAssistant } from '../../support/web-assistant.js';
import { type RunningConsole, startConsole } from '../../support/web-console.js';

const PASSWORD = 'correct horse: bättery';
let console: RunningConsole;

beforeAll(async () => {
  console = await startConsole(webAssistant().assistant, { CONSOLE_PASSWORD: PASSWORD, production: true });
});
afterAll(() => console.close());

const withPassword = (password: string, user = 'anybody') => ({
  Authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`,
});

function ask(headers: Record<string, string>): Promise<Response> {
  const body = JSON.stringify({ text: 'wash', thread: 'thread-0001' });
  return fetch(`${console.url}/api/ask`, { method: 'POST', headers: { 'Content-Type': 'application/json', ...headers }, body });
}

describe('a console with a password', () => {
  it('asks for it before anything else', async () => {
    for (const path of ['/', '/api/strings']) {
      const response = await fetch(console.url + path);
      expect(response.status).toBe(401);
      expect(response.headers.get('www-authenticate')).toMatch(/^Basic realm=/);
    }
    expect((await ask({})).status).toBe(401);
  });

  it('opens with it, whatever the user name', async () => {
    expect((await ask(withPassword(PASSWORD))).status).toBe(200);
    expect((await fetch(console.url, { headers: withPassword(PASSWORD, '') })).status).toBe(200);
  });

  it.each([
    ['another scheme', { Authorization: `Bearer ${PASSWORD}` }],
    ['no colon', { Authorization: `Basic ${Buffer.from(PASSWORD.replaceAll(':', '')).toString('base64')}` }],
    ['no base64', { Authorization: 'Basic ***' }],
  ])('stays shut to %s, which is no guess', async (_, headers) => {
    expect((await ask(headers)).status).toBe(401);
  });

  it('stays shut for a minute after ten wrong guesses, even to the right one', async () => {
    for (const guess of ['', 'x', PASSWORD.slice(1), `${PASSWORD}x`, PASSWORD.toUpperCase(), '1', '2', '3', '4', '5']) {
      expect((await ask(withPassword(guess))).status).toBe(401);
    }
    expect((await ask(withPassword(PASSWORD))).status).toBe(429);
    console.later = 61_000;
    expect((await ask(withPassword(PASSWORD))).status).toBe(200);
    expect((await ask(withPassword('x'))).status).toBe(401);
    expect((await ask(withPassword(PASSWORD))).status).toBe(200);
  });
});

describe('a console behind proxies', () => {
  const behind = async (
    trusted: number,
    statuses: (ask: (seen: string, password?: string) => Promise<number>) => Promise<void>,
  ) => {
    const settings = { CONSOLE_PASSWORD: PASSWORD, TRUSTED_PROXIES: trusted };
    const proxied = await startConsole(webAssistant().assistant, settings);
    const ask = async (seen: string, password = 'wrong') =>
      (await fetch(proxied.url, { headers: { 'X-Forwarded-For': seen, ...withPassword(password) } })).status;
    await statuses(ask).finally(() => proxied.close());
  };
  const guessFrom = async (ask: (seen: string) => Promise<number>, addresses: readonly string[]) => {
    for (const address of addresses) expect(await ask(address)).toBe(401);
  };
  const ten = (address: (n: number) => string) => Array.from({ length: 10 }, (_, n) => address(n));

  it('shuts out who guesses, and nobody else who comes through the same proxy', () =>
    behind(1, async (ask) => {
      await guessFrom(
        ask,
        ten(() => '203.0.113.7'),
      );
      expect(await ask('203.0.113.7', PASSWORD)).toBe(429);
      expect(await ask('203.0.113.8', PASSWORD)).toBe(200);
    }));

  it('believes only what its own proxies added, not what the person wrote before it', () =>
    behind(2, async (ask) => {
      await guessFrom(
        ask,
        ten((n) => `198.51.100.${n}, 203.0.113.7, 10.0.0.1`),
      );
      expect(await ask('198.51.100.99, 203.0.113.7, 10.0.0.1', PASSWORD)).toBe(429);
      expect(await ask('203.0.113.8, 10.0.0.1', PASSWORD)).toBe(200);
    }));

  it('knows an address whose port changes, and takes what is no address for that of the connection', () =>
    behind(1, async (ask) => {
      await guessFrom(
        ask,
        ten((n) => (n % 2 ? `203.0.113.7:${5000 + n}` : '203.0.113.7')),
      );
      expect(await ask('203.0.113.7:6000', PASSWORD)).toBe(429);
      await guessFrom(
        ask,
        ten((n) => `[2001:db8::1]:${n}`),
      );
      expect(await ask('2001:db8::1', PASSWORD)).toBe(429);
      await guessFrom(
        ask,
        ten((n) => `made-up-${n}`),
      );
      expect(await ask('', PASSWORD)).toBe(429);
    }));

  it('believes nobody by default', () =>
    behind(0, async (ask) => {
      await guessFrom(
        ask,
        ten((n) => `203.0.113.${n}`),
      );
      expect(await ask('203.0.113.99', PASSWORD)).toBe(429);
    }));
});
