import type { Particles } from '../knowledge/schema.js';
import type { Language, Via } from '../question.js';
import { cutNames } from './cut-names.js';
import { hasArabic } from './fold.js';
import type { Gazetteer, NameEntry, NameMatch } from './gazetteer.js';
import { findNames, keyOf } from './gazetteer.js';
import { markLeftOut } from './left-out.js';
import { type ConceptMatch, findConcepts, type Lexicon } from './lexicon.js';
import { meantNames } from './meant-names.js';
import type { NearNames } from './near-names.js';
import { type Correction, corrections, type SpellingIndex } from './spelling.js';
import { arabicStems, type Token, tokenize } from './tokens.js';

/** All words and names that are known: plain data, kept in the compiled copy. */
export interface WordLists {
  readonly gazetteer: Gazetteer;
  readonly lexicon: Readonly<Record<Language, Lexicon>>;
  readonly spelling: Readonly<Record<Language, SpellingIndex>>;
  readonly particles: Particles;
}

/** Everything that reading words needs, built once from the knowledge. */
export interface Dictionaries extends WordLists {
  readonly nearNames: NearNames;
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
  readonly language: Language;
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

/** Words of a text and the names in it as they stand: enough to tell the language. */
export interface FirstLook {
  readonly tokens: readonly Token[];
  readonly names: readonly NameMatch[];
  /** The names, and what only looks like one. */
  readonly found: readonly NameMatch[];
}

/** Words that are read: what a message wants stands at its beginning. */
const MOST_WORDS = 300;

/** Words that are tried for typing errors: prose and noise hold more. */
const MOST_CORRECTED = 25;

/** Splits a cleaned text and finds the names that are spelt right. */
export function firstLook(text: string, { gazetteer, particles }: Pick<Dictionaries, 'gazetteer' | 'particles'>): FirstLook {
  const tokens = tokenize(text).slice(0, MOST_WORDS);
  const found = findNames(tokens, gazetteer);
  return { tokens, found, names: meantNames(found, tokens, particles, undefined) };
}

/** Reads a text in its language. Only words that nothing knows are tried for typing errors. */
export function readText(
  text: string,
  via: Via,
  language: Language,
  { tokens, names: seen, found: asWritten }: FirstLook,
  dictionaries: Dictionaries,
): Reading {
  const spelling = dictionaries.spelling[language];
  const corrected: Corrected[] = [];
  const unknownWords: string[] = [];
  let tried = 0;
  // An Arabic word is known with its prefixes too: وموريتانيا.
  const isKnown = (word: string) =>
    spelling.words.has(word) ||
    (hasArabic(word) && arabicStems(word).some((stem) => spelling.words.has(stem) || spelling.words.has(`ال${stem}`)));
  const cut = seen.length > 0 ? [] : cutNames(text, tokens, isKnown, dictionaries.nearNames);
  const words = tokens.map((token, index) => {
    if (/\d/.test(token.folded) || isKnown(token.folded) || cut.some((name) => name.start === index)) return token.folded;
    const near = ++tried > MOST_CORRECTED ? [] : correctionsOf(token.folded, spelling);
    const candidates = near.filter((c) => isNearEnough(c, token.folded, dictionaries, language));
    const best = candidates[0];
    if (!best) {
      unknownWords.push(token.text);
      return token.folded;
    }
    corrected.push({ index, from: token.folded, candidates });
    return best.word;
  });
  const found =
    corrected.length === 0
      ? asWritten
      : findNames(
          words.map((folded) => ({ folded })),
          dictionaries.gazetteer,
        );
  const spelt = meantNames(found, tokens, dictionaries.particles, dictionaries.lexicon[language]);
  const names = cut.length === 0 ? spelt : [...spelt, ...cut].sort((a, b) => a.start - b.start);
  const concepts = findConcepts(words, dictionaries.lexicon[language]).filter((concept) => !isPartOfName(concept, names));
  return {
    text,
    via,
    language,
    tokens,
    words,
    corrected,
    names,
    concepts: markLeftOut({ concepts, words, tokens, text }, dictionaries.particles),
    unknownWords,
    unexplained: tokens.length === 0 ? 0 : unknownWords.length / tokens.length,
  };
}

/** The island of "île Maurice" is part of a name and says nothing by itself. */
function isPartOfName({ start, end }: ConceptMatch, names: readonly NameMatch[]): boolean {
  return names.some((name) => name.start <= start && name.end >= end && name.end - name.start > end - start);
}

/** Arabic words are tried without their prefixes too, and the nearest reading wins: لموريشوس. */
function correctionsOf(word: string, spelling: SpellingIndex): Correction[] {
  const tries = arabicStems(word).map((stem) => corrections(spelling, stem));
  return tries.reduce((best, found) => ((found[0]?.distance ?? 9) < (best[0]?.distance ?? 9) ? found : best));
}

/** Letters below which a misspelt name of a people, a misspelt Arabic name, a misspelt town or two errors are chance. */
const SHORTEST_MISSPELT = { demonym: 6, arabicDemonym: 9, arabicName: 5, town: 9, nameTwice: 9, wordTwice: 10 } as const;

/** A word that is only a name of a place must be nearer than a word of the vocabulary: "granddad" is not Grenada. */
function isNearEnough(candidate: Correction, word: string, { gazetteer, lexicon }: Dictionaries, language: Language): boolean {
  if (lexicon[language].starts.has(candidate.word) || !gazetteer.words.has(candidate.word))
    return candidate.distance === 1 || word.length >= SHORTEST_MISSPELT.wordTwice;
  const key = keyOf(candidate.word);
  const entries = gazetteer.names.get(key) ?? [];
  const only = (form: NameEntry['form']) => entries.length > 0 && entries.every((e) => e.form === form);
  const arabic = hasArabic(word);
  // Peoples are ordinary Arabic adjectives but for one letter: السرية is not السورية.
  if (only('demonym') && word.length < (arabic ? SHORTEST_MISSPELT.arabicDemonym : SHORTEST_MISSPELT.demonym)) return false;
  if (arabic && key.length < SHORTEST_MISSPELT.arabicName) return false;
  if (only('place')) return candidate.distance === 1 && word.length >= SHORTEST_MISSPELT.town;
  return candidate.distance === 1 || Math.min(word.length, candidate.word.length) >= SHORTEST_MISSPELT.nameTwice;
}

/** Whether a text speaks of one of some concepts. */
export function says({ concepts }: Pick<Reading, 'concepts'>, ...wanted: readonly string[]): boolean {
  return concepts.some((m) => m.concepts.some((c) => wanted.includes(c)));
}

/** The part of a reading between two offsets of its text, read as it stood in the whole. */
export function partOf(reading: Reading, start: number, end: number): Reading {
  const from = reading.tokens.findIndex((t) => t.start >= start);
  const after = reading.tokens.findIndex((t) => t.start >= end);
  const to = after < 0 ? reading.tokens.length : after;
  const within = <T extends { readonly start: number; readonly end: number }>(items: readonly T[]): T[] =>
    items.filter((m) => m.start >= from && m.end <= to).map((m) => ({ ...m, start: m.start - from, end: m.end - from }));
  const tokens = reading.tokens.slice(from, to);
  const unknownWords = reading.unknownWords.filter((word) => tokens.some((t) => t.text === word));
  return {
    ...reading,
    text: reading.text.slice(start, end),
    tokens,
    words: reading.words.slice(from, to),
    corrected: reading.corrected.filter((c) => c.index >= from && c.index < to).map((c) => ({ ...c, index: c.index - from })),
    names: within(reading.names),
    concepts: within(reading.concepts),
    unknownWords,
    unexplained: tokens.length === 0 ? 0 : unknownWords.length / tokens.length,
  };
}
