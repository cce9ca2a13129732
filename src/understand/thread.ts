import { type Ranking, rank } from './classify.js';
import { topicFeatures } from './features.js';
import { followUp } from './follow-up.js';
import { interpret } from './interpret.js';
import type { Around, Interpretation, InterpretTools } from './interpretation.js';
import { score, softmax } from './linear-model.js';
import { tellsNeed, tellsOthers } from './named-subjects.js';
import type { Mention } from './places.js';
import { type Reading, says } from './reading.js';
import { withoutJourney } from './resolve-places.js';
import { askForNeed, needOf } from './thread-need.js';
import { NOT_BACK, STATEMENT, THREAD_KIND, THREAD_SUBJECT, UNLIKELY } from './thresholds.js';
import { type ClassTable, summedOver } from './topics.js';

/** What is known after a message of a thread, for the next one to lean on. */
export interface ThreadState {
  /** Topic scores of what was asked last, with what it leaned on itself. */
  readonly scores: Float32Array;
  readonly mentions: readonly Mention[];
  readonly last: Interpretation;
  /** Unit or mailbox of the last need that was told. */
  readonly need: string | undefined;
}

/** How a message was read with its thread. */
export interface InThread {
  readonly interpretation: Interpretation;
  readonly state: ThreadState;
  /** How probable each topic is for the message alone. */
  readonly ranking: Ranking;
  /** Whether the thread was needed to understand it. */
  readonly leaned: boolean;
}

/** Concepts that carry no question of their own: a message of only these and names leans on the thread. */
const EMPTY_CONCEPTS = new Set([
  'and-also',
  'not',
  'back-reference',
  'q-what',
  'q-which',
  'polar',
  'my-our',
  'correction',
  'country-office',
  'doubt',
  'thanks',
  'greeting',
  'send-me',
]);
const SHORT = 7;
const CLEAR = 0.8;
/** Concepts that say who is wanted for a place. */
const WHO_FOR_A_PLACE = ['specialist', 'regional', 'email'];

/** Understands a message with what the thread said before. */
export function interpretInThread(
  reading: Reading,
  named: readonly Mention[],
  before: ThreadState | undefined,
  around: Around,
  classes: ClassTable,
  tools: InterpretTools,
): InThread {
  const mentions = before ? meantPlaces(named, before) : named;
  const own = score(tools.models.topic, topicFeatures(reading));
  const ranking = rank(own, classes);
  const alone = interpret(reading, mentions, ranking, around, tools);
  const need = needOf(reading, ranking, tools) ?? before?.need;
  const withOwn = (interpretation: Interpretation, leaned: boolean, scores = own): InThread => ({
    interpretation,
    leaned,
    ranking,
    state: {
      scores,
      mentions: carried(withoutJourney(mentions, reading, tools.knowledge.particles), before),
      last: interpretation,
      need,
    },
  });
  if (!before) return withOwn(alone, false);
  const follow = followUp(reading, mentions, before.last, tools.knowledge);
  if (follow) return withOwn(follow, true, before.scores);
  const placeOnly = isBare(reading, mentions);
  const open = before.last.outcome === 'unknown' || before.last.topic?.kind === 'contact';
  const asked = askForNeed(before.need, reading, mentions, around, placeOnly && open, tools);
  if (asked) return withOwn({ ...asked, confidence: 0.9 }, true, before.scores);
  if (!leans(reading, mentions, alone, before)) return withOwn(alone, false);
  const bare = placeOnly || onlyCorrectsPlace(reading, mentions, alone);
  const scores = bare ? before.scores : mix(own, before.scores, classes);
  const near: Around = { ...around, leaning: true, bare };
  const mixed = interpret(reading, mentions, rank(scores, classes), near, tools);
  // A thread that only makes things less clear is left alone.
  if (mixed.outcome === 'unknown' && alone.outcome !== 'unknown') return withOwn(alone, false);
  return withOwn(mixed, true, scores);
}

/** Places that a later message may still mean: this one's own, or else the earlier ones. */
function carried(mentions: readonly Mention[], before: ThreadState | undefined): readonly Mention[] {
  const named = mentions.filter((m) => !m.excluded);
  return named.length > 0 ? named : (before?.mentions ?? []);
}

