import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openGallery } from '../../support/card-gallery.js';
import { CHROMIUM, startChromium } from '../../support/chromium.js';
import { seriousFaults } from '../../support/console-page.js';
import { openTeamsDoor, type Payload, type TeamsDoor, until } from '../../support/teams-door.js';

describe.skipIf(!CHROMIUM)('the cards that reach Teams', () => {
  let browser: Browser;
  let door: TeamsDoor;

  beforeAll(async () => {
    browser = await startChromium();
  });
  afterAll(() => browser?.close());
  beforeEach(async () => {
    door = await openTeamsDoor();
  });
  afterEach(() => door.close());

  /** The cards of a conversation: four answers, the form for an opinion, and what the search inserts. */
  async function cards(locale: 'en' | 'ar'): Promise<{ name: string; card: Payload }[]> {
    const texts = ['rmm', 'rts congo', 'weather', locale === 'ar' ? 'مساعدة' : 'help'];
    for (const [at, text] of texts.entries()) {
      await door.post(door.payload('message-personal', { id: `${at}`, text, locale }));
      await until(() => door.service.posted.length > at);
    }
    const form = await door.post(door.payload('invoke-feedback-form', { locale }));
    const picked = await door.post(door.payload('invoke-select', { value: { key: 'contact:rmm', language: locale } }));
    return [
      ...door.service.posted.map(({ activity }, at) => ({ name: texts[at] ?? '', card: activity.attachments?.[0]?.content })),
      { name: 'form', card: form.json.task.value.card.content },
      { name: 'picked', card: picked.json.composeExtension.attachments[0].content },
    ];
  }

  it.each(['en', 'ar'] as const)('have no serious fault of accessibility in %s', async (locale) => {
    const shown = await cards(locale);
    const { page, show, close } = await openGallery(browser, locale, 600);
    await show(shown.map(({ name, card }) => ({ platform: 'teams', name, card })));
    expect(await page.locator('.teams-card[lang]').evaluateAll((all) => all.map((card) => card.getAttribute('lang')))).toEqual(
      shown.map(() => locale),
    );
    expect(await page.getByRole('region', { name: 'form' }).getByRole('textbox').count()).toBe(1);
    expect(await seriousFaults(page)).toEqual([]);
    await close();
  });
});
