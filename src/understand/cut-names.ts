import { LANGUAGES } from '../question.js';
import type { NameMatch } from './gazetteer.js';
import type { NearNames } from './near-names.js';
import type { Token } from './tokens.js';

/**
 * Names of countries that are cut off: "RTS for Austr.. (column too narrow)", "«Nig»". Dots or quotation marks must stand
 * right at the word, and it must be no word that is known, unless dots follow and it is written like a name.
 */
export function cutNames(
  text: string,
  tokens: readonly Token[],
  isKnown: (word: string) => boolean,
  nearNames: NearNames,
): NameMatch[] {
  if (!/\.\.|…|[«“"]/.test(text)) return [];
  return tokens.flatMap((token, i) => {
    const before = text.slice(0, token.start).at(-1) ?? '';
    const behind = text.slice(token.end, token.end + 2);
    const dots = /^(?:\.\.|…)/.test(behind);
    const quoted = /[«“"]/.test(before) && /^[»”"]/.test(behind);
    const written = dots && /^\p{Lu}/u.test(token.text) && i > 0;
    const known = isKnown(token.folded);
    if (!(dots || quoted) || (known && !written)) return [];
    const codes = nearNames.cutOff(token.text);
    // One country alone is a guess where the word is known: "Per…" in prose.
    if (codes.length === 0 || (codes.length === 1 && known)) return [];
    const entries = codes.map((id) => ({ kind: 'country', id, form: 'name', languages: LANGUAGES }) as const);
    return [{ start: i, end: i + 1, entries, prefix: '' }];
  });
}
