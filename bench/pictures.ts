import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import type { Assistant } from '../src/assistant.js';
import { renderAdaptiveCard } from '../src/render/adaptive-card.js';
import { renderBlockKit } from '../src/render/block-kit.js';
import { openGallery, type Shown } from '../test/support/card-gallery.js';
import { startChromium } from '../test/support/chromium.js';
import { askConsole, openConsole } from '../test/support/console-page.js';
import { realAssistant } from '../test/support/real-assistant.js';
import { buildAssets, startConsole } from '../test/support/web-console.js';

// Takes the pictures of the README anew: the console, and answers as Slack shows them, in English and Arabic. With a folder:
// every kind of answer instead, one picture for each platform and language, to be looked at. Run: tsx bench/pictures.ts [folder]

const SPOKEN = ['en', 'ar'] as const;
type Spoken = (typeof SPOKEN)[number];

const OF_README: Readonly<Record<Spoken, { console: string; slack: readonly string[] }>> = {
  en: {
    console: 'There is no clean water in the camp in Goma, who can help?',
    slack: ['There is no clean water in the camp in Goma, who can help?', 'Who is the RTS for Congo?'],
  },
  ar: {
    console: 'لا توجد مياه نظيفة في تشاد، من يساعد؟',
    slack: ['لا توجد مياه نظيفة في تشاد، من يساعد؟', 'من هو أخصائي RTS في الكونغو؟'],
  },
};

const EVERY_KIND: Readonly<Record<Spoken, readonly string[]>> = {
  en: [
    'What is the e-mail of RMM?',
    'No clean water in the camp in Goma, who helps?',
    'Who is the RTS for Chad?',
    'list the regional offices',
    'link to the MICIC guidelines',
    'When was IOM founded and who deals with shelter?',
    'rts guinea',
    'what is the phone number of the director?',
    'help',
  ],
  ar: [
    'ما هو بريد RMM؟',
    'لا ماء نظيف في المخيم في تشاد، من يساعد؟',
    'من هو أخصائي RTS في تشاد؟',
    'اذكر المكاتب الإقليمية',
    'رابط المبادئ التوجيهية MICIC',
    'متى تأسست المنظمة؟ ومن المسؤول عن المأوى؟',
    'من هو أخصائي RTS في غينيا؟',
    'ما رقم هاتف المدير العام؟',
    'مساعدة',
  ],
};

const asked = (assistant: Assistant, text: string) => assistant.ask({ via: 'message', text });

function inSlack(assistant: Assistant, text: string): Shown {
  const message = renderBlockKit(asked(assistant, text), { feedback: true, reference: 'r' });
  return { platform: 'slack', name: text, message };
}

function inTeams(assistant: Assistant, text: string): Shown {
  return { platform: 'teams', name: text, card: renderAdaptiveCard(asked(assistant, text)) };
}

async function shoot(browser: Browser, language: Spoken, messages: readonly Shown[], width: number, path: string) {
  const gallery = await openGallery(browser, language, width, 2);
  await gallery.show(messages);
  await gallery.page.locator('main').screenshot({ path });
  await gallery.close();
}

async function shootConsole(browser: Browser, url: string, language: Spoken, path: string) {
  const viewport = { width: 1280, height: 860 };
  const { page, close } = await openConsole(browser, url, {
    locale: language,
    viewport,
    deviceScaleFactor: 1.5,
    reducedMotion: 'reduce',
  });
  await askConsole(page, OF_README[language].console);
  await page.evaluate(() => document.querySelector('.asked')?.scrollIntoView({ block: 'start' }));
  await page.screenshot({ path });
  await close();
}

const folder = process.argv[2];
const into = folder ?? fileURLToPath(new URL('../.github/pictures/', import.meta.url));
mkdirSync(into, { recursive: true });
const assistant = realAssistant();
const browser = await startChromium();
if (folder === undefined) {
  const assets = buildAssets();
  const server = await startConsole(assistant, { assets: assets.directory });
  for (const language of SPOKEN) {
    await shootConsole(browser, server.url, language, join(into, `console-${language}.png`));
    const messages = OF_README[language].slack.map((text) => inSlack(assistant, text));
    await shoot(browser, language, messages, 620, join(into, `slack-${language}.png`));
  }
  await server.close();
  assets.remove();
} else {
  for (const language of SPOKEN) {
    const texts = EVERY_KIND[language];
    for (const [name, shown] of [
      ['slack', inSlack],
      ['teams', inTeams],
    ] as const) {
      const messages = texts.map((text) => shown(assistant, text));
      await shoot(browser, language, messages, 560, join(into, `${name}-${language}.png`));
    }
  }
}
await browser.close();
