import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** A page of the console, and everything on it that should never happen. */
export interface ConsolePage {
  readonly page: Page;
  /** Requests to other servers, breaches of the page's policy, errors of its script. */
  readonly faults: string[];
  /** Paths that were fetched. */
  readonly fetched: string[];
  readonly close: () => Promise<void>;
}

/** Opens the console in a browser of its own. */
export async function openConsole(browser: Browser, url: string, options: BrowserContextOptions = {}): Promise<ConsolePage> {
  const context = await browser.newContext({ locale: 'en', ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  const faults: string[] = [];
  const fetched: string[] = [];
  page.on('request', (request) => {
    fetched.push(new URL(request.url()).pathname);
    if (!request.url().startsWith(`${url}/`) && !request.url().startsWith('data:')) faults.push(`request to ${request.url()}`);
  });
  page.on('pageerror', (error) => faults.push(`script: ${error.message}`));
  page.on('console', (message) => {
    if (/Content.Security.Policy|violates/i.test(message.text())) faults.push(message.text());
  });
  await page.addInitScript(() => {
    addEventListener('securitypolicyviolation', (event) => console.error(`Content Security Policy: ${event.violatedDirective}`));
  });
  await page.goto(`${url}/`);
  return { page, faults, fetched, close: () => context.close() };
}

/** Types a question, sends it with Enter and waits for its answer. */
export async function askConsole(page: Page, question: string): Promise<void> {
  const before = await page.locator('.reply').count();
  await page.locator('#question').fill(question);
  await page.keyboard.press('Enter');
  await page.locator('.reply').nth(before).waitFor();
}

/** What axe-core finds serious or critical, as `rule: element`. */
export async function seriousFaults(page: Page): Promise<string[]> {
  // The fading-in of an answer would be measured as too little contrast.
  await page.evaluate(() => Promise.allSettled(document.getAnimations().map((animation) => animation.finish())));
  await page.evaluate(AXE);
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: typeof import('axe-core') };
    const { violations } = await axe.run(document);
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`));
  });
}
