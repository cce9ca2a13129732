import type { Knowledge } from '../knowledge/knowledge.js';
import type { OfficeKind } from '../knowledge/schema.js';
import type { RankedGroup, Ranking } from './classify.js';
import { chooseDocuments } from './document-language.js';
import { topicFeatures } from './features.js';
import { score, softmax } from './linear-model.js';
import type { Ask, Doubt, PlaceDoubt, PlaceRef } from './meaning.js';
import type { Models } from './model.js';
import type { NearNames } from './near-names.js';
import { findOffices, officeKindsOf } from './office-questions.js';
import type { Mention } from './places.js';
import type { Reading } from './reading.js';
import { type Resolved, resolvePlaces } from './resolve-places.js';
import { AGAINST_UNKNOWN, ANSWER_FROM, NAMED_AGAINST_UNKNOWN, UNIT_FROM } from './thresholds.js';
import type { TopicClass } from './topics.js';

/** What one message, or one part of it, asks. */
export interface Interpretation {
  readonly outcome: 'answer' | 'clarify' | 'unknown' | 'help';
  readonly asks: readonly Ask[];
  readonly doubt?: Doubt;
  readonly choices: readonly (readonly Ask[])[];
  readonly rule: string;
  readonly confidence: number;
  readonly topic?: TopicClass;
}

/** Places known from around the message: the thread wins over the channel. */
export interface Around {
  readonly thread: readonly Mention[];
  readonly channel: readonly Mention[];
  /** The message is read with the scores of the thread: what it lacks stands there. */
  readonly leaning?: boolean;
}

/** What interpreting needs beside the text. */
export interface InterpretTools {
  readonly knowledge: Knowledge;
  readonly models: Models;
  readonly nearNames: NearNames;
  /** Language the answer will have, for documents that exist in several. */
  readonly language: string;
}

/** Turns a ranking of topics and the places of a text into definite asks, a question back, or "not known". */
export function interpret(
  reading: Reading,
  mentions: readonly Mention[],
  ranking: Ranking,
  around: Around,
  tools: InterpretTools,
): Interpretation {
  const best = ranking.groups[0];
  const against = best && isNamed(best.topic, reading, tools.knowledge) ? NAMED_AGAINST_UNKNOWN : AGAINST_UNKNOWN;
  if (
    !best ||
    best.probability < Math.min(ANSWER_FROM, against) ||
    best.probability < against * (best.probability + ranking.unknown)
  ) {
    return { outcome: 'unknown', asks: [], choices: [], rule: 'unknown', confidence: 1 - (best?.probability ?? 0) };
  }
  const base = { confidence: best.probability, topic: best.topic };
  const { topic } = best;
  switch (topic.kind) {
    case 'help':
      return { ...base, outcome: 'help', asks: [], choices: [], rule: 'help' };
    case 'contact':
      return { ...base, ...contactAsks(best, reading, mentions, around, tools) };
    case 'rts':
    case 'regional-office':
      return { ...base, ...routeAsks(topic.kind, reading, mentions, around, tools) };
    case 'office':
      return { ...base, ...officeAsks(reading, mentions, tools.knowledge) };
    case 'document':
      return { ...base, ...documentAsks(topic, reading, tools) };
    case 'clarify':
      return { ...base, ...clarifyTopic(topic.id, mentions, reading, tools.knowledge) };
    default:
      // "CCCM Maiduguri": a unit's name with a place asks who helps there.
      if (
        tools.knowledge.units.has(tools.knowledge.topics.get(topic.id)?.subject ?? '') &&
        mentions.some((m) => !m.excluded) &&
        !isPolar(reading)
      ) {
        return { ...base, ...contactAsks(best, reading, mentions, around, tools) };
      }
      // "Whom does the mission in Kuwait City turn to first?": what an RTS is, with a place, asks for that place's RTS.
      if (topic.family === 'rts' && mentions.some((m) => !m.excluded))
        return { ...base, ...routeAsks('rts', reading, mentions, around, tools) };
      return {
        ...base,
        ...(coveringOffice(topic, reading, mentions, around, tools) ?? factAsks(topic, reading, mentions, tools.knowledge)),
      };
  }
}

