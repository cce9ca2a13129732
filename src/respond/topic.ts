import type { Section } from '../answer.js';
import { editionOf } from '../knowledge/editions.js';
import type { Ask } from '../understand/meaning.js';
import { contactOf, mailboxOf } from './contact.js';
import { documentLinks } from './document.js';
import { section, type Voice } from './voice.js';

/** A fact or a list of the handbook entry. */
export function topicSection(ask: Extract<Ask, { kind: 'topic' }>, voice: Voice): Section {
  const topic = voice.knowledge.topics.get(ask.topic);
  if (!topic?.answer || !topic.title) return section({});
  const verdict = ask.polar && topic.polar ? `${voice.say(topic.polar)} ` : '';
  const mailbox = topic.subject ? mailboxOf(topic.subject, voice) : undefined;
  return section({
    heading: voice.of(topic.title),
    paragraphs: [`${verdict}${voice.of(topic.answer)}`],
    items: topic.items ? topic.items.map((item) => voice.of(item)) : officeItems(topic.offices, voice),
    contacts: mailbox ? [contactOf(mailbox, voice)] : [],
    documents: topic.documents.flatMap((id) => {
      const document = editionOf(voice.knowledge, id, voice.language);
      return document ? documentLinks(document, voice) : [];
    }),
  });
}

function officeItems(kind: string | undefined, voice: Voice): string[] {
  if (!kind) return [];
  return [...voice.knowledge.offices.values()]
    .filter((office) => (office.kinds as readonly string[]).includes(kind))
    .map((office) => {
      const country = voice.knowledge.countries.get(office.country)?.names[voice.language] ?? '';
      const serves = office.for ? ` – ${voice.region(office.for.region)}` : '';
      return `${voice.of(office.city)} (${country})${serves}`;
    });
}
