import type { Activity, TurnContext } from 'botbuilder';
import type { Answer } from '../../answer.js';
import type { Conversation } from '../../desk.js';
import type { Language } from '../../question.js';
import type { PlatformContext } from '../platform.js';
import { readCommand } from './commands.js';
import { DeliveryError } from './connector.js';
import type { RecentAnswers } from './recent-answers.js';
import { answerActivity, textActivity } from './reply-activity.js';
import { runCommand } from './run-command.js';
import { conversationOf, type Place, questionOf } from './to-question.js';
import { startTyping } from './typing.js';

/** A message that waits for its answer. Plain JSON. */
export interface MessageWork {
  readonly kind: 'message';
  readonly place: Place;
  readonly text: string;
  /** From a button: a question of its own, that needs nothing of what was said before. */
  readonly pressed: boolean;
}

/** Answers a message in its conversation: privately where it was asked so and Teams allows it, else in the thread. */
export async function answerMessage(
  turn: TurnContext,
  { place, text, pressed }: MessageWork,
  acceptedAt: number,
  context: PlatformContext,
  recent: RecentAnswers,
): Promise<void> {
  const conversation = conversationOf(place, context.desk);
  // Only the asker sees a private answer; others would see the sign.
  const typing = place.privately ? undefined : startTyping(turn, acceptedAt, context.now);
  try {
    const [chosen, prior] = await Promise.all([
      context.desk.languageOf(conversation.person),
      pressed ? [] : context.desk.recall(conversation),
    ]);
    const command = readCommand(text, context.assistant());
    if (command) {
      const reply = await runCommand(command, conversation, chosen, place.locale, context);
      typing?.stop();
      await send(turn, place, reply);
      return;
    }
    const answer = askSafely(place, text, prior, chosen, context);
    typing?.stop();
    if (answer === undefined) {
      await send(turn, place, textActivity(context.assistant().say(chosen ?? place.locale ?? 'en', 'teams.failed')));
      return;
    }
    const message = await send(turn, place, answerActivity(answer, context.assistant()));
    await keep(conversation, text, answer, acceptedAt, context);
    recent.note(conversation, message, { topics: answer.topics, language: answer.language, question: text });
  } finally {
    typing?.stop();
  }
}

/** Counts an answer and keeps the message for the thread. */
export async function keep(
  conversation: Conversation,
  text: string,
  answer: Answer,
  acceptedAt: number,
  context: PlatformContext,
): Promise<void> {
  const { outcome, language } = answer;
  context.metrics.answered({ outcome, language, platform: 'teams' }, (context.now() - acceptedAt) / 1000);
  await context.desk.remember(conversation, text, answer);
}

/** The answer; undefined after a fault in the assistant, so that the person still hears something. */
function askSafely(
  place: Place,
  text: string,
  prior: readonly string[],
  chosen: Language | undefined,
  context: PlatformContext,
): Answer | undefined {
  try {
    return context.assistant().ask(questionOf(place, text, prior, chosen));
  } catch (error) {
    const name = error instanceof Error ? error.name : 'unknown';
    context.log.error(
      { platform: 'teams', error: name },
      'A question could not be answered. Reproduce it with: iom ask --explain.',
    );
    return undefined;
  }
}

/** Sends a reply and gives its id. @throws {DeliveryError} */
async function send(turn: TurnContext, place: Place, message: Partial<Activity>): Promise<string | undefined> {
  const reply = withSuggestions(message, place);
  if (place.privately) {
    try {
      return await sendPrivately(turn, reply);
    } catch (error) {
      // Not allowed there, an old client, or the person left: the thread is what remains.
      if (!(error instanceof DeliveryError) || error.status === undefined || error.status >= 500) throw error;
    }
  }
  return (await turn.sendActivity(reply))?.id;
}

async function sendPrivately(turn: TurnContext, reply: Partial<Activity>): Promise<string | undefined> {
  const { conversation, serviceUrl, channelId, from, recipient } = turn.activity;
  // Past TurnContext, which would write the recipient anew. No replyToId: a private message hangs on none.
  const [sent] = await turn.adapter.sendActivities(turn, [
    {
      ...reply,
      conversation,
      serviceUrl,
      channelId,
      from: recipient,
      recipient: { ...from, isTargeted: true } as Activity['recipient'],
    },
  ]);
  return sent?.id;
}

/** Buttons above the box for writing exist in personal chats only, and want the person's id. */
function withSuggestions({ suggestedActions, ...message }: Partial<Activity>, { scope, reference }: Place): Partial<Activity> {
  if (suggestedActions === undefined || scope !== 'personal') return message;
  return { ...message, suggestedActions: { ...suggestedActions, to: [reference.user?.id ?? ''] } };
}
