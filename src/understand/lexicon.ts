import type { Knowledge } from '../knowledge/knowledge.js';
import type { Language } from '../question.js';
import { fold, hasArabic } from './fold.js';
import { keyOf } from './gazetteer.js';
import { arabicStems, tokenize } from './tokens.js';

/** The words people use for each concept, all languages together: folded phrase -> concepts. */
export interface Lexicon {
  readonly phrases: ReadonlyMap<string, readonly string[]>;
  /** First word of a phrase -> most words a phrase beginning with it has. */
  readonly starts: ReadonlyMap<string, number>;
}

/** A concept that a word or phrase of the text stands for. */
export interface ConceptMatch {
  readonly start: number;
  readonly end: number;
  readonly concepts: readonly string[];
  /** The Arabic word begins with "and". */
  readonly afterAnd: boolean;
  /** "PRD, not RMM": mentioned only to be left out. */
  readonly leftOut?: true;
}

/**
 * Builds the lexicon of one language: its own vocabulary, the names and acronyms of what the knowledge holds in all
 * languages (concepts `@rmm`, `@mcof`), and English words where its own has none, since staff mix them in.
 */
export function createLexicon(knowledge: Knowledge, language: Language): Lexicon {
  const phrases = new Map<string, string[]>();
  const starts = new Map<string, number>();
  const add = (phrase: string, concept: string) => {
    const tokens = tokenize(phrase);
    if (tokens.length === 0 || tokens.length > 8) return;
    const key = tokens.map((t) => keyOf(t.folded)).join(' ');
    const first = key.split(' ')[0] as string;
    starts.set(first, Math.max(starts.get(first) ?? 0, tokens.length));
    const concepts = phrases.get(key);
    if (!concepts) phrases.set(key, [concept]);
    else if (!concepts.includes(concept)) concepts.push(concept);
  };
  for (const [concept, words] of Object.entries(knowledge.vocabulary[language])) for (const phrase of words) add(phrase, concept);
  if (language !== 'en') {
    const own = new Set(phrases.keys());
    for (const [concept, words] of Object.entries(knowledge.vocabulary.en)) {
      for (const phrase of words) if (!own.has(keyOf(fold(phrase))) && phrase.length > 4) add(phrase, concept);
    }
  }
  for (const { id, acronym, names } of [...knowledge.mailboxes.values(), ...knowledge.units.values()]) {
    for (const name of [acronym, ...Object.values(names)]) if (name) add(name, `@${id}`);
  }
  for (const document of knowledge.documents.values()) {
    add(document.title, `@${document.family ?? document.id}`);
    for (const acronym of document.title.match(/\b(?=\w*[A-Z]\w*[A-Z])\w{4,}\b/g) ?? [])
      if (document.title.includes('(') || document.title.startsWith(acronym)) add(acronym, `@${document.id}`);
  }
  return { phrases, starts };
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
  const forms = hasArabic(first) ? [...new Set(arabicStems(first).flatMap(withoutEnding).map(keyOf))] : [first];
  const longest = Math.max(...forms.map((form) => lexicon.starts.get(form) ?? 0));
  for (let length = Math.min(longest, words.length - start); length >= 1; length--) {
    let tail = '';
    for (let i = start + 1; i < start + length; i++) tail += ` ${keyOf(words[i] as string)}`;
    for (const form of forms) {
      const concepts = lexicon.phrases.get(form + tail);
      if (concepts) return { start, end: start + length, concepts, afterAnd: form !== first && first.startsWith('و') };
    }
  }
  return undefined;
}

const ENDINGS = ['ات', 'ين', 'ون', 'ها', 'هم', 'نا', 'كم', 'ه', 'ي', 'ك'];

/** An Arabic word and the word without its usual endings, at least three letters long. */
function withoutEnding(word: string): string[] {
  const out = [word];
  for (const ending of ENDINGS)
    if (word.endsWith(ending) && word.length - ending.length >= 3) out.push(word.slice(0, -ending.length));
  return out;
}
