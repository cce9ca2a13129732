import type { Activity } from 'botbuilder';
import type { Conversation } from '../../desk.js';
import { LANGUAGES, type Language } from '../../question.js';
import type { PlatformContext } from '../platform.js';
import type { Command } from './commands.js';
import { answerActivity, textActivity } from './reply-activity.js';

/** Does what the person told us, and words the reply. `language` is the one they chose or seem to use. */
export async function runCommand(
  command: Command,
  conversation: Conversation,
  chosen: Language | undefined,
  hint: Language | undefined,
  context: PlatformContext,
): Promise<Partial<Activity>> {
  const language = chosen ?? command.in ?? hint ?? 'en';
  const say = (key: string, values?: Record<string, number>) => context.assistant().say(language, `teams.${key}`, values);
  try {
    switch (command.name) {
      case 'help':
        return helpActivity(language, context);
      case 'forget':
        return textActivity(say('forgotten', { count: await context.desk.forget(conversation.person) }));
      case 'language':
        if (command.target === undefined) return askLanguage(language, context);
        return await setLanguage(command.target, language, conversation, context);
    }
  } catch (error) {
    context.log.warn(
      { platform: 'teams', command: command.name, error: nameOf(error) },
      'A sub-command was not carried out. Check the store.',
    );
    return textActivity(say('not-kept'));
  }
}

/** What the assistant can do, with examples to press. */
export function helpActivity(language: Language, context: PlatformContext): Partial<Activity> {
  const assistant = context.assistant();
  const [word = ''] = assistant.say(language, 'teams.command-help').split(',');
  return answerActivity(assistant.ask({ via: 'message', text: word, language }), assistant);
}

function askLanguage(language: Language, { assistant }: PlatformContext): Partial<Activity> {
  const say = (key: string) => assistant().say(language, `teams.${key}`);
  const [word = ''] = say('command-language').split(',');
  const actions = [...LANGUAGES, 'auto' as const].map((target) => {
    const title = say(`name-${target}`);
    return { type: 'imBack', title, value: `${word} ${target}` };
  });
  return { ...textActivity(say('language-which')), suggestedActions: { to: [], actions } };
}

async function setLanguage(
  target: Language | 'auto',
  language: Language,
  { person }: Conversation,
  { assistant, desk }: PlatformContext,
): Promise<Partial<Activity>> {
  await desk.chooseLanguage(person, target === 'auto' ? undefined : target);
  return target === 'auto'
    ? textActivity(assistant().say(language, 'teams.language-automatic'))
    : textActivity(assistant().say(target, 'teams.language-chosen'));
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : 'unknown';
}
