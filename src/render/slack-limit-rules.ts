import { between, chars, count, each, inside, needs, notBlank, onlyTypes, plainText, type Rule } from './slack-limit-measures.js';

// Limits of Block Kit as documented in 2026, by type.

/** Blocks that messages alone may hold, and modals alone. */
export const MESSAGE_ONLY: ReadonlySet<string> = new Set([
  'context_actions',
  'data_table',
  'file',
  'markdown',
  'plan',
  'table',
  'task_card',
]);
export const MODAL_ONLY: ReadonlySet<string> = new Set(['alert']);

const RICH = ['rich_text_section', 'rich_text_list', 'rich_text_quote', 'rich_text_preformatted'];
const INTERACTIVE = [
  'button',
  'checkboxes',
  'datepicker',
  'datetimepicker',
  'timepicker',
  'overflow',
  'radio_buttons',
  'workflow_button',
  'rich_text_input',
  'static_select',
  'external_select',
  'users_select',
  'conversations_select',
  'channels_select',
  'multi_static_select',
  'multi_external_select',
  'multi_users_select',
  'multi_conversations_select',
  'multi_channels_select',
];

const option = [needs('text', 'value'), chars('text', 75), chars('value', 150), chars('description', 75), chars('url', 3000)];
const confirm = inside('confirm', chars('title', 100), chars('text', 300), chars('confirm', 30), chars('deny', 30));
const placeholder = [plainText('placeholder'), chars('placeholder', 150)];
const select = [confirm, ...placeholder];
const options = (least: number, most: number): Rule[] => [
  needs('options'),
  count('options', least, most),
  each('options', ...option),
  confirm,
];
const listed: Rule[] = [
  ...select,
  count('options', 1, 100),
  each('options', ...option),
  count('option_groups', 1, 100),
  each('option_groups', chars('label', 75), count('options', 1, 100), each('options', ...option)),
];
const side = [
  needs('text', 'value'),
  plainText('text'),
  chars('text', 75),
  chars('value', 2000),
  chars('accessibility_label', 75),
];
const image = [needs('alt_text'), chars('alt_text', 2000), chars('image_url', 3000), chars('title', 2000)];
const textArea = [...placeholder, between('min_length', 0, 3000), between('max_length', 1, 3000)];
const columns = (most: number): Rule => {
  const cells = count('cells', 1, most);
  return (node, where, faults) => {
    for (const [at, row] of (Array.isArray(node.rows) ? node.rows : []).entries())
      cells({ cells: row }, `${where}.rows[${at}]`, faults);
  };
};
const somethingIn: Rule = (node, where, faults) => {
  if (!('text' in node || 'fields' in node)) faults.push(`${where} has neither text nor fields`);
};

const BLOCKS: Readonly<Record<string, readonly Rule[]>> = {
  actions: [needs('elements'), count('elements', 1, 25), onlyTypes('elements', ...INTERACTIVE)],
  alert: [needs('text'), chars('text', 200)],
  card: [chars('title', 150), chars('subtitle', 150), chars('body', 200), chars('subtext', 200), count('actions', 0, 3)],
  carousel: [needs('elements'), count('elements', 1, 10), onlyTypes('elements', 'card')],
  container: [needs('child_blocks'), chars('title', 150), chars('subtitle', 150), count('child_blocks', 1, 10)],
  context: [needs('elements'), count('elements', 1, 10), onlyTypes('elements', 'image', 'plain_text', 'mrkdwn')],
  context_actions: [needs('elements'), count('elements', 1, 5), onlyTypes('elements', 'feedback_buttons', 'icon_button')],
  data_table: [needs('rows', 'caption'), count('rows', 2, 201), columns(20), between('page_size', 1, 100)],
  divider: [],
  file: [needs('external_id', 'source')],
  header: [needs('text'), plainText('text'), chars('text', 150)],
  image,
  input: [needs('label', 'element'), plainText('label'), chars('label', 2000), plainText('hint'), chars('hint', 2000)],
  markdown: [needs('text'), chars('text', 12_000)],
  plan: [count('tasks', 0, 50)],
  rich_text: [needs('elements'), count('elements', 1, Number.POSITIVE_INFINITY), onlyTypes('elements', ...RICH)],
  section: [somethingIn, chars('text', 3000), count('fields', 1, 10), each('fields', chars('text', 2000))],
  table: [needs('rows'), count('rows', 1, 100), columns(20), count('column_settings', 0, 20)],
  task_card: [],
  video: [needs('alt_text'), chars('alt_text', 2000), chars('title', 200), chars('description', 200), chars('author_name', 50)],
};

const ELEMENTS: Readonly<Record<string, readonly Rule[]>> = {
  button: [
    needs('text'),
    plainText('text'),
    chars('text', 75),
    chars('value', 2000),
    chars('url', 3000),
    chars('accessibility_label', 75),
    confirm,
  ],
  workflow_button: [needs('text'), chars('text', 75), chars('accessibility_label', 75)],
  icon_button: [needs('text'), chars('value', 2000), chars('accessibility_label', 75), count('visible_to_user_ids', 0, 10)],
  feedback_buttons: [
    needs('positive_button', 'negative_button'),
    inside('positive_button', ...side),
    inside('negative_button', ...side),
  ],
  overflow: options(1, 5),
  checkboxes: options(1, 10),
  radio_buttons: options(1, 10),
  static_select: listed,
  multi_static_select: [...listed, between('max_selected_items', 1, 100)],
  ...same(select, 'external_select', 'users_select', 'conversations_select', 'channels_select'),
  ...same(select, 'multi_external_select', 'multi_users_select', 'multi_conversations_select', 'multi_channels_select'),
  plain_text_input: textArea,
  ...same(placeholder, 'email_text_input', 'url_text_input', 'number_input', 'datepicker', 'timepicker', 'datetimepicker'),
  rich_text_input: [...placeholder, between('min_lines', 1, 100), between('max_lines', 1, 100)],
  file_input: [between('max_files', 1, 10)],
};

const TEXTS: Readonly<Record<string, readonly Rule[]>> = {
  ...same([needs('text'), chars('text', 3000), notBlank('text')], 'plain_text', 'mrkdwn'),
  raw_text: [needs('text'), chars('text', 20_000)],
  raw_number: [needs('value')],
  rich_text_section: [needs('elements'), count('elements', 1, Number.POSITIVE_INFINITY)],
  rich_text_quote: [needs('elements'), count('elements', 1, Number.POSITIVE_INFINITY)],
  rich_text_preformatted: [
    needs('elements'),
    count('elements', 1, Number.POSITIVE_INFINITY),
    onlyTypes('elements', 'text', 'link'),
  ],
  rich_text_list: [
    needs('elements', 'style'),
    count('elements', 1, Number.POSITIVE_INFINITY),
    onlyTypes('elements', 'rich_text_section'),
    between('indent', 0, 8),
  ],
  // Slack documents no length for a text in rich text: our own.
  text: [needs('text'), chars('text', 3000)],
  link: [needs('url'), chars('url', 3000), chars('text', 3000)],
  ...same([], 'user', 'usergroup', 'channel', 'team', 'broadcast', 'emoji', 'date', 'color'),
};

/** What each type of block, element and text must keep to. A type that is not here is none of Slack's. */
export const RULES: Readonly<Record<string, readonly Rule[]>> = { ...ELEMENTS, ...TEXTS, ...BLOCKS };

function same(rules: readonly Rule[], ...types: readonly string[]): Record<string, readonly Rule[]> {
  return Object.fromEntries(types.map((type) => [type, rules]));
}
