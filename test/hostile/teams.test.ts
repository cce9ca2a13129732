import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { holesInCard } from '../support/hostile-holes.js';
import { CANARY, HOSTILE_HOST, HOSTILE_KINDS, HOSTILE_PIECES } from '../support/hostile-texts.js';
import { type Payload, readPayload, until } from '../support/teams-door.js';
import { startWholeProcess, type WholeProcess } from '../support/whole-process.js';

let whole: WholeProcess;
let serial = 0;
beforeAll(async () => {
  whole = await startWholeProcess();
});
afterAll(() => whole.close());

/** What botbuilder's protocol has for "no such invoke": the only 5xx that is no fault. */
const NOT_OURS = 501;
const headers = { 'content-type': 'application/json' };

const activity = (name: string, changes: Payload = {}): Payload => {
  const payload = readPayload(name);
  const conversation = { ...payload.conversation, id: `conversation-${++serial}` };
  return { ...payload, serviceUrl: whole.teams.url, id: `message-${serial}`, conversation, ...changes };
};
const post = (body: Payload, more: Record<string, string> = {}) =>
  whole.send('/api/messages', { headers: { ...headers, ...more }, body: typeof body === 'string' ? body : JSON.stringify(body) });

/** Posts a message, waits for its reply and gives everything in the reply that is more than words. */
async function holesInReplyTo(message: Payload): Promise<string[]> {
  const before = whole.teams.posted.length;
  const { status } = await post(message);
  if (status !== 200) return [`status ${status}`];
  await until(() => whole.teams.posted.length > before);
  const { activity: reply } = whole.teams.posted.at(-1) as { activity: Payload };
  const cards = (reply.attachments ?? []).flatMap(({ content }: Payload) => holesInCard(content));
  // The names of people go back as the address of the reply; they are not shown.
  const shown = JSON.stringify([reply.text, reply.summary, reply.attachments, reply.entities, reply.suggestedActions]);
  return [...cards, ...[HOSTILE_HOST, CANARY, '<at', '</'].filter((trace) => shown.includes(trace))];
}

describe('a message in Teams', () => {
  test('of any hostile kind is answered once, and nothing of it comes back as markup', async () => {
    for (const kind of HOSTILE_KINDS) {
      const text = `who is the RTS for ${kind.text(4000)}`;
      const channel = { channel: { id: '19:x', name: kind.text(300) }, team: { id: '19:y', name: kind.text(300) } };
      const from = { id: '29:x', name: kind.text(500) };
      expect(await holesInReplyTo(activity('message-channel', { text, from, channelData: channel })), kind.name).toEqual([]);
    }
  });

  test('of 200 KB is answered, and of a megabyte refused', async () => {
    for (const kind of HOSTILE_KINDS.filter(({ name }) => !name.includes('open'))) {
      const message = activity('message-personal', { text: kind.text(20_000) });
      if (JSON.stringify(message).length < 200_000) expect(await holesInReplyTo(message), kind.name).toEqual([]);
    }
    expect(await holesInReplyTo(activity('message-personal', { text: 'RTS Kenya '.repeat(20_000) }))).toEqual([]);
    expect((await post(activity('message-personal', { text: 'x'.repeat(1_000_000) }))).status).toBe(413);
  });

  test('with thousands of mentions, and one mention of thousands of letters, is answered', async () => {
    const mention = (name: string, id: string) => ({ type: 'mention', text: `<at>${name}</at>`, mentioned: { id, name } });
    const many = Array.from({ length: 1500 }, (_, at) => mention(`p${at}`, `29:${at}`));
    const text = `${many.map((m) => m.text).join('')} who is the RTS for Kenya?`;
    expect(await holesInReplyTo(activity('message-channel', { text, entities: many }))).toEqual([]);
    const long = mention('x'.repeat(60_000), '28:11111111-2222-4333-8444-555555555555');
    expect(await holesInReplyTo(activity('message-channel', { text: `${long.text} RTS Kenya`, entities: [long] }))).toEqual([]);
  });

  test('that mixes everything is answered, and nothing of it comes back as markup', async () => {
    const text = fc.array(
      fc.constantFrom('who is the RTS for ', 'Congo ', 'Guine ', '<at>IOM assistant</at>', ...HOSTILE_PIECES),
      {
        minLength: 1,
        maxLength: 12,
      },
    );
    await fc.assert(
      fc.asyncProperty(text, async (pieces) => {
        expect(await holesInReplyTo(activity('message-personal', { text: pieces.join('').slice(0, 3000) }))).toEqual([]);
      }),
      { numRuns: 200, interruptAfterTimeLimit: 5000 },
    );
  });
});

