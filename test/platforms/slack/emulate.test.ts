import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openSlackDoor, type SlackDoor } from '../../support/slack-door.js';
import { type LineFault, type SlackEmulator, startSlackEmulator } from '../../support/slack-emulator.js';
import type { Json } from '../../support/slack-web-api.js';

let emulator: SlackEmulator;
let door: SlackDoor;
beforeAll(async () => {
  emulator = await startSlackEmulator();
});
afterAll(() => emulator.close());
beforeEach(async () => {
  door = await openSlackDoor({
    apiUrl: emulator.apiUrl,
    settings: { SLACK_BOT_TOKEN: emulator.token },
    timing: { request: 1_500, delivery: 10_000, extras: 3_000 },
  });
});
afterEach(async () => {
  expect(door.desk.failures).toEqual([]);
  await door.close();
});

/** A question that stands in the emulator, and the event that Slack would send for it. */
async function asked(name: string, channel: string): Promise<{ payload: Json; replies: () => Promise<Json[]> }> {
  const payload = door.payload(name);
  const { ts } = await emulator.call('chat.postMessage', { channel, text: payload.event.text });
  Object.assign(payload.event, { channel, ts, event_ts: ts, user: emulator.user });
  return { payload, replies: () => emulator.replies(channel, ts) };
}

const direct = async () => (await emulator.call('conversations.open', { users: emulator.admin })).channel.id as string;

describe('against the emulator of Slack', () => {
  it('a mention and its message, both sent twice, get one card in the thread', async () => {
    const { payload, replies } = await asked('event-app-mention', emulator.channel);
    const message = { ...payload, event: { ...payload.event, type: 'message', channel_type: 'channel' } };
    for (const event of [payload, message, payload, message]) expect((await door.send(event)).status).toBe(200);
    await door.quiet();
    const [reply, ...more] = await replies();
    expect(more).toEqual([]);
    expect(reply).toMatchObject({ text: expect.stringContaining('prdcare@iom.int'), metadata: { event_type: 'iom_answer' } });
    expect(reply.blocks[0].type).toBe('header');
    expect(door.asked[0]?.channel).toBe('kenya-drought-2026');
  });

  it('a direct message gets its card in its thread', async () => {
    const { payload, replies } = await asked('event-message-im', await direct());
    await door.send(payload);
    await door.quiet();
    expect(await replies()).toHaveLength(1);
  });

  it.each([
    ['500 after posting', [{ kind: 'error', when: 'after' }], 1],
    ['500 before posting', [{ kind: 'error', when: 'before' }], 2],
    ['a reset after posting', [{ kind: 'reset', when: 'after' }], 1],
    ['no answer after posting', [{ kind: 'silent', when: 'after' }], 1],
    ['no answer before posting', [{ kind: 'silent', when: 'before' }], 2],
    ['a limit of the rate', [{ kind: 'limited', when: 'before' }], 2],
    [
      'a reset before posting, twice',
      [
        { kind: 'reset', when: 'before' },
        { kind: 'reset', when: 'before' },
      ],
      3,
    ],
  ] as [string, LineFault[], number][])('one card comes through %s', async (_, faults, tries) => {
    const { payload, replies } = await asked('event-message-im', await direct());
    emulator.fail(...faults);
    const before = emulator.posts;
    await door.send(payload);
    await door.quiet();
    expect(await replies()).toHaveLength(1);
    expect(emulator.posts - before).toBe(tries);
    expect(door.counts.loss).toBeUndefined();
  });

  it('a second process does not answer again what the first has answered', async () => {
    const { payload, replies } = await asked('event-message-im', await direct());
    await door.send(payload);
    await door.quiet();
    await door.again(0, 2);
    await door.quiet();
    expect(await replies()).toHaveLength(1);
  });

  it('a choice is answered in the thread, once although it was pressed twice', async () => {
    const { payload, replies } = await asked('event-app-mention', emulator.channel);
    const press = door.payload('action-choice-thread');
    Object.assign(press.container, { channel_id: emulator.channel, thread_ts: payload.event.ts });
    Object.assign(press.message, { thread_ts: payload.event.ts });
    press.channel.id = emulator.channel;
    await Promise.all([door.send(press), door.send(press)]);
    await door.quiet();
    expect(await replies()).toHaveLength(1);
  });

  it('a slash command is answered although the emulator knows no locale', async () => {
    expect((await door.command('Whom do I contact about water?')).json.text).toContain('prdcare@iom.int');
  });
});
