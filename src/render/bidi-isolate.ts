import { directionOf } from '../answer.js';
import type { Language } from '../question.js';

// In a line that runs from right to left, an address, a link, an acronym or a date such as 2022-11 is torn apart or changes
// sides unless it is isolated (Unicode UAX 9). Isolates are invisible, but they are copied: an address that stands alone on
// its line gets none.

const FIRST_STRONG_ISOLATE = '\u2068';
const POP_ISOLATE = '\u2069';
const ARABIC = /[\u0600-\u06ff\u0750-\u077f\u0870-\u08ff\ufb50-\ufdff\ufe70-\ufefc]/;
/** Latin letters with their accents, as ranges: several times faster than \p{Script=Latin}. */
const LATIN = 'A-Za-z\\u00aa\\u00ba\\u00c0-\\u024f\\u0300-\\u036f\\u1e00-\\u1eff';
const JOINT = `[@._%+:#?=&'’~–-](?=[${LATIN}\\d@._%+:#?=&'’~–/-])`;
/** Latin words with what joins them, or a number with what joins its parts. Every character is read once. */
const RUN = new RegExp(
  `[${LATIN}](?:[${LATIN}\\d/]|${JOINT}|,? (?=[${LATIN}\\d]))*|\\d(?:[${LATIN}\\d]|[.,:/–-](?=[${LATIN}\\d]))*`,
  'g',
);
const NEEDS_ISOLATE = new RegExp(`[${LATIN}]|\\d[^\\d]+\\d`);
const PLAIN_NUMBER = /^\d+$/;

/** Running text in which every left-to-right run is isolated; unchanged in left-to-right languages and without Arabic. */
export function isolateRuns(text: string, language: Language): string {
  if (directionOf(language) === 'ltr' || !ARABIC.test(text)) return text;
  return text.replace(RUN, (run) => (PLAIN_NUMBER.test(run) ? run : wrap(run)));
}

/** Text that stands beside Arabic words on the same line: isolated as a whole where it has no Arabic itself. */
export function isolateInline(text: string, language: Language): string {
  if (directionOf(language) === 'ltr') return text;
  if (ARABIC.test(text)) return isolateRuns(text, language);
  return NEEDS_ISOLATE.test(text) ? wrap(text) : text;
}

/** The text without isolates, to compare or to copy. */
export function withoutIsolates(text: string): string {
  return text.replace(/[\u2066-\u2069]/g, '');
}

function wrap(text: string): string {
  return FIRST_STRONG_ISOLATE + text + POP_ISOLATE;
}
