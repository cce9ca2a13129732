import { directionOf } from '../../answer.js';
import type { Language } from '../../question.js';
import type { PlatformContext } from '../platform.js';
import type { TeamsActivity } from './activity.js';
import type { InvokeReply } from './invoke-reply.js';
import type { RecentAnswers } from './recent-answers.js';
import { cardAttachment } from './reply-activity.js';
import { conversationOf, placeOf } from './to-question.js';

const LONGEST_COMMENT = 1_000;

interface Reaction {
  readonly liked: boolean;
  readonly comment?: string;
}

/** The form that opens on a thumb. Its text field is what Teams hands back as `feedback`. */
export async function feedbackForm(
  activity: TeamsActivity,
  context: PlatformContext,
  recent: RecentAnswers,
): Promise<InvokeReply> {
  const reaction = reactionIn(activity.value);
  if (reaction === undefined) return { status: 400 };
  const language = await languageFor(activity, context, recent);
  const say = (key: string) => context.assistant().say(language, `teams.feedback-${key}`);
  const label = say(reaction.liked ? 'liked' : 'disliked');
  const card = {
    type: 'AdaptiveCard',
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    version: '1.5',
    lang: language,
    ...(directionOf(language) === 'rtl' ? { rtl: true } : {}),
    body: [
      {
        type: 'Input.Text',
        id: 'feedbackText',
        isMultiline: true,
        maxLength: LONGEST_COMMENT,
        label,
        placeholder: say('hint'),
      },
    ],
    actions: [{ type: 'Action.Submit', title: say('send') }],
  };
  const value = { title: say('title'), height: 'small', width: 'small', card: cardAttachment(card) };
  return { status: 200, body: { task: { type: 'continue', value } } };
}

/** Keeps what the person thought of an answer. 503 when it could not be kept, so that Teams says so. */
export async function keepFeedback(
  activity: TeamsActivity,
  context: PlatformContext,
  recent: RecentAnswers,
): Promise<InvokeReply> {
  const reaction = reactionIn(activity.value);
  if (reaction === undefined) return { status: 400 };
  const conversation = conversationOf(placeOf(activity), context.desk);
  const note = recent.find(conversation, activity.replyToId);
  try {
    await context.desk.recordFeedback({
      conversation,
      helpful: reaction.liked,
      topics: note?.topics ?? [],
      language: note?.language ?? (await languageFor(activity, context, recent)),
      ...(note === undefined ? {} : { question: note.question }),
      ...(reaction.comment === undefined ? {} : { comment: reaction.comment }),
    });
  } catch {
    context.log.warn({ platform: 'teams' }, 'Feedback could not be kept. Check the store.');
    return { status: 503 };
  }
  context.metrics.count('feedback', 'teams');
  return { status: 200, body: {} };
}

async function languageFor(activity: TeamsActivity, { desk }: PlatformContext, recent: RecentAnswers): Promise<Language> {
  const place = placeOf(activity);
  const conversation = conversationOf(place, desk);
  const note = recent.find(conversation, activity.replyToId);
  return note?.language ?? (await desk.languageOf(conversation.person)) ?? place.locale ?? 'en';
}

/** Teams writes it at the top or, in a form's first call, under `data`. */
function reactionIn(value: unknown): Reaction | undefined {
  const outer = (value ?? {}) as { readonly data?: unknown };
  const { actionName, actionValue } = { ...(outer.data as object | undefined), ...outer } as {
    readonly actionName?: unknown;
    readonly actionValue?: { readonly reaction?: unknown; readonly feedback?: unknown };
  };
  const reaction = actionValue?.reaction;
  if (actionName !== 'feedback' || (reaction !== 'like' && reaction !== 'dislike')) return undefined;
  const comment = commentIn(actionValue?.feedback);
  return { liked: reaction === 'like', ...(comment === undefined ? {} : { comment }) };
}

/** The form's fields come as JSON in a string, the way Teams' default form does too. */
function commentIn(feedback: unknown): string | undefined {
  let fields = feedback;
  if (typeof feedback === 'string') {
    try {
      fields = JSON.parse(feedback);
    } catch {
      fields = { feedbackText: feedback };
    }
  }
  const text = (fields as { readonly feedbackText?: unknown } | null | undefined)?.feedbackText;
  return typeof text === 'string' && text.trim() !== '' ? text.trim().slice(0, LONGEST_COMMENT) : undefined;
}
