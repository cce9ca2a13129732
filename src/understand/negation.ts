import type { ConceptMatch } from './lexicon.js';
import type { Token } from './tokens.js';

/** What a reading says of its words. */
export interface Said {
  readonly text: string;
  readonly tokens: readonly Token[];
  readonly concepts: readonly ConceptMatch[];
}

/**
 * The words for "not" that are said of a word: before it, with nothing but small words between. A stop or a comma ends what a "not"
 * reaches: "no, in Spanish".
 */
export function notsBefore({ concepts, text, tokens }: Said, index: number, isSmall: (word: number) => boolean): ConceptMatch[] {
  return concepts.filter(({ concepts: said, end }) => {
    if (!said.includes('not') || end > index) return false;
    for (let i = end; i < index; i++) if (!isSmall(i)) return false;
    return !/[.,;،:?؟]/.test(text.slice(tokens[end - 1]?.end, tokens[index]?.start));
  });
}
