import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { objectsIn } from '../render/readable.js';
import { holesInSlack } from '../support/hostile-holes.js';
import { CANARY, HOSTILE_KINDS, HOSTILE_PIECES } from '../support/hostile-texts.js';
import { signatureOf } from '../support/slack-door.js';
import { until } from '../support/teams-door.js';
import { type Back, SIGNING_SECRET, startWholeProcess, type WholeProcess } from '../support/whole-process.js';

// biome-ignore lint/suspicious/noExplicitAny: payloads are changed at will.
type Json = any;

let whole: WholeProcess;
let serial = 0;
beforeAll(async () => {
  whole = await startWholeProcess();
});
afterAll(() => whole.close());

const FORM = 'application/x-www-form-urlencoded';
const PAYLOADS = [
  'event-app-mention',
  'event-message-im',
  'event-app-home-opened-home',
  'action-choice-thread',
  'action-why',
  'action-home-country',
  'block-suggestion-country',
  'shortcut-message',
  'view-submission-ask',
  'view-submission-comment',
];

function signed(body: string | Buffer, type: string, headers: Record<string, string> = {}): Promise<Back> {
  const timestamp = String(Math.floor(Date.now() / 1000));
  const signature = signatureOf(SIGNING_SECRET, timestamp, String(body));
  return whole.send('/slack/events', {
    body,
    headers: { 'content-type': type, 'x-slack-request-timestamp': timestamp, 'x-slack-signature': signature, ...headers },
  });
}
function payload(name: string): Json {
  const text = readFileSync(new URL(`../payloads/slack/${name}.json`, import.meta.url), 'utf8');
  return JSON.parse(text.replaceAll('{{response_url}}', whole.slack.responseUrl()).replace(/\{\{\w+\}\}/g, ''));
}
/** In the form in which Slack sends each: events as JSON, commands as fields, all others as JSON in a field. */
function send(body: Json): Promise<Back> {
  if (body.type === 'event_callback') return signed(JSON.stringify(body), 'application/json');
  const fields = body.command === undefined ? { payload: JSON.stringify(body) } : body;
  return signed(new URLSearchParams(fields).toString(), FORM);
}
const command = (changes: Json) => send({ ...payload('command'), ...changes });

/** What Slack sends when each of the buttons is pressed. */
async function actionsOfReplyTo(text: string): Promise<{ action_id: unknown; type: unknown; value: unknown }[]> {
  const reply = JSON.parse((await command({ text: `RTS ${text}`, channel_name: text.slice(0, 80) })).text);
  const pressable = objectsIn(reply).filter(({ action_id }) => typeof action_id === 'string');
  return pressable.flatMap(({ action_id, type, value, positive_button, negative_button }) =>
    positive_button === undefined
      ? [{ action_id, type, value }]
      : [positive_button, negative_button].map((one) => ({ action_id, type, value: (one as Json).value })),
  );
}
async function press(action: Json): Promise<number> {
  const actions = [{ ...action, action_ts: String(++serial) }];
  return (await send({ ...payload('action-why'), trigger_id: `t${serial}`, actions })).status;
}
const mention = (event: Json): Json => {
  const body = payload('event-app-mention');
  const ts = `${1794000000 + ++serial}.000100`;
  return { ...body, event_id: `Ev${serial}`, event: { ...body.event, ts, ...event } };
};

async function holesInReplyTo(event: Json): Promise<string[]> {
  const before = whole.slack.messages.length;
  const { status } = await send(event);
  if (status !== 200) return [`status ${status}`];
  await until(() => whole.slack.messages.length > before);
  return holesInSlack(whole.slack.messages.at(-1));
}

