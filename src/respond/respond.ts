import type { Answer, CardLabels, Choice, Section, Source } from '../answer.js';
import type { Knowledge } from '../knowledge/knowledge.js';
import type { Language } from '../question.js';
import type { Ask, Meaning } from '../understand/meaning.js';
import { clarifySection } from './clarify.js';
import { contactSection, mailboxOf, mailDraft } from './contact.js';
import { documentSection } from './document.js';
import { officeSection } from './office.js';
import { choiceOf } from './phrase-ask.js';
import { regionalOfficeSection, rtsSection } from './route.js';
import { topicSection } from './topic.js';
import { section, type Voice, voiceOf } from './voice.js';

/** What a notification shows at most. */
const SUMMARY_LENGTH = 150;

/** Words a meaning in its language. Pure; every fact and address comes from the knowledge as it stands. */
export function respond(meaning: Meaning, knowledge: Knowledge): Answer {
  const voice = voiceOf(knowledge, meaning.language);
  const base = {
    language: meaning.language,
    confidence: meaning.confidence,
    labels: cardLabels(voice),
    why: voice.say(whyKey(meaning)),
    choices: meaning.choices.map((asks) => choiceOf(asks, voice)),
  };
  switch (meaning.outcome) {
    case 'answer':
      return { ...base, outcome: 'answer', ...answerBody(meaning.asks, voice) };
    case 'clarify': {
      const sections = [clarifySection(meaning, voice)];
      return {
        ...base,
        outcome: 'clarify',
        title: voice.title('clarify'),
        sections,
        summary: brief(sections),
        sources: [],
        topics: topicsOf(meaning),
      };
    }
    case 'help': {
      const sections = [section({ paragraphs: [voice.say('help'), voice.say('can-ask')] })];
      return {
        ...base,
        outcome: 'help',
        title: voice.title('help'),
        sections,
        summary: brief(sections),
        sources: [],
        topics: ['help'],
        choices: starters(knowledge, meaning.language),
      };
    }
    case 'unknown': {
      const sections = [section({ paragraphs: [voice.say(UNKNOWN_SENTENCES[meaning.rule] ?? 'unknown'), voice.say('can-ask')] })];
      return {
        ...base,
        outcome: 'unknown',
        title: voice.title('unknown'),
        sections,
        summary: brief(sections),
        sources: [],
        topics: ['unknown'],
      };
    }
  }
}

const UNKNOWN_SENTENCES: Readonly<Record<string, string>> = {
  'place-not-known': 'unknown-place',
  'edition-not-known': 'unknown-edition',
  'no-question': 'no-question',
};

/** Example questions of a language. */
export function starters(knowledge: Knowledge, language: Language): Choice[] {
  return knowledge.starters.map((texts) => ({ label: texts[language], value: texts[language] }));
}

function answerBody(asks: readonly Ask[], voice: Voice) {
  const alone = !asks.some((a) => a.kind === 'contact');
  const shown = asks.map((ask, i) => sectionOf(ask, alone && asks.findIndex((a) => a.kind === 'rts') === i, voice));
  const title = titleOf(asks, shown, voice);
  const [first, ...others] = shown;
  const sections = first && title.startsWith(first.heading ?? '') ? [withoutHeading(first), ...others] : shown;
  const contact = asks.find((a) => a.kind === 'contact');
  const mail = contact && contact.target !== 'all' ? mailDraft(contact.target, voice) : undefined;
  return {
    title,
    sections,
    summary: summaryOf(asks, title, shown, voice),
    sources: sourcesOf(asks, voice),
    topics: asks.map(topicKey),
    ...(mail ? { mail } : {}),
  };
}

/** The heading of the only section; of a need with its place, whom to turn to first and then; else that there are several. */
function titleOf(asks: readonly Ask[], [first]: readonly Section[], voice: Voice): string {
  const [route, contact] = asks;
  if (asks.length === 1 || first?.heading === undefined) return first?.heading ?? '';
  const mailbox = contact?.kind === 'contact' ? mailboxOf(contact.target, voice) : undefined;
  if (asks.length > 2 || route?.kind !== 'rts' || !mailbox) return voice.title('several');
  return voice.title('first-then', { first: first.heading, name: mailbox.acronym });
}

