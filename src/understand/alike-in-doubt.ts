import type { Knowledge } from '../knowledge/knowledge.js';
import { fold } from './fold.js';
import { keyOf } from './gazetteer.js';
import { isJoined } from './listed.js';
import type { PlaceRef } from './meaning.js';
import type { Mention } from './places.js';
import { type Reading, says } from './reading.js';

/** Countries that a person who is in doubt takes for one another, and the name that they share. */
export interface Alike {
  readonly shared: string | undefined;
  readonly candidates: readonly PlaceRef[];
}

/**
 * Countries that a doubt is between: they share a name and both are named, or one with the words that tell them apart or
 * with "which of the two"; or two are named that only begin alike. Undefined where nobody doubts.
 */
export function alikeInDoubt(
  [first, second]: readonly Mention[],
  refs: readonly PlaceRef[],
  reading: Reading,
  knowledge: Knowledge,
): Alike | undefined {
  if (refs.length === 0 || !says(reading, 'doubt')) return undefined;
  const words = new Set(reading.words.map(keyOf));
  const shared = knowledge.sharedNames.find(({ countries, hints }) => {
    if (!refs.every((r) => countries.includes(r.id))) return false;
    const hinted = countries.filter((code) => hints[code]?.some((hint) => words.has(keyOf(fold(hint)))));
    return refs.length > 1 || hinted.length > 1 || says(reading, 'which-of-two');
  });
  if (shared) {
    const all = shared.countries.map((id): PlaceRef => ({ kind: 'country', id }));
    return { shared: shared.id, candidates: refs.length > 1 ? refs : all };
  }
  // "Mali and Malawi" are both wanted, doubt or not.
  const either = first && second && !isJoined(first, second, reading) && beginAlike(refs, reading, knowledge);
  return either ? { shared: undefined, candidates: refs } : undefined;
}

/** Letters that names taken for one another begin with: Niger and Nigeria, Slovakia and Slovenia. */
const SAME_LETTERS = 3;

function beginAlike(refs: readonly PlaceRef[], { language }: Reading, knowledge: Knowledge): boolean {
  const names = refs.map((ref) => keyOf(fold(knowledge.countries.get(ref.id)?.names[language] ?? '')));
  const [first = '', second = '', ...more] = names;
  // "South Sudan" and "South Africa" share a word, not letters.
  if (more.length > 0 || first === '' || first.split(' ')[0] === second.split(' ')[0]) return false;
  return first.slice(0, SAME_LETTERS) === second.slice(0, SAME_LETTERS);
}