/** Whether the text calls the topic's subject by its name or acronym. */
function isNamed(topic: TopicClass, reading: Reading, knowledge: Knowledge): boolean {
  const record = knowledge.topics.get(topic.id);
  const subjects = new Set([record?.subject, ...(record?.documents ?? []), topic.family]);
  return namedSubjects(reading).some((name) => subjects.has(name));
}

type Result = Omit<Interpretation, 'confidence' | 'topic'>;

const answer = (rule: string, ...asks: readonly Ask[]): Result => ({ outcome: 'answer', asks, choices: [], rule });
const notKnown = (rule: string): Result => ({ outcome: 'unknown', asks: [], choices: [], rule });

function contactAsks(
  best: RankedGroup,
  reading: Reading,
  mentions: readonly Mention[],
  around: Around,
  tools: InterpretTools,
): Result {
  const { knowledge } = tools;
  const named = namedMailboxes(reading, knowledge);
  if (named.length > 1 && best.topic.id !== 'contact-all')
    return answer('contact', ...named.map((target): Ask => ({ kind: 'contact', target })));
  if (!around.leaning && saysNoNeed(reading))
    return clarifyTopic(
      reading.concepts.some((m) => m.concepts.includes('division')) ? 'which-division-mailbox' : 'which-mailbox',
      mentions,
      reading,
      knowledge,
    );
  const own = knowledge.topics.get(best.topic.id)?.subject ?? '';
  const unit = knowledge.units.get(own);
  const target = unit && best.topicProbability < UNIT_FROM * best.probability ? unit.mailbox : own;
  const contact: Ask = { kind: 'contact', target };
  const mailbox = unit?.mailbox ?? target;
  if (target === 'all' || mailbox === 'rmm' || mailbox === 'doe') return answer('contact', contact);
  const places = pickPlaces(mentions, around);
  if (places.length === 0 || wantsMailboxOnly(reading, tools.models)) return answer('contact', contact);
  const resolved = resolvePlaces(places, reading, knowledge);
  if (resolved.doubt) return doubtAsks(resolved.doubt, 'both', resolved, contact);
  if (resolved.refs.length === 0) return answer('contact', contact);
  return answer('need-with-place', ...resolved.refs.map((place) => ({ kind: 'rts', place }) as const), contact);
}

/** Concepts that ask for a contact without saying what for. */
const NO_NEED = new Set([
  'q-who',
  'q-what',
  'q-which',
  'q-how',
  'q-where',
  'contact',
  'email',
  'send-me',
  'my-our',
  'helps',
  'colleague',
  'headquarters',
  'and-also',
  'polar',
  'back-reference',
  'office',
  'department',
  'division',
  'greeting',
  'thanks',
  'first-turn',
  'handles',
]);

/** "Whom do I write to?": every word only asks, none says what it is about. */
function saysNoNeed(reading: Reading): boolean {
  if (namedSubjects(reading).length > 0) return false;
  const asking = new Set<number>();
  for (const m of reading.concepts)
    if (m.concepts.some((c) => NO_NEED.has(c))) for (let i = m.start; i < m.end; i++) asking.add(i);
  return reading.words.length > 0 && reading.words.every((word, i) => asking.has(i) || word.length <= 3);
}

/** Names of what the text speaks of, such as "rmm" or "wash", in their order; those after a "not" are left out. */
export function namedSubjects(reading: Reading): string[] {
  const names = reading.concepts.flatMap((m) => {
    const negated = reading.concepts.some((n) => n.concepts.includes('not') && n.end <= m.start && m.start - n.end <= 1);
    return negated ? [] : m.concepts.filter((c) => c.startsWith('@')).map((c) => c.slice(1));
  });
  return [...new Set(names)];
}