function sectionOf(ask: Ask, alone: boolean, voice: Voice): Section {
  switch (ask.kind) {
    case 'contact':
      return contactSection(ask.target, voice);
    case 'rts':
      return rtsSection(ask, alone, voice);
    case 'regional-office':
      return regionalOfficeSection(ask, voice);
    case 'office':
      return officeSection(ask, voice);
    case 'topic':
      return topicSection(ask, voice);
    case 'document':
      return documentSection(ask.document, voice);
    case 'not-known':
      return section({ heading: voice.title('not-known'), paragraphs: [voice.say('not-known-part')] });
  }
}

function withoutHeading({ heading: _, ...rest }: Section): Section {
  return rest;
}

/** Who and the address, short enough for a notification. */
function summaryOf(asks: readonly Ask[], title: string, sections: readonly Section[], voice: Voice): string {
  const contact = asks.find((a) => a.kind === 'contact');
  const mailbox = contact ? mailboxOf(contact.target, voice) : undefined;
  const route = sections.find((_, i) => asks[i]?.kind === 'rts' || asks[i]?.kind === 'regional-office')?.heading;
  const parts = [
    ...(route ? [route] : []),
    ...(mailbox ? [voice.say('summary-contact', { name: mailbox.acronym, address: mailbox.address })] : []),
  ];
  if (parts.length > 0) return cut(parts.join(' · '));
  return cut(`${title}: ${sections[0]?.paragraphs[0] ?? ''}`);
}

function brief(sections: readonly Section[]): string {
  return cut(sections[0]?.paragraphs[0] ?? '');
}

/** Cuts at a word, counted in code points. */
function cut(text: string): string {
  if (text.length <= SUMMARY_LENGTH) return text;
  const points = [...text];
  if (points.length <= SUMMARY_LENGTH) return text;
  const head = points.slice(0, SUMMARY_LENGTH - 1).join('');
  return `${head.slice(0, Math.max(head.lastIndexOf(' '), 60))}…`;
}

function sourcesOf(asks: readonly Ask[], voice: Voice): Source[] {
  const { sources, sourceOf, topics } = voice.knowledge;
  const ids = new Set(
    asks.flatMap((ask) => {
      if (ask.kind === 'rts' || ask.kind === 'regional-office') return ['coverage', sourceOf.offices];
      if (ask.kind === 'contact') return [sourceOf.contacts];
      if (ask.kind === 'office') return [sourceOf.offices];
      if (ask.kind === 'document') return [sourceOf.documents];
      return ask.kind === 'topic' ? [topics.get(ask.topic)?.source ?? 'handbook'] : [];
    }),
  );
  return [...ids].flatMap((id) => {
    const source = sources.get(id);
    return source ? [{ id, title: voice.of(source.title), asOf: source.asOf }] : [];
  });
}

/** The key of an ask, such as `country:KE`: what metrics, feedback and browsing call it. */
export function topicKey(ask: Ask): string {
  switch (ask.kind) {
    case 'contact':
      return `contact:${ask.target}`;
    case 'rts':
    case 'regional-office':
      return `${ask.place.kind}:${ask.place.id}`;
    case 'office':
      return `office:${ask.office}`;
    case 'topic':
      return `topic:${ask.topic}`;
    case 'document':
      return `document:${ask.document}`;
    case 'not-known':
      return 'unknown';
  }
}

function topicsOf(meaning: Meaning): string[] {
  return meaning.doubt?.kind === 'which-topic' ? [`topic:${meaning.doubt.topic}`] : [meaning.rule];
}

function whyKey(meaning: Meaning): string {
  if (meaning.outcome !== 'answer') return `why-${meaning.outcome}`;
  return `why-${meaning.rule}`;
}

function cardLabels(voice: Voice): CardLabels {
  const { label } = voice;
  return {
    source: label('source'),
    asOf: label('asOf'),
    writeMail: label('writeMail'),
    copyAddress: label('copyAddress'),
    why: label('why'),
    notRight: label('notRight'),
    helpful: label('helpful'),
    share: label('share'),
    contact: label('contact'),
    openLink: label('openLink'),
  };
}
