import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SLACK_TEXTS } from '../../support/slack-assistant.js';
import { openSlackDoor, type SlackDoor } from '../../support/slack-door.js';

let door: SlackDoor;
beforeEach(async () => {
  door = await openSlackDoor();
});
afterEach(async () => {
  expect(door.limitFaults()).toEqual([]);
  expect(door.desk.failures).toEqual([]);
  await door.close();
});

const CHANNEL = 'C0WASHKE01';
const MENTION = '1794000001.000100';
const DIRECT = 'D0STAFF001';

describe('a mention', () => {
  it('is answered in its thread, and only once although Slack sends a mention, a message and both again', async () => {
    const both = ['event-app-mention', 'event-message-channel-mention'];
    for (const name of [...both, ...both]) expect((await door.send(door.payload(name))).status).toBe(200);
    await door.send(door.payload('event-app-mention'), {
      headers: { 'x-slack-retry-num': '1', 'x-slack-retry-reason': 'http_timeout' },
    });
    await door.quiet();
    expect(door.service.messages).toHaveLength(1);
    expect(door.service.messages[0]).toMatchObject({ channel: CHANNEL, thread_ts: MENTION });
    expect(door.asked).toHaveLength(1);
    expect(door.counts).toMatchObject({ duplicate: 4, retry: 1 });
  });

  it('is answered once when it is edited afterwards', async () => {
    await door.send(door.payload('event-app-mention'));
    await door.send(door.payload('event-app-mention-edited'));
    await door.quiet();
    expect(door.service.messages).toHaveLength(1);
  });

  it('reaches the assistant without the mention of itself, with the name of the channel', async () => {
    await door.send(door.payload('event-app-mention'));
    await door.quiet();
    expect(door.asked[0]).toMatchObject({ via: 'mention', text: 'who is the RTS for Kenya?', channel: 'kenya-drought-2026' });
  });

  it('keeps mentions of others and loses its own wherever it stands', async () => {
    const event = door.payload('event-app-mention');
    event.event.text = '<@U0OTHER0001> needs water <@U0IOMBOT01|iom> who helps? <@U0IOMBOT01>';
    await door.send(event);
    await door.quiet();
    expect(door.asked[0]?.text).toBe('<@U0OTHER0001> needs water who helps?');
  });

  it('asks Slack for the channel’s name once', async () => {
    await door.send(door.payload('event-app-mention'));
    await door.send(door.payload('event-app-mention-in-thread'));
    await door.quiet();
    expect(door.service.callsOf('conversations.info')).toHaveLength(1);
  });

  it('does without the name where the scope was not granted, and does not ask again', async () => {
    door.service.fail('conversations.info', { kind: 'error', error: 'missing_scope' });
    await door.send(door.payload('event-app-mention'));
    await door.send(door.payload('event-app-mention-in-thread'));
    await door.quiet();
    expect(door.asked.map(({ channel }) => channel)).toEqual([undefined, undefined]);
    expect(door.service.callsOf('conversations.info')).toHaveLength(1);
  });

  it('uses the earlier messages of the same person in the thread', async () => {
    await door.send(door.payload('event-app-mention'));
    await door.quiet();
    await door.send(door.payload('event-app-mention-in-thread'));
    await door.quiet();
    expect(door.asked[1]).toMatchObject({ text: 'and Uganda?', prior: ['who is the RTS for Kenya?'] });
    expect(door.service.messages.map(({ thread_ts }) => thread_ts)).toEqual([MENTION, MENTION]);
  });

  it('with nothing else in it is greeted with examples, in the language of the client', async () => {
    door.service.locales.set('U0STAFF001', 'fr-FR');
    await door.send(door.payload('event-app-mention-empty'));
    await door.quiet();
    expect(door.asked[0]).toMatchObject({ text: 'aide', language: 'fr' });
    const ids = JSON.stringify(door.service.messages[0].blocks);
    expect(ids).toContain('choice:0');
  });

  it('never rings anybody: no link, no name, no preview is made of what stands in an answer', async () => {
    await door.send(door.payload('event-app-mention'));
    await door.quiet();
    const [message] = door.service.messages;
    expect(message).toMatchObject({ link_names: 'false', parse: 'none', unfurl_links: 'false', unfurl_media: 'false' });
    expect(JSON.stringify(message)).not.toMatch(/"mrkdwn"|<!|<@/);
  });

  it('carries the id of the event in its metadata, and nobody’s words', async () => {
    await door.send(door.payload('event-app-mention'));
    await door.quiet();
    expect(door.service.messages[0].metadata).toEqual({
      event_type: 'iom_answer',
      event_payload: { id: `slack:${CHANNEL}:${MENTION}` },
    });
  });

  it('by a bot, and a channel message that is not for us, are left alone', async () => {
    const event = door.payload('event-app-mention');
    event.event.bot_id = 'B0OTHER';
    await door.send(event);
    await door.send(door.payload('event-message-channel-other'));
    await door.quiet();
    expect(door.desk.accepted).toEqual([]);
  });

  it('that comes too fast gets one private notice a minute', async () => {
    door.desk.tooFast = true;
    await door.send(door.payload('event-app-mention'));
    await door.send(door.payload('event-app-mention-in-thread'));
    await door.quiet();
    expect(door.service.messages).toEqual([]);
    const notices = door.service.callsOf('chat.postEphemeral');
    expect(notices.map(({ args }) => args.text)).toEqual([SLACK_TEXTS['slow-down']?.en]);
  });

  it('gets 503 while the inbox is down, and its answer when Slack sends it again', async () => {
    door.desk.down = true;
    expect((await door.send(door.payload('event-app-mention'))).status).toBe(503);
    door.desk.down = false;
    expect((await door.send(door.payload('event-app-mention'), { headers: { 'x-slack-retry-num': '1' } })).status).toBe(200);
    await door.quiet();
    expect(door.service.messages).toHaveLength(1);
  });

  it('gets 503 before Slack’s three seconds when the inbox hangs', async () => {
    door.desk.accept = () => new Promise(() => {});
    expect((await door.send(door.payload('event-app-mention'))).status).toBe(503);
  });

  it('that makes the assistant fail is answered with an apology', async () => {
    const event = door.payload('event-app-mention');
    event.event.text = '<@U0IOMBOT01> explode';
    await door.send(event);
    await door.quiet();
    expect(door.service.messages[0].text).toBe(SLACK_TEXTS.failed?.en);
  });

  it('in an Enterprise Grid belongs to its workspace', async () => {
    await door.send(door.payload('event-app-mention-grid'));
    await door.quiet();
    expect(door.desk.accepted[0]).toMatchObject({ platform: 'slack', workspace: 'T0IOM00001' });
  });
});

