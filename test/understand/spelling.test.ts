import { describe, expect, it } from 'vitest';
import { corrections, createSpellingIndex, editDistance } from '../../src/understand/spelling.js';

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

describe('editDistance', () => {
  it('counts a swap of neighbours as one error', () => {
    expect(editDistance('camp', 'capm', 2)).toBe(1);
  });

  it('stops above the limit', () => {
    expect(editDistance('abcdef', 'uvwxyz', 2)).toBe(3);
  });
});
