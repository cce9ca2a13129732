import { type Activity, ActivityTypes } from 'botbuilder';
import type { Answer, Section, Source } from '../../answer.js';
import type { Assistant } from '../../assistant.js';
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
 * An answer as one message: its card, with a summary for notifications and the sources cited. It has no text: Teams makes
 * two messages of a text and a card, gives neither's id, and refuses to change them. It carries no label of generated
 * text: nothing in it was written by a model.
 */
export function answerActivity(answer: Answer, assistant: Assistant): Partial<Activity> {
  const card = renderAdaptiveCard(answer.outcome === 'help' ? withCommands(answer, assistant) : answer);
  const sources = answer.outcome === 'help' ? [] : answer.sources.slice(0, MOST_CITATIONS);
  return {
    type: ActivityTypes.Message,
    summary: answer.summary || answer.title,
    locale: answer.language,
    attachments: [cardAttachment(card)],
    ...(sources.length > 0 ? { entities: [citationEntity(sources, answer)] } : {}),
    ...(answer.outcome === 'help' ? {} : { channelData: { feedbackLoop: { type: 'custom' } } }),
  };
}

/** A card as an attachment. */
export function cardAttachment(card: AdaptiveCard | object): { contentType: string; content: object } {
  return { contentType: CARD, content: card };
}

/** Who asks what can be done is told of this app's own commands too. */
function withCommands(answer: Answer, assistant: Assistant): Answer {
  const commands = assistant.say(answer.language, 'teams.commands');
  const section: Section = { paragraphs: [commands], facts: [], items: [], contacts: [], documents: [], notes: [] };
  return { ...answer, sections: [...answer.sections, section] };
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
