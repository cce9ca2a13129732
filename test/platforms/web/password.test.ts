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
