import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CANARY, HOSTILE_KINDS } from '../support/hostile-texts.js';
import { startWholeProcess, type WholeProcess } from '../support/whole-process.js';

let whole: WholeProcess;
beforeAll(async () => {
  whole = await startWholeProcess();
});
afterAll(() => whole.close());

const statusOf = (answer: string) => Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1] ?? 0);
const DOORS = ['/', '/console.js', '/api/ask', '/api/feedback', '/api/strings', '/api/messages', '/slack/events'];

describe('a path', () => {
  test.each([
    '/../../etc/passwd',
    '/..%2f..%2fetc/passwd',
    '/%2e%2e/%2e%2e/etc/passwd',
    '/assets/..%5c..%5cpackage.json',
    '/assets/%2e%2e/%2e%2e/dist/main.js',
    '/assets//main.js',
    '/./console.js',
    '/%63onsole.js%00.html',
    '/console.js%00',
    '/.env',
    '/.git/config',
    '/data/iom.sqlite',
    '/package.json',
    '//evil.example/',
    '/%',
    '/%ff%fe',
    '/%c0%ae%c0%ae/etc/passwd',
    '/api/ask/',
    '/API/ASK',
    '/api/messages/../ask',
    '/slack/events%2f..%2f..',
    `/${CANARY}<script>`,
    `/${'a/'.repeat(4000)}`,
    '/?'.padEnd(8000, 'x'),
    '/healthz/../metrics',
    '\\..\\..\\windows',
    'http://evil.example/',
    'http://evil.example/../../etc/passwd',
    '*',
    '/\ud800',
    '/\u202e',
  ])('that tries a trick gets nothing but its own status: %#', async (path) => {
    const answer = await whole.raw(`GET ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n`);
    expect([200, 400, 404]).toContain(statusOf(answer));
    if (statusOf(answer) === 200) expect(answer).toContain('<!doctype html>');
    expect(answer).not.toContain(CANARY);
    expect(answer).not.toMatch(/root:|"dependencies"|sourceMappingURL=main/);
  });

  test('of any hostile kind gets a refusal that does not repeat it', async () => {
    for (const kind of HOSTILE_KINDS) {
      const path = `/${encodeURIComponent(kind.text(300).replace(/\p{Cs}/gu, 'x'))}${CANARY}`;
      const { status, text } = await whole.send(path, { method: 'GET' });
      expect([400, 404], kind.name).toContain(status);
      expect(text).not.toContain(CANARY);
    }
  });
});

describe('headers', () => {
  test('of 20 KB are refused before anything is read', async () => {
    expect(statusOf(await whole.raw(`GET / HTTP/1.1\r\nHost: x\r\nX-Big: ${'a'.repeat(20_000)}\r\n\r\n`))).toBe(431);
  });

  test('in a flood of thousands are refused, and a hundred more than are kept do no harm', async () => {
    const flood = (count: number) => `GET / HTTP/1.1\r\nHost: x\r\n${'A: b\r\n'.repeat(count)}Connection: close\r\n\r\n`;
    expect(statusOf(await whole.raw(flood(10_000)))).toBe(431);
    expect(statusOf(await whole.raw(flood(200)))).toBe(200);
  });

  test('that would split a reply or smuggle a request are refused', async () => {
    const post = (lines: string, body: string) => `POST /api/ask HTTP/1.1\r\nHost: x\r\n${lines}\r\n\r\n${body}`;
    const tricks = [
      post('Content-Length: 5\r\nTransfer-Encoding: chunked', '0\r\n\r\nGET /metrics HTTP/1.1\r\nHost: x\r\n\r\n'),
      post('Content-Length: 5\r\nContent-Length: 6', 'aaaaa'),
      post('Transfer-Encoding: xchunked', 'aaaaa'),
      post('Transfer-Encoding: chunked', 'zzzz\r\naaaa\r\n0\r\n\r\n'),
      post('Content-Length: -1', ''),
      post('Content-Length : 5', 'aaaaa'),
      'GET / HTTP/1.1\r\nHost: x\r\nX: a\0b\r\n\r\n',
      'GET / HTTP/1.1\nHost: x\n\n\nGET /metrics HTTP/1.1\r\n\r\n',
      'GET /\r\nSet-Cookie: a=b HTTP/1.1',
      'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
      '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03',
      '\0'.repeat(1000),
    ];
    for (const trick of tricks) {
      const answer = await whole.raw(trick);
      expect(answer === '' || [400, 415, 501].includes(statusOf(answer)), JSON.stringify([trick, answer])).toBe(true);
      expect(answer).not.toContain('iom_answers_total');
    }
  });

  test('of hostile values change nothing', async () => {
    const names = [
      'cookie',
      'accept-language',
      'accept-encoding',
      'if-none-match',
      'x-forwarded-for',
      'origin',
      'user-agent',
      'range',
    ];
    for (const kind of HOSTILE_KINDS) {
      const value = kind.text(1000).replace(/[^\x20-\x7e\x80-\xff]/g, '~');
      for (const name of names) {
        const { status, text, headers } = await whole.send('/', { method: 'GET', headers: { [name]: value } });
        expect([200, 304], `${name}: ${kind.name}`).toContain(status);
        expect(text).not.toContain(CANARY);
        expect(headers['set-cookie']).toBeUndefined();
      }
    }
  });
});

