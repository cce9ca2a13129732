import type { Knowledge } from '../knowledge/knowledge.js';
import { aboutLast, asksAddressOfOffice } from './about-last.js';
import { numbered, pointedAt } from './choice-words.js';
import { languagesNamed } from './document-language.js';
import { fold } from './fold.js';
import { keyOf } from './gazetteer.js';
import type { Interpretation } from './interpretation.js';
import type { Ask } from './meaning.js';
import { namedSubjects } from './named-subjects.js';
import type { Mention } from './places.js';
import { type Reading, says } from './reading.js';
import { askOf, plainFactOf } from './topic-asks.js';

/**
 * Short messages that only make sense after the last answer: a choice taken by name, "the other one", "and the south?",
 * "in French". Undefined where none of these fits.
 */
export function followUp(
  reading: Reading,
  mentions: readonly Mention[],
  last: Interpretation,
  knowledge: Knowledge,
): Interpretation | undefined {
  if (reading.words.length > 9) return undefined;
  const asks =
    takenChoice(reading, mentions, last, knowledge) ??
    otherOfTwo(reading, last, knowledge) ??
    otherPointedAt(reading, mentions, last, knowledge) ??
    otherOfShared(reading, mentions, last, knowledge) ??
    otherLanguage(reading, last, knowledge) ??
    aboutLast(reading, mentions, last.asks, knowledge) ??
    otherSubject(reading, last, knowledge);
  const refused = asks || last.outcome !== 'answer' ? undefined : refusedAfter(reading, mentions, last, knowledge);
  if (refused) return { ...last, outcome: 'unknown', asks: [], choices: [], confidence: 0.9, rule: refused };
  return asks ? { ...last, outcome: 'answer', asks, choices: [], confidence: 0.9, rule: ruleOf(asks) } : undefined;
}

/** What is plainly asked of the last answer and not held, by its rule. */
function refusedAfter(
  reading: Reading,
  mentions: readonly Mention[],
  { asks }: Interpretation,
  knowledge: Knowledge,
): string | undefined {
  if (asksAddressOfOffice(reading, mentions, asks)) return 'unknown';
  const family = asks[0]?.kind === 'document' ? knowledge.documents.get(asks[0].document)?.family : undefined;
  return family && languagesNamed(reading, knowledge).length > 0 ? 'edition-not-known' : undefined;
}

function ruleOf(asks: readonly Ask[]): string {
  const kind = asks[0]?.kind;
  if (asks.some((ask) => ask.kind !== kind)) return 'need-with-place';
  return kind === 'topic' || kind === undefined || kind === 'not-known' ? 'fact' : kind;
}

/** After a question back: the choice whose name, country or distinguishing word is said. */
function takenChoice(
  reading: Reading,
  mentions: readonly Mention[],
  last: Interpretation,
  knowledge: Knowledge,
): readonly Ask[] | undefined {
  if (last.outcome !== 'clarify') return undefined;
  const named = namedSubjects(reading);
  const byName = last.choices.filter(([ask]) => ask && named.includes(targetOf(ask)));
  if (byName.length === 1) return byName[0];
  const byNumber = numbered(reading, last.choices, knowledge.particles);
  if (byNumber) return byNumber;
  const countries = last.choices.flatMap(([ask]) =>
    ask && 'place' in ask && ask.place.kind === 'country' ? [ask.place.id] : [],
  );
  const said = mentions.filter((m) => !m.excluded && m.countries.length === 1).flatMap((m) => m.countries);
  const chosen = countries.filter((c) => said.includes(c));
  const hinted = chosen.length > 0 ? chosen : hintedCountries(reading, countries, knowledge);
  if (hinted.length !== 1) return pointedAt(reading, mentions, last.choices, knowledge);
  return last.choices.find(([ask]) => ask && 'place' in ask && ask.place.id === hinted[0]);
}

function targetOf(ask: Ask): string {
  return ask.kind === 'contact' ? ask.target : ask.kind === 'topic' ? ask.topic : ask.kind === 'document' ? ask.document : '';
}

/** Countries that share a name and whose distinguishing word stands in the text, such as "south". */
function hintedCountries(reading: Reading, countries: readonly string[], knowledge: Knowledge): string[] {
  const words = new Set(reading.words.map(keyOf));
  return countries.filter((code) =>
    knowledge.sharedNames.some((s) => s.hints[code]?.some((hint) => words.has(keyOf(fold(hint))))),
  );
}

