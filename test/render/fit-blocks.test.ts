import fc from 'fast-check';
import { expect, test } from 'vitest';
import { packRichText, pageBlocks, pageOf } from '../../src/render/fit-blocks.js';
import { boldSection } from '../../src/render/rich-text.js';

const numbers = (count: number) => Array.from({ length: count }, (_, n) => n);

test('pages hold every item once, in order, and are full but for the last', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 1, max: 60 }), (count, size) => {
      const { pages } = pageOf(numbers(count), 1, size);
      const all = numbers(pages).flatMap((at) => pageOf(numbers(count), at + 1, size).items);
      expect(all).toEqual(numbers(count));
      expect(pageBlocks(numbers(count), size).flat()).toEqual(numbers(count));
      expect(pageBlocks(numbers(count), size).filter((page) => page.length > size)).toEqual([]);
    }),
  );
});

test('a page that does not exist is the nearest one', () => {
  expect(pageOf(numbers(25), 9, 10)).toEqual({ items: [20, 21, 22, 23, 24], page: 3, pages: 3 });
  expect(pageOf(numbers(25), Number.NaN, 10)).toMatchObject({ page: 1, pages: 3 });
  expect(pageOf([], 1, 10)).toEqual({ items: [], page: 1, pages: 1 });
});

test('rich text takes a block for each group while there is room, and shares blocks when there is not', () => {
  const groups = numbers(90).map((n) => [boldSection(`group ${n}`)]);
  expect(packRichText(groups, 100)).toHaveLength(90);
  const packed = packRichText(groups, 40);
  expect(packed.length).toBeLessThanOrEqual(40);
  expect(packed.flatMap((block) => ('elements' in block ? [...block.elements] : []))).toEqual(groups.flat());
});
