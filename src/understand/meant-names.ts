import type { Particles } from '../knowledge/schema.js';
import type { NameEntry, NameMatch } from './gazetteer.js';
import type { Lexicon } from './lexicon.js';
import type { Token } from './tokens.js';

/** Drops names that only look like one: codes and short names are also words ("are", "la", "car"). */
export function meantNames(
  names: readonly NameMatch[],
  tokens: readonly Token[],
  particles: Particles,
  lexicon: Lexicon | undefined,
): NameMatch[] {
  if (names.length === 0) return [];
  // Where everything is in capitals, capitals say nothing.
  const latin = tokens.filter((t) => /\p{Script=Latin}/u.test(t.text));
  const shouting = latin.length > 2 && latin.every((t) => !/\p{Ll}/u.test(t.text));
  return names.flatMap((name) => {
    if (name.end - name.start > 1) return [name];
    const entries = name.entries.filter((entry) => isMeant(entry, tokens, name, shouting, particles, lexicon));
    return entries.length > 0 ? [{ ...name, entries }] : [];
  });
}

function isMeant(
  entry: NameEntry,
  tokens: readonly Token[],
  { start, prefix }: NameMatch,
  shouting: boolean,
  particles: Particles,
  lexicon: Lexicon | undefined,
): boolean {
  const token = tokens[start] as Token;
  const isWord = lexicon?.phrases.has(token.folded) ?? false;
  const short = token.text.length <= 2;
  const before = tokens[start - 1]?.folded ?? '';
  switch (entry.form) {
    case 'code':
      // A whole command such as "rts ke".
      if (tokens.length === 2 && start === 1 && particles.command.has(before)) return true;
      // RO, CO, IT, HR are words of ours before they are countries: only at the end, after a preposition.
      return token.upper && !shouting && (!isWord || (particles['before-code'].has(before) && start === tokens.length - 1));
    case 'abbreviation':
      if (short) return token.upper && !shouting;
      return token.upper ? !(shouting && isWord) : !isWord;
    case 'capital':
    case 'place':
      if (entry.form === 'place' && isPartOfWord(token.folded, prefix)) return false;
      return !isWord || token.text.length > 5 || (/^\p{Lu}/u.test(token.text) && start > 0);
    default:
      return true;
  }
}

/** Short Arabic names of towns are also ends of words: of a stem behind "like" or "on", or of three letters behind "and". */
function isPartOfWord(folded: string, prefix: string): boolean {
  return /^[كعه]/.test(prefix) || (prefix.startsWith('و') && folded.length - prefix.length < 4);
}
