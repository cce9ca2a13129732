import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packReference, readReference } from '../../../src/platforms/slack/reference.js';
import { LANGUAGES } from '../../../src/question.js';
import { checkSlackMessage, checkSlackView } from '../../../src/render/slack-limits.js';
import { realAssistant } from '../../support/real-assistant.js';
import { HOSTILE_STRINGS } from '../../support/sample-answers.js';
import { openSlackDoor, type SlackDoor } from '../../support/slack-door.js';

const assistant = realAssistant();
let door: SlackDoor;
beforeAll(async () => {
  door = await openSlackDoor({ assistant });
});
afterAll(async () => {
  expect(door.limitFaults()).toEqual([]);
  expect(door.logged.filter(({ level }) => level === 'error')).toEqual([]);
  await door.close();
});

const ask = async (text: string) => (await door.command(text, { channel_name: 'directmessage' })).json;

describe('sub-commands in four languages, with the real knowledge', () => {
  it.each([
    ['contact WASH', 'prdcare@iom.int'],
    ['courriel WASH', 'prdcare@iom.int'],
    ['contacto WASH', 'prdcare@iom.int'],
    ['جهة الاتصال WASH', 'prdcare@iom.int'],
    ['rts Kenya', 'Nairobi'],
    ['rts Tchad', 'Dakar'],
    ['rts Kenia', 'Nairobi'],
    ['مستشار كينيا', 'نيروبي'],
    ['office Panama City', 'Administrative Cent'],
    ['bureau Panama', 'administratif'],
    ['oficina Panamá', 'Administrativo'],
    ['مكتب بنما', 'إداري'],
    ['country Niger', 'Dakar'],
    ['pays Niger', 'Dakar'],
    ['país Níger', 'Dakar'],
    ['بلد النيجر', 'داكار'],
    ['docs MCOF', 'MCOF'],
    ['document MCOF', 'MCOF'],
    ['documento MCOF', 'MCOF'],
    ['وثيقة MCOF', 'MCOF'],
    ['list regional offices', 'Buenos Aires'],
    ['liste bureaux régionaux', 'Buenos Aires'],
    ['lista oficinas regionales', 'Buenos Aires'],
    ['قائمة المكاتب الإقليمية', 'بوينس آيرس'],
  ])('%s', async (text, expected) => {
    expect(JSON.stringify(await ask(text))).toContain(expected);
  });
});

describe('everything that can be picked', () => {
  it.each(LANGUAGES)('is a card that Slack takes, as a message and in a modal (%s)', async (language) => {
    await door.command(`language ${language}`);
    const keys = assistant.shelves(language).flatMap(({ picks }) => picks.map(({ key }) => key));
    const countries = assistant.countries(language).map(({ key }) => key);
    for (const key of [...keys, ...countries]) {
      const payload = door.payload('action-browse-pick');
      payload.actions[0].value = key;
      await door.send(payload);
    }
    await door.quiet();
    const shown = door.service.views.splice(0);
    expect(shown).toHaveLength(keys.length + countries.length);
    expect(shown.flatMap((view) => checkSlackView(view))).toEqual([]);
    expect(JSON.stringify(shown)).not.toMatch(/"mrkdwn"|<!|<@/);
  });

  it.each(LANGUAGES)('stands on a page of its shelf that Slack takes (%s)', async (language) => {
    await door.command(`language ${language}`);
    for (const { id, picks } of assistant.shelves(language)) {
      for (let page = 1; page <= Math.ceil(picks.length / 20); page += 1) {
        const payload = door.payload('action-browse-page');
        payload.actions[0].value = `${id}:${page}`;
        await door.send(payload);
      }
      await door.quiet();
      const entries = door.service.views.flatMap(({ blocks }) => blocks).filter((block) => block.accessory !== undefined);
      expect(entries.map(({ accessory }) => accessory.value)).toEqual(picks.map(({ key }) => key));
      expect(door.service.views.splice(0).flatMap((view) => checkSlackView(view))).toEqual([]);
    }
  });

  it.each(LANGUAGES)('is on a Home tab that Slack takes, with 197 countries to search (%s)', async (language) => {
    await door.command(`language ${language}`);
    await door.send(door.payload('event-app-home-opened-home'));
    const { json } = await door.send({ ...door.payload('block-suggestion-country'), value: '' });
    await door.quiet();
    expect(checkSlackView(door.service.views.splice(0)[0])).toEqual([]);
    const options = json.option_groups.flatMap((group: { options: object[] }) => group.options);
    expect(options).toHaveLength(197);
    expect(options.every(({ text }: { text: { text: string } }) => [...text.text].length <= 75)).toBe(true);
  });
});

describe('hostile words', () => {
  it('never become a mention, a link or a format of an answer', async () => {
    await door.command('language auto');
    // A form cannot carry half a character.
    for (const text of HOSTILE_STRINGS.map((hostile) => hostile.replace(/\p{Cs}/gu, '\ufffd'))) {
      const reply = await ask(text);
      expect(checkSlackMessage(reply)).toEqual([]);
      expect(JSON.stringify(reply.blocks.map(({ elements: _, ...rest }: { elements: unknown }) => rest))).not.toMatch(/<!|<@/);
      expect(reply.text).not.toMatch(/<[!@#]/);
    }
  });

  it('fit into a button with their question, and come back as they were unless they are too long', () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 3000 });
    const prior = fc.array(text, { maxLength: 10 });
    fc.assert(
      fc.property(text, prior, fc.constantFrom(...LANGUAGES), (question, earlier, language) => {
        const packed = packReference({ question: { via: 'slash', text: question, prior: earlier }, language });
        expect([...packed].length).toBeLessThanOrEqual(1_900);
        const read = readReference(packed);
        if (question === '') expect(read).toBeUndefined();
        else if (read !== undefined && 'question' in read) expect(question.startsWith(read.question.text)).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  it('in a button’s value are never more than an unreadable button', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (value) => void readReference(value)),
      { numRuns: 300 },
    );
  });
});
