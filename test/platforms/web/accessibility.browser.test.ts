import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CHROMIUM, startChromium } from '../../support/chromium.js';
import { askConsole, openConsole, seriousFaults } from '../../support/console-page.js';
import { realAssistant } from '../../support/real-assistant.js';
import { buildAssets, type RunningConsole, startConsole } from '../../support/web-console.js';

describe.skipIf(!CHROMIUM)('the console for everybody', () => {
  let browser: Browser;
  let server: RunningConsole;
  let assets: ReturnType<typeof buildAssets>;

  beforeAll(async () => {
    assets = buildAssets();
    [browser, server] = await Promise.all([startChromium(), startConsole(realAssistant(), { assets: assets.directory })]);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
    assets?.remove();
  });

  const QUESTIONS = {
    en: [
      'No clean water in the camp in Goma, who helps?',
      'rts congo',
      'list the regional offices',
      'link to the MICIC guidelines',
    ],
    ar: ['لا ماء نظيف في المخيم في تشاد، من يساعد؟', 'من هو أخصائي RTS في الكونغو؟', 'ما هي المكاتب الإقليمية؟'],
  };

  it.each([
    ['en', 'light', 1280],
    ['en', 'dark', 360],
    ['ar', 'light', 360],
    ['ar', 'dark', 1280],
  ] as const)('has no serious fault in %s, %s, %i pixels wide', async (locale, colorScheme, width) => {
    const { page, faults, close } = await openConsole(browser, server.url, {
      locale,
      colorScheme,
      viewport: { width, height: 800 },
      reducedMotion: 'reduce',
    });
    const found = await seriousFaults(page);
    for (const question of QUESTIONS[locale]) await askConsole(page, question);
    for (const why of await page.locator('.card-why summary').all()) await why.click();
    await page.locator('.card-feedback').last().click();
    found.push(...(await seriousFaults(page)));
    for (const view of ['Slack', 'Teams']) {
      for (const tab of await page.getByRole('tab', { name: view }).all()) await tab.click();
      if (view === 'Teams')
        await page
          .locator('.ac-adaptiveCard')
          .nth(QUESTIONS[locale].length - 1)
          .waitFor();
      found.push(...(await seriousFaults(page)));
    }
    await page.route('**/api/ask', (route) => route.abort());
    await page.locator('#question').fill('x');
    await page.keyboard.press('Enter');
    await page.locator('.trouble').waitFor();
    found.push(...(await seriousFaults(page)));
    await close();
    expect(found).toEqual([]);
    expect(faults).toEqual([]);
  });

  it.each([
    ['en', 'light'],
    ['ar', 'dark'],
  ] as const)(
    'has no serious fault on the pages of plain text in %s, %s, nor is any wider than a phone',
    async (locale, colorScheme) => {
      const viewport = { width: 360, height: 800 };
      const { page, faults, close } = await openConsole(browser, server.url, { locale, colorScheme, viewport });
      for (const path of ['/privacy', '/terms']) {
        await page.goto(server.url + path);
        expect(await seriousFaults(page)).toEqual([]);
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
      }
      await close();
      expect(faults).toEqual([]);
    },
  );
});
