import type { Interpretation } from './interpretation.js';
import type { Ask } from './meaning.js';
import { partOf, type Reading } from './reading.js';
import { possibleParts } from './segments.js';
import type { InThread, ThreadState } from './thread.js';
import { PART_FROM } from './thresholds.js';

/** Concepts that make a stretch of text a question of its own. */
const ASKING = new Set([
  'q-who',
  'q-what',
  'q-where',
  'q-when',
  'q-how-many',
  'q-which',
  'q-why',
  'q-how',
  'contact',
  'email',
  'link',
  'list',
  'meaning',
  'does',
  'handles',
  'covers',
  'specialist',
  'polar',
  'send-me',
  'phone',
  'boss',
  'budget-figures',
]);

/** Concepts that name a thing of the handbook: enough after "and". */
const SUBJECT = new Set([
  'areas',
  'crosscutting',
  'references',
  'responsibilities',
  'structure',
  'un-agreement',
  'annual-report',
  'faq',
  'snapshot',
  'regional',
  'liaison',
  'admin-centre',
  'fundraising',
  'coordinating-function',
  'principle',
  'objective',
  'founded',
  'directors-office',
  'migrants-in-crisis',
  'division',
  'unit',
  'financing',
]);

/** Concepts that make a part one that the knowledge does not hold, rather than one that was not understood. */
const NOT_OURS = new Set([
  'phone',
  'street-address',
  'opening-hours',
  'person-name',
  'boss',
  'weather',
  'clock-time',
  'money-currency',
  'salary',
  'leave-hr',
  'payroll-reimbursement',
  'visa-passport',
  'security',
  'it-support',
  'procurement',
  'own-travel',
  'health-medical',
  'other-agency',
  'cluster',
  'other-department',
  'budget-figures',
  'counts-live',
  'schedule',
  'sport',
  'writing-task',
  'geography-trivia',
  'news-politics',
]);

/**
 * Answers several questions in one message. A cut counts only where each part asks something definite by itself and
 * the parts ask different things; otherwise the message is one question.
 */
export function combineParts(
  reading: Reading,
  whole: InThread,
  before: ThreadState | undefined,
  understandPart: (part: Reading, before: ThreadState | undefined) => InThread,
): Interpretation {
  let best: Interpretation = whole.interpretation;
  if (!mayHoldSeveral(reading)) return best;
  let bestScore = 0;
  for (const cut of possibleParts(reading)) {
    const parts: Interpretation[] = [];
    let state = before;
    let asking = 0;
    for (const segment of cut) {
      const part = understandPart(partOf(reading, segment.start, segment.end), state);
      const refused = part.interpretation.outcome === 'unknown' && !holds(reading, segment, (c) => NOT_OURS.has(c));
      parts.push(refused ? { ...part.interpretation, confidence: 0 } : part.interpretation);
      state = part.state;
      if (holds(reading, segment, asks)) asking++;
    }
    const combined = combine(parts, whole.interpretation, asking);
    if (combined && combined.score > bestScore) {
      best = combined.interpretation;
      bestScore = combined.score;
    }
  }
  return best;
}

/** Two questions need two words that ask or name: most messages have one, and are spared the work. */
function mayHoldSeveral(reading: Reading): boolean {
  return reading.concepts.filter((m) => m.concepts.some(asks)).length > 1;
}

const asks = (concept: string) => ASKING.has(concept) || SUBJECT.has(concept) || concept.startsWith('@');

/** Whether a concept of a kind stands in a stretch of the text. */
function holds(reading: Reading, segment: { start: number; end: number }, wanted: (concept: string) => boolean): boolean {
  return reading.concepts.some((m) => {
    const at = reading.tokens[m.start]?.start ?? -1;
    return at >= segment.start && at < segment.end && m.concepts.some(wanted);
  });
}

function combine(
  parts: readonly Interpretation[],
  whole: Interpretation,
  asking: number,
): { interpretation: Interpretation; score: number } | undefined {
  const definite = parts.filter((p) => p.outcome === 'answer' && p.confidence >= PART_FROM);
  const unknown = parts.filter((p) => p.outcome === 'unknown' && p.confidence > 0.6);
  const rest = parts.length - definite.length - unknown.length;
  if (definite.length === 0 || rest > 0 || definite.length + unknown.length < 2) return undefined;
  if (unknown.length > 0 && asking < parts.length) return undefined;
  // A city beside a country is what the person supposes, not a second question.
  if (whole.asks.some((a) => a.kind === 'regional-office' && a.supposed)) return undefined;
  const all = distinctAsks(definite.flatMap((p) => p.asks));
  const whats = new Set(all.map(whatOf));
  if (unknown.length === 0 && whats.size < 2) return undefined;
  if (asking < 2) return undefined;
  // Needs that are told in several sentences are one need, unless each mailbox is named.
  const contacts = all.filter((a) => a.kind === 'contact').length;
  const listed = parts.length > 2 || whole.asks.filter((a) => a.kind === 'contact').length >= contacts;
  if (contacts > 1 && !listed && whole.outcome === 'answer' && whole.asks.every((a) => a.kind !== 'topic')) return undefined;
  const wholeWhats = new Set(whole.asks.map(whatOf));
  if (whole.outcome === 'answer' && [...whats].every((w) => wholeWhats.has(w))) return undefined;
  const confidence = Math.min(...definite.map((p) => p.confidence));
  const first = definite[0] as Interpretation;
  return {
    interpretation: {
      ...first,
      outcome: 'answer',
      asks: unknown.length > 0 ? [...all, { kind: 'not-known' }] : all,
      choices: [],
      rule: 'several',
      confidence,
    },
    score: confidence + 0.1 * asking + 0.05 * whats.size,
  };
}

/** What an ask is about, so that two parts that ask the same count once. */
function whatOf(ask: Ask): string {
  return JSON.stringify(ask.kind === 'topic' ? ask.topic : ask);
}

function distinctAsks(asks: readonly Ask[]): Ask[] {
  const seen = new Set<string>();
  return asks.filter((ask) => !seen.has(whatOf(ask)) && seen.add(whatOf(ask)));
}
