import { codePointLength } from './cut-text.js';
import { type Json, within, wordsOf } from './slack-limit-measures.js';
import { MESSAGE_ONLY, MODAL_ONLY, RULES } from './slack-limit-rules.js';

// @slack/types only types, and Slack's own validation is a web call. These are the documented limits, counted in code points.

type Surface = 'message' | 'modal' | 'home';

/** What Slack would refuse in a message; empty when it can be sent. Each entry says where, what was found and what is allowed. */
export function checkSlackMessage(message: { readonly text?: string; readonly blocks?: readonly object[] }): string[] {
  const { text = '', blocks = [] } = message;
  return [
    ...(text.trim() === '' ? ['text is empty; a notification and a screen reader need it'] : []),
    ...within('text', codePointLength(text), 0, 40_000),
    ...checkBlocks(blocks, 'message', 50),
  ];
}

/** What Slack would refuse in a modal or Home view; empty when it can be opened or published. */
export function checkSlackView(view: { readonly type: 'modal' | 'home'; readonly blocks: readonly object[] }): string[] {
  const fields = view as Json;
  const modal = view.type === 'modal';
  const input = view.blocks.some((block) => (block as Json).type === 'input');
  const words = (key: string, most: number) => within(key, codePointLength(wordsOf(fields[key])), key in fields ? 1 : 0, most);
  return [
    ...(modal && !('title' in fields) ? ['title is missing; a modal needs one'] : []),
    ...(modal && input && !('submit' in fields) ? ['submit is missing; a modal with an input needs one'] : []),
    ...['title', 'submit', 'close'].flatMap((key) => words(key, 24)),
    ...within('private_metadata', codePointLength(wordsOf(fields.private_metadata)), 0, 3000),
    ...['callback_id', 'external_id'].flatMap((key) => within(key, codePointLength(wordsOf(fields[key])), 0, 255)),
    ...(view.blocks.length === 0 ? ['blocks is empty; a view needs at least 1'] : []),
    ...checkBlocks(view.blocks, view.type, 100),
  ];
}

function checkBlocks(blocks: readonly object[], surface: Surface, most: number): string[] {
  const nodes = blocks as readonly Json[];
  return [
    ...within('blocks', nodes.length, 0, most, 'entries'),
    ...nodes.flatMap((block, at) => [...checkNode(block, `blocks[${at}]`), ...checkSurface(block, `blocks[${at}]`, surface)]),
    ...repeated('block_id', nodes),
    ...nodes.flatMap((block, at) => repeated('action_id', childrenOf(block)).map((fault) => `blocks[${at}]: ${fault}`)),
    ...checkTotals(nodes),
  ];
}

function checkSurface(block: Json, where: string, surface: Surface): string[] {
  const type = String(block.type);
  if (surface !== 'message' && MESSAGE_ONLY.has(type)) return [`${where} is a ${type} block; only messages may hold one`];
  if (surface !== 'modal' && MODAL_ONLY.has(type)) return [`${where} is a ${type} block; only modals may hold one`];
  return [];
}

/** Checks an object by its type, and everything in it that has a type of its own. */
function checkNode(node: Json, where: string): string[] {
  const rules = RULES[String(node.type)];
  if (rules === undefined) return [`${where} has the type ${String(node.type)}; Slack has none of that name`];
  const own = rules.flatMap((rule) => rule(node, where));
  const ids = ['block_id', 'action_id'].flatMap((key) => within(`${where}.${key}`, codePointLength(wordsOf(node[key])), 0, 255));
  return [...own, ...ids, ...insideOf(node, where).flatMap(([child, place]) => checkNode(child, place))];
}

/** Every object with a type below an object, with its place. */
function insideOf(node: Json, where: string): [Json, string][] {
  return Object.entries(node).flatMap(([key, value]) => typedIn(value, `${where}.${key}`));
}

function typedIn(value: unknown, where: string): [Json, string][] {
  if (Array.isArray(value)) return value.flatMap((entry, at) => typedIn(entry, `${where}[${at}]`));
  if (typeof value !== 'object' || value === null) return [];
  return 'type' in value ? [[value as Json, where]] : insideOf(value as Json, where);
}

function checkTotals(blocks: readonly Json[]): string[] {
  const markdown = blocks
    .filter((block) => block.type === 'markdown')
    .reduce((sum, block) => sum + codePointLength(wordsOf(block.text)), 0);
  const tables = blocks.filter((block) => block.type === 'table').length;
  return [...within('all markdown blocks', markdown, 0, 12_000), ...within('blocks of type table', tables, 0, 1, 'entries')];
}

function repeated(key: string, nodes: readonly Json[]): string[] {
  const seen = new Set<unknown>();
  const twice = new Set<unknown>();
  for (const value of nodes.map((node) => node[key]).filter((value) => value !== undefined))
    (seen.has(value) ? twice : seen).add(value);
  return [...twice].map((value) => `${key} ${String(value)} stands twice; it must be unique`);
}

function childrenOf(block: Json): Json[] {
  return Array.isArray(block.elements) ? block.elements : [];
}
