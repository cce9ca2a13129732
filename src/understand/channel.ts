import type { Knowledge } from '../knowledge/knowledge.js';
import { findPlaces, type Mention } from './places.js';
import { type Dictionaries, firstLook, readText } from './reading.js';

/** Places that a channel's name speaks of, such as `#syria-quake-response`. Codes are written in small letters there. */
export function placesOfChannel(channel: string | undefined, knowledge: Knowledge, dictionaries: Dictionaries): Mention[] {
  if (!channel) return [];
  const words = channel
    .slice(0, 200)
    .replace(/[-_.#]+/g, ' ')
    .replace(/(\p{L})(\d)/gu, '$1 $2');
  const shouted = words.replace(/\b[a-z]{3}\b/g, (code) =>
    isAbbreviation(code.toUpperCase(), dictionaries) ? code.toUpperCase() : code,
  );
  const text = `${shouted} x`;
  const mentions = findPlaces(
    readText(text, 'message', 'en', firstLook(text, dictionaries), dictionaries),
    knowledge,
    dictionaries,
  );
  return mentions.filter((m) => !m.excluded);
}

function isAbbreviation(code: string, { gazetteer }: Dictionaries): boolean {
  return (gazetteer.names.get(code.toLowerCase()) ?? []).some((e) => e.form === 'abbreviation');
}