describe('methods and content types', () => {
  test.each(DOORS)('that %s does not take are refused', async (door) => {
    for (const method of ['PUT', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE', 'PROPFIND', 'POST', 'GET'])
      expect(
        (await whole.send(door, { method, body: method === 'GET' || method === 'TRACE' ? '' : 'x' })).status,
        method,
      ).toBeLessThan(500);
    for (const type of [
      'text/plain',
      'multipart/form-data; boundary=x',
      'application/xml',
      'image/png',
      '',
      'application/json;charset=utf-7',
    ]) {
      const headers: Record<string, string> = type === '' ? {} : { 'content-type': type };
      const { status } = await whole.send(door, {
        headers,
        body: '<!DOCTYPE x [<!ENTITY y SYSTEM "file:///etc/passwd">]><x>&y;</x>',
      });
      expect(status, type).toBeGreaterThanOrEqual(400);
      expect(status, type).toBeLessThan(500);
    }
  });
});

describe('bodies', () => {
  test('that come slowly or never end keep nobody else from an answer', async () => {
    const sockets = Array.from({ length: 60 }, (_, at) => {
      const socket = connect(whole.port, '127.0.0.1');
      socket.on('error', () => undefined);
      const door = DOORS[at % DOORS.length];
      socket.write(
        `POST ${door} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 10000\r\n\r\n{"text":"`,
      );
      return socket;
    });
    for (let drip = 0; drip < 5; drip += 1) {
      for (const socket of sockets) socket.write('a');
      const { status } = await whole.send('/api/ask', {
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ text: 'who is the RTS for Kenya?', thread: 'slow-bodies' }),
      });
      expect(status).toBe(200);
    }
    for (const [at, socket] of sockets.entries()) at % 2 === 0 ? socket.resetAndDestroy() : socket.destroy();
    expect(await whole.healthy()).toBe(true);
  });

  test('of a hundred megabytes are cut off, on every door', async () => {
    const piece = Buffer.alloc(64 * 1024, 'a');
    for (const door of ['/api/ask', '/api/messages', '/slack/events']) {
      const read = await new Promise<number>((done) => {
        const socket = connect(whole.port, '127.0.0.1');
        const lines = ['Host: x', 'Content-Type: application/json', 'Transfer-Encoding: chunked', 'X-Slack-Signature: v0=0'];
        const now = Math.floor(Date.now() / 1000);
        socket.write(`POST ${door} HTTP/1.1\r\n${lines.join('\r\n')}\r\nX-Slack-Request-Timestamp: ${now}\r\n\r\n`);
        const end = () => {
          socket.destroy();
          done(socket.bytesWritten);
        };
        const more = () => {
          if (socket.destroyed || socket.bytesWritten > 100 * 1024 * 1024) return end();
          socket.write(`${piece.length.toString(16)}\r\n`);
          socket.write(piece);
          socket.write('\r\n', () => more());
        };
        socket.resume();
        socket.on('error', end);
        socket.on('end', end);
        socket.on('close', end);
        socket.setTimeout(1500, end);
        more();
      });
      // What the sockets of both sides hold counts as written.
      expect(read, door).toBeLessThan(16 * 1024 * 1024);
    }
    expect(await whole.healthy()).toBe(true);
  });
});

test('after all of it, the log holds no error', async () => {
  expect(await whole.healthy()).toBe(true);
  expect(whole.logged.filter((line) => JSON.parse(line).level >= 50)).toEqual([]);
});
