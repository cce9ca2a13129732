import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readCommand } from '../../../src/platforms/teams/commands.js';
import { TEAMS_TEXTS, teamsAssistant } from '../../support/teams-assistant.js';
import { openTeamsDoor, type TeamsDoor, until } from '../../support/teams-door.js';

const LANGUAGES = ['en', 'fr', 'es', 'ar'] as const;

describe('a sub-command', () => {
  const { assistant } = teamsAssistant();
  const all = (['help', 'language', 'forget'] as const).flatMap((name) =>
    LANGUAGES.flatMap((language) =>
      (TEAMS_TEXTS[`command-${name}`]?.[language] ?? '').split(', ').map((word) => [word, name] as const),
    ),
  );

  it.each(all)('“%s” means %s', (word, name) => {
    expect(readCommand(word, assistant)?.name).toBe(name);
    expect(readCommand(`/${word.toUpperCase()}!`, assistant)?.name).toBe(name);
  });

  it.each([
    ['language fr', 'fr'],
    ['langue espagnol', 'es'],
    ['idioma árabe', 'ar'],
    ['اللغة العربية', 'ar'],
    ['لغة auto', 'auto'],
    ['Lang English', 'en'],
  ])('“%s” chooses %s', (text, target) => {
    expect(readCommand(text, assistant)).toMatchObject({ name: 'language', target });
  });

  it.each([
    'language of the agreement',
    'help with shelter',
    'forget me not',
    'in which language is the agreement',
    'aide-moi pour le WASH',
  ])('“%s” is a question', (text) => {
    expect(readCommand(text, assistant)).toBeUndefined();
  });
});

describe('over HTTP', () => {
  let door: TeamsDoor;
  beforeEach(async () => {
    door = await openTeamsDoor();
  });
  afterEach(() => door.close());
  let count = 0;
  const say = async (text: string) => {
    count += 1;
    const before = door.service.posted.length;
    await door.post(door.payload('message-personal', { id: `said-${count}`, text }));
    await until(() => door.service.posted.length > before);
    return door.service.posted.at(-1)?.activity;
  };

  it('the language is offered, chosen, used and given back', async () => {
    const offer = await say('language');
    expect(offer.suggestedActions.actions.map(({ value }: { value: string }) => value)).toEqual([
      'language en',
      'language fr',
      'language es',
      'language ar',
      'language auto',
    ]);
    expect(offer.suggestedActions.to).toEqual([door.payload('message-personal').from.id]);
    expect((await say('langue fr')).text).toContain('désormais en français');
    await say('who deals with WASH?');
    expect(door.asked.at(-1)).toMatchObject({ language: 'fr' });
    expect((await say('language auto')).text).toContain('langue de votre question');
    await say('who deals with WASH?');
    expect(door.asked.at(-1)?.language).toBeUndefined();
  });

  it('what is kept about a person is deleted when they say so', async () => {
    await say('who deals with WASH?');
    await until(() => door.desk.remembered.length === 1);
    expect((await say('olvídame')).text).toContain('registros: 1');
    expect(door.desk.remembered).toEqual([]);
  });

  it('a command that cannot be carried out says so', async () => {
    door.desk.down = true;
    expect((await say('forget me')).text).toContain('could not be done');
    expect((await say('language ar')).text).toContain('could not be done');
  });

  it.each([
    ['help', 'en', 'help'],
    ['aide', 'fr', 'aide'],
    ['ayuda', 'es', 'ayuda'],
    ['مساعدة', 'ar', 'مساعدة'],
  ])('“%s” gets what the assistant can do in %s', async (word, language, asked) => {
    expect((await say(word)).attachments[0].content.lang).toBe(language);
    expect(door.asked.at(-1)?.text).toBe(asked);
  });
});
