import type { types } from '@slack/bolt';
import type { Pick, Shelf } from '../../assistant.js';
import type { Language } from '../../question.js';
import { pageOf } from '../../render/fit-blocks.js';
import { cut, plain } from './card.js';
import { type Shared, say } from './shared.js';
import { modal, VIEWS } from './views.js';

/** Two blocks an entry would fill a modal at fifty; twenty can be looked over. */
const PAGE = 20;

/** Action ids of the lists; the value of the last is `<shelf>:<page>`. */
export const BROWSE = { shelf: 'shelf', pick: 'pick', page: 'page' } as const;

/** One button for each shelf. */
export function shelfButtons(shared: Shared, language: Language): types.ActionsBlock {
  const shelves = shared.context.assistant().shelves(language);
  return {
    type: 'actions',
    elements: shelves.slice(0, 25).map((shelf, n) => button(`${BROWSE.shelf}:${n}`, shelf.title, `${shelf.id}:1`)),
  };
}

/** A page of a shelf; undefined for a shelf that does not exist. */
export function shelfView(shared: Shared, language: Language, value: string): types.ModalView | undefined {
  const [id, page] = value.split(':');
  const shelf = shared.context
    .assistant()
    .shelves(language)
    .find((one) => one.id === id);
  if (shelf === undefined) return undefined;
  const { items, page: number, pages } = pageOf(shelf.picks, Number(page), PAGE);
  const blocks: types.KnownBlock[] = [
    { type: 'header', text: plain(cut(shelf.title, 150)) },
    ...items.map((pick, n) => entry(shared, language, pick, n)),
    ...(pages > 1 ? pager(shared, language, shelf, number, pages) : []),
  ];
  return modal(shared, language, VIEWS.browse, 'browse-title', blocks);
}

function entry(shared: Shared, language: Language, { key, label, detail }: Pick, n: number): types.SectionBlock {
  const text = detail === '' ? label : `${label}\n${detail}`;
  const open = button(`${BROWSE.pick}:${n}`, say(shared, language, 'open'), key);
  return { type: 'section', text: plain(cut(text, 3000)), accessory: { ...open, accessibility_label: cut(label, 75) } };
}

function pager(shared: Shared, language: Language, { id }: Shelf, page: number, pages: number): types.KnownBlock[] {
  const elements = [
    ...(page > 1 ? [button(`${BROWSE.page}:back`, say(shared, language, 'page-back'), `${id}:${page - 1}`)] : []),
    ...(page < pages ? [button(`${BROWSE.page}:next`, say(shared, language, 'page-next'), `${id}:${page + 1}`)] : []),
  ];
  return [
    { type: 'context', elements: [plain(say(shared, language, 'page', { page, pages }))] },
    { type: 'actions', elements },
  ];
}

function button(action: string, label: string, value: string): types.Button {
  return { type: 'button', action_id: action, text: plain(cut(label, 75)), value };
}
