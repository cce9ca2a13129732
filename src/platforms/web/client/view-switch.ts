import type { TextKey } from '../page-texts.js';
import { make } from './make-element.js';
import type { Texts } from './texts.js';

/** One way to show an answer; drawn when it is looked at for the first time. */
export interface View {
  readonly name: TextKey;
  readonly draw: () => Promise<HTMLElement>;
}

let count = 0;

/** Panels and, under them, the tabs that switch between them (arrow keys, Home and End as in any list of tabs). */
export function viewSwitch(views: readonly View[], texts: Texts): HTMLElement {
  count += 1;
  const tabs = views.map(({ name }, at) => tab(`view-${count}-${at}`, name, texts));
  const panels = views.map((_, at) => {
    const id = `view-${count}-${at}`;
    return make('div', { class: 'panel', role: 'tabpanel', id: `${id}-panel`, 'aria-labelledby': id });
  });
  const list = make('div', { class: 'views', role: 'tablist', 'data-name': 'views', 'aria-label': texts.say('views') }, ...tabs);

  const select = (chosen: number) => {
    for (const [at, each] of tabs.entries()) {
      each.setAttribute('aria-selected', String(at === chosen));
      each.tabIndex = at === chosen ? 0 : -1;
      panels[at]?.toggleAttribute('hidden', at !== chosen);
    }
    const [view, panel] = [views[chosen], panels[chosen]];
    if (view && panel && panel.childElementCount === 0) void fill(panel, view, texts);
  };
  for (const [at, each] of tabs.entries()) each.addEventListener('click', () => select(at));
  list.addEventListener('keydown', (event) => {
    const next = target(event, tabs);
    if (next === undefined) return;
    event.preventDefault();
    select(next);
    tabs[next]?.focus();
  });
  select(0);
  return make('div', { class: 'switch' }, ...panels, list);
}

function tab(id: string, name: TextKey, texts: Texts): HTMLButtonElement {
  const look = { type: 'button', role: 'tab', class: 'view-tab', id, 'aria-controls': `${id}-panel` };
  return make('button', look, texts.label(name));
}

async function fill(panel: HTMLElement, view: View, texts: Texts): Promise<void> {
  const waiting = make('p', { class: 'panel-message' }, texts.label('view-loading'));
  panel.append(waiting);
  try {
    waiting.replaceWith(await view.draw());
  } catch {
    waiting.replaceChildren(texts.label('view-failed'));
  }
}

/** The tab that a key leads to. The arrow that points to the end of the line goes forward, in both directions of writing. */
function target(event: KeyboardEvent, tabs: readonly HTMLElement[]): number | undefined {
  const at = tabs.indexOf(event.target as HTMLElement);
  const forward = document.documentElement.dir === 'rtl' ? 'ArrowLeft' : 'ArrowRight';
  if (event.key === 'Home') return 0;
  if (event.key === 'End') return tabs.length - 1;
  if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return undefined;
  return (at + (event.key === forward ? 1 : -1) + tabs.length) % tabs.length;
}
