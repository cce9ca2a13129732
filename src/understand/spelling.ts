// Spelling correction by symmetric deletes (Garbe's SymSpell idea): every known word is indexed under all strings that
// one or two deletions make of it, so a look-up costs a few hundred map reads however large the vocabulary is.

/** Known words, ready to be looked up with typing errors. */
export interface SpellingIndex {
  readonly words: ReadonlyMap<string, number>;
  readonly deletes: ReadonlyMap<string, readonly string[]>;
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
  const deletes = new Map<string, string[]>();
  for (const word of words.keys()) {
    if (word.length < 4 || /\d/.test(word)) continue;
    for (const shorter of deletions(word, word.length < 7 ? 1 : 2)) {
      const bucket = deletes.get(shorter);
      if (bucket) bucket.push(word);
      else deletes.set(shorter, [word]);
    }
  }
  return { words, deletes };
}

/** The nearest known words, all at the same smallest distance, most common first; empty when nothing is near enough. */
export function corrections(index: SpellingIndex, word: string): Correction[] {
  const limit = tolerance(word.length);
  if (limit === 0 || /\d/.test(word)) return [];
  let best = limit;
  const found = new Map<string, number>();
  for (const shorter of deletions(word, limit)) {
    for (const candidate of index.deletes.get(shorter) ?? []) {
      if (found.has(candidate)) continue;
      const distance = editDistance(word, candidate, best);
      if (distance > best || distance > tolerance(candidate.length + 1)) continue;
      if (distance < best) {
        for (const [w, d] of found) if (d > distance) found.delete(w);
        best = distance;
      }
      found.set(candidate, distance);
    }
  }
  // Few people miss the first letter: where one candidate keeps it, the others go.
  const all = [...found].filter(([, d]) => d === best).map(([w, distance]) => ({ word: w, distance }));
  const sameStart = all.filter((c) => c.word[0] === word[0]);
  const kept = sameStart.length > 0 ? sameStart : all;
  return kept.sort((a, b) => (index.words.get(b.word) ?? 0) - (index.words.get(a.word) ?? 0));
}

function deletions(word: string, depth: number): Set<string> {
  const out = new Set([word]);
  let level = [word];
  for (let d = 0; d < depth; d++) {
    const next: string[] = [];
    for (const w of level) {
      for (let i = 0; i < w.length; i++) {
        const shorter = w.slice(0, i) + w.slice(i + 1);
        if (shorter.length > 2 && !out.has(shorter)) {
          out.add(shorter);
          next.push(shorter);
        }
      }
    }
    level = next;
  }
  return out;
}

/** Optimal string alignment distance, or `limit + 1` as soon as it must be larger than `limit`. */
export function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let previous: number[] = [];
  let row: number[] = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next: number[] = [i];
    let smallest = i;
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      let value = Math.min((row[j] as number) + 1, (next[j - 1] as number) + 1, (row[j - 1] as number) + cost);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) value = Math.min(value, (previous[j - 2] as number) + 1);
      next.push(value);
      if (value < smallest) smallest = value;
    }
    if (smallest > limit) return limit + 1;
    previous = row;
    row = next;
  }
  return row[b.length] as number;
}
