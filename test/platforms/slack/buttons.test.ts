import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { packReference } from '../../../src/platforms/slack/reference.js';
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

const reference = packReference({ question: { via: 'mention', text: 'who helps with water', language: 'en' }, language: 'en' });
const press = async (name: string, values: Record<string, string> = { reference }) => {
  const reply = await door.send(door.payload(name, values));
  expect(reply.status).toBe(200);
  await door.quiet();
};

describe('a choice', () => {
  it('in a thread is asked in full and answered in the thread, once although it was pressed twice', async () => {
    await Promise.all([press('action-choice-thread'), press('action-choice-thread')]);
    expect(door.asked.map(({ text }) => text)).toEqual(['Who is the RTS for the Democratic Republic of the Congo?']);
    expect(door.service.messages).toMatchObject([{ channel: 'C0WASHKE01', thread_ts: '1794000001.000100' }]);
    expect(door.counts.duplicate).toBe(1);
  });

  it('may be made by another person too', async () => {
    await press('action-choice-thread');
    const payload = door.payload('action-choice-thread');
    payload.user.id = 'U0STAFF002';
    await door.send(payload);
    await door.quiet();
    expect(door.service.messages).toHaveLength(2);
  });

  it('does not name the person in the id that the log shows', async () => {
    await press('action-choice-thread');
    await press('action-share');
    const { user } = door.payload('action-choice-thread');
    expect(door.desk.accepted).toHaveLength(2);
    expect(door.desk.accepted.filter(({ id }) => id.includes(user.id))).toEqual([]);
  });

  it('on a private card replaces the card, once although it was pressed twice', async () => {
    await Promise.all([press('action-choice-ephemeral'), press('action-choice-ephemeral')]);
    expect(door.service.responses).toHaveLength(1);
    expect(door.service.responses[0]?.body).toMatchObject({ replace_original: true, text: expect.stringContaining('prdcare') });
    expect(door.service.messages).toEqual([]);
    expect(door.asked[0]).toMatchObject({ channel: 'kenya-drought-2026' });
  });

  it('in a modal replaces what the modal shows; on the Home tab it opens one', async () => {
    await press('action-modal-choice');
    await press('action-home-starter');
    expect(door.service.views.map(({ how, type }) => [how, type])).toEqual([
      ['update', 'modal'],
      ['open', 'modal'],
    ]);
    expect(JSON.stringify(door.service.views[0].blocks)).toContain('prdcare@iom.int');
  });

  it('is answered although the inbox is down', async () => {
    door.desk.down = true;
    await press('action-choice-thread');
    expect(door.service.messages).toHaveLength(1);
  });

  it('that comes too fast gets a private notice', async () => {
    door.desk.tooFast = true;
    await press('action-choice-thread');
    expect(door.service.responses[0]?.body).toMatchObject({ response_type: 'ephemeral', text: SLACK_TEXTS['slow-down']?.en });
    expect(door.asked).toEqual([]);
  });
});

describe('"Why this answer?"', () => {
  it('shows the rule in a modal, on top of an open one', async () => {
    await press('action-why');
    await press('action-modal-why');
    expect(door.service.views.map(({ how, callback_id }) => [how, callback_id])).toEqual([
      ['open', 'why'],
      ['push', 'why'],
    ]);
    expect(door.service.views[0].blocks[1].text.text.length).toBeGreaterThan(10);
  });

  it('shows it beside the message when the modal came too late', async () => {
    door.service.fail('views.open', { kind: 'error', error: 'expired_trigger_id' });
    await press('action-why');
    expect(door.service.responses[0]?.body).toMatchObject({ response_type: 'ephemeral', replace_original: false });
  });

  it.each(['', 'nonsense', '{"l":"en"}', '{"k":"x:none","l":"en"}'])(
    'says so for a button that it cannot read (%j)',
    async (value) => {
      await press('action-why', { reference: value });
      expect(door.service.responses[0]?.body.text).toBe(SLACK_TEXTS.gone?.en);
    },
  );
});

describe('"Write the mail"', () => {
  it('shows a link that opens the draft, and the draft to copy', async () => {
    await press('action-mail');
    const [view] = door.service.views;
    const text = JSON.stringify(view.blocks);
    expect(view.callback_id).toBe('mail');
    expect(text).toContain('mailto:prdcare@iom.int?subject=');
    expect(text).toContain('"text":"prdcare@iom.int"');
  });
});

describe('"Share in channel"', () => {
  it('shows the answer to everybody without buttons, names who shared it without ringing them, once', async () => {
    await Promise.all([press('action-share'), press('action-share')]);
    expect(door.service.responses).toHaveLength(1);
    const { body } = door.service.responses[0] ?? {};
    expect(body).toMatchObject({ response_type: 'in_channel', replace_original: false });
    expect(JSON.stringify(body.blocks)).toContain('Shared by amina');
    expect(JSON.stringify(body.blocks)).not.toMatch(/action_id|<@/);
  });

  it('posts to the channel when the address of the interaction has run out', async () => {
    door.service.fail('response_url', { kind: 'status', status: 404, when: 'before' });
    await press('action-share');
    expect(door.service.messages).toMatchObject([{ channel: 'C0WASHKE01' }]);
    expect(door.service.messages[0].thread_ts).toBeUndefined();
  });
});

describe('feedback', () => {
  it('that an answer helped is kept with its topics, and thanked for privately', async () => {
    await press('action-feedback-helpful');
    expect(door.desk.feedback).toMatchObject([{ helpful: true, topics: ['echo:who helps with water'], language: 'en' }]);
    expect(door.service.responses[0]?.body).toMatchObject({ response_type: 'ephemeral', text: SLACK_TEXTS.thanks?.en });
    expect(door.counts.feedback).toBe(1);
  });

  it('that it did not asks for a comment and keeps both', async () => {
    await press('action-feedback-not-right');
    const [view] = door.service.views;
    expect(view).toMatchObject({
      callback_id: 'comment',
      notify_on_close: 'notify_on_close' in view ? view.notify_on_close : true,
    });
    expect(door.desk.feedback).toEqual([]);
    await press('view-submission-comment', { metadata: view.private_metadata });
    expect(door.desk.feedback).toMatchObject([
      {
        helpful: false,
        comment: 'The office moved',
        question: 'who helps with water',
        conversation: { thread: 'C0WASHKE01:1794000001.000100' },
      },
    ]);
  });

  it('counts also when the comment is not written', async () => {
    await press('action-feedback-not-right');
    await press('view-closed-comment', { metadata: door.service.views[0].private_metadata });
    expect(door.desk.feedback).toMatchObject([{ helpful: false }]);
    expect(door.desk.feedback[0]).not.toHaveProperty('comment');
  });

  it('counts also when the modal could not be opened', async () => {
    door.service.fail('views.open', { kind: 'error', error: 'expired_trigger_id' });
    await press('action-feedback-not-right');
    expect(door.desk.feedback).toMatchObject([{ helpful: false }]);
  });

  it('is not thanked for when it could not be kept', async () => {
    door.desk.down = true;
    await press('action-feedback-helpful');
    expect(door.service.responses[0]?.body.text).toBe(SLACK_TEXTS['feedback-not-kept']?.en);
  });
});

describe('a button of an older version', () => {
  it('is acknowledged and nothing more', async () => {
    await press('action-unknown');
    expect(door.service.views).toEqual([]);
  });
});
