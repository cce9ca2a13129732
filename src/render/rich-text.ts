import type { RichTextBlock, RichTextElement, RichTextRun } from './block-kit-types.js';
import type { ContactPart, DocumentPart, Part } from './card.js';
import { codePointLength, splitText } from './cut-text.js';

// Rich text and not mrkdwn: Slack reads no mention, link or format in it, whatever a record or a person wrote.

/** What one text may hold elsewhere in Block Kit; Slack documents no limit for rich text, so we keep to this one. */
const LONGEST_TEXT = 3000;

/** Bold text on its own line. */
export function boldSection(text: string): RichTextElement {
  return section(runs(text, { bold: true }));
}

/** Rich text of one part of a card; every fact, item, contact and document on its own line. */
export function richTextOf(part: Part): RichTextElement[] {
  switch (part.kind) {
    case 'heading':
      return [boldSection(part.text)];
    case 'paragraph':
      return [section(runs(part.text))];
    case 'note':
      return [{ type: 'rich_text_quote', elements: runs(part.text) }];
    case 'items':
      return bulletLists(part.items.map((item) => runs(item)));
    case 'facts':
      return part.facts.map(({ label, value }) => section([...runs(label, { bold: true }), ...runs(value)]));
    case 'contacts':
      return part.contacts.map(contactSection);
    case 'documents':
      return bulletLists(part.documents.map(documentRuns));
  }
}

/** Bulleted lists of whole items, a new list where one grows long. */
export function bulletLists(items: readonly (readonly RichTextRun[])[]): RichTextElement[] {
  const lists: RichTextRun[][][] = [];
  let room = 0;
  for (const item of items) {
    const length = lengthOf(item);
    if (length > room || lists.length === 0) {
      lists.push([]);
      room = LONGEST_TEXT;
    }
    room -= length;
    lists.at(-1)?.push([...item]);
  }
  return lists.map((list) => ({
    type: 'rich_text_list',
    style: 'bullet',
    elements: list.map((elements) => ({ type: 'rich_text_section', elements })),
  }));
}

/** A block of rich text. */
export function richTextBlock(elements: RichTextElement[]): RichTextBlock {
  return { type: 'rich_text', elements };
}

/** A run of text, in pieces where it is longer than Slack takes. */
export function runs(text: string, style?: { bold?: true; italic?: true }): RichTextRun[] {
  return splitText(text, LONGEST_TEXT).map((piece) => ({ type: 'text', text: piece, ...(style ? { style } : {}) }));
}

function section(elements: RichTextRun[]): RichTextElement {
  return { type: 'rich_text_section', elements };
}

/** The address stands alone on its line, so that it can be marked and copied without anything else. */
function contactSection({ name, address, link }: ContactPart): RichTextElement {
  const who = name === '' ? [] : runs(address === '' ? name : `${name}\n`, { bold: true });
  return section([...who, ...(link === undefined ? runs(address) : [{ type: 'link' as const, url: link, text: address }])]);
}

function documentRuns({ title, link, note }: DocumentPart): RichTextRun[] {
  const shown =
    link === undefined || codePointLength(title) > LONGEST_TEXT
      ? runs(title)
      : [{ type: 'link' as const, url: link, text: title }];
  return note === '' ? shown : [...shown, ...runs(` — ${note}`)];
}

function lengthOf(item: readonly RichTextRun[]): number {
  return item.reduce((sum, run) => sum + codePointLength(run.text), 0);
}
