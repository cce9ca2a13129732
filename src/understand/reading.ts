import type { Via } from '../question.js';
import type { Gazetteer, NameMatch } from './gazetteer.js';
import { findNames } from './gazetteer.js';
import { type ConceptMatch, findConcepts, type Lexicon } from './lexicon.js';
import { type Correction, corrections, type SpellingIndex } from './spelling.js';
import { type Token, tokenize } from './tokens.js';

/** Everything that reading words needs, built once from the knowledge. */
export interface Dictionaries {
  readonly gazetteer: Gazetteer;
  readonly lexicon: Lexicon;
  readonly spelling: SpellingIndex;
}

/** A word that was corrected, for the trace and for names that are equally near. */
export interface Corrected {
  readonly index: number;
  readonly from: string;
  readonly candidates: readonly Correction[];
}

/** A text taken apart into words, names of places and concepts. */
export interface Reading {
  readonly text: string;
  readonly via: Via;
  readonly tokens: readonly Token[];
  /** Folded words with typing errors mended. */
  readonly words: readonly string[];
  readonly corrected: readonly Corrected[];
  readonly names: readonly NameMatch[];
  readonly concepts: readonly ConceptMatch[];
  /** Words that nothing knows and nothing is near to, as written. */
  readonly unknownWords: readonly string[];
  /** Share of the words that neither dictionary nor examples know, 0 to 1. */
  readonly unexplained: number;
}

/** Reads a cleaned text. Only words that nothing knows are tried for typing errors. */
export function readText(text: string, via: Via, dictionaries: Dictionaries): Reading {
  const tokens = tokenize(text).slice(0, 400);
  const corrected: Corrected[] = [];
  const unknownWords: string[] = [];
  const words = tokens.map((token, index) => {
    if (isKnown(token.folded, dictionaries)) return token.folded;
    if (/^\d+$/.test(token.folded)) return token.folded;
    const candidates = corrections(dictionaries.spelling, token.folded);
    const best = candidates[0];
    if (!best) {
      unknownWords.push(token.text);
      return token.folded;
    }
    corrected.push({ index, from: token.folded, candidates });
    return best.word;
  });
  const names = findNames(words.map((folded) => ({ folded })), dictionaries.gazetteer);
  return {
    text,
    via,
    tokens,
    words,
    corrected,
    names,
    concepts: findConcepts(words, dictionaries.lexicon),
    unknownWords,
    unexplained: tokens.length === 0 ? 0 : unknownWords.length / tokens.length,
  };
}

function isKnown(folded: string, { spelling }: Dictionaries): boolean {
  return spelling.words.has(folded);
}
