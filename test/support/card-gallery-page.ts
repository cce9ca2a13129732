import { blockKitView } from '../../src/platforms/web/client/block-kit-view.js';
import { make } from '../../src/platforms/web/client/make-element.js';
import { messageFrame } from '../../src/platforms/web/client/message-frame.js';
import { teamsView } from '../../src/platforms/web/client/teams-view.js';
import type { Texts } from '../../src/platforms/web/client/texts.js';
import type { AdaptiveCard } from '../../src/render/adaptive-card-types.js';
import type { SlackMessage } from '../../src/render/block-kit-types.js';

// Runs in the browser: bundled by card-gallery.ts.

/** One message as it was sent to a platform. */
export type Shown =
  | { readonly platform: 'slack'; readonly name: string; readonly message: SlackMessage }
  | { readonly platform: 'teams'; readonly name: string; readonly card: AdaptiveCard };

/** What card-gallery.ts calls on the page. */
export interface InPage {
  /** Shows messages one under another, each as `section[aria-label=<name>]`. `words` are those around a message. */
  readonly show: (messages: readonly Shown[], words: Readonly<Record<string, string>>) => void;
  readonly pressed: readonly string[];
}

const pressed: string[] = [];
const press = (value: string) => void pressed.push(value);

function frame(shown: Shown, words: Readonly<Record<string, string>>): HTMLElement {
  const texts = { label: (key: string, look = '') => make('span', { class: look }, words[key] ?? key) } as unknown as Texts;
  return shown.platform === 'slack'
    ? messageFrame('slack', texts, blockKitView(shown.message, press))
    : messageFrame('teams', texts, teamsView(shown.card, { choose: press, open: press }));
}

const inPage: InPage = {
  pressed,
  show: (messages, words) => {
    const sections = messages.map((shown) => make('section', { 'aria-label': shown.name }, frame(shown, words)));
    document.querySelector('main')?.replaceChildren(...sections);
  },
};
Object.assign(globalThis, { gallery: inPage });
