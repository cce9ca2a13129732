import { request } from 'node:http';
import { connect } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Question } from '../../../src/question.js';
import { MAILBOXES } from '../../support/sample-answers.js';
import { webAssistant } from '../../support/web-assistant.js';
import { type RunningConsole, startConsole } from '../../support/web-console.js';

let console: RunningConsole;
let asked: Question[];

beforeAll(async () => {
  const stub = webAssistant();
  asked = stub.asked;
  console = await startConsole(stub.assistant);
});
afterAll(() => console.close());
beforeEach(() => {
  asked.length = 0;
  console.counted.length = 0;
  console.logged.length = 0;
  console.allow = true;
});

const THREAD = 'thread-0001';

function post(body: unknown, headers: Record<string, string> = {}, path = '/api/ask'): Promise<Response> {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return fetch(console.url + path, { method: 'POST', headers: { 'Content-Type': 'application/json', ...headers }, body: text });
}

/** A post with headers that fetch does not let anybody set. */
function postAs(headers: Record<string, string>): Promise<number> {
  return new Promise((resolve, reject) => {
    const options = { host: '127.0.0.1', port: console.port, path: '/api/ask', method: 'POST' };
    const sent = request({ ...options, headers: { 'Content-Type': 'application/json', ...headers } }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    sent.on('error', reject);
    sent.end(JSON.stringify({ text: 'wash', thread: THREAD }));
  });
}

describe('asking', () => {
  it('gives the answer, and how the page, Slack and Teams show it', async () => {
    const response = await post({ text: 'wash', thread: THREAD });
    const reply = (await response.json()) as Record<string, never>;
    expect(response.status).toBe(200);
    expect(reply).toMatchObject({
      answer: { outcome: 'answer', language: 'en' },
      slack: { blocks: expect.any(Array) },
      teams: { type: 'AdaptiveCard', version: '1.5' },
    });
    for (const form of ['html', 'slack', 'teams']) expect(JSON.stringify(reply[form])).toContain(MAILBOXES.prd);
    expect(console.counted).toEqual(['web answer en']);
  });

  it('hands on the channel, the way it came and the language that is asked for', async () => {
    await post({ text: 'wash', thread: THREAD, via: 'mention', channel: 'sudan', language: 'fr', locale: 'ar' });
    expect(asked[0]).toMatchObject({ text: 'wash', via: 'mention', channel: 'sudan', language: 'fr', localeHint: 'ar' });
  });

  it('takes the language of the page only as a hint', async () => {
    await post({ text: 'wash', thread: THREAD, locale: 'ar' });
    expect(asked[0]).not.toHaveProperty('language');
    expect(asked[0]).toMatchObject({ localeHint: 'ar', via: 'message' });
  });

  it('remembers what was asked in the same thread, and in no other', async () => {
    await post({ text: 'first', thread: 'thread-memory-a' });
    await post({ text: 'second', thread: 'thread-memory-a' });
    await post({ text: 'elsewhere', thread: 'thread-memory-b' });
    expect(asked.map(({ prior }) => prior)).toEqual([[], ['first'], []]);
  });

  it('says 429 to a thread that asks too fast', async () => {
    console.allow = false;
    const response = await post({ text: 'wash', thread: THREAD });
    expect(response.status).toBe(429);
    expect(response.headers.get('retry-after')).toBe('60');
    expect(asked).toEqual([]);
  });

  it('answers 500 without inner words when something breaks, and logs no text of the person', async () => {
    const response = await post({ text: 'explode', thread: THREAD });
    expect(response.status).toBe(500);
    expect(await response.json()).toEqual({ error: 'failed' });
    expect(console.logged).toHaveLength(1);
    expect(console.logged[0]).not.toContain('"explode"');
    expect((await post({ text: 'wash', thread: THREAD })).status).toBe(200);
  });
});

describe('a body that is not right', () => {
  it.each([
    ['no JSON', '{"text":', 400, 'not-json'],
    ['nothing', '', 400, 'not-json'],
    ['null', 'null', 400, 'wrong-body'],
    ['a list', '[]', 400, 'wrong-body'],
    ['deep JSON', `${'['.repeat(7000)}${']'.repeat(7000)}`, 400, 'wrong-body'],
    ['no text', { thread: THREAD }, 400, 'wrong-text'],
    ['an empty text', { text: '', thread: THREAD }, 400, 'wrong-text'],
    ['a number as text', { text: 1, thread: THREAD }, 400, 'wrong-text'],
    ['too long a text', { text: 'x'.repeat(4001), thread: THREAD }, 400, 'wrong-text'],
    ['no thread', { text: 'wash' }, 400, 'wrong-thread'],
    ['a thread with odd signs', { text: 'wash', thread: '../../etc/passwd' }, 400, 'wrong-thread'],
    ['a language that we do not speak', { text: 'wash', thread: THREAD, language: 'de' }, 400, 'wrong-language'],
    ['an unknown way', { text: 'wash', thread: THREAD, via: 'mail' }, 400, 'wrong-via'],
    ['an unknown field', { text: 'wash', thread: THREAD, admin: true }, 400, 'wrong-body'],
  ])('%s is refused', async (_, body, status, code) => {
    const response = await post(body);
    expect(response.status).toBe(status);
    expect(await response.json()).toEqual({ error: code });
    expect(asked).toEqual([]);
  });

  it('takes exactly 16 KB, and not a byte more', async () => {
    const body = JSON.stringify({ text: 'wash', thread: THREAD });
    const filled = (bytes: number) => body + ' '.repeat(bytes - body.length);
    expect((await post(filled(16 * 1024))).status).toBe(200);
    expect((await post(filled(16 * 1024 + 1))).status).toBe(413);
    expect((await post(filled(1024 * 1024))).status).toBe(413);
  });

  it('cuts off a body that never ends', async () => {
    const answer = await new Promise<string>((resolve, reject) => {
      const socket = connect(console.port, '127.0.0.1', () => {
        socket.write('POST /api/ask HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n');
        const chunk = `8000\r\n${'x'.repeat(0x8000)}\r\n`;
        for (let n = 0; n < 40; n += 1) socket.write(chunk);
      });
      socket.once('data', (data) => resolve(data.toString()));
      socket.once('error', reject);
    });
    expect(answer).toContain('413');
  });

  it('answers odd text like any other', async () => {
    for (const text of ['\u0000', '\ud800', '\u202Eabc', '{{7*7}}', '<script>alert(1)</script>', '👩‍👩‍👧'.repeat(50)]) {
      expect((await post({ text, thread: THREAD })).status).toBe(200);
    }
  });
});

describe('a post from elsewhere', () => {
  it.each([
    ['a form', { 'Content-Type': 'application/x-www-form-urlencoded' }, 415],
    ['plain text, which needs no permission across sites', { 'Content-Type': 'text/plain' }, 415],
    ['JSON with the type of a form', { 'Content-Type': 'multipart/form-data; application/json' }, 415],
    ['another site', { Origin: 'https://evil.example', 'Sec-Fetch-Site': 'cross-site' }, 403],
    ['a sibling site', { 'Sec-Fetch-Site': 'same-site' }, 403],
    ['an older browser on another site', { Origin: 'https://evil.example' }, 403],
    ['a page without an origin', { Origin: 'null' }, 403],
    ['another port of this machine', { Origin: 'http://127.0.0.1:1' }, 403],
  ])('by %s is refused', async (_, headers, status) => {
    expect(await postAs(headers as unknown as Record<string, string>)).toBe(status);
    expect(asked).toEqual([]);
    expect(console.counted).toEqual(['web refused']);
  });

  it('by the own page is answered, in new browsers and in old ones', async () => {
    expect(await postAs({ 'Sec-Fetch-Site': 'same-origin', Origin: console.url })).toBe(200);
    expect(await postAs({ Origin: console.url })).toBe(200);
    expect(await postAs({ 'Content-Type': 'application/json; charset=utf-8' })).toBe(200);
  });
});

describe('feedback', () => {
  const remark = { thread: THREAD, helpful: false, topics: ['contact:wash'], language: 'en', question: 'wash', comment: 'no' };

  it('reaches the desk with the conversation it belongs to', async () => {
    expect((await post(remark, {}, '/api/feedback')).status).toBe(200);
    expect(console.feedback.at(-1)).toEqual({
      conversation: { platform: 'web', workspace: 'web', person: `hash-of-web-web-${THREAD}`, thread: THREAD },
      helpful: false,
      topics: ['contact:wash'],
      language: 'en',
      question: 'wash',
      comment: 'no',
    });
    expect(console.counted).toEqual(['web feedback']);
  });

  it('is refused when it is not right, too fast, or from another site', async () => {
    expect((await post({ ...remark, helpful: 'yes' }, {}, '/api/feedback')).status).toBe(400);
    expect((await post(remark, { Origin: 'https://evil.example' }, '/api/feedback')).status).toBe(403);
    console.allow = false;
    expect((await post(remark, {}, '/api/feedback')).status).toBe(429);
  });
});
