import type { Knowledge } from '../knowledge/knowledge.js';
import type { Ranking } from './classify.js';
import type { Interpretation } from './interpretation.js';
import { score, softmax } from './linear-model.js';
import { mailboxBeside } from './mailbox-beside.js';
import type { Ask } from './meaning.js';
import type { Models } from './model.js';
import { partOf, type Reading } from './reading.js';
import { possibleParts } from './segments.js';
import { severalFeatures } from './several.js';
import type { InThread, ThreadState } from './thread.js';
import { CLEAR_PART_FROM, PART_FROM, PERHAPS_SEVERAL_FROM, SECOND_FROM, SEVERAL_FROM } from './thresholds.js';

/** How the parts of a message are understood. */
export interface PartTools {
  readonly knowledge: Knowledge;
  readonly models: Models;
  /** A part read by itself, with what stood before it as its thread. */
  readonly understandPart: (part: Reading, before: ThreadState | undefined) => InThread;
  /** The whole message read as if it asked for this one of its likely topics. */
  readonly interpretAs: (ranking: Ranking) => Interpretation;
}

/** Shorter messages hold one question. */
const FEWEST_WORDS = 3;

/**
 * Answers several questions in one message. Whether there are several is learnt; where one ends and the next begins is
 * tried out, and where no cut works the two likeliest topics of the whole are taken.
 */
export function combineParts(
  reading: Reading,
  whole: InThread,
  before: ThreadState | undefined,
  { knowledge, models, understandPart, interpretAs }: PartTools,
): Interpretation {
  const { interpretation } = whole;
  const onlyMailbox = interpretation.outcome === 'answer' && interpretation.asks.every((a) => a.kind === 'contact');
  const beside = interpretation.outcome === 'unknown' || onlyMailbox ? mailboxBeside(reading, knowledge) : undefined;
  if (beside) return { ...interpretation, outcome: 'answer', asks: beside, rule: 'several' };
  if (reading.words.length < FEWEST_WORDS) return interpretation;
  const cuts = possibleParts(reading);
  const rankings = interpretation.outcome === 'unknown' ? [] : likeliestTwo(whole.ranking);
  // Most messages can neither be cut nor read twice: then nobody needs to know how many questions they hold.
  if (cuts.length === 0 && rankings.length === 0) return interpretation;
  const probability = asksSeveral(reading, models);
  if (probability < PERHAPS_SEVERAL_FROM) return interpretation;
  const likely = probability >= SEVERAL_FROM;
  let best: Combined | undefined;
  for (const cut of cuts) {
    const parts: Interpretation[] = [];
    let state = before;
    for (const segment of cut) {
      const part = understandPart(partOf(reading, segment.start, segment.end), state);
      parts.push(part.interpretation);
      state = part.state;
    }
    const combined = likely || areClear(parts) ? combine(parts) : undefined;
    if (combined && combined.score > (best?.score ?? 0)) best = combined;
  }
  const two = likely ? combine(rankings.map(interpretAs)) : undefined;
  if (two && (!best || isBetter(two, best))) best = two;
  if (!best || coveredBy(best.interpretation, interpretation)) return interpretation;
  return best.interpretation;
}

/**
 * Parts that are questions by themselves beyond doubt. A need before "who is our RTS?" only tells why it is asked, and so
 * does where somebody works: none may ask for a mailbox, and no two for the same place.
 */
function areClear(parts: readonly Interpretation[]): boolean {
  const places = parts.map((part) => new Set(part.asks.flatMap((ask) => ('place' in ask ? [ask.place.id] : []))));
  const apart = places.every((own, i) => places.slice(i + 1).every((other) => [...other].every((id) => !own.has(id))));
  return (
    apart &&
    parts.every((p) => p.outcome === 'answer' && p.confidence >= CLEAR_PART_FROM && p.asks.every((ask) => ask.kind !== 'contact'))
  );
}

/** Probability that a message asks several things. */
function asksSeveral(reading: Reading, { several }: Models): number {
  return softmax(score(several, severalFeatures(reading)))[several.classes.indexOf('several')] ?? 0;
}

interface Combined {
  readonly interpretation: Interpretation;
  readonly score: number;
}

/** Parts that ask different things, all of them definite or plainly not ours. */
function combine(parts: readonly Interpretation[]): Combined | undefined {
  const definite = parts.filter((p) => p.outcome === 'answer' && p.confidence >= PART_FROM);
  const refused = parts.filter((p) => p.outcome === 'unknown' && p.confidence > 0.6);
  const [first] = definite;
  if (!first || definite.length + refused.length < parts.length) return undefined;
  const asks = distinct(definite.flatMap((p) => p.asks));
  if (refused.length === 0 && (asks.length < 2 || parts.length < 2)) return undefined;
  const confidence = Math.min(...definite.map((p) => p.confidence));
  return {
    interpretation: {
      ...first,
      asks: refused.length > 0 ? [...asks, { kind: 'not-known' }] : asks,
      choices: [],
      rule: 'several',
      confidence,
    },
    score: confidence + 0.05 * asks.length - 0.2 * refused.length,
  };
}

/** A cut tells which place belongs to which question; the whole read twice wins where it answers what the cut does not. */
function isBetter(two: Combined, cut: Combined): boolean {
  const [asks, others] = [two.interpretation.asks, cut.interpretation.asks];
  return others.some((ask) => ask.kind === 'not-known') || (asks.length <= others.length && two.score > cut.score);
}

/** Rankings that hold one each of the two likeliest topics, where the second is likely too. */
function likeliestTwo({ groups, unknown }: Ranking): Ranking[] {
  const [first, second] = groups;
  if (!first || !second || second.probability < SECOND_FROM || unknown > second.probability) return [];
  const together = first.probability + second.probability;
  return [first, second].map((group) => ({ groups: [{ ...group, probability: together }], unknown: 0 }));
}

function coveredBy(part: Interpretation, whole: Interpretation): boolean {
  const known = new Set(whole.asks.map(whatOf));
  return whole.outcome === 'answer' && part.asks.every((a) => known.has(whatOf(a)));
}

/** What an ask is about, so that two parts that ask the same count once. */
function whatOf(ask: Ask): string {
  return JSON.stringify(ask.kind === 'topic' ? ask.topic : ask);
}

function distinct(asks: readonly Ask[]): Ask[] {
  const seen = new Set<string>();
  return asks.filter((ask) => !seen.has(whatOf(ask)) && seen.add(whatOf(ask)));
}
