import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSecretBox, keysFrom } from '../../src/store/secret-box.js';
import { answerOf, conversationOf, TEST_SALT, type TestDesk, testDesk } from '../support/desk-parts.js';

const DAY = 86_400_000;

let test: TestDesk;
const others: TestDesk[] = [];

/** One more desk, with other parts. */
function another(parts: Parameters<typeof testDesk>[0]): TestDesk {
  const made = testDesk(parts);
  others.push(made);
  return made;
}

beforeEach(() => {
  test = testDesk();
});
afterEach(async () => {
  for (const one of others.splice(0)) await one.remove();
  await test.remove();
});

/** Everything that stands in the folder of the store, as it stands on the disk. */
function onDisk(): string {
  return readdirSync(test.folder)
    .map((name) => readFileSync(join(test.folder, name), 'latin1'))
    .join('\n');
}

describe('the desk', () => {
  it('gives a person one key for each workspace, which shows neither', () => {
    const keys = [
      test.desk.personKey('slack', 'T1', 'U1'),
      test.desk.personKey('slack', 'T2', 'U1'),
      test.desk.personKey('teams', 'T1', 'U1'),
    ];
    expect(new Set(keys).size).toBe(3);
    expect(test.desk.personKey('slack', 'T1', 'U1')).toBe(keys[0]);
    expect(another({ salt: 'another salt, long enough' }).desk.personKey('slack', 'T1', 'U1')).not.toBe(keys[0]);
    expect(test.desk.personKey('slack', 'T1', 'U2').split('.')[0]).toBe(keys[0]?.split('.')[0]);
    expect(keys.join()).not.toMatch(/U1|T1|slack/);
  });

  it('recalls at most ten earlier messages of the person in the thread, for a day', async () => {
    const who = conversationOf(test.desk);
    for (let i = 0; i < 12; i++) await test.desk.remember(who, `question ${'abcdefghijkl'[i]}`, answerOf('answer'));
    await test.desk.remember(conversationOf(test.desk, 'U2'), 'another person', answerOf('answer'));
    expect(await test.desk.recall(who)).toEqual([...'cdefghijkl'].map((letter) => `question ${letter}`));
    expect(await test.desk.recall({ ...who, thread: 'other' })).toEqual([]);
    test.pass(DAY + 1);
    expect(await test.desk.recall(who)).toEqual([]);
  });

  it('knows what a reply answered, or the newest answer of the person, in another replica too and for a day', async () => {
    const [asker, reader] = [conversationOf(test.desk), conversationOf(test.desk, 'U2')];
    const first = { question: 'who is the RTS', topics: ['rts'], language: 'fr' } as const;
    await test.desk.remember(asker, first.question, answerOf('answer', first), 'reply 1');
    await test.desk.remember(asker, 'and the e-mail', answerOf('answer', { topics: ['prd'] }), 'reply 2');
    const { desk } = another({ store: test.store });
    expect(await desk.answered(reader, 'reply 1')).toEqual(first);
    expect(await desk.answered(asker)).toMatchObject({ question: 'and the e-mail', topics: ['prd'] });
    expect(await desk.answered(reader)).toBeUndefined();
    expect(await desk.answered(asker, 'reply 3')).toBeUndefined();
    test.pass(DAY + 1);
    expect(await test.desk.answered(asker, 'reply 1')).toBeUndefined();
  });

  it('keeps no message where nothing can follow, only what was left open', async () => {
    const once = conversationOf(test.desk, 'U1', { thread: '' });
    await test.desk.remember(once, 'a question that was answered', answerOf('answer'));
    await test.desk.remember(once, 'nobody knows this', answerOf('unknown'));
    const { messages, questions } = await test.desk.exportPerson(once.person);
    expect(messages).toEqual([]);
    expect(questions.map(({ text }) => text)).toEqual(['nobody knows this']);
  });

  it('keeps the language a person chose, until automatic is chosen', async () => {
    const { person } = conversationOf(test.desk);
    expect(await test.desk.languageOf(person)).toBeUndefined();
    await test.desk.chooseLanguage(person, 'ar');
    expect(await test.desk.languageOf(person)).toBe('ar');
    await test.desk.chooseLanguage(person, undefined);
    expect(await test.desk.languageOf(person)).toBeUndefined();
  });

  it('keeps the text of a question only when it was not answered, asked back, or disliked', async () => {
    const who = conversationOf(test.desk);
    await test.desk.remember(who, 'a question that was answered', answerOf('answer'));
    await test.desk.remember(who, 'a question for help', answerOf('help'));
    await test.desk.remember(who, 'nobody knows this', answerOf('unknown', { language: 'fr' }));
    await test.desk.remember(who, 'which one', answerOf('clarify'));
    const feedback = { conversation: who, topics: ['contact:rmm'], language: 'en' } as const;
    await test.desk.recordFeedback({ ...feedback, helpful: true, question: 'a liked question' });
    await test.desk.recordFeedback({
      ...feedback,
      helpful: false,
      question: 'a wrong answer',
      comment: 'write to planted@example.org',
    });
    const { questions, feedback: opinions } = await test.desk.exportPerson(who.person);
    expect(questions.map(({ kind, text, language }) => [kind, text, language])).toEqual([
      ['unanswered', 'nobody knows this', 'fr'],
      ['clarified', 'which one', 'en'],
      ['disliked', 'a wrong answer', 'en'],
    ]);
    expect(opinions.map(({ helpful, comment }) => [helpful, comment])).toEqual([
      [true, undefined],
      [false, 'write to [address]'],
    ]);
  });

  it('shows all that it keeps about a person, and forgets it on demand', async () => {
    const [who, other] = [conversationOf(test.desk), conversationOf(test.desk, 'U2')];
    for (const one of [who, other]) {
      await test.desk.remember(one, 'nobody knows this', answerOf('unknown'));
      await test.desk.chooseLanguage(one.person, 'es');
    }
    expect((await test.desk.exportPerson(who.person)).messages.map(({ text }) => text)).toEqual(['nobody knows this']);
    expect(await test.desk.forget(who.person)).toBe(3);
    expect(await test.desk.recall(who)).toEqual([]);
    expect(await test.desk.languageOf(who.person)).toBeUndefined();
    expect(await test.desk.languageOf(other.person)).toBe('es');
    expect(await test.desk.forget(who.person)).toBe(0);
  });

  it('keeps installations encrypted, and forgets a workspace with all its people when it is removed', async () => {
    const installations = test.desk.installations('slack');
    await installations.save('T1', '{"token":"xoxb-planted-token"}');
    await installations.save('T2', '{"token":"xoxb-other"}');
    const [here, there] = [conversationOf(test.desk), conversationOf(test.desk, 'U1', { workspace: 'T2' })];
    for (const one of [here, there]) {
      await test.desk.remember(one, 'nobody knows this', answerOf('unknown'));
      await test.desk.chooseLanguage(one.person, 'fr');
    }
    expect(await installations.fetch('T1')).toBe('{"token":"xoxb-planted-token"}');
    expect(await test.desk.installations('teams').fetch('T1')).toBeUndefined();
    expect(onDisk()).not.toContain('planted');
    await installations.remove('T1');
    expect(await installations.fetch('T1')).toBeUndefined();
    expect(await test.desk.forget(here.person)).toBe(0);
    expect(await installations.fetch('T2')).toBe('{"token":"xoxb-other"}');
    expect(await test.desk.recall(there)).toEqual(['nobody knows this']);
  });

  it('seals installations anew when a new key comes first, so that the old one may go', async () => {
    const [old, young] = ['a'.repeat(64), 'b'.repeat(64)];
    const before = another({ store: test.store, box: createSecretBox(keysFrom([old], TEST_SALT)) });
    await before.desk.installations('slack').save('T1', 'secret');
    const during = another({ store: test.store, box: createSecretBox(keysFrom([young, old], TEST_SALT)) });
    during.desk.start();
    await expect.poll(() => during.logged.map(({ fields }) => fields)).toContainEqual({ seals: 1 });
    const after = another({ store: test.store, box: createSecretBox(keysFrom([young], TEST_SALT)) });
    expect(await after.desk.installations('slack').fetch('T1')).toBe('secret');
  });

  it('forgets questions that wait for their answer, shows them before, and does not answer them any more', async () => {
    const { person } = conversationOf(test.desk);
    await test.desk.accept({ id: 'e', platform: 'slack', workspace: 'T1', person, payload: 'a question of theirs' });
    expect((await test.desk.exportPerson(person)).events).toMatchObject([{ id: 'e', payload: 'a question of theirs' }]);
    expect(await test.desk.forget(person)).toBe(1);
    const answered: string[] = [];
    test.desk.onJob('slack', async (job) => void answered.push(job.id));
    expect(await test.desk.accept({ id: 'e', platform: 'slack', workspace: 'T1', person, payload: 'sent again' })).toBe('known');
    await test.desk.accept({ id: 'other', platform: 'slack', workspace: 'T1', payload: '{}' });
    await expect.poll(() => answered).toEqual(['other']);
  });

  it('keeps an allow-list for each platform', async () => {
    expect(await test.desk.allowList('slack')).toBeUndefined();
    await test.desk.saveAllowList('slack', ['T1', 'T2']);
    expect(await test.desk.allowList('slack')).toEqual(['T1', 'T2']);
    expect(await test.desk.allowList('teams')).toBeUndefined();
    await test.desk.saveAllowList('slack', undefined);
    expect(await test.desk.allowList('slack')).toBeUndefined();
  });

  it('deletes what is older than the retention when its upkeep runs, and nothing younger', async () => {
    const who = conversationOf(test.desk);
    await test.desk.remember(who, 'nobody knows this', answerOf('unknown'));
    test.pass(20 * DAY);
    await test.desk.remember(who, 'nor this', answerOf('unknown'));
    test.pass(11 * DAY);
    test.desk.start();
    await expect
      .poll(async () => (await test.desk.exportPerson(who.person)).questions.map(({ text }) => text))
      .toEqual(['nor this']);
    expect((await test.desk.exportPerson(who.person)).messages).toEqual([]);
  });

  it('tells the first time of a key from the others, for a day', async () => {
    const all = await Promise.all(Array.from({ length: 5 }, () => test.desk.firstTime('T1 U1 planted-key')));
    expect(all.filter(Boolean)).toHaveLength(1);
    expect(await test.desk.firstTime('another')).toBe(true);
    test.pass(DAY + 1);
    expect(await test.desk.firstTime('T1 U1 planted-key')).toBe(true);
    expect(onDisk()).not.toContain('planted-key');
  });

  it('shows the gaps of the last days, most asked first', async () => {
    const ask = (text: string, id: string) => test.desk.remember(conversationOf(test.desk, id), text, answerOf('unknown'));
    await ask('who repairs the printer', 'U1');
    await ask('where is the canteen menu', 'U1');
    test.pass(5 * DAY);
    await ask('who repairs printers please', 'U2');
    await ask('where do I park', 'U3');
    expect((await test.desk.gaps()).map(({ count }) => count)).toEqual([2, 1, 1]);
    expect((await test.desk.gaps({ days: 2 })).map(({ count }) => count)).toEqual([1, 1]);
  });

  it('leaves neither ids nor words nor secrets of people in the store or the log', async () => {
    const who = conversationOf(test.desk, 'U0PLANTEDUSER');
    const text =
      'I am @planted_handle, mail planted.person@example.org, phone +41 22 717 91 11, case KEN-12-004512, nobody answers';
    test.desk.onJob('slack', async () => {
      throw new Error('planted words in an error');
    });
    await test.desk.accept({
      id: 'e',
      platform: 'slack',
      workspace: 'T1',
      payload: JSON.stringify({ user: 'U0PLANTEDUSER', text }),
    });
    await test.desk.remember(who, text, answerOf('unknown'));
    await test.desk.remember(who, 'planted question that was answered', answerOf('answer'));
    await test.desk.recordFeedback({
      conversation: who,
      helpful: false,
      topics: [],
      language: 'en',
      question: text,
      comment: text,
    });
    await expect.poll(() => test.logged.length).toBeGreaterThan(0);
    const seen = onDisk() + JSON.stringify(test.logged);
    for (const word of ['planted', 'PLANTED', '717', '004512', 'example.org', 'U0PLANTEDUSER']) expect(seen).not.toContain(word);
    expect(onDisk()).toContain('nobody answers');
  });
});

