import { type Activity, ActivityTypes } from 'botbuilder';
import type { Answer, Source } from '../../answer.js';
import { renderAdaptiveCard } from '../../render/adaptive-card.js';
import type { AdaptiveCard } from '../../render/adaptive-card-types.js';
import { labelled } from '../../render/card.js';
import { cutText } from '../../render/cut-text.js';
import { escapeMarkdown } from '../../render/escape-markdown.js';

const CARD = 'application/vnd.microsoft.card.adaptive';
/** Teams refuses a message with more. */
const MOST_CITATIONS = 20;
const LONGEST_NAME = 80;
const LONGEST_ABSTRACT = 160;

/** A message of text only. */
export function textActivity(text: string): Partial<Activity> {
  return { type: ActivityTypes.Message, text: escapeMarkdown(text), textFormat: 'markdown', summary: text };
}

/**
 * An answer as a message: one line that a notification can show, with the sources cited, and the card. It carries no
 * label of generated text: nothing in it was written by a model. `lead` stands in place of the summary.
 */
export function answerActivity(answer: Answer, lead?: string): Partial<Activity> {
  const sources = answer.outcome === 'help' ? [] : answer.sources.slice(0, MOST_CITATIONS);
  const marks = sources.map((_, at) => ` [${at + 1}]`).join('');
  const line = lead ?? (answer.summary || answer.title);
  return {
    type: ActivityTypes.Message,
    text: escapeMarkdown(line) + marks,
    textFormat: 'markdown',
    summary: line,
    locale: answer.language,
    attachments: [cardAttachment(renderAdaptiveCard(answer))],
    ...(sources.length > 0 ? { entities: [citationEntity(sources, answer)] } : {}),
    ...(answer.outcome === 'help' ? {} : { channelData: { feedbackLoop: { type: 'custom' } } }),
  };
}

/** A card as an attachment. */
export function cardAttachment(card: AdaptiveCard | object): { contentType: string; content: object } {
  return { contentType: CARD, content: card };
}

/** Exactly one such entity may stand in a message. */
function citationEntity(sources: readonly Source[], { labels, language }: Answer): { type: string; [key: string]: unknown } {
  return {
    type: 'https://schema.org/Message',
    '@type': 'Message',
    '@context': 'https://schema.org',
    '@id': '',
    citation: sources.map(({ title, asOf }, at) => ({
      '@type': 'Claim',
      position: at + 1,
      appearance: {
        '@type': 'DigitalDocument',
        name: cutText(title, LONGEST_NAME),
        abstract: cutText(`${labelled(labels.asOf, language)}${asOf}`, LONGEST_ABSTRACT),
      },
    })),
  };
}
