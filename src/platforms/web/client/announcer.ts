import type { Language } from '../../../question.js';
import { part } from './make-element.js';

/** Says a text to screen readers, without moving anybody's focus. */
export type Announce = (text: string, language?: Language) => void;

/** The announcer of the page. A text that comes twice is said twice. */
export function createAnnouncer(): Announce {
  const live = part('live', HTMLElement);
  return (text, language) => {
    const line = document.createElement('p');
    if (language) line.lang = language;
    line.textContent = text;
    live.replaceChildren(line);
  };
}