describe('the desk, when its store is down', () => {
  it('answers without memory and language, refuses what must be kept, and says why once', async () => {
    mkdirSync(test.folder, { recursive: true });
    writeFileSync(join(test.folder, 'iom.sqlite'), 'x'.repeat(5000));
    const who = conversationOf(test.desk);
    for (let i = 0; i < 20; i++) {
      expect(await test.desk.recall(who)).toEqual([]);
      expect(await test.desk.languageOf(who.person)).toBeUndefined();
      await test.desk.remember(who, 'text', answerOf('unknown'));
    }
    await expect(test.desk.accept({ id: 'a', platform: 'slack', workspace: 'T1', payload: '{}' })).rejects.toThrow(/damaged/);
    await expect(test.desk.chooseLanguage(who.person, 'fr')).rejects.toThrow(/damaged/);
    await expect(test.desk.forget(who.person)).rejects.toThrow(/damaged/);
    await expect(test.desk.firstTime('key')).rejects.toThrow(/damaged/);
    expect(test.desk.allows(who)).toBe(true);
    expect(await test.desk.trouble()).toMatch(/damaged.*left as it is/s);
    expect(test.logged).toMatchObject([{ level: 'error' }]);
  });

  it('goes on by itself when the store is back, and says so', async () => {
    const file = join(test.folder, 'iom.sqlite');
    writeFileSync(file, 'x'.repeat(5000));
    const jobs: string[] = [];
    test.desk.onJob('slack', async (job) => void jobs.push(job.id));
    expect(await test.desk.trouble()).toMatch(/damaged/);
    rmSync(file);
    await expect.poll(() => test.desk.trouble(), { timeout: 5000 }).toBeUndefined();
    expect(await test.desk.accept({ id: 'a', platform: 'slack', workspace: 'T1', payload: '{}' })).toBe('new');
    await expect.poll(() => jobs).toEqual(['a']);
    expect(test.logged.at(-1)?.message).toMatch(/works again/);
  });
});
