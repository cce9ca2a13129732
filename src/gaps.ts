import { isFrameWord } from './gap-words.js';

/** A question that the knowledge does not answer well, already redacted. */
export interface OpenQuestion {
  readonly kind: string;
  readonly language: string;
  readonly text: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

/** Questions that say much the same, in one language. */
export interface Gap {
  readonly language: string;
  readonly count: number;
  /** The wording that is most like all the others. */
  readonly example: string;
  /** Other wordings, newest first, at most ten. */
  readonly wordings: readonly string[];
  /** How many of each kind: unanswered, disliked, clarified. */
  readonly kinds: Readonly<Record<string, number>>;
  /** Milliseconds since the epoch. */
  readonly lastAsked: number;
}

/** How much of their weight two questions must share to be one gap; tried on the groups in the test. */
const ALIKE = 0.4;
const MAX_WORDINGS = 10;

/** Words are cut to this many letters, so that endings do not part what belongs together. */
const STEM = 5;

interface Weighed {
  readonly question: OpenQuestion;
  readonly words: ReadonlySet<string>;
}

interface Cluster {
  readonly leader: Weighed;
  readonly members: Weighed[];
}

/** Groups similar questions, most asked first, each language for itself. Rare words weigh more than common ones. */
export function groupGaps(questions: readonly OpenQuestion[]): Gap[] {
  const languages = [...new Set(questions.map((question) => question.language))].sort();
  return languages
    .flatMap((language) => groupLanguage(questions.filter((question) => question.language === language)))
    .sort((a, b) => b.count - a.count || b.lastAsked - a.lastAsked);
}

function groupLanguage(questions: readonly OpenQuestion[]): Gap[] {
  const weighed = questions.map((question): Weighed => ({ question, words: wordsOf(question) }));
  const weight = weightsOf(weighed);
  const clusters: Cluster[] = [];
  const byWord = new Map<string, Cluster[]>();
  // Long questions lead: a short one is contained in a long one more surely than the other way round.
  for (const member of [...weighed].sort((a, b) => b.words.size - a.words.size)) {
    const best = nearest(member, byWord, weight);
    if (best) {
      best.members.push(member);
      continue;
    }
    const cluster: Cluster = { leader: member, members: [member] };
    clusters.push(cluster);
    for (const word of keysOf(member)) byWord.set(word, [...(byWord.get(word) ?? []), cluster]);
  }
  return clusters.map((cluster) => toGap(cluster, weight));
}

// Only clusters that share a word are looked at.
function nearest(member: Weighed, byWord: ReadonlyMap<string, readonly Cluster[]>, weight: Weights): Cluster | undefined {
  const candidates = new Set(keysOf(member).flatMap((word) => byWord.get(word) ?? []));
  let best: { cluster: Cluster; score: number } | undefined;
  for (const cluster of candidates) {
    const score = likeness(member, cluster.leader, weight);
    if (score >= ALIKE && score > (best?.score ?? 0)) best = { cluster, score };
  }
  return best?.cluster;
}

// A question without a single letter still groups with its own kind.
function keysOf({ words, question }: Weighed): string[] {
  return words.size > 0 ? [...words] : [question.text];
}

type Weights = (word: string) => number;

function weightsOf(all: readonly Weighed[]): Weights {
  const counts = new Map<string, number>();
  for (const { words } of all) for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return (word) => Math.log(1 + all.length / (counts.get(word) ?? 1));
}

function likeness(a: Weighed, b: Weighed, weight: Weights): number {
  if (a.words.size === 0 || b.words.size === 0) return a.question.text === b.question.text ? 1 : 0;
  let shared = 0;
  for (const word of a.words) if (b.words.has(word)) shared += weight(word);
  return (2 * shared) / (sum(a.words, weight) + sum(b.words, weight));
}

function sum(words: ReadonlySet<string>, weight: Weights): number {
  let total = 0;
  for (const word of words) total += weight(word);
  return total;
}

function toGap({ members }: Cluster, weight: Weights): Gap {
  const newest = [...members].sort((a, b) => b.question.at - a.question.at);
  const centre = (member: Weighed) => members.slice(0, 50).reduce((total, other) => total + likeness(member, other, weight), 0);
  const example = newest.slice(0, 50).reduce((best, member) => (centre(member) > centre(best) ? member : best)).question;
  const kinds: Record<string, number> = {};
  for (const { question } of members) kinds[question.kind] = (kinds[question.kind] ?? 0) + 1;
  const wordings = [...new Set(newest.map((member) => member.question.text))].filter((text) => text !== example.text);
  return {
    language: example.language,
    count: members.length,
    example: example.text,
    wordings: wordings.slice(0, MAX_WORDINGS),
    kinds,
    lastAsked: newest[0]?.question.at ?? 0,
  };
}

function wordsOf({ language, text }: OpenQuestion): Set<string> {
  const folded = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/ى/gu, 'ي').replace(/ة/gu, 'ه');
  const words = (folded.match(/\p{L}+/gu) ?? []).filter((word) => word.length > 2);
  const telling = words.filter((word) => !isFrameWord(language, word));
  // A question of nothing but small words is known by them.
  return new Set((telling.length > 0 ? telling : words).map((word) => word.replace(/^ال/u, '').slice(0, STEM)));
}
