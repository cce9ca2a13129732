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

const wordsOf = (key: string) =>
  LANGUAGES.flatMap((language) =>
    (SLACK_TEXTS[key]?.[language] ?? '').split(',').map((word) => [language, word.trim()] as const),
  );

describe('the slash command', () => {
  it('answers inside the acknowledgement, to the asker alone, without a call of the Web API that must come first', async () => {
    const reply = await door.command('Whom do I contact about water?');
    expect(reply.json).toMatchObject({ response_type: 'ephemeral', text: expect.stringContaining('prdcare@iom.int') });
    expect(JSON.stringify(reply.json.blocks)).toContain('prdcare@iom.int');
    expect(door.service.callsOf('chat.postMessage')).toEqual([]);
  });

  it('offers to share the answer, to say why, and to say whether it helped', async () => {
    const { json } = await door.command('Whom do I contact about water?');
    const ids = json.blocks.flatMap(
      (block: { elements?: { action_id?: string }[] }) => block.elements?.map((e) => e.action_id) ?? [],
    );
    expect(ids).toEqual(expect.arrayContaining(['share', 'why', 'mail', 'feedback']));
  });

  it('tells the assistant the channel, as the command itself names it', async () => {
    await door.command('who is my RTS');
    expect(door.asked.at(-1)).toMatchObject({ via: 'slash', text: 'who is my RTS', channel: 'kenya-drought-2026' });
    await door.command('who is my RTS', { channel_name: 'directmessage' });
    expect(door.asked.at(-1)?.channel).toBeUndefined();
    expect(door.service.callsOf('conversations.info')).toEqual([]);
  });

  it('passes the client’s language on as a hint, and asks Slack for it once', async () => {
    door.service.locales.set('U0STAFF001', 'fr-CA');
    await door.command('RTS Kenya');
    await door.command('RTS Uganda');
    expect(door.asked.at(-1)?.localeHint).toBe('fr');
    expect(door.service.callsOf('users.info')).toHaveLength(1);
  });

  it('answers without the hint when Slack is slow', async () => {
    door.service.fail('users.info', { kind: 'slow', ms: 350, when: 'before' });
    const reply = await door.command('RTS Kenya');
    expect(reply.json.response_type).toBe('ephemeral');
    expect(door.asked.at(-1)?.localeHint).toBeUndefined();
  });

  it.each(wordsOf('word-help'))('shows what it can do and the sub-commands (%s: %s)', async (language, word) => {
    const { json } = await door.command(word);
    expect(JSON.stringify(json.blocks)).toContain(SLACK_TEXTS.commands?.[language]);
  });

  it('shows the same for nothing at all, in the language of the client', async () => {
    door.service.locales.set('U0STAFF001', 'es-ES');
    const { json } = await door.command('  ');
    expect(JSON.stringify(json.blocks)).toContain(SLACK_TEXTS.commands?.es);
  });

  it.each(wordsOf('word-language').flatMap(([, word]) => LANGUAGES.map((choice) => [word, choice] as const)))(
    'keeps the language (%s %s)',
    async (word, choice) => {
      const { json } = await door.command(`${word} ${choice}`);
      expect(json.text).toBe(SLACK_TEXTS['language-kept']?.[choice]);
      await door.command('RTS Kenya');
      expect(door.asked.at(-1)?.language).toBe(choice);
    },
  );

  it.each(LANGUAGES.flatMap((choice) => wordsOf(`choice-${choice}`).map(([, word]) => [word, choice] as const)))(
    'understands "%s" as the language %s',
    async (word, choice) => {
      await door.command(`language ${word}`);
      expect([...door.desk.languages.values()]).toEqual([choice]);
    },
  );

  it.each(wordsOf('choice-auto'))('goes back to the language of the question (%s: %s)', async (_, word) => {
    await door.command('language fr');
    await door.command(`langue ${word.toUpperCase()}`);
    expect(door.desk.languages.size).toBe(0);
  });

  it('lists the languages for one that it does not know', async () => {
    expect((await door.command('langue klingon')).json.text).toBe(SLACK_TEXTS['language-choices']?.fr);
    expect((await door.command('language')).json.text).toBe(SLACK_TEXTS['language-choices']?.en);
  });

  it('says so when the choice could not be kept', async () => {
    door.desk.down = true;
    expect((await door.command('language fr')).json.text).toBe(SLACK_TEXTS['language-not-kept']?.en);
  });

  it.each(wordsOf('word-forget'))('forgets the person (%s: %s)', async (language, word) => {
    await door.command('what is the weather');
    await door.quiet();
    const { json } = await door.command(word);
    expect(json.text).toBe(SLACK_TEXTS.forgotten?.[language].replace('{count}', '1'));
    expect(door.desk.remembered).toEqual([]);
  });

  it.each(wordsOf('word-share'))('answers for the whole channel (%s: %s)', async (_, word) => {
    const { json } = await door.command(`${word} who helps with water`);
    expect(json.response_type).toBe('in_channel');
    expect(door.asked.at(-1)?.text).toBe('who helps with water');
    expect(JSON.stringify(json.blocks)).not.toContain('"action_id"');
  });

  it('asks back privately even when the answer is meant for the channel', async () => {
    expect((await door.command('share RTS Congo')).json.response_type).toBe('ephemeral');
  });

  it('takes every other word as a question, also one that begins like a sub-command', async () => {
    for (const text of ['help with shelter in Chad', 'languages of the agreement', 'contact wash', 'share']) {
      await door.command(text);
      expect(door.asked.at(-1)?.text).toBe(text);
    }
  });

  it.each([
    ['country Niger', 'Who is the RTS for Niger?'],
    ['pays Niger', 'Qui est le RTS pour Niger ?'],
    ['país Níger', '¿Quién es el RTS de Níger?'],
    ['بلد النيجر', 'من هو RTS لـ النيجر؟'],
  ])('puts a short form that is not understood in full: %s', async (text, full) => {
    const { json } = await door.command(text);
    expect(door.asked.slice(-2).map((question) => question.text)).toEqual([text, full]);
    expect(json.text).toContain('prdcare@iom.int');
  });

  it('says politely that it was too fast', async () => {
    door.desk.tooFast = true;
    const { json } = await door.command('RTS Kenya');
    expect(json).toMatchObject({ response_type: 'ephemeral', text: SLACK_TEXTS['slow-down']?.en });
    expect(door.asked).toEqual([]);
  });

  it('still answers when the store is down', async () => {
    door.desk.down = true;
    expect((await door.command('Whom do I contact about water?')).json.text).toContain('prdcare@iom.int');
  });

  it('says so when it fails, and the log does not hold the question', async () => {
    const { json } = await door.command('explode');
    expect(json.text).toBe(SLACK_TEXTS.failed?.en);
    expect(JSON.stringify(door.logged)).not.toContain('explode');
  });

  it('keeps what it could not answer for the owners of the knowledge', async () => {
    await door.command('what is the weather');
    await door.quiet();
    expect(door.desk.remembered.at(-1)).toMatchObject({ text: 'what is the weather', answer: { outcome: 'unknown' } });
  });
});
