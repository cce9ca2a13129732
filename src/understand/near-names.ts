import Fuse from 'fuse.js';
import type { Knowledge } from '../knowledge/knowledge.js';
import { LANGUAGES } from '../question.js';
import { fold } from './fold.js';
import { keyOf } from './gazetteer.js';

/** Countries by a name that is not written in full or not right; asked only for words that nothing else matched. */
export interface NearNames {
  /** Those whose name begins so; none where the word is too short, or where too many do. */
  cutOff(word: string): readonly string[];
  /** Those that a word is cut off from, else nearly spells. */
  near(word: string): readonly string[];
}

interface Name {
  readonly name: string;
  readonly code: string;
}

/** Below three letters a beginning says nothing, below four a near spelling. */
const SHORTEST = 3;
const LONGEST = 30;
/** A near spelling of a shorter word is chance: invented countries look like real ones. */
const NEAR_FROM = 9;
/** More candidates than this are no help to anybody. */
const MOST = 4;

/**
 * Builds the look-up. fuse.js is good at exactly this: one short name against a few thousand short names. Over whole
 * sentences it would hold up the event loop for 100 ms and more.
 */
export function createNearNames(knowledge: Knowledge): NearNames {
  const names: Name[] = [...knowledge.countries.values()].flatMap((c) =>
    LANGUAGES.flatMap((l) => [c.names[l], ...c.also[l]].map((name) => ({ name: keyOf(fold(name)), code: c.code }))),
  );
  const fuse = new Fuse(names, { keys: ['name'], threshold: 0.2, distance: 10, includeScore: true, minMatchCharLength: 3 });
  const beginning = (wanted: string) => new Set(names.filter((n) => n.name.startsWith(wanted)).map((n) => n.code));
  const few = (codes: ReadonlySet<string>) => (codes.size <= MOST ? [...codes] : []);
  const isTried = (wanted: string) => wanted.length >= SHORTEST && wanted.length <= LONGEST;
  return {
    cutOff(word) {
      const wanted = keyOf(fold(word));
      return isTried(wanted) ? few(beginning(wanted)) : [];
    },
    near(word) {
      const wanted = keyOf(fold(word));
      if (!isTried(wanted)) return [];
      const cutOff = beginning(wanted);
      if (cutOff.size > 0) return few(cutOff);
      if (wanted.length < NEAR_FROM) return [];
      const found = fuse.search(wanted, { limit: 8 }).filter((r) => Math.abs(r.item.name.length - wanted.length) <= 2);
      const best = found[0]?.score ?? 1;
      return few(new Set(found.filter((r) => (r.score ?? 1) <= best + 0.02).map((r) => r.item.code)));
    },
  };
}