/** One target for each mailbox that is named; several only where different mailboxes are. */
function namedMailboxes(reading: Reading, knowledge: Knowledge): string[] {
  const byMailbox = new Map<string, string>();
  for (const name of namedSubjects(reading)) {
    const mailbox = knowledge.units.get(name)?.mailbox ?? (knowledge.mailboxes.has(name) ? name : undefined);
    if (mailbox && !byMailbox.has(mailbox)) byMailbox.set(mailbox, name);
  }
  return [...byMailbox.values()];
}

function pickPlaces(mentions: readonly Mention[], around: Around): readonly Mention[] {
  const own = mentions.filter((m) => !m.excluded);
  if (own.length > 0) return own;
  const excluded = new Set(mentions.flatMap((m) => m.countries));
  const rest = (list: readonly Mention[]) => list.filter((m) => !m.excluded && !m.countries.some((c) => excluded.has(c)));
  const thread = rest(around.thread);
  return thread.length > 0 ? thread : rest(around.channel);
}

/** Whether a need with a place asks for headquarters only; learnt from examples. */
function wantsMailboxOnly(reading: Reading, models: Models): boolean {
  const probabilities = softmax(score(models.scope, topicFeatures(reading)));
  return (probabilities[models.scope.classes.indexOf('mailbox')] ?? 0) > 0.5;
}

/** Unknown words that are tried as names of places: each costs milliseconds, and prose holds hundreds. */
const MOST_TRIED = 3;

function routeAsks(
  kind: 'rts' | 'regional-office',
  reading: Reading,
  mentions: readonly Mention[],
  around: Around,
  tools: InterpretTools,
): Result {
  const resolved = resolvePlaces(pickPlaces(mentions, around), reading, tools.knowledge);
  if (resolved.doubt) return doubtAsks(resolved.doubt, kind, resolved);
  if (resolved.refs.length === 0) {
    const near = [...new Set(reading.unknownWords.slice(0, MOST_TRIED).flatMap((word) => tools.nearNames(word)))].map(
      (id): PlaceRef => ({ kind: 'country', id }),
    );
    if (near.length === 1) return answer(kind, { kind, place: near[0] as PlaceRef });
    if (near.length > 1)
      return doubtAsks({ kind: 'which-country', name: reading.unknownWords[0] ?? '', shared: undefined }, kind, {
        refs: [],
        candidates: near,
      });
    if (reading.unknownWords.length > 0) return notKnown('place-not-known');
    return { outcome: 'clarify', asks: [], choices: [], doubt: { kind: 'which-place', wanted: kind }, rule: 'which-place' };
  }
  const supposed = resolved.supposed ? { supposed: resolved.supposed } : {};
  return answer(kind, ...resolved.refs.map((place): Ask => (kind === 'rts' ? { kind, place } : { kind, place, ...supposed })));
}

function doubtAsks(about: PlaceDoubt, wanted: 'rts' | 'regional-office' | 'both', resolved: Resolved, also?: Ask): Result {
  const choices = resolved.candidates.map((place: PlaceRef): Ask[] => {
    const route: Ask = wanted === 'regional-office' ? { kind: 'regional-office', place } : { kind: 'rts', place };
    return also ? [route, also] : [route];
  });
  return { outcome: 'clarify', asks: [], choices, doubt: { kind: 'which-of', wanted, about }, rule: about.kind };
}

function officeAsks(reading: Reading, mentions: readonly Mention[], knowledge: Knowledge): Result {
  const kinds = officeKindsOf(reading);
  const offices = findOffices(mentions, kinds, knowledge);
  if (offices.length === 0)
    return kinds.length === 1
      ? answer('list', { kind: 'topic', topic: `list-${kinds[0]}`, polar: false })
      : notKnown('office-not-known');
  const supposed = isPolar(reading) ? kinds[0] : undefined;
  return answer('office', ...offices.map((office): Ask => ({ kind: 'office', office, ...(supposed ? { supposed } : {}) })));
}

