import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Answer } from '../../src/answer.js';
import { LANGUAGES } from '../../src/question.js';
import { cardBytes, LARGEST_CARD_BYTES, renderAdaptiveCard } from '../../src/render/adaptive-card.js';
import { renderBlockKit } from '../../src/render/block-kit.js';
import { codePointLength } from '../../src/render/cut-text.js';
import { renderHtml } from '../../src/render/html.js';
import { renderPlainText } from '../../src/render/plain-text.js';
import { checkSlackMessage } from '../../src/render/slack-limits.js';
import { HOSTILE_STRINGS, hostileAnswer, SAMPLE_KINDS, sampleOf } from '../support/sample-answers.js';
import { anyAnswer } from './answer-arbitrary.js';
import {
  allowedLinks,
  compared,
  factsOf,
  formatsIn,
  objectsIn,
  readAdaptive,
  readCodes,
  readHtml,
  readSlack,
  unescapeHtml,
} from './readable.js';

const OPTIONS = { share: true, feedback: true, reference: 'r-1' };
const SAMPLES = LANGUAGES.flatMap((language) => SAMPLE_KINDS.map((kind) => sampleOf(kind, language)));
const HOSTILE = LANGUAGES.flatMap((language) => HOSTILE_STRINGS.map((text) => hostileAnswer(language, text)));
const runs = { numRuns: 400 };

function forAll(check: (answer: Answer) => void): void {
  for (const answer of [...SAMPLES, ...HOSTILE]) check(answer);
  fc.assert(fc.property(anyAnswer, check), runs);
}

describe('every fact of an answer', () => {
  test.each([
    ['plain text', (answer: Answer) => compared(renderPlainText(answer))],
    ['Block Kit', (answer: Answer) => readSlack(renderBlockKit(answer, OPTIONS))],
    ['an Adaptive Card', (answer: Answer) => readAdaptive(renderAdaptiveCard(answer, OPTIONS))],
    ['HTML', (answer: Answer) => readHtml(renderHtml(answer, OPTIONS))],
  ])('is read in %s', (_, read) => {
    forAll((answer) => {
      const text = readCodes(read(answer));
      expect(factsOf(answer).filter((fact) => !text.includes(readCodes(fact)))).toEqual([]);
    });
  });
});

describe('limits hold for any answer', () => {
  test('a Slack message has nothing that Slack would refuse', () => {
    forAll((answer) => {
      for (const options of [OPTIONS, {}, { interactive: false }])
        expect(checkSlackMessage(renderBlockKit(answer, options))).toEqual([]);
      expect(codePointLength(renderBlockKit(answer).text)).toBeLessThanOrEqual(150);
    });
  });

  test('an Adaptive Card is at most 80 KB and has at most six actions of all kinds', () => {
    forAll((answer) => {
      const card = renderAdaptiveCard(answer, OPTIONS);
      expect(cardBytes(card)).toBeLessThanOrEqual(LARGEST_CARD_BYTES);
      expect(objectsIn(card).filter(({ type }) => String(type).startsWith('Action.')).length).toBeLessThanOrEqual(6);
    });
  });

  test('all hostile strings in every field at once stay within the limits', () => {
    for (const language of LANGUAGES) {
      expect(checkSlackMessage(renderBlockKit(hostileAnswer(language), OPTIONS))).toEqual([]);
      expect(cardBytes(renderAdaptiveCard(hostileAnswer(language), OPTIONS))).toBeLessThanOrEqual(LARGEST_CARD_BYTES);
    }
  });
});

describe('nothing that a person or a record wrote works', () => {
  test('as a mention, a link or a format in Slack', () => {
    const inert = ['header', 'plain_text', 'divider', 'context', 'actions', 'button', 'context_actions', 'feedback_buttons'];
    const rich = ['rich_text', 'rich_text_section', 'rich_text_list', 'rich_text_quote', 'text', 'link'];
    forAll((answer) => {
      const message = renderBlockKit(answer, OPTIONS);
      const objects = objectsIn(message.blocks);
      const links = allowedLinks(answer);
      expect(
        objects.map(({ type }) => type).filter((type) => type !== undefined && ![...inert, ...rich].includes(String(type))),
      ).toEqual([]);
      expect(objects.filter(({ url }) => url !== undefined && !links.has(String(url)))).toEqual([]);
      expect(objects.filter(({ type, emoji }) => type === 'plain_text' && emoji !== false)).toEqual([]);
      expect(message.text).not.toMatch(/[<>*~`]|&(?!amp;|lt;|gt;)|@(?:channel|here|everyone)\b|:[a-z]\w*:/i);
    });
  });

  test('as a link, a format or a date in an Adaptive Card', () => {
    forAll((answer) => {
      const card = renderAdaptiveCard(answer, OPTIONS);
      const links = [...allowedLinks(answer)].map(readCodes);
      const blocks = objectsIn(card.body).filter(({ type }) => type === 'TextBlock');
      for (const text of [...blocks.map((block) => String(block.text)), card.fallbackText]) {
        for (const { type, href } of formatsIn(text)) {
          expect(type).toBe('link_open');
          expect(links).toContain(readCodes(href));
        }
      }
      expect(formatsIn(card.fallbackText)).toEqual([]);
      const shown = [...blocks, ...objectsIn(card.body).filter(({ type }) => type === 'TextRun')].map(({ text }) => String(text));
      expect([...shown, card.speak, card.fallbackText].filter((text) => text.replaceAll('\\', '').includes('{{'))).toEqual([]);
      expect(card.speak).not.toMatch(/[<>&]/);
    });
  });

  test('as a tag, an attribute or a link in HTML', () => {
    const tag =
      /<(\/?)(article|section|h2|h3|p|ul|li|dl|div|dt|dd|span|a|bdi|br|button|details|summary|footer)((?: [a-z-]+="[^"<>]*")*)>/g;
    const attributes = new Set(['class', 'lang', 'dir', 'role', 'href', 'target', 'rel', 'type', 'data-action', 'data-value']);
    forAll((answer) => {
      const html = renderHtml(answer, OPTIONS);
      const links = allowedLinks(answer);
      expect(html.replace(tag, '')).not.toMatch(/[<>]/);
      for (const [, , , list = ''] of html.matchAll(tag)) {
        for (const [, name = '', value = ''] of list.matchAll(/ ([a-z-]+)="([^"]*)"/g)) {
          expect(attributes.has(name)).toBe(true);
          if (name === 'href') expect(links.has(unescapeHtml(value)) || /^mailto:[\w.+-]+@[\w.-]+(\?|$)/.test(value)).toBe(true);
        }
      }
    });
  });

  test('as a control, a hidden character or half a character anywhere', () => {
    const bad = /[^\P{Cc}\n]|[\u200b\u202a-\u202e\u2066\u2067\ufeff]|\p{Cs}/u;
    forAll((answer) => {
      expect(renderPlainText(answer)).not.toMatch(bad);
      expect(renderHtml(answer, OPTIONS)).not.toMatch(bad);
      for (const rendering of [renderBlockKit(answer, OPTIONS), renderAdaptiveCard(answer, OPTIONS)]) {
        expect(
          objectsIn(rendering)
            .flatMap((o) => Object.values(o))
            .filter((v) => typeof v === 'string' && bad.test(v)),
        ).toEqual([]);
      }
    });
  });

  test('as an isolate that is not closed', () => {
    forAll((answer) => {
      for (const line of [renderPlainText(answer), renderBlockKit(answer).text, renderHtml(answer)]) {
        expect(line.split('\u2068').length).toBe(line.split('\u2069').length);
      }
    });
  });
});
