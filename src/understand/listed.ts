import type { Mention } from './places.js';
import type { Reading } from './reading.js';

/** Whether an "and" stands between two names. */
export function isJoined(first: Mention, second: Mention, { concepts, names }: Reading): boolean {
  const prefixed = names.find((name) => name.start === second.start)?.prefix.startsWith('و') ?? false;
  return prefixed || concepts.some((m) => m.concepts.includes('and-also') && m.start >= first.end && m.end <= second.start);
}

/** Whether one name follows another with an "and" or a comma between them, and at most an article. */
export function isListed(first: Mention, second: Mention, reading: Reading): boolean {
  const gap = second.start - first.end;
  if (gap < 0 || gap > 2) return false;
  const between = reading.text.slice(reading.tokens[first.end - 1]?.end, reading.tokens[second.start]?.start);
  return /[,،&/+]/.test(between) || isJoined(first, second, reading);
}
