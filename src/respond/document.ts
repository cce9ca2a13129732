import type { DocumentLink, Section } from '../answer.js';
import type { DocumentRecord } from '../knowledge/schema.js';
import { section, type Voice } from './voice.js';

/** A document as a card shows it: its link, or that the handbook has no address for it. */
export function documentLinks(document: DocumentRecord, voice: Voice): DocumentLink[] {
  const notes = [
    ...(document.updated ? [voice.of(document.updated)] : []),
    ...(document.link ? [] : [voice.say('address-not-known')]),
  ];
  return [
    {
      title: document.title,
      ...(document.link ? { url: document.link } : {}),
      ...(notes.length > 0 ? { note: notes.join('. ') } : {}),
    },
    ...document.more.map((m) => ({ title: m.title, url: m.link })),
  ];
}

/** A document that was asked for. A topic of the same id says in a line or two what the document is. */
export function documentSection(id: string, voice: Voice): Section {
  const document = voice.knowledge.documents.get(id);
  if (!document) return section({});
  const topic = voice.knowledge.topics.get(id);
  return section({
    heading: document.title,
    paragraphs: [
      voice.say(document.link ? 'document-here' : 'document-listed'),
      ...(topic?.kind === 'fact' && topic.answer ? [voice.of(topic.answer)] : []),
    ],
    documents: documentLinks(document, voice),
  });
}
