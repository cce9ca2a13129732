import type { App, RespondArguments } from '@slack/bolt';
import type { Conversation } from '../../desk.js';
import type { Language } from '../../question.js';
import { type Asked, answerTo, conversationOf, interfaceLanguage, remember } from './ask.js';
import { reasonOf } from './background.js';
import { answerMessage, type Message, noticeMessage, withLine } from './card.js';
import { type Command, readCommand } from './commands.js';
import { channelName } from './directory.js';
import { originOf } from './origin.js';
import { textAt } from './read-payload.js';
import { type Shared, say } from './shared.js';

const COMMAND = /^\/iom/;

/**
 * `/iom …`: the answer goes back inside the acknowledgement, seen by the asker alone. A middleware and no listener, because
 * Bolt asks every listener about every request, and this is the request that comes most.
 */
export function answerSlash(app: App, shared: Shared): void {
  app.use(async ({ body, next, ...rest }) => {
    if (!COMMAND.test(textAt(body, 'command') ?? '')) return next();
    const { ack } = rest as unknown as { ack: (response: RespondArguments) => Promise<void> };
    await ack(await replyTo(shared, askedOf(body)));
  });
}

function askedOf(body: unknown): Asked {
  const name = channelName(textAt(body, 'channel_name'));
  const id = textAt(body, 'channel_id') ?? '';
  return {
    origin: originOf(body),
    user: textAt(body, 'user_id') ?? '',
    via: 'slash',
    text: textAt(body, 'text') ?? '',
    // The command says the channel's name itself, so nothing has to be asked for.
    ...(name === undefined ? {} : { channel: { id, name } }),
  };
}

async function replyTo(shared: Shared, asked: Asked): Promise<RespondArguments> {
  try {
    const conversation = conversationOf(shared, asked);
    if (!shared.context.desk.allows(conversation)) return privately(await slowDown(shared, asked));
    return await carryOut(shared, asked, conversation, readCommand(shared.context.assistant(), asked.text));
  } catch (error) {
    shared.context.log.error(reasonOf(error), 'A slash command could not be answered. The person was told.');
    return privately(noticeMessage(say(shared, 'en', 'failed')));
  }
}

async function carryOut(shared: Shared, asked: Asked, conversation: Conversation, command: Command): Promise<RespondArguments> {
  switch (command.name) {
    case 'ask':
      return answered(shared, command.inFull === undefined ? asked : { ...asked, inFull: command.inFull }, conversation, false);
    case 'share':
      return answered(shared, { ...asked, text: command.rest }, conversation, true);
    case 'help':
      return helped(shared, { ...asked, text: '', ...(command.language ? { spoken: command.language } : {}) }, conversation);
    case 'forget':
      return privately(await forgotten(shared, conversation, command.language ?? (await interfaceLanguage(shared, asked))));
    case 'language':
      return privately(await languageChosen(shared, asked, conversation, command));
  }
}

async function answered(shared: Shared, asked: Asked, conversation: Conversation, everybody: boolean): Promise<RespondArguments> {
  if (asked.text.trim() === '') return helped(shared, asked, conversation);
  const replied = await answerTo(shared, asked, conversation);
  remember(shared, replied);
  const { answer, reference } = replied;
  // What the channel would have to choose is asked back privately first.
  if (everybody && answer.outcome === 'answer') {
    return { response_type: 'in_channel', ...answerMessage(shared, answer, { interactive: false }) };
  }
  return privately(answerMessage(shared, answer, { share: answer.outcome === 'answer', feedback: true, reference }));
}

/** What the assistant can do, and the sub-commands. */
async function helped(shared: Shared, asked: Asked, conversation: Conversation): Promise<RespondArguments> {
  const { answer, reference } = await answerTo(shared, asked, conversation);
  const card = answerMessage(shared, answer, { reference });
  return privately(withLine(card, say(shared, answer.language, 'commands')));
}

async function forgotten(shared: Shared, { person }: Conversation, language: Language): Promise<Message> {
  try {
    const count = await shared.context.desk.forget(person);
    return noticeMessage(say(shared, language, 'forgotten', { count }));
  } catch (error) {
    shared.context.log.error(reasonOf(error), 'A person could not be forgotten because the store is down. The person was told.');
    return noticeMessage(say(shared, language, 'not-forgotten'));
  }
}

type LanguageCommand = Extract<Command, { name: 'language' }>;

async function languageChosen(
  shared: Shared,
  asked: Asked,
  { person }: Conversation,
  { choice, language }: LanguageCommand,
): Promise<Message> {
  const spoken = language ?? (await interfaceLanguage(shared, asked));
  if (choice === undefined) return noticeMessage(say(shared, spoken, 'language-choices'));
  try {
    const kept = choice === 'auto' ? undefined : choice;
    await shared.context.desk.chooseLanguage(person, kept);
    return noticeMessage(say(shared, kept ?? spoken, kept === undefined ? 'language-auto' : 'language-kept'));
  } catch (error) {
    shared.context.log.error(reasonOf(error), 'A language could not be kept because the store is down. The person was told.');
    return noticeMessage(say(shared, spoken, 'language-not-kept'));
  }
}

async function slowDown(shared: Shared, asked: Asked): Promise<Message> {
  shared.context.metrics.count('refused', 'slack');
  return noticeMessage(say(shared, await interfaceLanguage(shared, asked), 'slow-down'));
}

function privately(message: Message): RespondArguments {
  return { response_type: 'ephemeral', ...message };
}