/** Nothing but names of places and words without a question of their own: "and Botswana?", "sorry, I meant Mali". */
function isBare(reading: Reading, mentions: readonly Mention[]): boolean {
  if (mentions.length === 0 || reading.words.length > SHORT + 3) return false;
  const explained = new Set<number>();
  for (const m of mentions) for (let i = m.start; i < m.end; i++) explained.add(i);
  for (const m of reading.concepts) {
    if (explained.has(m.start)) continue;
    if (!m.concepts.some((c) => EMPTY_CONCEPTS.has(c))) return false;
    for (let i = m.start; i < m.end; i++) explained.add(i);
  }
  const rest = reading.words.filter((word, i) => !explained.has(i) && word.length > 3).length;
  return rest <= (says(reading, 'correction') || says(reading, 'not') ? 2 : 0);
}

/** "Sorry, Mali": a short message whose only sense is its place. */
function onlyCorrectsPlace(reading: Reading, mentions: readonly Mention[], alone: Interpretation): boolean {
  const named = mentions.filter((m) => !m.excluded).reduce((sum, m) => sum + m.end - m.start, 0);
  return named > 0 && alone.outcome !== 'answer' && reading.words.length - named <= 5;
}

/** Where every place of a message seems left out, the one that the thread did not speak of is meant: "no I mean Mali not Malawi". */
function meantPlaces(mentions: readonly Mention[], before: ThreadState): readonly Mention[] {
  if (mentions.length === 0 || mentions.some((m) => !m.excluded)) return mentions;
  const earlier = new Set(before.mentions.flatMap((m) => m.countries));
  return mentions.map((m) => (m.countries.some((c) => earlier.has(c)) ? m : { ...m, excluded: false }));
}

/** "Et le Chili ?": a name of a place that is also a word is the place. */
function withoutPlaces(reading: Reading, mentions: readonly Mention[]): Reading {
  return { ...reading, concepts: reading.concepts.filter((c) => !mentions.some((m) => m.start <= c.start && m.end >= c.end)) };
}

function leans(reading: Reading, mentions: readonly Mention[], alone: Interpretation, before: ThreadState): boolean {
  if (reading.words.length === 0) return false;
  // "And his name?": a thing that is not ours is not ours in a thread either.
  if (alone.outcome === 'unknown' && tellsOthers(withoutPlaces(reading, mentions))) return false;
  if (isBare(reading, mentions)) return true;
  if (alone.outcome === 'help') return false;
  // A need that is clear by itself takes only its place from the thread.
  if (alone.outcome === 'answer' && alone.confidence > CLEAR && tellsNeed(reading)) return false;
  // "And the RTS for Georgia", "and the mails of both divisions": says itself what it wants, and of whom.
  const named = mentions.some((m) => !m.excluded);
  const whole = named ? says(reading, ...WHO_FOR_A_PLACE) : says(reading, 'email') && !says(reading, 'back-reference');
  if (alone.outcome === 'answer' && alone.confidence > CLEAR && whole) return false;
  if (before.last.outcome === 'clarify' && reading.words.length <= SHORT) return true;
  const refersBack = reading.concepts.some(
    (m) => m.start <= 2 && m.concepts.some((c) => c === 'and-also' || c === 'back-reference'),
  );
  if (refersBack && reading.words.length <= SHORT + 5) return true;
  if (alone.outcome === 'clarify') return alone.doubt?.kind !== 'which-of';
  return (alone.outcome === 'unknown' || alone.confidence < 0.5) && reading.words.length <= SHORT + 5;
}

/**
 * Adds what the thread was about to a message's own scores: its kind of question and its subject, each for itself, so
 * that "and for charters?" keeps the kind and "their e-mail?" the subject. What the thread asked back is not carried on.
 */
function mix(own: Float32Array, before: Float32Array, { topics, kinds, families }: ClassTable): Float32Array {
  const earlier = softmax(before);
  // A message without a question ("we are in Goma", "the flight leaves at six") looks unknown and still tells what it is about.
  topics.forEach((topic, i) => {
    if (topic.kind === 'unknown') earlier[i] = (earlier[i] as number) * STATEMENT;
  });
  const carried = (share: number) => Math.log(share + UNLIKELY);
  const kind = summedOver(kinds, earlier).map(carried);
  const family = summedOver(families, earlier).map(carried);
  return own.map((value, i) => {
    const back = topics[i]?.kind === 'clarify' || topics[i]?.kind === 'help';
    if (back) return value - NOT_BACK;
    return (
      value +
      THREAD_KIND * (kind[kinds.of[i] as number] as number) +
      THREAD_SUBJECT * (family[families.of[i] as number] as number)
    );
  });
}
