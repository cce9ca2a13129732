import { make } from './make-element.js';
import type { Texts } from './texts.js';

/** Sends a remark; false when it could not be kept. */
export type SendRemark = (helpful: boolean, comment?: string) => Promise<boolean>;

/** The place under an answer where a person says more about it, and is thanked. */
export interface RemarkView {
  readonly element: HTMLElement;
  /** It helped: sent at once. */
  readonly like: () => Promise<void>;
  /** It is not right: asks what would have been, then sends. */
  readonly dislike: () => void;
}

/** Makes the place. `done` is called once, when a remark was kept. */
export function remarkView(texts: Texts, send: SendRemark, done: () => void): RemarkView {
  const element = make('div', { class: 'remark' });

  const finish = async (helpful: boolean, comment?: string) => {
    const kept = await send(helpful, comment);
    const message = make(
      'p',
      { class: 'remark-message', tabindex: '-1' },
      texts.label(kept ? 'feedback-thanks' : 'feedback-failed'),
    );
    element.replaceChildren(message);
    message.focus();
    element.scrollIntoView({ block: 'nearest' });
    if (kept) done();
  };

  return {
    element,
    like: () => finish(true),
    dislike() {
      const form = remarkForm(texts, {
        send: (comment) => void finish(false, comment),
        cancel: () => element.replaceChildren(),
      });
      element.replaceChildren(form);
      form.querySelector('textarea')?.focus();
      element.scrollIntoView({ block: 'nearest' });
    },
  };
}

function remarkForm(texts: Texts, on: { send: (comment?: string) => void; cancel: () => void }): HTMLFormElement {
  const field = make('textarea', { class: 'remark-field', rows: '2', maxlength: '1000', dir: 'auto' });
  const send = make('button', { type: 'submit', class: 'button button-filled' }, texts.label('feedback-send'));
  const cancel = make('button', { type: 'button', class: 'button' }, texts.label('feedback-cancel'));
  const hint = make('p', { class: 'remark-hint' }, texts.label('feedback-hint'));
  const label = make('label', { class: 'remark-label' }, texts.label('feedback-question'), field);
  const form = make('form', { class: 'remark-form' }, label, hint, make('div', { class: 'remark-buttons' }, send, cancel));
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    on.send(field.value.trim() || undefined);
  });
  cancel.addEventListener('click', on.cancel);
  return form;
}
