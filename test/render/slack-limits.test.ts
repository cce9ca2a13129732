import { describe, expect, test } from 'vitest';
import { checkSlackMessage, checkSlackView } from '../../src/render/slack-limits.js';

const plain = (text: string) => ({ type: 'plain_text', text });
const button = (over: object = {}) => ({ type: 'button', action_id: 'a', text: plain('Press'), ...over });
const option = (over: object = {}) => ({ text: plain('One'), value: '1', ...over });
const times = <T>(count: number, of: (n: number) => T) => Array.from({ length: count }, (_, n) => of(n));
const actions = (...elements: object[]) => ({ type: 'actions', elements });
const rich = (...elements: object[]) => ({ type: 'rich_text', elements: [{ type: 'rich_text_section', elements }] });
const message = (...blocks: object[]) => checkSlackMessage({ text: 'x', blocks });

/** [what, at the limit, over the limit, what is said]. Emoji count once, though they take two units. */
const LIMITS: readonly (readonly [string, object, object, string])[] = [
  [
    'header text',
    { type: 'header', text: plain('😀'.repeat(150)) },
    { type: 'header', text: plain('😀'.repeat(151)) },
    'text has 151 characters',
  ],
  [
    'section text',
    { type: 'section', text: plain('م'.repeat(3000)) },
    { type: 'section', text: plain('م'.repeat(3001)) },
    '3001',
  ],
  [
    'section fields',
    { type: 'section', fields: times(10, () => plain('x')) },
    { type: 'section', fields: times(11, () => plain('x')) },
    '11 entries',
  ],
  [
    'a field',
    { type: 'section', fields: [plain('😀'.repeat(2000))] },
    { type: 'section', fields: [plain('x'.repeat(2001))] },
    '2001',
  ],
  [
    'buttons',
    actions(...times(25, (n) => button({ action_id: `a${n}` }))),
    actions(...times(26, (n) => button({ action_id: `a${n}` }))),
    '26 entries',
  ],
  ['button text', actions(button({ text: plain('😀'.repeat(75)) })), actions(button({ text: plain('😀'.repeat(76)) })), '76'],
  ['button value', actions(button({ value: '😀'.repeat(2000) })), actions(button({ value: 'x'.repeat(2001) })), '2001'],
  ['button url', actions(button({ url: 'x'.repeat(3000) })), actions(button({ url: 'x'.repeat(3001) })), '3001'],
  [
    'accessibility label',
    actions(button({ accessibility_label: 'x'.repeat(75) })),
    actions(button({ accessibility_label: 'x'.repeat(76) })),
    '76',
  ],
  [
    'action id',
    actions(button({ action_id: 'x'.repeat(255) })),
    actions(button({ action_id: 'x'.repeat(256) })),
    'action_id has 256',
  ],
  [
    'block id',
    { type: 'divider', block_id: 'x'.repeat(255) },
    { type: 'divider', block_id: 'x'.repeat(256) },
    'block_id has 256',
  ],
  [
    'context',
    { type: 'context', elements: times(10, () => plain('x')) },
    { type: 'context', elements: times(11, () => plain('x')) },
    '11 entries',
  ],
  ['markdown', { type: 'markdown', text: 'x'.repeat(12_000) }, { type: 'markdown', text: 'x'.repeat(12_001) }, '12001'],
  ['select options', select(100), select(101), '101 entries'],
  ['option text', select(1, { text: plain('x'.repeat(75)) }), select(1, { text: plain('x'.repeat(76)) }), '76'],
  ['option value', select(1, { value: 'x'.repeat(150) }), select(1, { value: 'x'.repeat(151) }), '151'],
  ['placeholder', select(1, {}, 150), select(1, {}, 151), 'placeholder has 151'],
  [
    'overflow',
    actions({ type: 'overflow', options: times(5, () => option()) }),
    actions({ type: 'overflow', options: times(6, () => option()) }),
    '6 entries',
  ],
  ['table rows', table(100, 20), table(101, 20), '101 entries'],
  ['table columns', table(1, 20), table(1, 21), '21 entries'],
  ['data table rows', dataTable(201), dataTable(202), '202 entries'],
  ['cards of a carousel', carousel(10), carousel(11), '11 entries'],
  ['image alt text', image(2000), image(2001), '2001'],
  ['a run of rich text', rich({ type: 'text', text: '😀'.repeat(3000) }), rich({ type: 'text', text: 'x'.repeat(3001) }), '3001'],
];

describe('a limit of Slack', () => {
  test.each(LIMITS)('for %s is kept to the code point', (_, fits, over, said) => {
    expect(message(fits)).toEqual([]);
    expect(message(over).join('\n')).toContain(said);
  });

  test('is found deep inside a block, with its place', () => {
    const faults = message({ type: 'divider' }, { type: 'container', child_blocks: [actions(button({ text: plain('') }))] });
    expect(faults).toContain('blocks[1].child_blocks[0].elements[0].text.text has 0 characters; at least 1 are needed');
  });
});

