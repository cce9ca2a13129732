import type { Pick } from '../../assistant.js';
import { LANGUAGES, type Language } from '../../question.js';
import { renderAdaptiveCard } from '../../render/adaptive-card.js';
import { escapeHtml } from '../../render/escape-html.js';
import type { PlatformContext } from '../platform.js';
import type { TeamsActivity } from './activity.js';
import type { InvokeReply } from './invoke-reply.js';
import { cardAttachment } from './reply-activity.js';
import { conversationOf, placeOf } from './to-question.js';

const PREVIEW = 'application/vnd.microsoft.card.thumbnail';
/** Teams shows at most so many at a time. */
const PAGE = 25;
const FURTHEST = 500;
const LONGEST_WORDS = 200;

interface Query {
  /** Of anybody's making: a list of names and values is what it should be. */
  readonly parameters?: unknown;
  readonly queryOptions?: { readonly skip?: unknown; readonly count?: unknown };
}

/** Finds contacts, offices, countries and documents as the person types, and shows a list before they do. */
export async function searchExtension(activity: TeamsActivity, context: PlatformContext): Promise<InvokeReply> {
  const query = (activity.value ?? {}) as Query;
  const skip = numberIn(query.queryOptions?.skip, 0, FURTHEST);
  const count = numberIn(query.queryOptions?.count, PAGE, PAGE) || PAGE;
  const language = await languageFor(activity, context);
  const found = context
    .assistant()
    .search(wordsOf(query), language, skip + count)
    .slice(skip);
  if (found.length === 0 && skip === 0) return message(context.assistant().say(language, 'teams.search-nothing'));
  return result(found.map((pick) => previewOf(pick, language)));
}

/** Gives the card of the item that was picked, for the person to send. It has no buttons: the chat may not have the app. */
export async function selectItem(activity: TeamsActivity, context: PlatformContext): Promise<InvokeReply> {
  const { key, language } = (activity.value ?? {}) as { readonly key?: unknown; readonly language?: unknown };
  const known = LANGUAGES.find((one) => one === language) ?? (await languageFor(activity, context));
  const answer = typeof key === 'string' ? context.assistant().answerFor(key, known) : undefined;
  if (answer === undefined) return message(context.assistant().say(known, 'teams.button-old'));
  const preview = { contentType: PREVIEW, content: { title: answer.title, text: answer.summary } };
  return result([{ ...cardAttachment(renderAdaptiveCard(answer, { interactive: false })), preview }]);
}

async function languageFor(activity: TeamsActivity, { desk }: PlatformContext): Promise<Language> {
  const place = placeOf(activity);
  return (await desk.languageOf(conversationOf(place, desk).person)) ?? place.locale ?? 'en';
}

/** The first call of a search carries `initialRun` in place of words. */
function wordsOf({ parameters }: Query): string {
  const [first] = (Array.isArray(parameters) ? parameters : []) as ({
    readonly name?: unknown;
    readonly value?: unknown;
  } | null)[];
  return first?.name !== 'initialRun' && typeof first?.value === 'string' ? first.value.slice(0, LONGEST_WORDS) : '';
}

function numberIn(value: unknown, otherwise: number, most: number): number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 ? Math.min(value, most) : otherwise;
}

/** Thumbnail cards read a little HTML, so names go in as text. */
function previewOf({ key, label, detail }: Pick, language: Language): object {
  const content = { title: escapeHtml(label), text: escapeHtml(detail) };
  const tap = { type: 'invoke', value: { key, language } };
  return { contentType: PREVIEW, content, preview: { contentType: PREVIEW, content: { ...content, tap } } };
}

function result(attachments: readonly object[]): InvokeReply {
  return { status: 200, body: { composeExtension: { type: 'result', attachmentLayout: 'list', attachments } } };
}

function message(text: string): InvokeReply {
  return { status: 200, body: { composeExtension: { type: 'message', text } } };
}
