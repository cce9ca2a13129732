import { fill } from '../knowledge/format.js';
import type { Knowledge } from '../knowledge/knowledge.js';
import { LANGUAGES, type Language, type Via } from '../question.js';
import { patternQuestions } from './pattern-questions.js';

/** An example question that teaches the matcher. */
export interface Taught {
  readonly text: string;
  readonly via: Via;
  readonly language: Language;
  readonly topic: string;
  /** The need names a place and wants the regional specialist too. */
  readonly withPlace: boolean;
}

/** All example questions, in the order of the files, those made of patterns, and those that the assistant's own buttons ask. */
export function taughtQuestions(knowledge: Knowledge): Taught[] {
  const example = exampleWith(knowledge);
  const examples = [...knowledge.topics.values()].flatMap((topic) =>
    LANGUAGES.flatMap((language) =>
      ([false, true] as const).flatMap((withPlace) =>
        ((withPlace ? topic.questionsWithPlace : topic.questions)[language] ?? []).map((text) =>
          example(text, language, topic.id, withPlace),
        ),
      ),
    ),
  );
  const made = LANGUAGES.flatMap((language) =>
    patternQuestions(knowledge, language).map(({ text, subject, withPlace }) =>
      // The business of a mailbox that stands for itself goes to Headquarters, whatever the place.
      example(text, language, `contact-${subject}`, withPlace && knowledge.units.has(subject)),
    ),
  );
  return [...examples, ...made, ...LANGUAGES.flatMap((language) => buttonQuestions(knowledge, language, example))];
}

/** Sub-commands that begin a question; the others do something. */
const ASKING = ['contact', 'rts', 'office', 'country', 'docs', 'list'];

type MakeExample = (text: string, language: Language, topic: string, withPlace?: boolean) => Taught;

/** Makes examples; what begins with an English sub-command was typed behind the slash. */
function exampleWith({ wording }: Knowledge): MakeExample {
  const commands = new Set(ASKING.flatMap((name) => wording.en.commands[name] ?? []));
  return (text, language, topic, withPlace = false) => {
    const [first = '', second] = text.toLowerCase().split(' ', 2);
    return { text, via: second !== undefined && commands.has(first) ? 'slash' : 'message', language, topic, withPlace };
  };
}

/** What a press on a choice asks, and the titles that stand on the buttons. */
function buttonQuestions(k: Knowledge, language: Language, example: MakeExample): Taught[] {
  const { sentences } = k.wording[language];
  const ask = (key: string, topic: string, values: Record<string, string>) =>
    sentences[key] ? [example(fill(sentences[key], values), language, topic)] : [];
  const places = [...k.countries.values()]
    .filter((_, i) => i % 6 === 0)
    .map((c) => (language === 'en' || language === 'fr' ? c.phrase[language] : c.names[language]));
  const regional = [...k.offices.values()].filter((o) => o.kinds.includes('ro')).map((o) => o.city[language]);
  const named = [...k.mailboxes.values(), ...k.units.values()].flatMap((r) =>
    [r.names[language], r.acronym ?? ''].filter(Boolean).map((name) => ({ id: r.id, name })),
  );
  return [
    ...named.flatMap(({ id, name }) => [
      ...ask('ask-contact', `contact-${id}`, { name }),
      example(`contact ${name}`, language, `contact-${id}`),
    ]),
    ...places.flatMap((place) => [
      ...ask('ask-rts', 'rts-for', { place }),
      ...ask('ask-regional-office', 'regional-office', { place }),
    ]),
    ...regional.flatMap((city) => ask('ask-rts-office', 'rts-for', { city })),
    ...[...k.offices.values()].flatMap((office) => ask('ask-office', 'office', { city: office.city[language] })),
    ...[...k.documents.values()].flatMap((d) => ask('ask-document', `doc-${d.family ?? d.id}`, { title: d.title })),
    ...[...k.topics.values()].flatMap((topic) => (topic.title ? [example(topic.title[language], language, topic.id)] : [])),
  ];
}
