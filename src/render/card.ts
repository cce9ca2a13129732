import {
  type Answer,
  type CardLabels,
  type Choice,
  type Contact,
  directionOf,
  type Fact,
  type MailDraft,
  type Section,
} from '../answer.js';
import type { Language } from '../question.js';
import { isolateInline, isolateRuns } from './bidi-isolate.js';
import { codePointLength } from './cut-text.js';
import { mailLink, webLink } from './safe-url.js';
import { tidyLine, tidyText } from './tidy-text.js';

/** What a platform may leave out of a card or put in. */
export interface CardOptions {
  /** False where nothing can be pressed, such as a copy for others: no buttons at all. Default true. */
  readonly interactive?: boolean;
  /** A button to show the answer to everybody in the channel. Default false. */
  readonly share?: boolean;
  /** Buttons to say whether it helped. Default false. */
  readonly feedback?: boolean;
  /** An opaque id that comes back with every button but the choices. */
  readonly reference?: string;
}

/** A mailbox; `link` only where the address is exactly one plain address. */
export interface ContactPart extends Contact {
  readonly link?: string;
}

/** A document; `link` only where its address is a web page. */
export interface DocumentPart {
  readonly title: string;
  readonly note: string;
  readonly link?: string;
}

/** What stands on a card, one kind of thing a part. The skeleton of all four renderers: each has one small function a kind. */
export type Part =
  | { readonly kind: 'heading' | 'paragraph' | 'note'; readonly text: string }
  | { readonly kind: 'items'; readonly items: readonly string[] }
  /** Labels come with their colon and a blank. */
  | { readonly kind: 'facts'; readonly facts: readonly Fact[] }
  | { readonly kind: 'contacts'; readonly contacts: readonly ContactPart[] }
  | { readonly kind: 'documents'; readonly documents: readonly DocumentPart[] };

/** An answer made ready for a renderer: tidied, isolated for right-to-left lines, links checked, nothing empty in it. */
export interface Card {
  readonly outcome: Answer['outcome'];
  readonly language: Language;
  readonly rightToLeft: boolean;
  readonly title: string;
  readonly summary: string;
  readonly sections: readonly (readonly Part[])[];
  readonly choices: readonly Choice[];
  readonly mail?: MailDraft;
  readonly why: string;
  /** One line for each date of the sources. */
  readonly sources: readonly string[];
  readonly labels: CardLabels;
}

/** Slack takes no longer value on a button; cutting it would ask another question. */
const LONGEST_VALUE = 2000;

/** Makes an answer ready for a renderer. */
export function toCard(answer: Answer): Card {
  const { language } = answer;
  const title = isolateRuns(tidyLine(answer.title), language);
  const sections = answer.sections.map((section) => partsOf(section, title, language)).filter((parts) => parts.length > 0);
  const { choices, unpressable } = sortChoices(answer);
  return {
    outcome: answer.outcome,
    language,
    rightToLeft: directionOf(language) === 'rtl',
    title,
    summary: isolateRuns(tidyLine(answer.summary), language),
    sections: unpressable.length === 0 ? sections : [...sections, [{ kind: 'items', items: unpressable }]],
    choices,
    ...(answer.outcome === 'answer' && answer.mail && mailLink(answer.mail.to) ? { mail: answer.mail } : {}),
    why: isolateRuns(tidyText(answer.why), language),
    sources: sourceLines(answer),
    labels: tidyLabels(answer.labels),
  };
}

/** Choices with a question too long for a button are said as text, so that they can be typed. */
function sortChoices({ choices, language }: Answer): { choices: Choice[]; unpressable: string[] } {
  const tidy = choices
    .map(({ label, value }) => ({ label: isolateRuns(tidyLine(label), language), value: tidyText(value) }))
    .filter(({ label, value }) => label !== '' && value !== '');
  const fits = ({ value }: Choice) => codePointLength(value) <= LONGEST_VALUE;
  return { choices: tidy.filter(fits), unpressable: tidy.filter((choice) => !fits(choice)).map(({ label }) => label) };
}

