import type { PageTexts, TextKey } from '../page-texts.js';
import { make, part } from './make-element.js';

/** The words of the page in the language that is chosen now. */
export interface Texts {
  readonly language: () => PageTexts['language'];
  readonly say: (key: TextKey) => string;
  /** An inline element with a text, which follows when the language changes. */
  readonly label: (key: TextKey, className?: string) => HTMLElement;
  /** Changes the language of everything on the page but the questions and answers. */
  readonly show: (next: PageTexts) => void;
}

/** The texts that came with the page. */
export function readTexts(): Texts {
  let current = JSON.parse(part('texts', HTMLScriptElement).text) as PageTexts;
  const say = (key: TextKey) => current.texts[key];
  return {
    language: () => current.language,
    say,
    label: (key, className = '') => make('span', { class: className, 'data-text': key }, say(key)),
    show(next) {
      current = next;
      document.documentElement.lang = next.language;
      document.documentElement.dir = next.direction;
      fill('text', (element, text) => element.replaceChildren(text));
      fill('name', (element, text) => {
        element.setAttribute('aria-label', text);
        if (element.title !== '') element.title = text;
      });
      fill('placeholder', (element, text) => element.setAttribute('placeholder', text));
      part('starters', HTMLUListElement).replaceChildren(...next.starters.map(starter));
    },
  };

  function fill(attribute: string, put: (element: HTMLElement, text: string) => void): void {
    for (const element of document.querySelectorAll<HTMLElement>(`[data-${attribute}]`)) {
      put(element, say(element.dataset[attribute] as TextKey));
    }
  }
}

function starter({ label, value }: PageTexts['starters'][number]): HTMLElement {
  const button = make('button', { type: 'button', class: 'starter', 'data-action': 'choice', 'data-value': value }, label);
  return make('li', {}, button);
}