describe('an activity', () => {
  test('of any JSON at all is taken or refused, and never a fault', async () => {
    const fields = [
      'type',
      'id',
      'name',
      'text',
      'locale',
      'from',
      'recipient',
      'conversation',
      'entities',
      'channelData',
      'value',
      'membersAdded',
      'replyToId',
    ];
    const spoilt = fc.tuple(
      fc.constantFrom(
        'message-personal',
        'message-channel',
        'message-slash',
        'invoke-choice',
        'invoke-search',
        'invoke-select',
        'invoke-feedback',
        'invoke-feedback-form',
        'installation-add',
      ),
      fc.dictionary(fc.constantFrom(...fields), fc.jsonValue({ maxDepth: 4 }), { maxKeys: 3 }),
    );
    await fc.assert(
      fc.asyncProperty(spoilt, async ([name, changes]) => {
        const { status } = await post({ ...activity(name), ...changes });
        expect([200, 202, 400, 403, 404, NOT_OURS]).toContain(status);
      }),
      { numRuns: 400, interruptAfterTimeLimit: 5000 },
    );
  });

  test('of deep or broken JSON is taken or refused', async () => {
    const deep = (open: string, close: string, depth: number) =>
      JSON.stringify(activity('invoke-choice', { value: '#' })).replace('"#"', `${open.repeat(depth)}1${close.repeat(depth)}`);
    for (const body of [
      deep('[', ']', 100_000),
      deep('{"a":', '}', 40_000),
      '['.repeat(200_000),
      '{"type":"message"',
      '',
      '\0',
      '[]',
      'null',
      '1',
    ])
      expect([200, 400, NOT_OURS]).toContain((await post(body)).status);
  });

  test('whose value is hostile is answered in its own response', async () => {
    for (const kind of HOSTILE_KINDS) {
      const text = kind.text(2000);
      const choice = { action: { type: 'Action.Execute', verb: 'choice', data: { choice: text } } };
      const search = { commandId: 'find', parameters: [{ name: 'words', value: text }], queryOptions: { skip: -1, count: 1e9 } };
      const feedback = {
        actionName: 'feedback',
        actionValue: { reaction: 'dislike', feedback: JSON.stringify({ feedbackText: text }) },
      };
      const pressed = await post(activity('invoke-choice', { value: choice }));
      expect(pressed.status, kind.name).toBe(200);
      const card = JSON.parse(pressed.text);
      if (card.type?.includes('adaptive')) expect(holesInCard(card.value), kind.name).toEqual([]);
      for (const [name, value] of [
        ['invoke-search', search],
        ['invoke-select', { key: text, language: text }],
        ['invoke-feedback', feedback],
        ['invoke-feedback-form', feedback],
      ] as const) {
        const { status, text: reply } = await post(activity(name, { value }));
        expect(status, `${name}: ${kind.name}`).toBe(200);
        expect(reply, kind.name).not.toContain(HOSTILE_HOST);
      }
    }
  });

  test.each([
    ['a foreign service', { serviceUrl: 'https://evil.example/' }],
    ['a foreign service behind our name', { serviceUrl: 'http://127.0.0.1@evil.example/' }],
    ['a foreign service that begins like ours', { serviceUrl: 'http://127.0.0.1.evil.example/' }],
    ['a file for a service', { serviceUrl: 'file:///etc/passwd' }],
    ['no service', { serviceUrl: '' }],
    ['no address for a service', { serviceUrl: 'javascript:alert(1)' }],
  ])('that names %s is refused', async (_, changes) => {
    expect([400, 403]).toContain((await post(activity('message-personal', changes))).status);
  });

  test('cannot make us post to another path of the service', async () => {
    const before = whole.teams.posted.length;
    const tricks = ['../../v3/conversations/other/activities', 'a/../../b', '?x=', '#', '%2e%2e%2f', 'a\r\nX: y'];
    for (const id of tricks) {
      const message = activity('message-personal', { conversation: { id }, id: `${id}-${++serial}`, text: 'RTS Kenya' });
      expect((await post(message)).status).toBe(200);
    }
    await until(() => whole.teams.posted.length >= before + tricks.length);
    for (const { path } of whole.teams.posted.slice(before))
      expect(path).toMatch(/^\/v3\/conversations\/[^/?#]+\/activities(?:\/[^/?#]+)?$/);
  });

  test('that came through another machine is refused', async () => {
    for (const name of ['x-forwarded-for', 'forwarded', 'via', 'x-real-ip'])
      expect((await post(activity('message-personal'), { [name]: '127.0.0.1' })).status).toBe(403);
  });
});

test('afterwards it still answers, and nothing that was sent is in its log', async () => {
  expect(await whole.healthy()).toBe(true);
  expect(whole.logged.filter((line) => JSON.parse(line).level >= 60)).toEqual([]);
  expect(whole.logged.join('')).not.toContain(CANARY);
});

describe('an activity whose conversation is half a surrogate', () => {
  test('is refused at the door and never waits in the inbox', async () => {
    const message = activity('message-personal', {
      conversation: { ...readPayload('message-personal').conversation, id: 'a:\ud800' },
    });
    expect((await post(message)).status).toBe(400);
    expect(await whole.healthy()).toBe(true);
  });
});
