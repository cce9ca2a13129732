import { codePointLength } from './cut-text.js';
import { chars, type Json, lengthWithin, within, wordsOf } from './slack-limit-measures.js';
import { MESSAGE_ONLY, MODAL_ONLY, RULES } from './slack-limit-rules.js';

// @slack/types only types, and Slack's own validation is a web call. These are the documented limits, counted in code points.

type Surface = 'message' | 'modal' | 'home';

const IDS = [chars('block_id', 255, 0), chars('action_id', 255, 0)];

/** What Slack would refuse in a message; empty when it can be sent. Each entry says where, what was found and what is allowed. */
export function checkSlackMessage(message: { readonly text?: string; readonly blocks?: readonly object[] }): string[] {
  const { text = '', blocks = [] } = message;
  const faults: string[] = [];
  if (text.trim() === '') faults.push('text is empty; a notification and a screen reader need it');
  lengthWithin(faults, 'text', text, 0, 40_000);
  checkBlocks(faults, blocks, 'message', 50);
  return faults;
}

/** What Slack would refuse in a modal or Home view; empty when it can be opened or published. */
export function checkSlackView(view: { readonly type: 'modal' | 'home'; readonly blocks: readonly object[] }): string[] {
  const fields = view as Json;
  const modal = view.type === 'modal';
  const input = view.blocks.some((block) => (block as Json).type === 'input');
  const faults: string[] = [];
  if (modal && !('title' in fields)) faults.push('title is missing; a modal needs one');
  if (modal && input && !('submit' in fields)) faults.push('submit is missing; a modal with an input needs one');
  for (const key of ['title', 'submit', 'close']) lengthWithin(faults, key, wordsOf(fields[key]), key in fields ? 1 : 0, 24);
  lengthWithin(faults, 'private_metadata', wordsOf(fields.private_metadata), 0, 3000);
  for (const key of ['callback_id', 'external_id']) lengthWithin(faults, key, wordsOf(fields[key]), 0, 255);
  if (view.blocks.length === 0) faults.push('blocks is empty; a view needs at least 1');
  checkBlocks(faults, view.blocks, view.type, 100);
  return faults;
}

function checkBlocks(faults: string[], blocks: readonly object[], surface: Surface, most: number): void {
  const nodes = blocks as readonly Json[];
  within(faults, 'blocks', nodes.length, 0, most, 'entries');
  for (const [at, block] of nodes.entries()) {
    const where = `blocks[${at}]`;
    checkNode(faults, block, where);
    checkSurface(faults, block, where, surface);
    checkRepeated(faults, 'action_id', childrenOf(block), `${where}: `);
  }
  checkRepeated(faults, 'block_id', nodes, '');
  checkTotals(faults, nodes);
}

function checkSurface(faults: string[], block: Json, where: string, surface: Surface): void {
  const type = String(block.type);
  if (surface !== 'message' && MESSAGE_ONLY.has(type)) faults.push(`${where} is a ${type} block; only messages may hold one`);
  if (surface !== 'modal' && MODAL_ONLY.has(type)) faults.push(`${where} is a ${type} block; only modals may hold one`);
}

/** Checks an object by its type, and everything in it that has a type of its own. */
function checkNode(faults: string[], node: Json, where: string): void {
  const rules = RULES[String(node.type)];
  if (rules === undefined) {
    faults.push(`${where} has the type ${String(node.type)}; Slack has none of that name`);
    return;
  }
  for (const rule of rules) rule(node, where, faults);
  for (const rule of IDS) rule(node, where, faults);
  checkInside(faults, node, where);
}

/** Every object with a type below an object. */
function checkInside(faults: string[], node: Json, where: string): void {
  for (const key in node) {
    const value = node[key];
    if (typeof value === 'object' && value !== null) checkTyped(faults, value, `${where}.${key}`);
  }
}

function checkTyped(faults: string[], value: object, where: string): void {
  if (Array.isArray(value)) {
    for (const [at, entry] of value.entries())
      if (typeof entry === 'object' && entry !== null) checkTyped(faults, entry, `${where}[${at}]`);
  } else if ('type' in value) checkNode(faults, value as Json, where);
  else checkInside(faults, value as Json, where);
}

function checkTotals(faults: string[], blocks: readonly Json[]): void {
  const markdown = blocks
    .filter((block) => block.type === 'markdown')
    .reduce((sum, block) => sum + codePointLength(wordsOf(block.text)), 0);
  const tables = blocks.filter((block) => block.type === 'table').length;
  within(faults, 'all markdown blocks', markdown, 0, 12_000);
  within(faults, 'blocks of type table', tables, 0, 1, 'entries');
}

function checkRepeated(faults: string[], key: string, nodes: readonly Json[], where: string): void {
  const seen = new Set<unknown>();
  const twice = new Set<unknown>();
  for (const { [key]: value } of nodes) if (value !== undefined) (seen.has(value) ? twice : seen).add(value);
  for (const value of twice) faults.push(`${where}${key} ${String(value)} stands twice; it must be unique`);
}

function childrenOf(block: Json): readonly Json[] {
  return Array.isArray(block.elements) ? block.elements : [];
}
