import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { holesInCard, holesInHtml, holesInSlack } from '../support/hostile-holes.js';
import { CANARY, HOSTILE_KINDS, HOSTILE_PIECES } from '../support/hostile-texts.js';
import { startWholeProcess, type WholeProcess } from '../support/whole-process.js';

let whole: WholeProcess;
let threads = 0;
beforeAll(async () => {
  whole = await startWholeProcess();
});
afterAll(() => whole.close());

const JSON_TYPE = { 'content-type': 'application/json' };
const newThread = () => `thread-${String(++threads).padStart(6, '0')}`;
const post = (path: string, body: unknown, headers: Record<string, string> = JSON_TYPE) =>
  whole.send(path, { headers, body: typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body) });

function holesOf(text: string): string[] {
  const { html, slack, teams } = JSON.parse(text);
  return [...holesInHtml(html), ...holesInSlack(slack), ...holesInCard(teams)];
}

describe('a question in the console', () => {
  test('of any hostile kind is answered or refused, and nothing of it comes back as markup, in its thread neither', async () => {
    for (const kind of HOSTILE_KINDS) {
      const thread = newThread();
      for (const length of [1, 200, 4000]) {
        const text = kind.text(length);
        const { status, text: reply } = await post('/api/ask', {
          text: `RTS ${text}`.slice(0, 4000),
          thread,
          channel: text.slice(0, 200),
        });
        expect([200, 413], kind.name).toContain(status);
        if (status === 200) expect(holesOf(reply), kind.name).toEqual([]);
      }
      expect((await post('/api/ask', { text: kind.text(9000), thread })).status, kind.name).toBeGreaterThanOrEqual(400);
      const remark = {
        thread,
        helpful: false,
        topics: [kind.text(100)],
        language: 'en',
        question: kind.text(900),
        comment: kind.text(900),
      };
      expect([200, 413], kind.name).toContain((await post('/api/feedback', remark)).status);
    }
  });

  test('of a megabyte is refused without being read to its end', async () => {
    for (const kind of HOSTILE_KINDS.slice(0, 12)) {
      const { status } = await post('/api/ask', { text: kind.text(1_000_000), thread: newThread() });
      expect([413]).toContain(status);
    }
  });

  test('that mixes everything is answered, and nothing of it comes back as markup', async () => {
    const text = fc.array(fc.constantFrom('who is the RTS for ', 'Congo ', 'Guine ', ...HOSTILE_PIECES), {
      minLength: 1,
      maxLength: 12,
    });
    await fc.assert(
      fc.asyncProperty(text, fc.constantFrom('message', 'mention', 'slash'), async (pieces, via) => {
        const { status, text: reply } = await post('/api/ask', {
          text: pieces.join('').slice(0, 2000),
          thread: newThread(),
          via,
        });
        expect([200, 413]).toContain(status);
        if (status === 200) expect(holesOf(reply)).toEqual([]);
      }),
      { numRuns: 300, interruptAfterTimeLimit: 5000 },
    );
  });
});

describe('a body', () => {
  test('of any JSON at all is a bad request', async () => {
    const bodies = fc.oneof(
      fc.jsonValue({ maxDepth: 6 }),
      fc.record({
        text: fc.jsonValue(),
        thread: fc.jsonValue(),
        via: fc.jsonValue(),
        __proto__: fc.jsonValue(),
        language: fc.jsonValue(),
      }),
    );
    await fc.assert(
      fc.asyncProperty(bodies, fc.constantFrom('/api/ask', '/api/feedback'), async (body, path) => {
        const { status, text } = await post(path, body);
        expect(status).toBe(400);
        expect(text).toMatch(/^\{"error":"(?:not-json|wrong-[a-z]+)"\}$/);
      }),
      { numRuns: 300, interruptAfterTimeLimit: 4000 },
    );
  });

  test('of deep or broken JSON is a bad request', async () => {
    const deep = (open: string, close: string, depth: number) => `${open.repeat(depth)}1${close.repeat(depth)}`;
    const bodies = [
      deep('[', ']', 7000),
      deep('{"a":', '}', 2500),
      `{"text":${deep('[', ']', 5000)},"thread":"12345678"}`,
      '['.repeat(16_000),
      '{"text":"a","text":"b"',
      '{"__proto__":{"text":"RTS"},"thread":"12345678"}',
      '{"text":"RTS","thread":"12345678","constructor":{"prototype":{"x":1}}}',
      '{"text":"RTS","thread":"../../etc"}',
      '{"text":"RTS","thread":"12345678","via":"__proto__"}',
      `{"text":"RTS","thread":"${'a'.repeat(65)}"}`,
      '1e400',
      '\ufeff{}',
      '',
      Buffer.from([0xff, 0xfe, 0x7b, 0x00]),
      Buffer.from([0xc3, 0x28]),
    ];
    for (const body of bodies) expect((await post('/api/ask', body)).status, String(body).slice(0, 60)).toBe(400);
    expect((await post('/api/ask', { text: 'RTS', thread: '12345678' })).status).toBe(200);
  });

  test('that says another encoding or type than it has is refused or read as what it is', async () => {
    const body = JSON.stringify({ text: 'RTS Kenya', thread: newThread() });
    for (const encoding of ['gzip', 'br', 'x-evil', 'deflate, gzip'])
      expect([200, 400, 415]).toContain((await post('/api/ask', body, { ...JSON_TYPE, 'content-encoding': encoding })).status);
    for (const type of [
      'text/plain',
      'application/x-www-form-urlencoded',
      'multipart/form-data',
      'application/jsonx',
      'text/json',
      'x;application/json',
    ])
      expect((await post('/api/ask', body, { 'content-type': type })).status, type).toBe(415);
  });
});

describe('a post from another site', () => {
  const own = { text: 'who is the RTS for Kenya?', thread: 'cross-site-1' };
  test.each([
    ['says where it comes from', { origin: 'https://evil.example' }],
    ['comes from a frame without an origin', { origin: 'null' }],
    ['comes from the same host on another port', { origin: 'http://127.0.0.1:1' }],
    ['comes from a host whose name begins like ours', { origin: 'http://127.0.0.1.evil.example' }],
    ['has an origin that is none', { origin: CANARY }],
    ['was sent by a script of another site', { 'sec-fetch-site': 'cross-site' }],
    ['was sent from a sister site', { 'sec-fetch-site': 'same-site' }],
    ['was sent by a link or a bookmark', { 'sec-fetch-site': 'none' }],
    ['says two things at once', { 'sec-fetch-site': 'same-origin, cross-site' }],
  ])('is refused when it %s', async (_, headers) => {
    for (const path of ['/api/ask', '/api/feedback'])
      expect((await post(path, own, { ...JSON_TYPE, ...(headers as object) })).status).toBe(403);
  });

  test('as a form is refused, since it cannot say that it is JSON', async () => {
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=a'])
      expect((await post('/api/ask', own, { 'content-type': type, origin: 'https://evil.example' })).status).toBe(415);
  });

  test('cannot be prepared by asking what is allowed', async () => {
    const headers = {
      origin: 'https://evil.example',
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'content-type',
    };
    const reply = await whole.send('/api/ask', { method: 'OPTIONS', headers });
    expect(reply.status).toBe(405);
    expect(Object.keys(reply.headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
  });
});

test('afterwards it still answers, has logged no error, and nothing that was sent is in its log', async () => {
  expect(await whole.healthy()).toBe(true);
  expect(whole.logged.filter((line) => JSON.parse(line).level >= 50)).toEqual([]);
  expect(whole.logged.join('')).not.toContain(CANARY);
});
