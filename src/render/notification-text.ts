import type { Card } from './card.js';
import { codePointLength } from './cut-text.js';

const LONGEST = 150;
const ELLIPSIS = '…';
/** Most summaries have none of it. */
const MARKUP = /[*~`_@:&<>]/;
const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
/** Slack reads these as formats at the edge of a word; an underscore inside an address is none. */
const FORMATS = /[*~`]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu;
/** Codes such as :fire: would become pictures. */
const EMOJI = /:(?=[a-z][\w+-]*:)/gi;
/** A broadcast typed as text rings nobody unless links are made of names, but nobody should have to rely on it. */
const BROADCAST = /@(?=(?:channel|here|everyone|group)\b)/gi;

/**
 * What a notification shows and a screen reader says for a Slack message: the summary in at most 150 characters, in the
 * one field that Slack reads as markup, hence escaped. Whole words only, so that no address is cut.
 */
export function notificationText(card: Card): string {
  const text = inert(card.summary) || inert(card.title) || inert(firstLine(card)) || ELLIPSIS;
  return codePointLength(text) <= LONGEST ? text : shortened(text);
}

function inert(text: string): string {
  if (!MARKUP.test(text)) return text;
  const bare = text.replace(FORMATS, '').replace(BROADCAST, '@ ').replace(EMOJI, '');
  return bare.replace(/[&<>]/g, (character) => ESCAPES[character] ?? '').trim();
}

function shortened(text: string): string {
  const words: string[] = [];
  let length = 0;
  for (const word of text.split(' ')) {
    length += codePointLength(word) + 1;
    if (length >= LONGEST) break;
    words.push(word);
  }
  return words.length === 0 ? ELLIPSIS : closed(words.join(' ')) + ELLIPSIS;
}

/** A right-to-left isolate whose end was left out is closed again. */
function closed(text: string): string {
  const open = text.split('\u2068').length - text.split('\u2069').length;
  return open > 0 ? text + '\u2069'.repeat(open) : text;
}

function firstLine(card: Card): string {
  const part = card.sections[0]?.[0];
  return part !== undefined && 'text' in part ? part.text.replaceAll('\n', ' ') : '';
}