function documentAsks(topic: TopicClass, reading: Reading, tools: InterpretTools): Result {
  const subject = tools.knowledge.topics.get(topic.id)?.subject ?? '';
  const others = namedSubjects(reading).filter((name) => name !== subject && tools.knowledge.topics.has(`doc-${name}`));
  const documents = [subject, ...others].flatMap((name) => chooseDocuments(name, reading, tools.language, tools.knowledge));
  return documents.length > 0
    ? answer('document', ...documents.map((document): Ask => ({ kind: 'document', document })))
    : notKnown('edition-not-known');
}

function clarifyTopic(topic: string, mentions: readonly Mention[], reading: Reading, knowledge: Knowledge): Result {
  const choices = knowledge.topics.get(topic)?.choices ?? [];
  if (choices.some((c) => c.startsWith('office:'))) {
    const offices = new Set(choices.map((c) => c.slice('office:'.length)));
    const found = findOffices(mentions, officeKindsOf(reading), knowledge).filter((id) => offices.has(id));
    if (found.length === 1) return answer('office', { kind: 'office', office: found[0] as string });
  }
  return {
    outcome: 'clarify',
    asks: [],
    choices: choices.map((c) => [askOf(c)]),
    doubt: { kind: 'which-topic', topic },
    rule: 'which-topic',
  };
}

/** The ask that a choice in the knowledge stands for, such as `contact:rmm`. */
export function askOf(choice: string): Ask {
  const [kind, target = ''] = choice.split(':');
  if (kind === 'contact') return { kind, target };
  if (kind === 'document') return { kind, document: target };
  if (kind === 'office') return { kind, office: target };
  return { kind: 'topic', topic: target, polar: false };
}

/** "Which Regional Office is responsible for Lebanon?": Regional Offices with a country none of them stands in. */
function coveringOffice(
  topic: TopicClass,
  reading: Reading,
  mentions: readonly Mention[],
  around: Around,
  tools: InterpretTools,
): Result | undefined {
  const regional = topic.group === 'list-ro' || (/^(?:list|kind)-/.test(topic.id) && officeKindsOf(reading).includes('ro'));
  if (!regional || !mentions.some((m) => !m.excluded && m.countries.length > 0 && !m.office)) return undefined;
  const found = routeAsks('regional-office', reading, mentions, around, tools);
  return found.outcome === 'answer' ? found : undefined;
}

/** Facts and lists; a list of offices with a place asks for those there. */
function factAsks(topic: TopicClass, reading: Reading, mentions: readonly Mention[], knowledge: Knowledge): Result {
  const kind = /^(?:list|kind)-(ro|slo|ac|coord|rm)$/.exec(topic.id)?.[1] as OfficeKind | undefined;
  if (kind && mentions.some((m) => !m.excluded)) {
    const offices = findOffices(mentions, [kind], knowledge);
    if (offices.length > 0) return answer('office', ...offices.map((office): Ask => ({ kind: 'office', office })));
  }
  return answer(topic.kind === 'list' ? 'list' : 'fact', { kind: 'topic', topic: topic.id, polar: isPolar(reading) });
}

const QUESTION_WORDS = new Set(['q-who', 'q-what', 'q-where', 'q-when', 'q-how-many', 'q-which', 'q-why', 'q-how']);

/** Whether a text is a yes/no question: it begins or ends like one and holds no question word. */
export function isPolar(reading: Reading): boolean {
  if (reading.concepts.some((m) => m.concepts.some((c) => QUESTION_WORDS.has(c)))) return false;
  return reading.concepts.some((m) => m.concepts.includes('polar') && (m.start <= 1 || m.end >= reading.words.length - 1));
}