/** "The other one" of two that belong together: the divisions, the frameworks, the liaison offices, the centres. */
function otherOfTwo(reading: Reading, last: Interpretation, knowledge: Knowledge): Ask[] | undefined {
  const [ask, ...more] = last.asks;
  if (!ask || more.length > 0 || !says(reading, 'other-of-two')) return undefined;
  for (const topic of knowledge.topics.values()) {
    const pair = topic.choices?.length === 2 ? topic.choices.map(askOf) : [];
    const at = pair.findIndex((p) => p.kind === ask.kind && nameOf(p) === nameOf(ask));
    if (at >= 0) return [pair[1 - at] as Ask];
  }
  return undefined;
}

/** "And the one in Africa?", "and the one that moves people?": the other of a pair, by where it stands or what it is called. */
function otherPointedAt(
  reading: Reading,
  mentions: readonly Mention[],
  last: Interpretation,
  knowledge: Knowledge,
): readonly Ask[] | undefined {
  const [ask, ...more] = last.asks;
  if (ask?.kind !== 'office' || more.length > 0) return undefined;
  for (const topic of knowledge.topics.values()) {
    const pair = topic.choices?.length === 2 ? topic.choices.map(askOf) : [];
    if (!pair.some((p) => p.kind === ask.kind && nameOf(p) === nameOf(ask))) continue;
    const pointed = pointedAt(
      reading,
      mentions,
      pair.map((p) => [p]),
      knowledge,
    );
    if (pointed) return pointed;
  }
  return undefined;
}

function nameOf(ask: Ask): string {
  return ask.kind === 'office' ? ask.office : targetOf(ask);
}

/** "And the south?" after Sudan: another country that shares a name with the last one. */
function otherOfShared(
  reading: Reading,
  mentions: readonly Mention[],
  last: Interpretation,
  knowledge: Knowledge,
): Ask[] | undefined {
  const [ask] = last.asks;
  if (!ask || !('place' in ask) || ask.place.kind !== 'country' || mentions.length > 0) return undefined;
  const shared = knowledge.sharedNames.find((s) => s.countries.includes(ask.place.id));
  const hinted = shared
    ? hintedCountries(
        reading,
        shared.countries.filter((c) => c !== ask.place.id),
        knowledge,
      )
    : [];
  return hinted.length === 1
    ? last.asks.map((a) => ('place' in a ? { ...a, place: { kind: 'country', id: hinted[0] as string } } : a))
    : undefined;
}

/** "In French" after a document that exists in several languages. */
function otherLanguage(reading: Reading, last: Interpretation, knowledge: Knowledge): Ask[] | undefined {
  const [ask] = last.asks;
  const family = ask?.kind === 'document' ? knowledge.documents.get(ask.document)?.family : undefined;
  if (!family) return undefined;
  const wanted = languagesNamed(reading, knowledge);
  const documents = [...knowledge.documents.values()].filter(
    (d) => d.family === family && d.language && wanted.includes(d.language),
  );
  return documents.length > 0 ? documents.map((d): Ask => ({ kind: 'document', document: d.id })) : undefined;
}

/** Concepts that ask for something of their own: then the message is no mere "and PRD?". */
const OWN_QUESTION = new Set([
  'does',
  'meaning',
  'q-how-many',
  'list',
  'link',
  'phone',
  'boss',
  'budget-figures',
  'specialist',
  'regional',
  'q-when',
  'q-where',
  'q-why',
  'q-what',
  'q-which',
  'languages',
]);

/** "And PRD?", "no, not RMM, I meant PRD": the same asked of another mailbox or document. */
function otherSubject(reading: Reading, last: Interpretation, knowledge: Knowledge): Ask[] | undefined {
  const [ask, ...more] = last.asks;
  const [name, ...others] = namedSubjects(reading);
  if (!ask || more.length > 0 || !name || others.length > 0) return undefined;
  if (reading.words.length > 7 || reading.concepts.some((m) => m.concepts.some((c) => OWN_QUESTION.has(c)))) return undefined;
  if (ask.kind === 'contact' && (knowledge.mailboxes.has(name) || knowledge.units.has(name)))
    return [{ kind: 'contact', target: name }];
  if (ask.kind === 'document' && knowledge.documents.has(name)) return [{ kind: 'document', document: name }];
  const topic = plainFactOf(name, knowledge);
  const subject = ask.kind === 'topic' ? knowledge.topics.get(ask.topic) : undefined;
  const comparable = subject && (subject.subject !== undefined || subject.documents.includes(subject.id));
  return comparable && topic && topic !== subject.id ? [{ kind: 'topic', topic, polar: false }] : undefined;
}