describe('a slash command', () => {
  test('of any hostile kind is answered in its own reply, and nothing of it comes back as markup', async () => {
    for (const kind of HOSTILE_KINDS) {
      for (const text of [
        kind.text(1),
        `country ${kind.text(300)}`,
        `language ${kind.text(300)}`,
        `share ${kind.text(3000)}`,
        `RTS ${kind.text(8000)}`,
      ]) {
        const reply = await command({ text, channel_name: kind.text(80) });
        expect(reply.status, kind.name).toBe(200);
        expect(holesInSlack(JSON.parse(reply.text)), kind.name).toEqual([]);
      }
    }
  });

  test('that mixes everything is answered, and nothing of it comes back as markup', async () => {
    const text = fc.array(fc.constantFrom('who is the RTS for ', 'Congo ', 'Guine ', 'help ', 'share ', ...HOSTILE_PIECES), {
      maxLength: 12,
    });
    await fc.assert(
      fc.asyncProperty(text, async (pieces) => {
        const reply = await command({ text: pieces.join('').slice(0, 4000) });
        expect(reply.status).toBe(200);
        expect(holesInSlack(JSON.parse(reply.text))).toEqual([]);
      }),
      { numRuns: 200, interruptAfterTimeLimit: 5000 },
    );
  });

  test('of nearly a megabyte is answered, and of more refused', async () => {
    for (const text of ['RTS Kenya '.repeat(60_000), 'a'.repeat(900_000), '<@U0>'.repeat(60_000)])
      expect((await command({ text })).status).toBe(200);
    expect((await command({ text: 'a'.repeat(1_100_000) })).status).toBe(413);
  });
});

describe('an event', () => {
  test('of any hostile kind is answered once, and nothing of it comes back as markup', async () => {
    for (const kind of HOSTILE_KINDS) {
      expect(await holesInReplyTo(mention({ text: `<@U0IOMBOT01> who is the RTS for ${kind.text(4000)}` })), kind.name).toEqual(
        [],
      );
      expect(await holesInReplyTo(mention({ text: `<@U0IOMBOT01> ${kind.text(30_000)}` })), kind.name).toEqual([]);
    }
  });

  test('with a gigantic mention or thousands of them is answered', async () => {
    for (const text of [
      `<@U0IOMBOT01|${'x'.repeat(300_000)}> RTS Kenya`,
      `${'<@U0IOMBOT01> '.repeat(20_000)}RTS Kenya`,
      `<@U0IOMBOT01${'<@U0IOMBOT01|'.repeat(20_000)}`,
    ])
      expect(await holesInReplyTo(mention({ text }))).toEqual([]);
  });
});