/** A button without a word on it is refused by Slack. */
function tidyLabels(labels: CardLabels): CardLabels {
  const word = (text: string) => tidyLine(text) || '…';
  return {
    source: tidyLine(labels.source),
    asOf: tidyLine(labels.asOf),
    writeMail: word(labels.writeMail),
    copyAddress: word(labels.copyAddress),
    why: word(labels.why),
    notRight: word(labels.notRight),
    helpful: word(labels.helpful),
    share: word(labels.share),
    contact: word(labels.contact),
    openLink: word(labels.openLink),
  };
}

/** `Label: ` as the language sets it. */
export function labelled(label: string, language: Language): string {
  const bare = label.endsWith(':') ? label.slice(0, -1).trimEnd() : label;
  return bare === '' ? '' : `${bare}${language === 'fr' ? '\u00a0' : ''}: `;
}

function partsOf(section: Section, title: string, language: Language): Part[] {
  const running = (text: string) => isolateRuns(tidyText(text), language);
  const heading = running(tidyLine(section.heading ?? ''));
  const texts = (kind: 'paragraph' | 'note', list: readonly string[]): Part[] =>
    filled(list.map(running)).map((text) => ({ kind, text }));
  const items = filled(section.items.map((item) => running(tidyLine(item))));
  const facts = section.facts.map((fact) => tidyFact(fact, language)).filter(({ value }) => value !== '');
  const contacts = section.contacts
    .map((contact) => tidyContact(contact, language))
    .filter((c) => c.name !== '' || c.address !== '');
  const documents = section.documents.map((document) => tidyDocument(document, language)).filter((d) => d.title !== '');
  return [
    ...(heading === '' || heading === title ? [] : [{ kind: 'heading' as const, text: heading }]),
    ...texts('paragraph', section.paragraphs),
    ...(items.length > 0 ? [{ kind: 'items' as const, items }] : []),
    ...(facts.length > 0 ? [{ kind: 'facts' as const, facts }] : []),
    ...(contacts.length > 0 ? [{ kind: 'contacts' as const, contacts }] : []),
    ...(documents.length > 0 ? [{ kind: 'documents' as const, documents }] : []),
    ...texts('note', section.notes),
  ];
}

function tidyFact(fact: Fact, language: Language): Fact {
  return {
    label: labelled(isolateRuns(tidyLine(fact.label), language), language),
    value: isolateInline(tidyText(fact.value), language),
  };
}

function tidyContact(contact: Contact, language: Language): ContactPart {
  const address = tidyLine(contact.address);
  const link = mailLink(address);
  return { name: isolateInline(tidyLine(contact.name), language), address, ...(link === undefined ? {} : { link }) };
}

function tidyDocument(document: Section['documents'][number], language: Language): DocumentPart {
  const url = tidyLine(document.url ?? '');
  const link = webLink(url);
  const title = isolateInline(tidyLine(document.title), language);
  const note = isolateRuns(tidyLine(document.note ?? ''), language);
  // An address that cannot be a link is still said, as text.
  const unlinked = link === undefined && url !== '' ? url : '';
  return { title: title || url, note: filled([unlinked, note]).join(' — '), ...(link === undefined ? {} : { link }) };
}

function sourceLines(answer: Answer): string[] {
  const { labels, language } = answer;
  const byDate = new Map<string, Set<string>>();
  for (const { title, asOf } of answer.sources) {
    const titles = byDate.get(asOf) ?? new Set<string>();
    byDate.set(asOf, titles.add(isolateInline(tidyLine(title), language)));
  }
  return [...byDate].map(([asOf, titles]) => {
    const from = labelled(tidyLine(labels.source), language) + filled([...titles]).join(language === 'ar' ? '؛ ' : '; ');
    const date = isolateInline(tidyLine(asOf), language);
    return date === '' ? from : `${from} · ${labelled(tidyLine(labels.asOf), language)}${date}`;
  });
}

function filled(texts: readonly string[]): string[] {
  return texts.filter((text) => text !== '');
}
