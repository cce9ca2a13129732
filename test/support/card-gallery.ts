import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { Browser, Page } from 'playwright-core';
import type { Language } from '../../src/question.js';
import type { InPage, Shown } from './card-gallery-page.js';

export type { Shown } from './card-gallery-page.js';

/** In the browser only. */
declare const gallery: InPage;

/** What stands around a message: the app's name and its badge. */
const WORDS: Readonly<Record<Language, Readonly<Record<string, string>>>> = {
  en: { 'short-name': 'IOM assistant', app: 'App' },
  fr: { 'short-name': 'Assistant OIM', app: 'Appli' },
  es: { 'short-name': 'Asistente OIM', app: 'App' },
  ar: { 'short-name': 'مساعد المنظمة', app: 'تطبيق' },
};

/** A page that shows messages as Slack and Teams would, with the console's own views: Teams cards are drawn by Microsoft's renderer. */
export interface Gallery {
  readonly page: Page;
  show(messages: readonly Shown[]): Promise<void>;
  /** Questions and addresses of the buttons that were pressed. */
  pressed(): Promise<readonly string[]>;
  close(): Promise<void>;
}

/** Opens an empty gallery. Nothing in it is fetched from anywhere. */
export async function openGallery(browser: Browser, language: Language, width: number, scale = 1): Promise<Gallery> {
  const [script, styles] = await bundled();
  const context = await browser.newContext({ viewport: { width, height: 600 }, deviceScaleFactor: scale, offline: true });
  const page = await context.newPage();
  const direction = language === 'ar' ? 'rtl' : 'ltr';
  await page.setContent(
    `<!doctype html><html lang="${language}" dir="${direction}" data-theme="light"><title>Cards</title>` +
      `<style>${styles} main { display: grid; gap: 1rem; padding: 1rem; max-width: none; } .frame { min-width: 0; }</style>` +
      '<main></main></html>',
  );
  await page.addScriptTag({ content: script ?? '' });
  return {
    page,
    show: (messages) => page.evaluate(([list, words]) => gallery.show(list, words), [messages, WORDS[language]] as const),
    pressed: () => page.evaluate(() => gallery.pressed),
    close: () => context.close(),
  };
}

let made: Promise<readonly string[]> | undefined;

function bundled(): Promise<readonly string[]> {
  const file = (path: string) => fileURLToPath(new URL(path, import.meta.url));
  made ??= build({
    entryPoints: [file('./card-gallery-page.ts'), file('../../src/platforms/web/client/styles/console.css')],
    outdir: 'gallery',
    bundle: true,
    write: false,
    format: 'iife',
    tsconfig: file('../../src/platforms/web/client/tsconfig.json'),
    logLevel: 'silent',
  }).then(({ outputFiles }) => ['.js', '.css'].map((end) => outputFiles.find(({ path }) => path.endsWith(end))?.text ?? ''));
  return made;
}
