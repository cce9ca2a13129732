import type { Knowledge } from '../knowledge/knowledge.js';
import { LANGUAGES } from '../question.js';
import { findPlaces, type Mention } from './places.js';
import { type Dictionaries, firstLook, readText } from './reading.js';
import { NAME_WEIGHT } from './spelling.js';

/** Places that a channel's name speaks of, such as `#syria-quake-response`. Codes are written in small letters there. */
export function placesOfChannel(channel: string | undefined, knowledge: Knowledge, dictionaries: Dictionaries): Mention[] {
  if (!channel) return [];
  const words = channel
    .slice(0, 200)
    .replace(/[-_.#]+/g, ' ')
    .replace(/(\p{L})(\d)/gu, '$1 $2');
  const shouted = words.replace(/\b[a-z]{3}\b/g, (word, at) =>
    isCode(word, at === 0, dictionaries) ? word.toUpperCase() : word,
  );
  const text = `${shouted} x`;
  const mentions = findPlaces(
    readText(text, 'message', 'en', firstLook(text, dictionaries), dictionaries),
    knowledge,
    dictionaries,
  );
  return mentions.filter((m) => !m.excluded);
}

/** An abbreviation, or a country's code where channels begin with one (`#lbn-ops`), unless it is a word. */
function isCode(word: string, first: boolean, { gazetteer, lexicon, spelling }: Dictionaries): boolean {
  const forms = (gazetteer.names.get(word) ?? []).map((e) => e.form);
  if (forms.includes('abbreviation')) return true;
  const isWord = LANGUAGES.some((l) => lexicon[l].starts.has(word) || (spelling[l].words.get(word) ?? 0) > NAME_WEIGHT);
  return first && forms.includes('code') && !isWord;
}
