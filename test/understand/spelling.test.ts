import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { corrections, createSpellingIndex, tolerance } from '../../src/understand/spelling.js';

const index = createSpellingIndex(
  new Map([
    ['resettlement', 9],
    ['settlement', 5],
    ['latrine', 4],
    ['latrines', 8],
    ['mozambique', 3],
    ['water', 9],
  ]),
);
const words = (word: string) => corrections(index, word).map((c) => c.word);

describe('corrections', () => {
  it.each([
    ['resetlement', ['resettlement']],
    ['mozambiqe', ['mozambique']],
    ['latirne', ['latrine']],
    ['wather', ['water']],
    ['gwater', ['water']],
    ['latrinees', ['latrines']],
  ])('%s is near %j', (word, expected) => {
    expect(words(word)).toEqual(expected);
  });

  it.each(['wat', 'kitchen', 'zzzzzzzz', 'x'.repeat(60)])('%s is near nothing', (word) => {
    expect(words(word)).toEqual([]);
  });

  it('puts the more common of two equally near words first', () => {
    const twins = createSpellingIndex(
      new Map([
        ['mansion', 1],
        ['mention', 5],
      ]),
    );
    expect(corrections(twins, 'mantion').map((c) => c.word)).toEqual(['mention', 'mansion']);
  });
});

/** Optimal string alignment, as the textbook has it. */
function distance(a: string, b: string): number {
  const rows = Array.from({ length: a.length + 1 }, (_, i) => Array.from({ length: b.length + 1 }, (_, j) => (i === 0 ? j : i)));
  const at = (i: number, j: number) => rows[i]?.[j] as number;
  for (let i = 1; i <= a.length; i++) {
    for (let j = 1; j <= b.length; j++) {
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? at(i - 2, j - 2) + 1 : 99;
      const kept = at(i - 1, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1);
      (rows[i] as number[])[j] = Math.min(at(i - 1, j) + 1, at(i, j - 1) + 1, kept, swapped);
    }
  }
  return at(a.length, b.length);
}

describe('corrections beside counting every word', () => {
  const word = (letters: string, longest: number) =>
    fc.array(fc.constantFrom(...letters), { minLength: 4, maxLength: longest }).map((l) => l.join(''));

  it('finds the same words', () => {
    fc.assert(
      fc.property(fc.uniqueArray(word('abc', 11), { minLength: 1, maxLength: 40 }), word('abc', 11), (known, asked) => {
        fc.pre(!known.includes(asked));
        const limit = tolerance(asked.length);
        const counted = known.map((k) => ({ word: k, distance: distance(asked, k) }));
        const within = (most: number, begins: boolean) =>
          counted.filter((k) => k.distance <= most && (k.word[0] === asked[0]) === begins);
        // A missed first letter counts only where nothing that keeps it is one error away.
        const near =
          within(Math.min(1, limit), true).length > 0
            ? within(limit, true)
            : [...within(limit, true), ...within(Math.min(1, limit), false)];
        const least = Math.min(...near.map((k) => k.distance));
        const expected = near.filter((k) => k.distance === least);
        const found = corrections(createSpellingIndex(new Map(known.map((k) => [k, 1]))), asked);
        expect(found.map((f) => f.word).sort()).toEqual(expected.map((e) => e.word).sort());
      }),
      { numRuns: 5000 },
    );
  });
});
