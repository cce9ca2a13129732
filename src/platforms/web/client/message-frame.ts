import { make } from './make-element.js';
import type { Texts } from './texts.js';

/** What Slack and Teams draw around an app's message: who says it, and that it is an app. */
export function messageFrame(platform: 'slack' | 'teams', texts: Texts, ...content: readonly HTMLElement[]): HTMLElement {
  const who = make('p', { class: 'frame-who' }, texts.label('short-name', 'frame-name'), ' ', texts.label('app', 'frame-badge'));
  return make(
    'div',
    { class: `frame frame-${platform}` },
    make('div', { class: 'frame-avatar', 'aria-hidden': 'true' }),
    make('div', { class: 'frame-body' }, who, ...content),
  );
}
