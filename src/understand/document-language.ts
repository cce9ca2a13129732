import type { Knowledge } from '../knowledge/knowledge.js';
import { fold } from './fold.js';
import { keyOf } from './gazetteer.js';
import type { Reading } from './reading.js';
import { arabicStems } from './tokens.js';

/**
 * The documents that are asked for. Where one exists in several languages the text says which, else the reader's own is
 * taken. None for an edition or a language that does not exist.
 */
export function chooseDocuments(subject: string, reading: Reading, language: string, knowledge: Knowledge): string[] {
  const family = [...knowledge.documents.values()].filter((d) => d.family === subject);
  if (family.length > 0) {
    const named = languagesNamed(reading, knowledge);
    const wanted = named.length === 0 ? [language] : named;
    return [...new Set(wanted.flatMap((w) => family.find((d) => d.language === w)?.id ?? []))];
  }
  const document = knowledge.documents.get(subject);
  if (!document) return [];
  const years = reading.words.filter((w) => /^(19|20)\d\d$/.test(w));
  const ownYear = /\b(19|20)\d\d\b/.exec(document.title)?.[0];
  return ownYear && years.length > 0 && !years.includes(ownYear) ? [] : [document.id];
}

/** Languages that a text names, in their order; one after a "not" is left out, and a title quoted in full names its own. */
export function languagesNamed(reading: Reading, knowledge: Knowledge): string[] {
  const names = namesOf(knowledge);
  const negated = (i: number) => reading.concepts.some((m) => m.concepts.includes('not') && m.end <= i && i - m.end <= 1);
  return reading.tokens.flatMap((token, i) => {
    if (negated(i)) return [];
    for (const form of arabicStems(reading.words[i] as string)) {
      const found = names.get(keyOf(form));
      // Two-letter codes are words of other languages: they count in capitals, or at the end of a command.
      if (found && (!found.code || token.upper || (reading.via === 'slash' && i === reading.tokens.length - 1)))
        return [found.id];
    }
    return [];
  });
}

type LanguageName = { readonly id: string; readonly code: boolean };
const made = new WeakMap<Knowledge, ReadonlyMap<string, LanguageName>>();

function namesOf(knowledge: Knowledge): ReadonlyMap<string, LanguageName> {
  const known = made.get(knowledge);
  if (known) return known;
  const names = new Map(
    knowledge.languageNames.flatMap((l) =>
      l.names.map((n) => [keyOf(fold(n)), { id: l.id, code: /^[A-Z]{2}$/.test(n) }] as const),
    ),
  );
  made.set(knowledge, names);
  return names;
}
