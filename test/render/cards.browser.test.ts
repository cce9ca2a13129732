import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { renderAdaptiveCard } from '../../src/render/adaptive-card.js';
import { renderBlockKit } from '../../src/render/block-kit.js';
import { type Gallery, openGallery, type Shown } from '../support/card-gallery.js';
import { CHROMIUM, startChromium } from '../support/chromium.js';
import { seriousFaults } from '../support/console-page.js';
import { hostileAnswer, MAILBOXES, SAMPLE_KINDS, sampleOf } from '../support/sample-answers.js';

const LANGUAGES = ['en', 'ar'] as const;
const OPTIONS = { feedback: true, share: true, reference: 'r' };

const teams = (language: (typeof LANGUAGES)[number]): Shown[] =>
  SAMPLE_KINDS.map((name) => ({ platform: 'teams', name, card: renderAdaptiveCard(sampleOf(name, language)) }));
const slack = (language: (typeof LANGUAGES)[number]): Shown[] =>
  SAMPLE_KINDS.map((name) => ({ platform: 'slack', name, message: renderBlockKit(sampleOf(name, language), OPTIONS) }));

describe.skipIf(!CHROMIUM)('the cards in a browser', () => {
  let browser: Browser;
  let open: Gallery[] = [];

  beforeAll(async () => {
    browser = await startChromium();
  });
  afterAll(() => browser?.close());
  afterEach(async () => {
    await Promise.all(open.map((gallery) => gallery.close()));
    open = [];
  });
  async function show(messages: readonly Shown[], language: (typeof LANGUAGES)[number], width = 700): Promise<Gallery> {
    const gallery = await openGallery(browser, language, width);
    open.push(gallery);
    await gallery.show(messages);
    return gallery;
  }

  it.each(LANGUAGES)('have no serious fault of accessibility in Teams, whatever the answer, in %s', async (language) => {
    const { page } = await show(teams(language), language);
    // What opens on the card itself must be as good as what is seen at first.
    for (const why of await page.getByRole('button', { name: sampleOf('contact', language).labels.why }).all()) await why.click();
    expect(await page.locator('.teams-card').count()).toBe(SAMPLE_KINDS.length);
    expect(await seriousFaults(page)).toEqual([]);
  });

  it.each(LANGUAGES)('have no serious fault of accessibility in Slack, whatever the answer, in %s', async (language) => {
    const { page } = await show(slack(language), language);
    expect(await page.locator('.slack-blocks').count()).toBe(SAMPLE_KINDS.length);
    expect(await seriousFaults(page)).toEqual([]);
  });

  it('would be found out if a card had such a fault', async () => {
    const card = renderAdaptiveCard(sampleOf('contact', 'en'));
    const nameless = { type: 'Input.Text', id: 'x' } as never;
    const { page } = await show([{ platform: 'teams', name: 'x', card: { ...card, body: [...card.body, nameless] } }], 'en');
    expect(await seriousFaults(page)).toContainEqual(expect.stringMatching(/^label: /));
  });

  it.each(['teams', 'slack'] as const)(
    'run from right to left in Arabic, and addresses from left to right, in %s',
    async (on) => {
      const { page } = await show(on === 'teams' ? teams('ar') : slack('ar'), 'ar');
      const contact = page.getByRole('region', { name: 'contact' });
      const heading = await contact.getByRole('heading').first().evaluate(roomBeside);
      expect(heading.right).toBeLessThan(heading.left);
      const order = await contact.getByText(MAILBOXES.prd).first().evaluate(isLeftToRight, MAILBOXES.prd);
      expect(order).toBe(true);
    },
  );

  it.each([280, 700])('fit a pane of %i pixels', async (width) => {
    for (const language of LANGUAGES) {
      const { page } = await show([...teams(language), ...slack(language)], language, width);
      const wide = await page.evaluate(() =>
        [...document.querySelectorAll('.frame')]
          .filter((frame) => frame.scrollWidth > frame.clientWidth)
          .map((frame) => `${frame.className} ${frame.closest('section')?.getAttribute('aria-label')}`),
      );
      expect(wide).toEqual([]);
    }
  });

  it('open the reason on the card, and give a choice to whoever presses it', async () => {
    const answer = sampleOf('contact', 'en');
    const { page, pressed } = await show(teams('en'), 'en');
    const why = page.getByRole('region', { name: 'contact' }).getByText(answer.why);
    expect(await why.isVisible()).toBe(false);
    await page.getByRole('region', { name: 'contact' }).getByRole('button', { name: answer.labels.why }).click();
    expect(await why.isVisible()).toBe(true);
    await page.getByRole('region', { name: 'clarify' }).getByRole('button', { name: 'Kinshasa' }).click();
    await page.getByRole('region', { name: 'many-choices' }).locator('select').selectOption({ label: 'Vienna' });
    await page.getByRole('region', { name: 'many-choices' }).getByRole('button', { name: '→' }).click();
    expect(await pressed()).toEqual(['Who is the RTS for the Democratic Republic of the Congo?', 'Regional Office: Vienna']);
  });

  it('show hostile words as words: no other link, no picture, no script', async () => {
    const answer = hostileAnswer('en');
    const { page } = await show(
      [
        { platform: 'teams', name: 'teams', card: renderAdaptiveCard(answer) },
        { platform: 'slack', name: 'slack', message: renderBlockKit(answer, OPTIONS) },
      ],
      'en',
    );
    const links = await page.locator('section a').evaluateAll((all) => all.map((a) => (a as HTMLAnchorElement).href));
    expect(new Set(links)).toEqual(new Set(['https://www.iom.int/']));
    expect(await page.locator('section :is(img, script, iframe, svg, h3, table, code)').count()).toBe(0);
  });
});

/** Free pixels between the words of an element and the edges of its frame. Runs in the browser. */
function roomBeside(element: Element): { left: number; right: number } {
  const range = document.createRange();
  range.selectNodeContents(document.createTreeWalker(element, NodeFilter.SHOW_TEXT).nextNode() ?? element);
  const words = range.getBoundingClientRect();
  const frame = element.closest('.frame')?.getBoundingClientRect() ?? new DOMRect();
  return { left: words.left - frame.left, right: frame.right - words.right };
}

/** Whether a piece of an element's text stands with its first letter left of its last. Runs in the browser. */
function isLeftToRight(element: Element, piece: string): boolean {
  const node = document.createTreeWalker(element, NodeFilter.SHOW_TEXT).nextNode() as Text;
  const leftOf = (offset: number) => {
    const range = document.createRange();
    range.setStart(node, offset);
    range.setEnd(node, offset + 1);
    return range.getBoundingClientRect().left;
  };
  const begin = node.data.indexOf(piece);
  return leftOf(begin) < leftOf(begin + piece.length - 1);
}