describe('a signed request', () => {
  // Nobody but Slack can sign. What it signed and we cannot read gets 503, so that it comes again to a version that can.
  test('of any JSON at all is taken, refused or wanted again, and never ends the process', async () => {
    const fields = [
      'event',
      'user',
      'team',
      'channel',
      'actions',
      'view',
      'authorizations',
      'message',
      'container',
      'response_url',
      'team_id',
      'value',
      'type',
    ];
    const changes = fc.dictionary(fc.constantFrom(...fields), fc.jsonValue({ maxDepth: 4 }), { maxKeys: 2 });
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...PAYLOADS), changes, async (name, spoilt) => {
        const { status } = await send({ ...payload(name), ...spoilt });
        expect([200, 400, 401, 404, 503]).toContain(status);
      }),
      { numRuns: 400, interruptAfterTimeLimit: 6000 },
    );
  });

  test('of any button that a hostile question brought is taken', async () => {
    for (const kind of HOSTILE_KINDS) {
      const actions = await actionsOfReplyTo(kind.text(3000));
      expect(actions.length, kind.name).toBeGreaterThan(0);
      for (const action of actions) expect(await press(action), `${kind.name}: ${action.action_id}`).toBe(200);
    }
  });

  test('whose values are not ours is taken', async () => {
    for (const kind of HOSTILE_KINDS) {
      const value = kind.text(1000);
      for (const name of [
        'action-choice-thread',
        'action-why',
        'action-share',
        'action-home-ask',
        'action-browse-pick',
        'action-unknown',
      ]) {
        const body = payload(name);
        const pressed = {
          ...body,
          trigger_id: `t${++serial}`,
          actions: [{ ...body.actions[0], value, action_ts: String(serial) }],
        };
        expect((await send(pressed)).status, `${kind.name}: ${name}`).toBe(200);
      }
      expect((await send({ ...payload('block-suggestion-country'), value })).status, kind.name).toBe(200);
    }
  });

  test('of deep, broken or odd content is refused or wanted again', async () => {
    const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`;
    const bodies: [string, string][] = [
      [`{"type":"event_callback","event":${deep}}`, 'application/json'],
      [`payload=${encodeURIComponent(`{"type":"block_actions","actions":${deep.slice(150_000, 250_000)}}`)}`, FORM],
      ['{"type":"event_callback"', 'application/json'],
      ['payload=', FORM],
      ['payload=%ff%zz', FORM],
      ['[]', 'application/json'],
      ['"x"', 'application/json'],
      ['', 'application/json'],
      ['&'.repeat(500_000), FORM],
      [`${'a=b&'.repeat(200_000)}command=/iom`, FORM],
      ['a[b][c]=d&__proto__[x]=1&constructor=2&command=/iom&text=RTS', FORM],
      ['text=RTS&text=Kenya&command=/iom&command=/other', FORM],
      ['<x/>', 'text/xml'],
      ['RTS', 'text/plain'],
      ['--x\r\nContent-Disposition: form-data; name="command"\r\n\r\n/iom\r\n--x--', 'multipart/form-data; boundary=x'],
    ];
    // Together: Bolt waits three seconds before it gives up what no listener wants.
    const replies = await Promise.all(bodies.map(([body, type]) => signed(body, type)));
    for (const { status } of replies) expect([200, 400, 401, 404, 503]).toContain(status);
  });

  test('that was not signed by Slack is refused, whatever it says', async () => {
    const body = JSON.stringify(mention({ text: 'RTS' }));
    const now = String(Math.floor(Date.now() / 1000));
    const tricks: Record<string, string>[] = [
      { 'x-slack-signature': 'v0=', 'x-slack-request-timestamp': now },
      { 'x-slack-signature': `v0=${'0'.repeat(64)}`, 'x-slack-request-timestamp': now },
      { 'x-slack-signature': 'a'.repeat(8000), 'x-slack-request-timestamp': now },
      { 'x-slack-signature': signatureOf('', now, body), 'x-slack-request-timestamp': now },
      { 'x-slack-signature': signatureOf(SIGNING_SECRET, '9'.repeat(400), body), 'x-slack-request-timestamp': '9'.repeat(400) },
      { 'x-slack-signature': signatureOf(SIGNING_SECRET, 'NaN', body), 'x-slack-request-timestamp': 'NaN' },
      { 'x-slack-signature': signatureOf(SIGNING_SECRET, '-1', body), 'x-slack-request-timestamp': '-1' },
      { 'x-slack-request-timestamp': now },
      {},
    ];
    const accepted = whole.slack.messages.length;
    for (const headers of tricks)
      expect(
        (await whole.send('/slack/events', { body, headers: { 'content-type': 'application/json', ...headers } })).status,
        JSON.stringify(headers).slice(0, 90),
      ).toBe(401);
    expect(whole.slack.messages.length).toBe(accepted);
  });
});

test('afterwards it still answers, and nothing that was sent is in its log', async () => {
  expect(await whole.healthy()).toBe(true);
  expect(whole.logged.filter((line) => JSON.parse(line).level >= 60)).toEqual([]);
  expect(whole.logged.join('')).not.toContain(CANARY);
});

describe('a signed request to Slack’s door', () => {
  test.each(['null', '7', '"text"', 'true'])(
    'whose body is %s and no object is refused, and the process lives on',
    async (body) => {
      expect((await signed(body, 'application/json')).status).toBe(400);
      expect((await signed(new URLSearchParams({ payload: body }).toString(), FORM)).status).toBe(400);
      expect(await whole.healthy()).toBe(true);
    },
  );

  test('with a channel name of thousands of letters is answered', async () => {
    expect((await command({ text: 'rts kenya', channel_name: 'c'.repeat(5000) })).status).toBe(200);
  });
});
