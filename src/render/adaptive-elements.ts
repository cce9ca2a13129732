import type { CardElement, Spacing, TextRun } from './adaptive-card-types.js';
import type { ContactPart, DocumentPart, Part } from './card.js';
import { escapeMarkdown, escapeTemplate, markdownLink } from './escape-markdown.js';

// Text stands in TextRuns, which clients show as it is; only headings and links need a TextBlock, whose markdown is escaped.

type Look = Pick<TextRun, 'weight' | 'size' | 'fontType' | 'isSubtle'>;

/** A heading that screen readers know as one. */
export function titleBlock(text: string, size: 'Large' | 'Medium'): CardElement {
  return { type: 'TextBlock', text: escapeMarkdown(text), wrap: true, style: 'heading', size, weight: 'Bolder' };
}

/** A line or a paragraph of plain text. */
export function plainLine(text: string, look: Look = {}, spacing?: Spacing): CardElement {
  return textLine([run(text, look)], spacing);
}

/** The elements of one part of a card. */
export function partElements(part: Part, rightToLeft: boolean): CardElement[] {
  switch (part.kind) {
    case 'heading':
      return [titleBlock(part.text, 'Medium')];
    case 'paragraph':
      return [plainLine(part.text)];
    case 'note':
      return [noteElement(part.text, rightToLeft)];
    case 'items':
      return part.items.map((item) => plainLine(`• ${item}`, {}, 'Small'));
    case 'facts':
      return part.facts.map(({ label, value }) => textLine([run(label, { weight: 'Bolder' }), run(value)], 'Small'));
    case 'contacts':
      return part.contacts.flatMap(contactElements);
    case 'documents':
      return part.documents.map(documentElement);
  }
}

/** Set off by its ground and not by slanted letters, which Arabic does not have. */
function noteElement(text: string, rightToLeft: boolean): CardElement {
  return {
    type: 'Container',
    style: 'warning',
    items: [plainLine(text)],
    spacing: 'Small',
    ...(rightToLeft ? { rtl: true } : {}),
  };
}

/** The address stands alone on its line, so that it can be marked and copied without anything else. */
function contactElements({ name, address }: ContactPart): CardElement[] {
  const who = name === '' ? [] : [plainLine(name, { weight: 'Bolder' })];
  return address === '' ? who : [...who, plainLine(address, { fontType: 'Monospace' }, who.length > 0 ? 'None' : undefined)];
}

function documentElement({ title, link, note }: DocumentPart): CardElement {
  if (link === undefined) return plainLine(note === '' ? `• ${title}` : `• ${title} — ${note}`, {}, 'Small');
  const after = note === '' ? '' : ` — ${escapeMarkdown(note)}`;
  return { type: 'TextBlock', text: `• ${markdownLink(title, link)}${after}`, wrap: true, spacing: 'Small' };
}

function textLine(inlines: readonly TextRun[], spacing?: Spacing): CardElement {
  const filled = inlines.filter(({ text }) => text !== '');
  return { type: 'RichTextBlock', inlines: filled, ...(spacing ? { spacing } : {}) };
}

function run(text: string, look: Look = {}): TextRun {
  return { type: 'TextRun', text: escapeTemplate(text), ...look };
}
