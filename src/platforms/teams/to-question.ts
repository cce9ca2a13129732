import type { ChannelAccount, ConversationReference } from 'botbuilder';
import type { Conversation, Desk } from '../../desk.js';
import { LANGUAGES, type Language, type Question, type Via } from '../../question.js';
import { type TeamsActivity, tenantOf } from './activity.js';
import { cleanText } from './clean-text.js';

/** The longest text that is read as a question. */
const LONGEST = 8000;

/** Where a message came from and where its reply goes. Plain JSON, so that it can wait in the inbox. */
export interface Place {
  readonly reference: Partial<ConversationReference>;
  readonly scope: 'personal' | 'group' | 'channel';
  readonly tenant: string;
  /** Teams' own id of the person: it is hashed before anything is kept. */
  readonly person: string;
  /** Name of the channel and its team, or of the group chat. */
  readonly channel?: string;
  readonly locale?: Language;
  /** Asked by a slash command, for the person's eyes only. */
  readonly privately: boolean;
}

/** Where an activity came from. */
export function placeOf(activity: TeamsActivity): Place {
  const locale = localeOf(activity);
  const channel = channelOf(activity);
  return {
    reference: referenceOf(activity),
    scope: scopeOf(activity),
    tenant: tenantOf(activity) ?? '',
    person: activity.from?.aadObjectId ?? activity.from?.id ?? '',
    privately: activity.recipient?.isTargeted === true,
    ...(channel === undefined ? {} : { channel }),
    ...(locale === undefined ? {} : { locale }),
  };
}

/** What the person asks: the words of the message, or the choice of a button that was sent as a message. */
export function textOf(activity: TeamsActivity): { readonly text: string; readonly pressed: boolean } {
  const text = cleanText(activity).slice(0, LONGEST);
  const choice = text === '' ? choiceIn(activity.value) : undefined;
  return { text: choice ?? text, pressed: choice !== undefined };
}

/** The question behind a card's button, or undefined when the data hold none. */
export function choiceIn(data: unknown): string | undefined {
  const choice = (data as { readonly choice?: unknown } | null | undefined)?.choice;
  return typeof choice === 'string' && choice.trim() !== '' ? choice.slice(0, LONGEST) : undefined;
}

/** The thread a message belongs to, with the person's hash for their id. */
export function conversationOf(place: Place, desk: Desk): Conversation {
  return {
    platform: 'teams',
    workspace: place.tenant,
    person: desk.personKey('teams', place.tenant, place.person),
    thread: place.reference.conversation?.id ?? '',
  };
}

/** A question for the assistant. */
export function questionOf(place: Place, text: string, prior: readonly string[], language: Language | undefined): Question {
  return {
    via: viaOf(place),
    text,
    prior,
    ...(place.channel === undefined ? {} : { channel: place.channel }),
    ...(language === undefined ? {} : { language }),
    ...(place.locale === undefined ? {} : { localeHint: place.locale }),
  };
}

function viaOf({ scope, privately }: Place): Via {
  if (privately) return 'slash';
  return scope === 'personal' ? 'message' : 'mention';
}

function scopeOf({ conversation }: TeamsActivity): Place['scope'] {
  if (conversation.conversationType === 'channel') return 'channel';
  return conversation.conversationType === 'groupChat' ? 'group' : 'personal';
}

/** A channel's own name comes first: it says more than its team's. The General channel has none. */
function channelOf({ channelData, conversation }: TeamsActivity): string | undefined {
  if (conversation.conversationType === 'groupChat') return conversation.name;
  const names = [channelData?.channel?.name, channelData?.team?.name].filter((name) => name !== undefined && name !== '');
  return names.length > 0 ? names.join(' ') : undefined;
}

function localeOf({ locale, entities = [] }: TeamsActivity): Language | undefined {
  const tag = locale ?? entities.find(({ type }) => type === 'clientInfo')?.locale;
  const primary = tag?.toLowerCase().split(/[-_]/)[0];
  return LANGUAGES.find((language) => language === primary);
}

function referenceOf(activity: TeamsActivity): Partial<ConversationReference> {
  const { conversation, from, recipient } = activity;
  // botbuilder's types ask for names and flags that Teams does not need in a reply.
  return {
    channelId: activity.channelId,
    serviceUrl: activity.serviceUrl,
    conversation: conversation as ConversationReference['conversation'],
    ...(activity.id === undefined ? {} : { activityId: activity.id }),
    ...(activity.locale === undefined ? {} : { locale: activity.locale }),
    ...(from === undefined ? {} : { user: { ...from, name: from.name ?? '' } as ChannelAccount }),
    ...(recipient === undefined ? {} : { bot: { id: recipient.id, name: recipient.name ?? '' } }),
  };
}
