import { fold, hasArabic } from './fold.js';

/** A word of the question. */
export interface Token {
  /** As it was written. */
  readonly text: string;
  readonly folded: string;
  /** Offset of the first character in the text. */
  readonly start: number;
  readonly end: number;
  /** Written in capitals only, at least two letters: an acronym or a code, unless the whole message is. */
  readonly upper: boolean;
}

// Letters, digits and marks; inner dots keep "D.C." in one piece, and slashes only what looks like "A/RES/70/296".
const WORD = /A\/RES(?:\/\d+)+|[\p{L}\p{N}\p{M}]+(?:[.&][\p{L}\p{N}\p{M}]+)*/giu;
const UPPER = /^[\p{Lu}\p{N}.]{2,}$/u;

/** Splits a text into words. Elisions (l'eau, d'eau) fall apart at their apostrophe. */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  for (const match of text.matchAll(WORD)) {
    const word = match[0];
    const start = match.index;
    tokens.push({
      text: word,
      folded: fold(word),
      start,
      end: start + word.length,
      upper: UPPER.test(word) && /\p{Lu}/u.test(word),
    });
  }
  return tokens;
}

const PREFIXES = ['وبال', 'فبال', 'وال', 'بال', 'فال', 'كال', 'ولل', 'لل', 'ال', 'و', 'ب', 'ل', 'ف', 'ك', 'ع', 'ه'];

/** The spellings under which an Arabic word may stand in a dictionary: itself first, then without its prefixes. */
export function arabicStems(folded: string): string[] {
  if (!hasArabic(folded)) return [folded];
  const stems = [folded];
  for (const prefix of PREFIXES) {
    // "And" stands before the shortest words too: وكم, ومن.
    if (!folded.startsWith(prefix) || folded.length - prefix.length < (prefix === 'و' ? 2 : 3)) continue;
    const rest = folded.slice(prefix.length);
    stems.push(rest);
    // A conjunction may stand before another prefix: وللسودان.
    if (prefix.length === 1)
      for (const inner of ['بال', 'لل', 'ال', 'ب', 'ل']) {
        if (rest.startsWith(inner) && rest.length - inner.length >= 3) stems.push(rest.slice(inner.length));
      }
  }
  return [...new Set(stems)];
}
