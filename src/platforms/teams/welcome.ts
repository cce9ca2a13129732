import type { TurnContext } from 'botbuilder';
import type { PlatformContext } from '../platform.js';
import type { TeamsActivity } from './activity.js';
import { helpActivity } from './run-command.js';
import { conversationOf, type Place } from './to-question.js';

/** Somebody opened the chat, or added the assistant to a group or a team. Plain JSON. */
export interface WelcomeWork {
  readonly kind: 'welcome';
  readonly place: Place;
}

/** Whether the assistant has just come to a conversation. Teams says so twice: as a new member and as an installation. */
export function isArrival({ type, action, membersAdded, recipient }: TeamsActivity): boolean {
  if (type === 'installationUpdate') return action === 'add';
  return type === 'conversationUpdate' && (membersAdded ?? []).some(({ id }) => id === recipient?.id);
}

/** Says what the assistant is for and what it can be told, once, with examples to press. Never one by one to a team's members. */
export async function welcome(turn: TurnContext, { place }: WelcomeWork, context: PlatformContext): Promise<void> {
  const chosen = await context.desk.languageOf(conversationOf(place, context.desk).person);
  const language = chosen ?? place.locale ?? 'en';
  await turn.sendActivity(helpActivity(language, context));
}
