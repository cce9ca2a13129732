import type { Answer } from '../../answer.js';
import type { Conversation } from '../../desk.js';
import type { Language, Question, Via } from '../../question.js';
import { orNothing } from './background.js';
import { type Origin, workspaceOf } from './origin.js';
import { packReference, type Reference } from './reference.js';
import { type Shared, say } from './shared.js';

/** A question as this platform got it, with what is needed to find its context. */
export interface Asked {
  readonly origin: Origin;
  readonly user: string;
  readonly via: Via;
  readonly text: string;
  /** The channel's id, and its name where the payload has it. */
  readonly channel?: { readonly id: string; readonly name?: string };
  /** The question in full, asked when the short form in `text` is not understood. */
  readonly inFull?: (language: Language) => string;
  /** The language of the sub-command's word, where that is all the person wrote. */
  readonly spoken?: Language;
  /** Key of the thread whose earlier messages are context; absent where there is none, as after a slash command. */
  readonly thread?: string;
}

/** An answer with what its card and the memory need. */
export interface Replied {
  readonly answer: Answer;
  readonly reference: string;
  readonly conversation: Conversation;
  readonly text: string;
}

/** Where a person writes, in the desk's terms. */
export function conversationOf(shared: Shared, asked: Pick<Asked, 'origin' | 'user' | 'thread'>): Conversation {
  const workspace = workspaceOf(asked.origin);
  const person = shared.context.desk.personKey('slack', workspace, asked.user);
  return { platform: 'slack', workspace, person, thread: asked.thread ?? '' };
}

/** Answers a question. The store or Slack being slow or down costs context, never the answer. */
export async function answerTo(shared: Shared, asked: Asked, conversation = conversationOf(shared, asked)): Promise<Replied> {
  const { context } = shared;
  const started = context.now();
  const [chosen, localeHint, channel, prior] = await Promise.all([
    chosenLanguage(shared, conversation),
    localeOf(shared, asked),
    channelNameOf(shared, asked),
    asked.thread === undefined ? [] : orNothing(context.desk.recall(conversation), shared.timing.extras),
  ]);
  const short: Question = {
    via: asked.via,
    ...spokenBy(shared, asked, chosen, localeHint),
    ...(channel === undefined ? {} : { channel }),
    ...(prior === undefined || prior.length === 0 ? {} : { prior }),
  };
  const { question, answer } = understood(shared, asked, short);
  const seconds = (context.now() - started) / 1000;
  context.metrics.answered({ outcome: answer.outcome, language: answer.language, platform: 'slack' }, seconds);
  const reference = packReference({ question, language: answer.language });
  return { answer, reference, conversation, text: question.text };
}

function understood(shared: Shared, { inFull }: Asked, short: Question): { question: Question; answer: Answer } {
  const assistant = shared.context.assistant();
  const answer = assistant.ask(short);
  if (answer.outcome !== 'unknown' || inFull === undefined) return { question: short, answer };
  const question = { ...short, text: inFull(answer.language) };
  return { question, answer: assistant.ask(question) };
}

/** The answer that a button belongs to; undefined when the knowledge no longer has it. */
export function answerOf(shared: Shared, reference: Reference): Answer | undefined {
  const assistant = shared.context.assistant();
  return 'key' in reference ? assistant.answerFor(reference.key, reference.language) : assistant.ask(reference.question);
}

/** Keeps the message for the thread and the gap for the owners; nobody waits for it. */
export function remember(shared: Shared, { conversation, text, answer }: Replied): void {
  shared.background.run('remember', () => shared.context.desk.remember(conversation, text, answer));
}

/** The language of buttons, views and notices: what the person chose, else their client's, else English. */
export async function interfaceLanguage(shared: Shared, asked: Pick<Asked, 'origin' | 'user'>): Promise<Language> {
  const chosen = await chosenLanguage(shared, conversationOf(shared, asked));
  return chosen ?? (await localeOf(shared, asked)) ?? 'en';
}

async function chosenLanguage(shared: Shared, { person }: Conversation): Promise<Language | undefined> {
  return orNothing(shared.context.desk.languageOf(person), shared.timing.extras);
}

function localeOf(shared: Shared, { user, origin }: Pick<Asked, 'origin' | 'user'>): Promise<Language | undefined> {
  return orNothing(
    shared.directory.localeOf(user, () => shared.workspaces.apiFor(origin)),
    shared.timing.extras,
  );
}

async function channelNameOf(shared: Shared, { channel, origin }: Asked): Promise<string | undefined> {
  if (channel === undefined || channel.name !== undefined) return channel?.name;
  return orNothing(
    shared.directory.nameOf(channel.id, () => shared.workspaces.apiFor(origin)),
    shared.timing.extras,
  );
}

/** A mention with nothing after it is a greeting: it asks for help, in the person's language as there is no text to tell it. */
function spokenBy(shared: Shared, asked: Asked, chosen: Language | undefined, localeHint: Language | undefined) {
  const hint = localeHint === undefined ? {} : { localeHint };
  if (asked.text.trim() !== '') return { text: asked.text, ...(chosen === undefined ? {} : { language: chosen }), ...hint };
  const language = chosen ?? asked.spoken ?? localeHint ?? 'en';
  return { text: say(shared, language, 'greeting'), language, ...hint };
}
