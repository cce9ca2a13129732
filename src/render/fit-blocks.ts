import type { RichTextElement, SlackBlock } from './block-kit-types.js';
import { richTextBlock } from './rich-text.js';

/** Most blocks of a message; a modal or a Home tab takes 100. */
export const MOST_BLOCKS = { message: 50, view: 100 } as const;

/** One page of a long list, and where it stands among the pages (from 1). */
export interface Page<T> {
  readonly items: readonly T[];
  readonly page: number;
  readonly pages: number;
}

/** The page with a number from 1, of whole items; the nearest page for a number outside, one empty page for an empty list. */
export function pageOf<T>(items: readonly T[], page: number, size: number): Page<T> {
  const pages = Math.max(1, Math.ceil(items.length / size));
  const number = Math.min(Math.max(1, Math.trunc(page) || 1), pages);
  return { items: items.slice((number - 1) * size, number * size), page: number, pages };
}

/** Blocks in as many messages or views as they need, in order. Give a block that belongs to each page to each page yourself. */
export function pageBlocks<T>(blocks: readonly T[], most: number): T[][] {
  const count = Math.ceil(blocks.length / most);
  return Array.from({ length: count }, (_, at) => blocks.slice(at * most, (at + 1) * most));
}

/**
 * Groups of rich text as blocks, at most `most` of them: each group in its own block while there is room, neighbours
 * together where there is not. Nothing is cut.
 */
export function packRichText(groups: readonly (readonly RichTextElement[])[], most: number): SlackBlock[] {
  const together = Math.max(1, Math.ceil(groups.length / most));
  return pageBlocks(groups, together).map((some) => richTextBlock(some.flat()));
}
