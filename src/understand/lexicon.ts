import type { Knowledge } from '../knowledge/knowledge.js';
import { LANGUAGES } from '../question.js';
import { hasArabic } from './fold.js';
import { keyOf } from './gazetteer.js';
import { arabicStems, tokenize } from './tokens.js';

/** The words people use for each concept, all languages together: folded phrase -> concepts. */
export interface Lexicon {
  readonly phrases: ReadonlyMap<string, readonly string[]>;
  readonly longest: number;
}

/** A concept that a word or phrase of the text stands for. */
export interface ConceptMatch {
  readonly start: number;
  readonly end: number;
  readonly concepts: readonly string[];
}

/** Builds the lexicon from the vocabulary of all languages. */
export function createLexicon(knowledge: Knowledge): Lexicon {
  const phrases = new Map<string, string[]>();
  let longest = 1;
  for (const language of LANGUAGES) {
    for (const [concept, words] of Object.entries(knowledge.vocabulary[language])) {
      for (const phrase of words) {
        const tokens = tokenize(phrase);
        if (tokens.length === 0 || tokens.length > 5) continue;
        longest = Math.max(longest, tokens.length);
        const key = tokens.map((t) => keyOf(t.folded)).join(' ');
        const concepts = phrases.get(key) ?? [];
        if (!concepts.includes(concept)) concepts.push(concept);
        phrases.set(key, concepts);
      }
    }
  }
  return { phrases, longest };
}

/** Finds the concepts of a row of folded words: longest phrase first, left to right. */
export function findConcepts(words: readonly string[], lexicon: Lexicon): ConceptMatch[] {
  const matches: ConceptMatch[] = [];
  let i = 0;
  while (i < words.length) {
    const match = longestAt(words, i, lexicon);
    if (match) matches.push(match);
    i = match ? match.end : i + 1;
  }
  return matches;
}

function longestAt(words: readonly string[], start: number, lexicon: Lexicon): ConceptMatch | undefined {
  const first = words[start] as string;
  const forms = hasArabic(first) ? [...new Set(arabicStems(first).flatMap(withoutEnding))] : [first];
  for (let length = Math.min(lexicon.longest, words.length - start); length >= 1; length--) {
    const tail = words.slice(start + 1, start + length).map(keyOf);
    for (const form of forms) {
      const concepts = lexicon.phrases.get([keyOf(form), ...tail].join(' '));
      if (concepts) return { start, end: start + length, concepts };
    }
  }
  return undefined;
}

const ENDINGS = ['ات', 'ين', 'ون', 'ها', 'هم', 'نا', 'كم', 'ه', 'ي', 'ك'];

/** An Arabic word and the word without its usual endings, at least three letters long. */
function withoutEnding(word: string): string[] {
  const out = [word];
  for (const ending of ENDINGS) if (word.endsWith(ending) && word.length - ending.length >= 3) out.push(word.slice(0, -ending.length));
  return out;
}
