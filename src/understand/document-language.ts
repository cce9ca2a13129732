import type { Knowledge } from '../knowledge/knowledge.js';
import { fold } from './fold.js';
import { keyOf } from './gazetteer.js';
import type { Reading } from './reading.js';
import { arabicStems } from './tokens.js';

/**
 * The document that is asked for. Where it exists in several languages the text says which, else the reader's own.
 * Undefined for an edition or a language that does not exist.
 */
export function chooseDocument(subject: string, reading: Reading, language: string, knowledge: Knowledge): string | undefined {
  const family = [...knowledge.documents.values()].filter((d) => d.family === subject);
  const named = languagesNamed(reading, knowledge);
  if (family.length > 0) {
    const wanted = named.find((n) => n !== 'other') ?? (named.includes('other') ? undefined : language);
    return family.find((d) => d.language === wanted)?.id;
  }
  const document = knowledge.documents.get(subject);
  if (!document) return undefined;
  const years = reading.words.filter((w) => /^(19|20)\d\d$/.test(w));
  const ownYear = /\b(19|20)\d\d\b/.exec(document.title)?.[0];
  if (ownYear && years.length > 0 && !years.includes(ownYear)) return undefined;
  return document.id;
}

/** Languages that a text names, in their order. */
export function languagesNamed(reading: Reading, knowledge: Knowledge): string[] {
  const names = new Map(knowledge.languageNames.flatMap((l) => l.names.map((n) => [keyOf(fold(n)), { id: l.id, code: /^[A-Z]{2}$/.test(n) }] as const)));
  return reading.tokens.flatMap((token, i) => {
    for (const form of arabicStems(reading.words[i] as string)) {
      const found = names.get(keyOf(form));
      // Two-letter codes are words of other languages: they count in capitals, or at the end of a command.
      if (found && (!found.code || token.upper || (reading.via === 'slash' && i === reading.tokens.length - 1))) return [found.id];
    }
    return [];
  });
}
