import { randomFrom } from '../src/understand/train.js';

/** Words that bear an error: long enough to be recognised, no acronyms, no addresses, no numbers. */
const BEARS_ERROR = /^\p{L}*\p{Ll}\p{L}*$|^[\u0600-\u06ff]+$/u;
const SHORTEST = 6;

/** Makes misspellers: each puts one typing error into a text, the same one for the same seed. */
export function createMisspeller(seed: number): (text: string) => string {
  const random = randomFrom(seed);
  return (text) => {
    const words = text.split(' ');
    const candidates = words.flatMap((word, i) => (word.length >= SHORTEST && BEARS_ERROR.test(word) ? [i] : []));
    const at = candidates[Math.floor(random() * candidates.length)];
    if (at === undefined) return text;
    words[at] = withError(words[at] as string, random);
    return words.join(' ');
  };
}

/** Leaves out, doubles or swaps one letter that is not the first. */
function withError(word: string, random: () => number): string {
  const i = 1 + Math.floor(random() * (word.length - 2));
  const kind = Math.floor(random() * 3);
  if (kind === 0) return word.slice(0, i) + word.slice(i + 1);
  if (kind === 1) return word.slice(0, i) + (word[i] as string) + word.slice(i);
  return word.slice(0, i) + (word[i + 1] as string) + (word[i] as string) + word.slice(i + 2);
}
