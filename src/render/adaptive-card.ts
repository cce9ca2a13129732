import type { Answer } from '../answer.js';
import { cardActions, choiceList } from './adaptive-actions.js';
import type { AdaptiveCard, CardElement } from './adaptive-card-types.js';
import { partElements, plainLine, titleBlock } from './adaptive-elements.js';
import { type Card, type CardOptions, toCard } from './card.js';
import { escapeMarkdown, escapeTemplate } from './escape-markdown.js';

/** Teams refuses messages over 100 KB of UTF-16, and mentions and wrapping count too. */
export const LARGEST_CARD_BYTES = 80 * 1024;

/**
 * The answer as an Adaptive Card 1.5 for Teams. A choice is an `Action.Execute` with the verb `choice` and
 * `data.choice`; "Why this answer?" opens on the card itself and "Write the mail" opens a mail program, so neither comes
 * back. Feedback and sharing are Teams' own and not on the card. An answer too large for a message loses whole parts at
 * its end and says so with an ellipsis, never half a fact.
 */
export function renderAdaptiveCard(answer: Answer, options: CardOptions = {}): AdaptiveCard {
  const card = toCard(answer);
  const whole = assemble(card, options);
  if (cardBytes(whole) <= LARGEST_CARD_BYTES) return whole;
  const parts = card.sections.reduce((sum, section) => sum + section.length, 0);
  const kept = most(parts, (count) => cardBytes(assemble(shortened(card, count), options)) <= LARGEST_CARD_BYTES);
  const fewer = shortened(card, kept);
  const choices = most(card.choices.length, (count) => {
    return cardBytes(assemble({ ...fewer, choices: card.choices.slice(0, count) }, options)) <= LARGEST_CARD_BYTES;
  });
  const small = assemble({ ...fewer, choices: card.choices.slice(0, choices) }, options);
  return cardBytes(small) <= LARGEST_CARD_BYTES ? small : assemble({ ...fewer, choices: [], sources: [], why: '' }, options);
}

/** Size of a card as Teams counts it: UTF-16. */
export function cardBytes(card: AdaptiveCard): number {
  return JSON.stringify(card).length * 2;
}

function assemble(card: Card, options: CardOptions): AdaptiveCard {
  const pressed = options.interactive !== false;
  const actions = pressed ? cardActions(card) : [];
  const body = [
    ...titleElements(card),
    ...card.sections.map((parts, at) =>
      container(
        card,
        parts.flatMap((part) => partElements(part, card.rightToLeft)),
        at > 0,
      ),
    ),
    ...(pressed ? choiceList(card) : []),
    ...sourceElements(card),
  ];
  return {
    type: 'AdaptiveCard',
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    version: '1.5',
    lang: card.language,
    ...(card.rightToLeft ? { rtl: true } : {}),
    fallbackText: escapeMarkdown([card.title, card.summary].filter((text) => text !== '').join('\n')),
    speak: escapeTemplate((card.summary || card.title).replace(/[<>&]/g, ' ')),
    body,
    ...(actions.length > 0 ? { actions } : {}),
  };
}

function titleElements(card: Card): CardElement[] {
  return card.title === '' ? [] : [titleBlock(card.title, 'Large')];
}

function sourceElements(card: Card): CardElement[] {
  if (card.sources.length === 0) return [];
  return [
    container(
      card,
      card.sources.map((line) => plainLine(line, { size: 'Small', isSubtle: true })),
      false,
    ),
  ];
}

function container(card: Card, items: readonly CardElement[], separator: boolean): CardElement & { type: 'Container' } {
  return {
    type: 'Container',
    items,
    spacing: 'Medium',
    ...(separator ? { separator: true } : {}),
    ...(card.rightToLeft ? { rtl: true } : {}),
  };
}

/** The card with its first parts only, and an ellipsis where the others were. */
function shortened(card: Card, count: number): Card {
  let left = count;
  const sections = card.sections.map((parts) => {
    const kept = parts.slice(0, left);
    left -= kept.length;
    return kept;
  });
  return { ...card, sections: [...sections.filter((parts) => parts.length > 0), [{ kind: 'paragraph', text: '…' }]] };
}

/** The largest count, from 0 to `limit`, that fits; 0 where none does. */
function most(limit: number, fits: (count: number) => boolean): number {
  let low = 0;
  let high = limit;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (fits(middle)) low = middle;
    else high = middle - 1;
  }
  return low;
}
