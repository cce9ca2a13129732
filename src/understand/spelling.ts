import { hasArabic } from './fold.js';

// Spelling correction against all known words of a language. Words stand in order, so those that share a beginning follow
// each other and share its distances too: a beginning that is too far away rules all of them out at once.

/** Known words, ready to be looked up with typing errors. */
export interface SpellingIndex {
  /** Word -> how common it is. */
  readonly words: ReadonlyMap<string, number>;
  /** The letters of the words that are tried, in order, one word after the other: no string has to be fetched for each. */
  readonly letters: Uint16Array;
  /** Where the letters of each word end. */
  readonly ends: Uint32Array;
  /** How many letters each of them shares with the one before it. */
  readonly shared: Uint8Array;
  /** First letter -> where its words begin and end. */
  readonly firsts: ReadonlyMap<string, readonly [number, number]>;
}

/** A known word near a misspelt one. `distance` counts insertions, deletions, replacements and swaps. */
export interface Correction {
  readonly word: string;
  readonly distance: number;
}

/** How common a word counts as for being part of a name in the gazetteer, beside the examples that hold it. */
export const NAME_WEIGHT = 2;

/** Letters of the words that are tried. */
const SHORTEST = 4;
const LONGEST = 40;

/** Errors that a word of this length may hold and still be recognised: none below five letters. */
export function tolerance(length: number): number {
  if (length < 5) return 0;
  return length < 8 ? 1 : 2;
}

/** Indexes words; the number says how common a word is and breaks ties. */
export function createSpellingIndex(words: ReadonlyMap<string, number>): SpellingIndex {
  const sorted = [...words.keys()].filter((word) => word.length >= SHORTEST && word.length <= LONGEST).sort();
  const shared = new Uint8Array(sorted.length);
  const text = sorted.join('');
  const letters = new Uint16Array(text.length);
  for (let i = 0; i < text.length; i++) letters[i] = text.charCodeAt(i);
  const ends = new Uint32Array(sorted.length);
  const firsts = new Map<string, [number, number]>();
  sorted.forEach((word, i) => {
    const before = sorted[i - 1] ?? '';
    let same = 0;
    while (same < before.length && word[same] === before[same]) same++;
    shared[i] = same;
    ends[i] = (ends[i - 1] ?? 0) + word.length;
    const stretch = firsts.get(word.charAt(0));
    if (stretch) stretch[1] = i + 1;
    else firsts.set(word.charAt(0), [i, i + 1]);
  });
  return { words, letters, ends, shared, firsts };
}

/** The nearest known words, all at the same smallest distance, most common first; empty when nothing is near enough. */
export function corrections(index: SpellingIndex, word: string): Correction[] {
  const limit = tolerance(word.length);
  if (limit === 0 || word.length > LONGEST) return [];
  const kept = sameBeginning(index, word, limit);
  const [{ distance: least } = { distance: limit + 1 }] = kept;
  // Few people miss the first letter: words that begin otherwise count only when nothing else is wrong.
  const found = least <= 1 ? kept : otherBeginning(index, word);
  return sorted(found.length > 0 ? found : kept, index);
}

function sorted(found: Correction[], index: SpellingIndex): Correction[] {
  return found.sort((a, b) => (index.words.get(b.word) ?? 0) - (index.words.get(a.word) ?? 0));
}

/** The nearest words with the same first letter, all at the same distance, at most `limit` away. */
function sameBeginning({ letters, ends, shared, firsts }: SpellingIndex, word: string, limit: number): Correction[] {
  const [from, to] = firsts.get(word.charAt(0)) ?? [0, 0];
  for (let j = 0; j < word.length; j++) wanted[j] = word.charCodeAt(j);
  let best = limit;
  let found: Correction[] = [];
  let counted = 0;
  let i = from;
  while (i < to) {
    const begin = i === 0 ? 0 : (ends[i - 1] as number);
    const length = (ends[i] as number) - begin;
    counted = i === from ? 0 : Math.min(counted, shared[i] as number);
    let near = true;
    while (near && counted < length) near = countLetter(letters, begin, ++counted, word.length, limit) <= best;
    const distance = near ? (distances[counted * WIDTH + word.length] as number) : FAR;
    if (distance < best) found = [];
    if (distance <= best) {
      best = distance;
      found.push({ word: String.fromCharCode(...letters.subarray(begin, begin + length)), distance });
    }
    i++;
    if (!near) while (i < to && (shared[i] as number) >= counted) i++;
  }
  return found;
}

/** The words that come out when the first letter is left out, changed, put before another, or swapped with the next. */
function otherBeginning({ words, firsts }: SpellingIndex, word: string): Correction[] {
  const rest = word.slice(1);
  const letters = [...firsts.keys()].filter((letter) => hasArabic(letter) === hasArabic(word));
  const tries = [
    rest,
    rest.charAt(0) + word.charAt(0) + rest.slice(1),
    ...letters.flatMap((letter) => [letter + rest, letter + word]),
  ];
  return tries.filter((candidate) => candidate.length >= SHORTEST && words.has(candidate)).map((w) => ({ word: w, distance: 1 }));
}

const FAR = 99;
const WIDTH = LONGEST + 1;
// Both are written anew for each look-up, which is synchronous. A row is filled one place beyond its band, which is enough
// while `tolerance` is at most 2.
/** Letters of the word that is looked up. */
const wanted = new Uint16Array(LONGEST);
/** Row n holds the distances between the first n letters of a candidate and each beginning of the word that is looked up. */
const distances = Uint8Array.from({ length: WIDTH * WIDTH }, (_, at) => (at < WIDTH ? at : FAR));

/**
 * Counts the row of the nth letter of a candidate from the rows before it (optimal string alignment: insertions, deletions,
 * replacements and swaps of neighbours), as far as it can be within `limit`. Returns the smallest distance in it.
 */
function countLetter(letters: Uint16Array, from: number, n: number, length: number, limit: number): number {
  const row = n * WIDTH;
  const letter = letters[from + n - 1] as number;
  const before = n > 1 ? (letters[from + n - 2] as number) : -1;
  const begin = Math.max(1, n - limit);
  const end = Math.min(length, n + limit);
  let left = begin === 1 ? n : FAR;
  let smallest = left;
  distances[row + begin - 1] = left;
  for (let j = begin; j <= end; j++) {
    const above = row - WIDTH + j;
    const same = letter === wanted[j - 1];
    let value = Math.min((distances[above] as number) + 1, left + 1, (distances[above - 1] as number) + (same ? 0 : 1));
    if (j > 1 && letter === wanted[j - 2] && before === wanted[j - 1])
      value = Math.min(value, (distances[above - WIDTH - 2] as number) + 1);
    distances[row + j] = value;
    left = value;
    if (value < smallest) smallest = value;
  }
  if (end < length) distances[row + end + 1] = FAR;
  return smallest;
}
