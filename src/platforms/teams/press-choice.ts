import type { TurnContext } from 'botbuilder';
import type { Answer } from '../../answer.js';
import { renderAdaptiveCard } from '../../render/adaptive-card.js';
import type { PlatformContext } from '../platform.js';
import type { TeamsActivity } from './activity.js';
import { keep } from './answer-message.js';
import { hashOf } from './hash.js';
import type { InvokeReply } from './invoke-reply.js';
import type { RecentAnswers } from './recent-answers.js';
import { answerActivity } from './reply-activity.js';
import { choiceIn, conversationOf, placeOf, questionOf } from './to-question.js';

const CARD = 'application/vnd.microsoft.card.adaptive';
const ERROR = 'application/vnd.microsoft.error';

/**
 * Answers a pressed choice with the card that takes the place of the pressed one, for the person who pressed. A second
 * press gets the same card and counts for nothing. In a personal chat the message itself is changed too, so that the
 * answer is still there tomorrow; in a channel the question stays for the others.
 */
export async function pressChoice(
  turn: TurnContext,
  activity: TeamsActivity,
  context: PlatformContext,
  recent: RecentAnswers,
): Promise<InvokeReply> {
  const pressedAt = context.now();
  const place = placeOf(activity);
  const conversation = conversationOf(place, context.desk);
  const { person, workspace } = conversation;
  const chosen = await context.desk.languageOf(person);
  const language = chosen ?? place.locale ?? 'en';
  const choice = choiceIn((activity.value as { action?: { data?: unknown } } | undefined)?.action?.data);
  if (choice === undefined) return fault(400, context.assistant().say(language, 'teams.button-old'));
  if (!context.desk.allows({ workspace, person })) return fault(429, context.assistant().say(language, 'teams.too-fast'));

  const answer = context.assistant().ask(questionOf(place, choice, [], chosen));
  const key = hashOf(['press', workspace, conversation.thread, activity.replyToId ?? '', person, choice]);
  if (await isFirst(key, context)) {
    await keep(conversation, choice, answer, pressedAt, context);
    if (activity.replyToId !== undefined) {
      recent.note(conversation, activity.replyToId, {
        topics: answer.topics,
        language: answer.language,
        question: choice,
      });
      if (place.scope === 'personal') changeMessage(turn, activity.replyToId, answer, context);
    }
  } else context.metrics.count('duplicate', 'teams');
  return { status: 200, body: { statusCode: 200, type: CARD, value: renderAdaptiveCard(answer) } };
}

/** With the store down nobody knows; the press is then answered like any other. */
async function isFirst(key: string, { desk }: PlatformContext): Promise<boolean> {
  return desk.firstTime(key).catch(() => true);
}

/** Not waited for: the person has the card already. */
function changeMessage(turn: TurnContext, id: string, answer: Answer, { assistant, log }: PlatformContext): void {
  turn.updateActivity({ ...answerActivity(answer, assistant()), id }).catch(() => {
    log.warn({ platform: 'teams' }, 'A pressed card could not be changed for good. It was shown; nothing is lost.');
  });
}

function fault(statusCode: number, message: string): InvokeReply {
  return { status: 200, body: { statusCode, type: ERROR, value: { code: String(statusCode), message } } };
}
