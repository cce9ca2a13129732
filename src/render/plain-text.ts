import type { Answer } from '../answer.js';
import type { Language } from '../question.js';
import { isolateInline } from './bidi-isolate.js';
import { type ContactPart, type DocumentPart, labelled, type Part, toCard } from './card.js';

/**
 * The answer as plain text: everything that can be read on the card, without buttons and without the source line. For a
 * terminal, for the batch command, and as a fallback where no card can be shown. Not escaped for any markup.
 */
export function renderPlainText(answer: Answer): string {
  const card = toCard(answer);
  const sections = card.sections.map((parts) => parts.flatMap((part) => linesOf(part, card.language)).join('\n'));
  return [card.title, ...sections].filter((text) => text !== '').join('\n\n');
}

function linesOf(part: Part, language: Language): string[] {
  switch (part.kind) {
    case 'heading':
    case 'paragraph':
    case 'note':
      return [part.text];
    case 'items':
      return part.items.map((item) => `- ${item}`);
    case 'facts':
      return part.facts.map(({ label, value }) => label + value);
    case 'contacts':
      return part.contacts.map((contact) => contactLine(contact, language));
    case 'documents':
      return part.documents.map((document) => documentLine(document, language));
  }
}

function contactLine({ name, address }: ContactPart, language: Language): string {
  if (name === '' || address === '') return name + address;
  return labelled(name, language) + isolateInline(address, language);
}

function documentLine({ title, link, note }: DocumentPart, language: Language): string {
  const where = link === undefined ? title : labelled(title, language) + isolateInline(link, language);
  return note === '' ? `- ${where}` : `- ${where} — ${note}`;
}
