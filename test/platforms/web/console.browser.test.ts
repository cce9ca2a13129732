import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { CHROMIUM, startChromium } from '../../support/chromium.js';
import { askConsole, type ConsolePage, openConsole } from '../../support/console-page.js';
import { realAssistant } from '../../support/real-assistant.js';
import { buildAssets, type RunningConsole, startConsole } from '../../support/web-console.js';

if (!CHROMIUM)
  console.warn('Skipped: the console in a browser. Install Chromium (Debian: apt-get install chromium) or set CHROMIUM_PATH.');

describe.skipIf(!CHROMIUM)('the console in a browser', () => {
  let browser: Browser;
  let server: RunningConsole;
  let assets: ReturnType<typeof buildAssets>;
  let opened: ConsolePage[] = [];

  beforeAll(async () => {
    assets = buildAssets();
    [browser, server] = await Promise.all([startChromium(), startConsole(realAssistant(), { assets: assets.directory })]);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
    assets?.remove();
  });
  afterEach(async () => {
    const faults = opened.flatMap((each) => each.faults);
    await Promise.all(opened.map((each) => each.close()));
    opened = [];
    expect(faults).toEqual([]);
  });

  async function open(options: Parameters<typeof openConsole>[2] = {}): Promise<ConsolePage> {
    const page = await openConsole(browser, server.url, options);
    opened.push(page);
    return page;
  }
  const text = (page: ConsolePage['page'], selector: string) => page.locator(selector).last().textContent();

  it('answers a question with a card: address, mail, source, date and reason', async () => {
    const { page } = await open();
    await askConsole(page, 'What is the e-mail of RMM?');
    expect(await text(page, '.card-address')).toBe('rmm@iom.int');
    const mail = new URL((await page.locator('.card-mail').getAttribute('href')) ?? '');
    expect(mail.protocol + mail.pathname).toBe('mailto:rmm@iom.int');
    expect(mail.searchParams.get('subject')).not.toBe('');
    expect(mail.searchParams.get('body')).not.toBe('');
    expect(await text(page, '.card-sources')).toContain('2022-11');
    await page.locator('.card-why summary').click();
    expect(await page.locator('.card-why p').isVisible()).toBe(true);
    expect(await page.locator('#live').textContent()).toContain('rmm@iom.int');
  });

  it('begins with a suggestion', async () => {
    const { page } = await open();
    await page.locator('.starter').first().click();
    await page.locator('.reply').waitFor();
    expect(await page.locator('#welcome').isVisible()).toBe(false);
    expect(await text(page, '.asked p')).toBe(await page.locator('.starter').first().textContent());
  });

  it('offers choices as buttons, and answers the one that is pressed', async () => {
    const { page } = await open();
    await askConsole(page, 'rts congo');
    const choices = page.locator('.card-choice');
    expect(await choices.count()).toBe(2);
    await choices.filter({ hasText: 'Democratic' }).click();
    await page.locator('.reply').nth(1).waitFor();
    expect(await text(page, '.card')).toContain('Pretoria');
    expect(await page.evaluate(() => document.activeElement === [...document.querySelectorAll('.reply')].at(-1))).toBe(true);
  });

  it('speaks Arabic from right to left: page, choice and card', async () => {
    const { page } = await open({ locale: 'ar' });
    expect(await page.locator('html').getAttribute('dir')).toBe('rtl');
    await askConsole(page, 'من هو أخصائي RTS في الكونغو؟');
    await page.locator('.card-choice').filter({ hasText: 'الديمقراطية' }).click();
    await page.locator('.reply').nth(1).waitFor();
    const card = page.locator('.card').last();
    expect(await card.getAttribute('dir')).toBe('rtl');
    expect(await card.textContent()).toContain('بريتوريا');
    expect(await page.locator('#live p').getAttribute('lang')).toBe('ar');
  });

  it('answers in the language of the question, whatever the language of the page', async () => {
    const { page } = await open({ locale: 'fr' });
    await askConsole(page, '¿Cuál es el correo de RMM?');
    expect(await page.locator('.card').getAttribute('lang')).toBe('es');
    await askConsole(page, 'ما هو بريد RMM؟');
    expect(await page.locator('.card').last().getAttribute('dir')).toBe('rtl');
  });

  it('follows what was asked before in the conversation, until a new one begins', async () => {
    const { page } = await open();
    await askConsole(page, 'Who is the RTS for Kenya?');
    await askConsole(page, 'and for Senegal?');
    expect(await text(page, '.card')).toContain('Dakar');
    await page.locator('#new').click();
    expect(await page.locator('.reply').count()).toBe(0);
    expect(await page.locator('#welcome').isVisible()).toBe(true);
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('question');
  });

  it('changes its language in use, keeps the conversation, and remembers both', async () => {
    const { page } = await open();
    await askConsole(page, 'What is the e-mail of RMM?');
    await page.locator('#language').selectOption('ar');
    await page.locator('html[dir=rtl]').waitFor();
    expect(await text(page, '.view-tab:first-child')).toBe('بطاقة');
    expect(await page.locator('.card').getAttribute('dir')).toBe('ltr');
    await page.reload();
    expect(await page.locator('html').getAttribute('lang')).toBe('ar');
    expect(await text(page, '.card-address')).toBe('rmm@iom.int');
  });

  it('is light or dark as the system is, until somebody switches', async () => {
    const { page } = await open({ colorScheme: 'dark' });
    const background = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
    const dark = await background();
    await page.locator('#theme').click();
    const light = await background();
    expect(light).not.toBe(dark);
    await page.reload();
    expect(await background()).toBe(light);
    await page.locator('#theme').click();
    await page.emulateMedia({ colorScheme: 'light' });
    expect(await background()).toBe(light);
  });

  it('shows the same answer as Slack would, and its buttons work', async () => {
    const { page } = await open();
    await askConsole(page, 'What is the e-mail of RMM?');
    await page.getByRole('tab', { name: 'Slack' }).click();
    expect(await text(page, '.slack-header')).toContain('RMM');
    expect(await page.locator('.slack-rich a[href="mailto:rmm@iom.int"]').textContent()).toBe('rmm@iom.int');
    expect(await page.locator('.card').isVisible()).toBe(false);
    await page.getByRole('button', { name: 'Why this answer?' }).click();
    expect(await page.locator('.slack-why').isVisible()).toBe(true);
  });

  it('answers a choice that is pressed in the Slack view', async () => {
    const { page } = await open();
    await askConsole(page, 'rts congo');
    await page.getByRole('tab', { name: 'Slack' }).click();
    await page.locator('.slack-button').filter({ hasText: 'Democratic' }).click();
    await page.locator('.reply').nth(1).waitFor();
    expect(await text(page, '.card')).toContain('Pretoria');
  });

  it('shows the same answer as Teams would, with a script that is fetched only then', async () => {
    const { page, fetched } = await open();
    await askConsole(page, 'What is the e-mail of RMM?');
    expect(fetched.filter((path) => path.startsWith('/assets/teams-view-'))).toEqual([]);
    await page.getByRole('tab', { name: 'Teams' }).click();
    await page.locator('.ac-adaptiveCard').waitFor();
    expect(fetched.some((path) => path.startsWith('/assets/teams-view-'))).toBe(true);
    expect(await text(page, '.ac-adaptiveCard')).toContain('rmm@iom.int');
    const why = page.locator('.teams-card').getByRole('button', { name: 'Why this answer?' });
    const height = () => page.locator('.teams-card').evaluate((card) => card.clientHeight);
    const before = await height();
    await why.click();
    expect(await height()).toBeGreaterThan(before);
  });

  it('answers a choice that is pressed in the Teams view', async () => {
    const { page } = await open();
    await askConsole(page, 'rts congo');
    await page.getByRole('tab', { name: 'Teams' }).click();
    await page.locator('.teams-card .ac-pushButton').filter({ hasText: 'Democratic' }).click();
    await page.locator('.reply').nth(1).waitFor();
    expect(await text(page, '.card')).toContain('Pretoria');
  });

  it('copies an address', async () => {
    const { page } = await open({ permissions: ['clipboard-read', 'clipboard-write'] });
    await askConsole(page, 'What is the e-mail of RMM?');
    await page.locator('.card-copy').click();
    await page.locator('.card-copy[data-state=done]').waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('rmm@iom.int');
    expect(await page.locator('#live').textContent()).toBe('Address copied');
  });

  it('copies an address where the clipboard is kept from pages, as on plain HTTP', async () => {
    const { page } = await open({ permissions: ['clipboard-read', 'clipboard-write'] });
    await askConsole(page, 'What is the e-mail of RMM?');
    await page.evaluate(() =>
      Object.defineProperty(navigator.clipboard, 'writeText', { value: () => Promise.reject(new Error('no')) }),
    );
    await page.locator('.card-copy').click();
    await page.locator('.card-copy[data-state=done]').waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('rmm@iom.int');
  });

  it('works with the keyboard alone', async () => {
    const { page } = await open({ permissions: ['clipboard-read', 'clipboard-write'] });
    const focused = () => page.evaluate(() => document.activeElement?.textContent?.trim() || document.activeElement?.id);
    await page.keyboard.press('Tab');
    expect(await focused()).toBe('Skip to the question');
    await page.keyboard.press('Enter');
    await page.keyboard.type('What is the e-mail');
    await page.keyboard.press('Shift+Enter');
    await page.keyboard.type('of RMM?');
    await page.keyboard.press('Enter');
    await page.locator('.reply').waitFor();
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('question');
    const reached: string[] = [];
    while (reached.at(-1) !== 'Card' && reached.length < 12) {
      await page.keyboard.press('Shift+Tab');
      reached.push((await focused()) ?? '');
    }
    await page.keyboard.press('ArrowRight');
    expect(await focused()).toBe('Slack');
    expect(await page.locator('.slack-header').isVisible()).toBe(true);
    await page.keyboard.press('End');
    await page.keyboard.press('ArrowRight');
    expect(await focused()).toBe('Card');
    while (reached.at(-1) !== 'Copy address' && reached.length < 24) {
      await page.keyboard.press('Shift+Tab');
      reached.push((await focused()) ?? '');
    }
    await page.keyboard.press('Enter');
    await page.locator('.card-copy[data-state=done]').waitFor();
    expect(reached).toEqual(['Card', 'Why this answer?', 'Not right?', 'Helpful', 'Write the mail', 'Copy address']);
  });

  it('takes feedback: a word of thanks, or what would have been right', async () => {
    const { page } = await open();
    await askConsole(page, 'What is the e-mail of RMM?');
    await page.locator('.card-feedback').first().click();
    await page.locator('.remark-message').waitFor();
    expect(server.feedback.at(-1)).toMatchObject({ helpful: true, topics: ['contact:rmm'], language: 'en' });
    expect(await page.locator('.card-feedback').first().isVisible()).toBe(false);
    await askConsole(page, 'What is the e-mail of PRD?');
    await page.locator('.card-feedback').last().click();
    await page.keyboard.type('It should name the unit.');
    await page.locator('.remark-form [type=submit]').click();
    await page.locator('.remark-message').nth(1).waitFor();
    expect(server.feedback.at(-1)).toMatchObject({
      helpful: false,
      comment: 'It should name the unit.',
      question: 'What is the e-mail of PRD?',
    });
  });

  it('says so when feedback could not be kept', async () => {
    const { page } = await open();
    await askConsole(page, 'What is the e-mail of RMM?');
    server.broken = true;
    await page.locator('.card-feedback').first().click();
    await page.locator('.remark-message').waitFor();
    server.broken = false;
    expect(await text(page, '.remark-message')).toContain('could not be kept');
    expect(await page.locator('.card-feedback').first().isVisible()).toBe(true);
  });

  it('says what went wrong, and tries again when asked to', async () => {
    const { page } = await open();
    await page.route('**/api/ask', (route) => route.abort());
    await page.locator('#question').fill('What is the e-mail of RMM?');
    await page.keyboard.press('Enter');
    await page.locator('.trouble').waitFor();
    expect(await text(page, '.trouble')).toContain('cannot be reached');
    expect(await page.locator('#live').textContent()).toContain('cannot be reached');
    await page.unroute('**/api/ask');
    server.allow = false;
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.locator('.trouble', { hasText: 'many questions' }).waitFor();
    server.allow = true;
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.locator('.reply').waitFor();
    expect(await text(page, '.card-address')).toBe('rmm@iom.int');
    expect(await page.locator('.trouble').count()).toBe(0);
  });

  it('shows what a person typed as text, whatever it looks like', async () => {
    const { page } = await open();
    await askConsole(page, '<img src=x onerror=alert(1)> e-mail of RMM');
    expect(await text(page, '.asked p')).toBe('<img src=x onerror=alert(1)> e-mail of RMM');
    expect(await page.locator('.thread img').count()).toBe(0);
  });

  it.each(['en', 'fr', 'es', 'ar'])('fits a phone of 360 pixels in %s, in all three views', async (locale) => {
    const { page } = await open({ locale, viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true });
    const tooWide = () => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(await tooWide()).toBeLessThanOrEqual(0);
    await askConsole(page, 'rts congo');
    await askConsole(page, 'No clean water in the camp in Goma, who helps?');
    for (const view of await page.locator('.view-tab').all()) {
      await view.click();
      if ((await view.textContent()) === 'Teams') await page.locator('.ac-adaptiveCard').first().waitFor();
      expect(await tooWide()).toBeLessThanOrEqual(0);
    }
    const small = await page.evaluate(() =>
      [...document.querySelectorAll('button, select, .card-mail, summary')]
        .filter((each) => each.checkVisibility())
        .map((each) => ({ name: each.textContent, ...each.getBoundingClientRect().toJSON() }))
        .filter(({ width, height }) => Math.min(width, height) < 24),
    );
    expect(small).toEqual([]);
  });
});