describe('a message', () => {
  test('has at most 50 blocks, one table, 12,000 characters of markdown, and a text', () => {
    expect(checkSlackMessage({ text: 'x', blocks: times(50, () => ({ type: 'divider' })) })).toEqual([]);
    expect(checkSlackMessage({ text: 'x', blocks: times(51, () => ({ type: 'divider' })) })).toEqual([
      'blocks has 51 entries; at most 50 are allowed',
    ]);
    expect(message(table(1, 1), table(1, 1))).toEqual(['blocks of type table has 2 entries; at most 1 are allowed']);
    expect(message(...times(2, () => ({ type: 'markdown', text: 'x'.repeat(7000) })))).toHaveLength(1);
    expect(checkSlackMessage({ text: ' ', blocks: [] })).toHaveLength(1);
  });

  test.each([
    ['an unknown type', { type: 'marquee' }, 'Slack has none'],
    ['mrkdwn in a header', { type: 'header', text: { type: 'mrkdwn', text: 'x' } }, 'must be plain_text'],
    ['blank text', { type: 'section', text: plain('  ') }, 'is blank'],
    ['an empty section', { type: 'section' }, 'neither text nor fields'],
    ['an empty list of buttons', actions(), 'at least 1'],
    ['a button in a context', { type: 'context', elements: [button()] }, 'allowed are'],
    ['feedback among buttons', actions({ type: 'feedback_buttons', positive_button: {}, negative_button: {} }), 'allowed are'],
    [
      'feedback without values',
      { type: 'context_actions', elements: [{ type: 'feedback_buttons', positive_button: {}, negative_button: {} }] },
      'value is missing',
    ],
    ['the same action twice in a block', actions(button(), button()), 'stands twice'],
    ['an alert', { type: 'alert', text: plain('x') }, 'only modals'],
    ['empty rich text', rich({ type: 'text', text: '' }), 'at least 1'],
  ])('with %s is refused', (_, block, said) => {
    expect(message(block).join('\n')).toContain(said);
  });

  test('with the same block id twice is refused', () => {
    expect(message({ type: 'divider', block_id: 'x' }, { type: 'divider', block_id: 'x' })).toEqual([
      'block_id x stands twice; it must be unique',
    ]);
  });
});

describe('a view', () => {
  const input = {
    type: 'input',
    label: plain('Question'),
    element: { type: 'plain_text_input', action_id: 'q', max_length: 3000 },
  };
  const modal = { type: 'modal' as const, title: plain('Ask'), submit: plain('Ask'), blocks: [input] };

  test('that keeps the limits passes', () => {
    expect(checkSlackView(modal)).toEqual([]);
    expect(checkSlackView({ type: 'home', blocks: times(100, () => ({ type: 'divider' })) })).toEqual([]);
  });

  test.each([
    ['a long title', { title: plain('x'.repeat(25)) }, 'title has 25'],
    ['no title', { title: undefined }, 'title'],
    ['an input but no submit', { submit: undefined }, 'submit'],
    ['long metadata', { private_metadata: 'x'.repeat(3001) }, 'private_metadata has 3001'],
    ['a long callback id', { callback_id: 'x'.repeat(256) }, 'callback_id has 256'],
    ['too many blocks', { blocks: times(101, () => ({ type: 'divider' })) }, 'blocks has 101'],
    ['no block', { blocks: [] }, 'blocks is empty'],
    ['a block for messages only', { blocks: [{ type: 'markdown', text: 'x' }] }, 'only messages'],
  ])('with %s is refused', (_, over, said) => {
    expect(checkSlackView({ ...modal, ...over }).join('\n')).toContain(said);
  });
});

function select(count: number, over: object = {}, placeholder = 1): object {
  return actions({
    type: 'static_select',
    placeholder: plain('x'.repeat(placeholder)),
    options: times(count, () => option(over)),
  });
}

function table(rows: number, columns: number): object {
  return { type: 'table', rows: times(rows, () => times(columns, () => ({ type: 'raw_text', text: 'x' }))) };
}

function dataTable(rows: number): object {
  return { type: 'data_table', caption: 'x', rows: times(rows, () => [{ type: 'raw_text', text: 'x' }]) };
}

function carousel(count: number): object {
  return { type: 'carousel', elements: times(count, () => ({ type: 'card', title: { type: 'mrkdwn', text: 'x' } })) };
}

function image(alt: number): object {
  return { type: 'image', image_url: 'https://x', alt_text: 'x'.repeat(alt) };
}
