import { editionOf } from '../knowledge/editions.js';
import type { Knowledge } from '../knowledge/knowledge.js';
import { keyOf } from './gazetteer.js';
import { notsBefore } from './negation.js';
import type { Reading } from './reading.js';
import { arabicStems, tokenize } from './tokens.js';

/**
 * The documents that are asked for. Where one exists in several languages the text says which, else the reader's own is
 * taken. None for an edition or a language that does not exist.
 */
export function chooseDocuments(subject: string, reading: Reading, language: string, knowledge: Knowledge): string[] {
  const document = knowledge.documents.get(subject);
  if (!document) {
    const named = languagesNamed(reading, knowledge);
    const wanted = named.length === 0 ? [language] : named;
    return [...new Set(wanted.flatMap((w) => editionOf(knowledge, subject, w)?.id ?? []))];
  }
  const years = reading.words.filter((w) => /^(19|20)\d\d$/.test(w));
  const ownYear = /\b(19|20)\d\d\b/.exec(document.title)?.[0];
  return ownYear && years.length > 0 && !years.includes(ownYear) ? [] : [document.id];
}

/**
 * Languages that a text names, in their order; one after a "not" is left out. The words of a title tell its language where
 * no language is named: "Accord sur les relations" in an English sentence.
 */
export function languagesNamed(reading: Reading, knowledge: Knowledge): string[] {
  const { names, longest } = namesOf(knowledge);
  const negated = (i: number) => notsBefore(reading, i, (between) => between === i - 1).length > 0;
  const found = reading.tokens.flatMap((token, i) => {
    if (negated(i)) return [];
    const name = nameAt(reading.words, i, longest, names);
    // Two-letter codes are words of other languages: they count in capitals, or at the end of a command.
    return name && (!name.code || token.upper || (reading.via === 'slash' && i === reading.tokens.length - 1)) ? [name] : [];
  });
  const languages = found.filter((name) => !name.title);
  return (languages.length > 0 ? languages : found).map((name) => name.id);
}

function nameAt(
  words: readonly string[],
  start: number,
  longest: number,
  names: ReadonlyMap<string, LanguageName>,
): LanguageName | undefined {
  for (let length = Math.min(longest, words.length - start); length > 1; length--) {
    const phrase = names.get(
      words
        .slice(start, start + length)
        .map(keyOf)
        .join(' '),
    );
    if (phrase) return phrase;
  }
  for (const form of arabicStems(words[start] as string)) {
    const name = names.get(keyOf(form));
    if (name) return name;
  }
  return undefined;
}

interface LanguageName {
  readonly id: string;
  readonly code: boolean;
  readonly title: boolean;
}

interface LanguageNames {
  readonly names: ReadonlyMap<string, LanguageName>;
  /** Most words of a name. */
  readonly longest: number;
}

const made = new WeakMap<Knowledge, LanguageNames>();

function namesOf(knowledge: Knowledge): LanguageNames {
  const known = made.get(knowledge);
  if (known) return known;
  const names = new Map<string, LanguageName>();
  const add = (name: string, language: LanguageName) =>
    names.set(
      tokenize(name)
        .map((t) => keyOf(t.folded))
        .join(' '),
      language,
    );
  for (const { id, names: own, titles } of knowledge.languageNames) {
    for (const name of own) add(name, { id, code: /^[A-Z]{2}$/.test(name), title: false });
    for (const title of titles) add(title, { id, code: false, title: true });
  }
  const all = { names, longest: Math.max(...[...names.keys()].map((name) => name.split(' ').length)) };
  made.set(knowledge, all);
  return all;
}
