import { part } from './make-element.js';

/** The field where a person writes a question. */
export interface Composer {
  readonly focus: () => void;
  /** While busy, a question that is sent stays in the field. */
  readonly setBusy: (busy: boolean) => void;
}

/** Gives life to the field: Enter asks, Shift and Enter starts a new line, the field grows with its text. */
export function startComposer(ask: (text: string) => void): Composer {
  const form = part('composer', HTMLFormElement);
  const field = part('question', HTMLTextAreaElement);
  let busy = false;

  const submit = () => {
    const text = field.value.trim();
    field.focus();
    if (busy || text === '') return;
    field.value = '';
    fitHeight(field);
    ask(text);
  };
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    submit();
  });
  field.addEventListener('keydown', (event) => {
    // Enter that ends the composing of a character is not the end of the question.
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    submit();
  });
  field.addEventListener('input', () => fitHeight(field));

  return {
    focus: () => field.focus(),
    setBusy(next) {
      busy = next;
      form.toggleAttribute('data-busy', next);
    },
  };
}

function fitHeight(field: HTMLTextAreaElement): void {
  // An empty field keeps the direction of the page, as its placeholder is in the page's language.
  field.dir = field.value === '' ? '' : 'auto';
  field.style.height = 'auto';
  field.style.height = `${field.scrollHeight}px`;
}
