import type { NameMatch } from './gazetteer.js';
import { type Features, hashFeature, hashLetter } from './linear-model.js';
import type { Reading } from './reading.js';

// What the classifiers see of a text. Names of places are replaced by what they are, so that a question about Kenya
// teaches what a question about Peru means. Each group is scaled to the same length, so that long texts do not shout.

const GROUP_WEIGHT = { word: 1, pair: 0.8, concept: 1.6, conceptPair: 1, letters: 0.9, shape: 0.5 } as const;

type Group = keyof typeof GROUP_WEIGHT;

const SEED: Record<Group, number> = {
  word: hashFeature('word:'),
  pair: hashFeature('pair:'),
  concept: hashFeature('concept:'),
  conceptPair: hashFeature('conceptPair:'),
  letters: hashFeature('letters:'),
  shape: hashFeature('shape:'),
};

/** Features of a reading, made once: several classifiers look at the same. */
const made = new WeakMap<Reading, Features>();

/** Features of a reading for the classifiers. */
export function topicFeatures(reading: Reading): Features {
  const known = made.get(reading);
  if (known) return known;
  const features = featuresOf(reading);
  made.set(reading, features);
  return features;
}

function featuresOf(reading: Reading): Features {
  const slots = slotsOf(reading);
  return scaled([
    ['word', new Set(slots.map((w) => hashFeature(w, SEED.word)))],
    ['pair', pairs(['<', ...slots, '>'], SEED.pair)],
    ['concept', new Set(conceptsOf(reading).map((c) => hashFeature(c, SEED.concept)))],
    ['conceptPair', conceptPairs(reading)],
    ['letters', letters(slots)],
    ['shape', new Set(shapeOf(reading, slots).map((s) => hashFeature(s, SEED.shape)))],
  ]);
}

/** The words of a reading, with names of places replaced by their kind, and subjects that are left out by one mark. */
export function slotsOf(reading: Reading): string[] {
  const slots: string[] = [];
  const leftOut = reading.concepts.filter((m) => m.leftOut);
  const push = (i: number) => {
    const subject = leftOut.find((m) => m.start <= i && m.end > i);
    if (!subject) slots.push(reading.words[i] as string);
    else if (subject.start === i) slots.push('#left-out');
  };
  let i = 0;
  for (const name of reading.names) {
    while (i < name.start) push(i++);
    slots.push(slotOf(name, reading));
    i = name.end;
  }
  while (i < reading.words.length) push(i++);
  return slots;
}

function slotOf(name: NameMatch, reading: Reading): string {
  const kinds = name.entries.map((e) => e.kind);
  // "French" is a language as often as a people: the word itself says more than "some country".
  if (
    name.entries.every((e) => e.form === 'demonym') &&
    reading.concepts.some((m) => m.start <= name.start && m.end >= name.end && m.concepts.includes('languages'))
  )
    return '#language';
  if (kinds.includes('office')) return '#office';
  if (kinds.includes('region')) return '#region';
  return '#country';
}

/** Concepts that steer the rules of threads and yes/no questions; as features they are noise. */
const GRAMMAR = new Set(['back-reference', 'polar', 'other-of-two', 'correction']);

function conceptsOf(reading: Reading): string[] {
  const concepts = new Set(reading.concepts.flatMap((m) => (m.leftOut ? ['left-out'] : m.concepts)));
  // Another agency without "we" or "our" is the one whose contact or office is asked for.
  if (concepts.has('other-agency') && !concepts.has('my-our')) concepts.add('their business');
  return [...concepts].filter((c) => !GRAMMAR.has(c));
}

/** Words side by side, and words with one word between them: what stands between is often of no weight. */
function pairs(words: readonly string[], seed: number): Set<number> {
  const out = new Set<number>();
  for (let i = 0; i + 1 < words.length; i++) {
    const first = hashFeature(words[i] as string, seed);
    out.add(hashFeature(words[i + 1] as string, hashFeature(' ', first)));
    if (i + 2 < words.length) out.add(hashFeature(words[i + 2] as string, hashFeature(' _ ', first)));
  }
  return out;
}

const MOST_CONCEPTS = 12;

function conceptPairs(reading: Reading): Set<number> {
  const out = new Set<number>();
  const concepts = conceptsOf(reading).sort().slice(0, MOST_CONCEPTS);
  for (let i = 0; i < concepts.length; i++) {
    for (let j = i + 1; j < concepts.length; j++) {
      out.add(hashFeature(concepts[j] as string, hashFeature('+', hashFeature(concepts[i] as string, SEED.conceptPair))));
    }
  }
  return out;
}

/** Runs of 3 and 4 letters inside each word, with its edges marked: what a misspelt or inflected word keeps. */
function letters(words: readonly string[]): Set<number> {
  const out = new Set<number>();
  for (const word of words) {
    if (word.startsWith('#') || word.length > 30) continue;
    const padded = `_${word}_`;
    for (let i = 0; i + 3 <= padded.length; i++) {
      let hash = hashLetter(padded.charCodeAt(i + 1), hashLetter(padded.charCodeAt(i), SEED.letters));
      for (let end = i + 2; end < i + 4 && end < padded.length; end++) {
        hash = hashLetter(padded.charCodeAt(end), hash);
        out.add(hash);
      }
    }
  }
  return out;
}

function shapeOf(reading: Reading, slots: readonly string[]): string[] {
  const shape = [`length ${Math.min(8, Math.ceil(slots.length / 2))}`, `first ${slots[0] ?? ''}`, `last ${slots.at(-1) ?? ''}`];
  if (reading.via === 'slash') shape.push('slash');
  if (/[?؟]/.test(reading.text)) shape.push('question mark');
  const countries = slots.filter((s) => s === '#country').length;
  const offices = slots.filter((s) => s === '#office').length;
  shape.push(`countries ${Math.min(2, countries)}`, `offices ${Math.min(2, offices)}`);
  if (slots.includes('#region')) shape.push('region');
  shape.push(`unexplained ${Math.round(reading.unexplained * 4)}`);
  if (reading.concepts.length === 0) shape.push('no concept');
  return shape;
}

function scaled(groups: readonly [Group, Set<number>][]): Features {
  const size = groups.reduce((sum, [, ids]) => sum + ids.size, 0);
  const ids = new Int32Array(size);
  const values = new Float32Array(size);
  let at = 0;
  for (const [group, members] of groups) {
    const value = GROUP_WEIGHT[group] / Math.sqrt(Math.max(1, members.size));
    for (const id of members) {
      ids[at] = id;
      values[at++] = value;
    }
  }
  return { ids, values };
}