describe('a direct message', () => {
  it('is answered in its thread, without the name of a channel', async () => {
    await door.send(door.payload('event-message-im'));
    await door.quiet();
    expect(door.service.thread(DIRECT, '1794000005.000500')).toHaveLength(1);
    expect(door.asked[0]).toMatchObject({ via: 'message', text: 'Whom do I contact about water?' });
    expect(door.service.callsOf('conversations.info')).toEqual([]);
  });

  it('in a thread uses what was asked there before', async () => {
    await door.send(door.payload('event-message-im'));
    await door.quiet();
    await door.send(door.payload('event-message-im-thread'));
    await door.quiet();
    expect(door.asked[1]).toMatchObject({ prior: ['Whom do I contact about water?'] });
    expect(door.service.thread(DIRECT, '1794000005.000500')).toHaveLength(2);
  });

  it('with a picture is answered for its words', async () => {
    await door.send(door.payload('event-message-im-file'));
    await door.quiet();
    expect(door.asked[0]?.text).toBe('who helps with shelter like this?');
  });

  it.each(['event-message-im-changed', 'event-message-im-from-bot'])(
    'is not answered when it only reports something (%s)',
    async (name) => {
      await door.send(door.payload(name));
      await door.quiet();
      expect(door.desk.accepted).toEqual([]);
    },
  );

  it('is answered in the language that the person chose', async () => {
    await door.command('language ar');
    await door.send(door.payload('event-message-im'));
    await door.quiet();
    expect(door.asked[0]?.language).toBe('ar');
    expect(door.answered.at(-1)).toEqual({ outcome: 'answer', language: 'ar', platform: 'slack' });
  });
});
