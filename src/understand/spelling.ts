// Spelling correction against all known words of a language. Words are kept by length with a bit mask of their letters: two
// words within two errors differ in few bits, so nearly all candidates fall away before any distance is counted.

/** Known words, ready to be looked up with typing errors. */
export interface SpellingIndex {
  /** Word -> how common it is. */
  readonly words: ReadonlyMap<string, number>;
  readonly byLength: ReadonlyMap<number, Bucket>;
}

/** Words of one length, sorted. */
interface Bucket {
  readonly words: readonly string[];
  readonly masks: Int32Array;
  /** Where the words with a first letter begin and end. */
  readonly firsts: ReadonlyMap<number, readonly [number, number]>;
}

/** A known word near a misspelt one. `distance` counts insertions, deletions, replacements and swaps. */
export interface Correction {
  readonly word: string;
  readonly distance: number;
}

/** Errors that a word of this length may hold and still be recognised: none below five letters. */
export function tolerance(length: number): number {
  if (length < 5) return 0;
  return length < 8 ? 1 : 2;
}

/** Indexes words; the number says how common a word is and breaks ties. */
export function createSpellingIndex(words: ReadonlyMap<string, number>): SpellingIndex {
  const lists = new Map<number, string[]>();
  for (const word of words.keys()) {
    if (word.length < 4 || word.length > 40) continue;
    const list = lists.get(word.length);
    if (list) list.push(word);
    else lists.set(word.length, [word]);
  }
  return {
    words,
    byLength: new Map([...lists].map(([length, list]) => [length, bucketOf(list.sort())])),
  };
}

function bucketOf(words: readonly string[]): Bucket {
  const firsts = new Map<number, [number, number]>();
  words.forEach((word, i) => {
    const stretch = firsts.get(word.charCodeAt(0));
    if (stretch) stretch[1] = i + 1;
    else firsts.set(word.charCodeAt(0), [i, i + 1]);
  });
  return { words, masks: Int32Array.from(words, letterMask), firsts };
}

/** The nearest known words, all at the same smallest distance, most common first; empty when nothing is near enough. */
export function corrections(index: SpellingIndex, word: string): Correction[] {
  const limit = tolerance(word.length);
  if (limit === 0 || word.length > 40) return [];
  const first = word.charCodeAt(0);
  // Few people miss the first letter: words that keep it go first, and of the others only those one error away.
  const kept = nearest(index, word, limit, (bucket) => bucket.firsts.get(first));
  const [{ distance: least } = { distance: limit + 1 }] = kept;
  const found = least <= 1 ? kept : nearest(index, word, 1, (bucket) => [0, bucket.words.length]);
  return sorted(found.length > 0 ? found : kept, index);
}

function sorted(found: Correction[], index: SpellingIndex): Correction[] {
  return found.sort((a, b) => (index.words.get(b.word) ?? 0) - (index.words.get(a.word) ?? 0));
}

/** The words nearest to `word` within a stretch of each bucket, all at the same distance, at most `limit` away. */
function nearest(
  index: SpellingIndex,
  word: string,
  limit: number,
  stretch: (bucket: Bucket) => readonly [number, number] | undefined,
): Correction[] {
  const mask = letterMask(word);
  let best = limit;
  let found: Correction[] = [];
  for (let length = word.length - limit; length <= word.length + limit; length++) {
    const bucket = index.byLength.get(length);
    const [from, to] = (bucket && stretch(bucket)) ?? [0, 0];
    for (let i = from; i < to; i++) {
      if (bitCount(mask ^ ((bucket as Bucket).masks[i] as number)) > 2 * best) continue;
      const candidate = (bucket as Bucket).words[i] as string;
      const distance = editDistance(word, candidate, best);
      if (distance > best) continue;
      if (distance < best) found = [];
      best = distance;
      found.push({ word: candidate, distance });
    }
  }
  return found;
}

/** One bit a letter (letters share bits): an edit changes at most two bits. */
function letterMask(word: string): number {
  let mask = 0;
  for (let i = 0; i < word.length; i++) mask |= 1 << (word.charCodeAt(i) & 31);
  return mask;
}

function bitCount(bits: number): number {
  let n = bits - ((bits >>> 1) & 0x55555555);
  n = (n & 0x33333333) + ((n >>> 2) & 0x33333333);
  return (((n + (n >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
}

const LONGEST_WORD = 48;
const rows = [new Int32Array(LONGEST_WORD), new Int32Array(LONGEST_WORD), new Int32Array(LONGEST_WORD)] as const;

/** Optimal string alignment distance, or `limit + 1` as soon as it must be larger than `limit`. Words of up to 45 letters. */
export function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let [previous, row, next] = rows as readonly [Int32Array, Int32Array, Int32Array];
  for (let j = 0; j <= b.length; j++) row[j] = j;
  for (let i = 1; i <= a.length; i++) {
    next[0] = i;
    let smallest = i;
    const letter = a.charCodeAt(i - 1);
    for (let j = 1; j <= b.length; j++) {
      const cost = letter === b.charCodeAt(j - 1) ? 0 : 1;
      let value = Math.min((row[j] as number) + 1, (next[j - 1] as number) + 1, (row[j - 1] as number) + cost);
      if (i > 1 && j > 1 && letter === b.charCodeAt(j - 2) && a.charCodeAt(i - 2) === b.charCodeAt(j - 1))
        value = Math.min(value, (previous[j - 2] as number) + 1);
      next[j] = value;
      if (value < smallest) smallest = value;
    }
    if (smallest > limit) return limit + 1;
    [previous, row, next] = [row, next, previous];
  }
  return row[b.length] as number;
}
