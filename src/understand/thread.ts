import { rank } from './classify.js';
import { topicFeatures } from './features.js';
import { followUp } from './follow-up.js';
import { interpret } from './interpret.js';
import type { Around, Interpretation, InterpretTools } from './interpretation.js';
import { score } from './linear-model.js';
import type { Mention } from './places.js';
import type { Reading } from './reading.js';
import { THREAD_WEIGHT } from './thresholds.js';
import type { TopicClass } from './topics.js';

/** What is known after a message of a thread, for the next one to lean on. */
export interface ThreadState {
  /** Topic scores of what was asked last, with what it leaned on itself. */
  readonly scores: Float32Array;
  readonly mentions: readonly Mention[];
  readonly last: Interpretation;
}

/** How a message was read with its thread. */
export interface InThread {
  readonly interpretation: Interpretation;
  readonly state: ThreadState;
  /** Whether the thread was needed to understand it. */
  readonly leaned: boolean;
}

/** Concepts that carry no question of their own: a message of only these and names leans on the thread. */
const EMPTY_CONCEPTS = new Set([
  'and-also',
  'not',
  'back-reference',
  'q-what',
  'polar',
  'my-our',
  'thanks',
  'greeting',
  'send-me',
]);
const SHORT = 7;

/** Understands a message with what the thread said before. */
export function interpretInThread(
  reading: Reading,
  mentions: readonly Mention[],
  before: ThreadState | undefined,
  around: Around,
  classes: ReadonlyMap<string, TopicClass>,
  tools: InterpretTools,
): InThread {
  const own = score(tools.models.topic, topicFeatures(reading));
  const alone = interpret(reading, mentions, rank(own, tools.models.topic, classes), around, tools);
  const withOwn = (interpretation: Interpretation, leaned: boolean, scores = own): InThread => ({
    interpretation,
    leaned,
    state: { scores, mentions: carried(mentions, before), last: interpretation },
  });
  if (!before) return withOwn(alone, false);
  const follow = followUp(reading, mentions, before.last, tools.knowledge);
  if (follow) return withOwn(follow, true, mix(undefined, before, tools, classes));
  if (!leans(reading, mentions, alone, before)) return withOwn(alone, false);
  const bare = isBare(reading, mentions) || onlyCorrectsPlace(reading, mentions, alone);
  const scores = mix(bare ? undefined : own, before, tools, classes);
  const ranking = rank(scores, tools.models.topic, classes);
  const mixed = interpret(reading, mentions, ranking, { ...around, leaning: true }, tools);
  // A thread that only makes things less clear is left alone.
  if (mixed.outcome === 'unknown' && alone.outcome !== 'unknown') return withOwn(alone, false);
  return withOwn(mixed, true, scores);
}

/** Places that a later message may still mean: this one's own, or else the earlier ones. */
function carried(mentions: readonly Mention[], before: ThreadState | undefined): readonly Mention[] {
  const named = mentions.filter((m) => !m.excluded);
  return named.length > 0 ? named : (before?.mentions ?? []);
}

/** Nothing but names of places and words without a question of their own: "and Botswana?" */
function isBare(reading: Reading, mentions: readonly Mention[]): boolean {
  if (mentions.length === 0) return false;
  const explained = new Set<number>();
  for (const m of mentions) for (let i = m.start; i < m.end; i++) explained.add(i);
  for (const m of reading.concepts) {
    if (m.concepts.some((c) => EMPTY_CONCEPTS.has(c))) for (let i = m.start; i < m.end; i++) explained.add(i);
  }
  return reading.words.every((word, i) => explained.has(i) || word.length <= 3);
}

/** "Sorry, Mali": a short message whose only sense is its place. */
function onlyCorrectsPlace(reading: Reading, mentions: readonly Mention[], alone: Interpretation): boolean {
  const named = mentions.filter((m) => !m.excluded).reduce((sum, m) => sum + m.end - m.start, 0);
  return named > 0 && alone.outcome !== 'answer' && reading.words.length - named <= 5;
}

function leans(reading: Reading, mentions: readonly Mention[], alone: Interpretation, before: ThreadState): boolean {
  if (reading.words.length === 0) return false;
  if (isBare(reading, mentions)) return true;
  if (alone.outcome === 'help') return false;
  if (before.last.outcome === 'clarify' && reading.words.length <= SHORT) return true;
  const refersBack = reading.concepts.some(
    (m) => m.start <= 2 && m.concepts.some((c) => c === 'and-also' || c === 'back-reference'),
  );
  if (refersBack && reading.words.length <= SHORT + 5) return true;
  if (alone.outcome === 'clarify') return alone.doubt?.kind !== 'which-of';
  return (alone.outcome === 'unknown' || alone.confidence < 0.5) && reading.words.length <= SHORT + 5;
}

/** Adds the thread's scores; what the thread could not answer or asked back is not carried on. */
function mix(
  own: Float32Array | undefined,
  before: ThreadState,
  { models }: InterpretTools,
  classes: ReadonlyMap<string, TopicClass>,
): Float32Array {
  const scores = new Float32Array(before.scores.length);
  models.topic.classes.forEach((id, i) => {
    const kind = classes.get(id)?.kind;
    const earlier = before.scores[i] as number;
    scores[i] = (own?.[i] ?? 0) + (own ? THREAD_WEIGHT : 1) * earlier;
    if (own && (kind === 'clarify' || kind === 'help')) scores[i] = Math.min(scores[i] as number, (own[i] as number) - 1);
  });
  return scores;
}
