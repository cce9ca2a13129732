import type { TurnContext } from 'botbuilder';
import type { PlatformContext } from '../platform.js';
import type { TeamsActivity } from './activity.js';
import { feedbackForm, keepFeedback } from './feedback.js';
import type { InvokeReply } from './invoke-reply.js';
import { pressChoice } from './press-choice.js';
import type { RecentAnswers } from './recent-answers.js';
import { searchExtension, selectItem } from './search-extension.js';

/** Answers an invoke in its own response. Names that are not ours get 501, as Teams expects. */
export async function answerInvoke(
  turn: TurnContext,
  activity: TeamsActivity,
  context: PlatformContext,
  recent: RecentAnswers,
): Promise<InvokeReply> {
  switch (activity.name) {
    case 'adaptiveCard/action':
      return pressChoice(turn, activity, context, recent);
    case 'composeExtension/query':
      return searchExtension(activity, context);
    case 'composeExtension/selectItem':
      return selectItem(activity, context);
    case 'message/fetchTask':
      return feedbackForm(activity, context, recent);
    case 'message/submitAction':
      return keepFeedback(activity, context, recent);
    default:
      return { status: 501 };
  }
}
