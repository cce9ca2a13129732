import type { TurnContext } from 'botbuilder';
import type { Accepted } from '../../desk.js';
import type { PlatformContext } from '../platform.js';
import type { TeamsActivity } from './activity.js';
import { answerMessage, type MessageWork } from './answer-message.js';
import { hashOf } from './hash.js';
import type { RecentAnswers } from './recent-answers.js';
import { placeOf, textOf } from './to-question.js';
import { isArrival, type WelcomeWork, welcome } from './welcome.js';

/** Something to be done for an activity, later than its request and maybe by another process. */
export type Work = MessageWork | WelcomeWork;

/** The work that an activity asks for, or undefined: edits, reactions, other people who join, other bots. */
export function workOf(activity: TeamsActivity): Work | undefined {
  if (isArrival(activity)) return { kind: 'welcome', place: withoutMessage(activity) };
  if (activity.type !== 'message' || activity.from === undefined || isBot(activity.from.id)) return undefined;
  return { kind: 'message', place: placeOf(activity), ...textOf(activity) };
}

/** The work as an event for the inbox. The id is the same whenever, and on whichever replica, it is delivered. */
export function acceptedOf(work: Work, activity: TeamsActivity): Accepted {
  const { conversation, id, from } = activity;
  // Without an id of its own a message is told apart by what it says.
  const what = work.kind === 'welcome' ? 'welcome' : (id ?? JSON.stringify([from?.id, work.text, activity.replyToId]));
  return {
    id: hashOf([work.place.tenant, conversation.id, what]),
    platform: 'teams',
    workspace: work.place.tenant,
    payload: JSON.stringify(work),
  };
}

/** Does the work in a turn of its conversation. @throws {DeliveryError} */
export async function doWork(
  turn: TurnContext,
  work: Work,
  acceptedAt: number,
  context: PlatformContext,
  recent: RecentAnswers,
): Promise<void> {
  if (work.kind === 'welcome') await welcome(turn, work, context);
  else await answerMessage(turn, work, acceptedAt, context, recent);
}

/** A welcome is no reply to any message. */
function withoutMessage(activity: TeamsActivity): WelcomeWork['place'] {
  const { id: _, ...rest } = activity;
  return placeOf(rest);
}

/** People's ids begin with 29:, bots' with 28:. Two bots would talk for ever. */
function isBot(id: string): boolean {
  return id.startsWith('28:');
}
