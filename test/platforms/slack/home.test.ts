import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LANGUAGES } from '../../../src/question.js';
import { SLACK_TEXTS } from '../../support/slack-assistant.js';
import { openSlackDoor, type SlackDoor } from '../../support/slack-door.js';

let door: SlackDoor;
beforeEach(async () => {
  door = await openSlackDoor();
});
afterEach(async () => {
  expect(door.limitFaults()).toEqual([]);
  await door.close();
});

const happen = async (name: string) => {
  const reply = await door.send(door.payload(name));
  await door.quiet();
  expect(reply.status).toBe(200);
  return reply;
};

describe('the Home tab', () => {
  it.each(LANGUAGES)('is published in the language that the person chose (%s), with date and setting', async (language) => {
    await door.command(`language ${language}`);
    await happen('event-app-home-opened-home');
    const [home] = door.service.views;
    expect(home).toMatchObject({ how: 'publish', type: 'home', user_id: 'U0STAFF001' });
    const text = JSON.stringify(home.blocks);
    expect(text).toContain(SLACK_TEXTS['home-title']?.[language]);
    expect(text).toContain('2022');
    expect(text).toContain(`"initial_option":{"text":{"type":"plain_text","text":"${SLACK_TEXTS[`name-${language}`]?.en}"`);
  });

  it('is in the language of the client until one is chosen', async () => {
    door.service.locales.set('U0STAFF001', 'es-LA');
    await happen('event-app-home-opened-home');
    expect(JSON.stringify(door.service.views[0].blocks)).toContain(SLACK_TEXTS['home-title']?.es);
  });

  it('lets a person ask in a modal, and the answer takes its place inside the acknowledgement', async () => {
    await happen('action-home-ask');
    expect(door.service.views[0]).toMatchObject({ how: 'open', callback_id: 'ask' });
    const { json } = await happen('view-submission-ask');
    expect(json).toMatchObject({ response_action: 'update', view: { callback_id: 'answer' } });
    expect(JSON.stringify(json.view.blocks)).toContain('prdcare@iom.int');
    expect(JSON.stringify(json.view.blocks)).not.toContain('context_actions');
  });

  it('lists all 197 countries by their first letter while nothing is typed', async () => {
    const payload = { ...door.payload('block-suggestion-country'), value: '' };
    const { json } = await door.send(payload);
    const options = json.option_groups.flatMap((group: { options: unknown[] }) => group.options);
    expect(options).toHaveLength(197);
    expect(json.option_groups.length).toBeLessThanOrEqual(100);
    for (const group of json.option_groups) expect(group.options.length).toBeLessThanOrEqual(100);
  });

  it('finds a country by what is typed, also by another name', async () => {
    expect((await happen('block-suggestion-country')).json.options).toHaveLength(1);
    const { json } = await door.send({ ...door.payload('block-suggestion-country'), value: 'KÉN' });
    expect(json.options[0]).toMatchObject({ value: 'country:KE', text: { text: 'Kenya' } });
    expect((await door.send({ ...door.payload('block-suggestion-country'), value: 'zzzz' })).json.options).toEqual([]);
  });

  it('shows the card of the country that is picked', async () => {
    await happen('action-home-country');
    expect(door.service.views[0]).toMatchObject({ how: 'open', callback_id: 'answer' });
    expect(JSON.stringify(door.service.views[0].blocks)).toContain('country:KE');
  });

  it('keeps the language that is picked and is published again in it', async () => {
    await happen('action-home-language');
    expect([...door.desk.languages.values()]).toEqual(['fr']);
    expect(JSON.stringify(door.service.views[0].blocks)).toContain(SLACK_TEXTS['home-title']?.fr);
  });

  it('says so when the language could not be kept', async () => {
    door.desk.down = true;
    await happen('action-home-language');
    expect(JSON.stringify(door.service.views[0].blocks)).toContain(SLACK_TEXTS['language-not-kept']?.fr);
  });

  it('lets a person browse a long list in pages, and nothing is left out', async () => {
    await happen('action-home-shelf');
    await happen('action-browse-page');
    const third = door.payload('action-browse-page');
    third.actions[0].value = 'offices:3';
    await door.send(third);
    await door.quiet();
    expect(door.service.views.map(({ how }) => how)).toEqual(['open', 'update', 'update']);
    const entries = door.service.views.flatMap(({ blocks }) =>
      blocks.filter((block: { accessory?: unknown }) => block.accessory),
    );
    expect(entries.map((entry: { accessory: { value: string } }) => entry.accessory.value)).toEqual(
      Array.from({ length: 45 }, (_, n) => `office:${n}`),
    );
  });

  it('opens what is picked from a list on top of the list', async () => {
    await happen('action-browse-pick');
    expect(door.service.views[0]).toMatchObject({ how: 'push', callback_id: 'answer' });
  });

  it('keeps quiet when Slack does not take it, and the log says so', async () => {
    door.service.fail('views.publish', { kind: 'error', error: 'not_enabled' });
    await happen('event-app-home-opened-home');
    expect(door.logged).toContainEqual(
      expect.objectContaining({ level: 'error', fields: expect.objectContaining({ code: 'not_enabled' }) }),
    );
  });
});

describe('the Messages tab', () => {
  it('gets four suggestions in the person’s language when it is opened', async () => {
    door.service.locales.set('U0STAFF001', 'fr-FR');
    await happen('event-app-home-opened-messages');
    const args = door.service.callsOf('assistant.threads.setSuggestedPrompts')[0]?.args;
    expect(args).toMatchObject({ channel_id: 'D0STAFF001', title: SLACK_TEXTS['prompts-title']?.fr });
    expect(args.prompts).toHaveLength(4);
    expect(args.prompts[0]).toEqual({ title: 'fr starter 1', message: 'fr question 1' });
  });
});

describe('the shortcuts', () => {
  it('"Ask IOM" opens a modal', async () => {
    await happen('shortcut-global');
    expect(door.service.views[0]).toMatchObject({ how: 'open', callback_id: 'ask' });
  });

  it('"Who can help with this?" answers privately about the message, once', async () => {
    await happen('shortcut-message');
    await happen('shortcut-message');
    expect(door.service.responses).toHaveLength(1);
    expect(door.service.responses[0]?.body).toMatchObject({
      response_type: 'ephemeral',
      text: expect.stringContaining('prdcare'),
    });
    expect(door.asked).toMatchObject([{ text: 'Nobody has had soap for a week', channel: 'kenya-drought-2026' }]);
    expect(door.service.messages).toEqual([]);
  });

  it('says so for a message without words', async () => {
    const payload = door.payload('shortcut-message');
    payload.message.text = '';
    await door.send(payload);
    await door.quiet();
    expect(door.service.responses[0]?.body.text).toBe(SLACK_TEXTS['no-text']?.en);
  });

  it('say politely that it was too fast', async () => {
    door.desk.tooFast = true;
    await happen('shortcut-message');
    const { json } = await happen('view-submission-ask');
    expect(door.service.responses[0]?.body.text).toBe(SLACK_TEXTS['slow-down']?.en);
    expect(JSON.stringify(json.view.blocks)).toContain(SLACK_TEXTS['slow-down']?.en);
    expect(door.asked).toEqual([]);
  });

  it('say so when the assistant fails', async () => {
    const payload = door.payload('view-submission-ask');
    payload.view.state.values.text.text.value = 'explode';
    const { json } = await door.send(payload);
    expect(JSON.stringify(json.view.blocks)).toContain(SLACK_TEXTS.failed?.en);
  });
});
