import type { Language } from '../question.js';
import type { Gazetteer, NameEntry, NameMatch } from './gazetteer.js';
import { keyOf } from './gazetteer.js';
import type { Token } from './tokens.js';

/** A beginning of fewer letters fits too much. */
const SHORTEST = 3;
/** A beginning that fits more countries than this is no help. */
const MOST = 6;

/**
 * Names of countries that are cut off: "RTS for Austr.. (column too narrow)", "«Nig»". Dots or quotation marks must stand
 * right at the word, and it must be no word that is known, unless dots follow and it is written like a name.
 */
export function cutNames(
  text: string,
  tokens: readonly Token[],
  names: readonly NameMatch[],
  isKnown: (word: string) => boolean,
  language: Language,
  gazetteer: Gazetteer,
): NameMatch[] {
  // Beside a name that is whole, half a word is hardly one.
  if (names.length > 0 || !/\.\.|…|[«“"][^«»“”"]{3,12}[»”"]/.test(text)) return [];
  return tokens.flatMap((token, i) => {
    const before = text.slice(0, token.start).at(-1) ?? '';
    const behind = text.slice(token.end, token.end + 2);
    const dots = /^(?:\.\.|…)/.test(behind);
    const quoted = /[«“"]/.test(before) && /^[»”"]/.test(behind);
    if (!(dots || quoted) || token.folded.length < SHORTEST) return [];
    const written = dots && /^\p{Lu}/u.test(token.text) && i > 0;
    if (!written && isKnown(token.folded)) return [];
    const entries = countriesBeginning(keyOf(token.folded), language, gazetteer);
    const countries = new Set(entries.map((e) => e.id));
    if (countries.size === 0 || countries.size > MOST) return [];
    // One country alone is a guess where the word is known: "Per…" in prose.
    return countries.size === 1 && isKnown(token.folded) ? [] : [{ start: i, end: i + 1, entries, prefix: '' }];
  });
}

function countriesBeginning(beginning: string, language: Language, { names }: Gazetteer): NameEntry[] {
  const found = new Map<string, NameEntry>();
  for (const [name, entries] of names) {
    if (!name.startsWith(beginning)) continue;
    for (const entry of entries)
      if (entry.kind === 'country' && entry.form === 'name' && entry.languages.includes(language)) found.set(entry.id, entry);
  }
  return [...found.values()];
}
