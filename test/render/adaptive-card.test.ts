import { createRequire } from 'node:module';
import type * as Adaptive from 'adaptivecards';
import { describe, expect, test } from 'vitest';
import { LANGUAGES } from '../../src/question.js';
import { cardBytes, LARGEST_CARD_BYTES, renderAdaptiveCard } from '../../src/render/adaptive-card.js';
import type { AdaptiveCard } from '../../src/render/adaptive-card-types.js';
import {
  HOSTILE_STRINGS,
  hostileAnswer,
  MAILBOXES,
  SAMPLE_KINDS,
  sampleAnswer,
  sampleOf,
  sampleSection,
} from '../support/sample-answers.js';
import { objectsIn, readAdaptive } from './readable.js';

const {
  CardElement,
  AdaptiveCard: Parsed,
  SerializationContext,
  Versions,
} = createRequire(import.meta.url)('adaptivecards/dist/adaptivecards.js') as typeof Adaptive;

/** What the official library has to say against a card, and which properties it did not know. */
function faults(card: AdaptiveCard): string[] {
  const context = new SerializationContext(Versions.v1_5);
  const parsed = new Parsed();
  // The library keeps one global expression for `lang`, which remembers where it stopped on the last card.
  if (CardElement.langProperty.regEx) CardElement.langProperty.regEx.lastIndex = 0;
  parsed.parse(structuredClone(card), context);
  const events = Array.from({ length: context.eventCount }, (_, at) => context.getEventAt(at).message);
  return [...events, ...parsed.validateProperties().validationEvents.map(({ message }) => message)];
}

const actionsOf = (card: AdaptiveCard) =>
  (card.actions ?? []) as readonly { type: string; title: string; data?: object; url?: string }[];

describe('an Adaptive Card', () => {
  test('is parsed without a fault by the official library, for every sample and every hostile string', () => {
    for (const language of LANGUAGES) {
      for (const kind of SAMPLE_KINDS) expect(faults(renderAdaptiveCard(sampleOf(kind, language)))).toEqual([]);
      for (const text of HOSTILE_STRINGS) expect(faults(renderAdaptiveCard(hostileAnswer(language, text)))).toEqual([]);
    }
  });

  test('would be found out by that library if it had a fault', () => {
    const card = renderAdaptiveCard(sampleOf('contact', 'en'));
    const broken = { ...card, body: [{ type: 'TextBlok', text: 'x' }] } as unknown as AdaptiveCard;
    expect(faults(broken)).not.toEqual([]);
  });

  test('has its title and headings as headings, and says itself aloud', () => {
    const card = renderAdaptiveCard(sampleOf('several', 'en'));
    const headings = objectsIn(card.body).filter(({ style }) => style === 'heading');
    expect(headings.map(({ text }) => text)).toEqual(['Contact: WASH', 'DOE RTS in Vienna']);
    expect(card).toMatchObject({ version: '1.5', lang: 'en', speak: `Water, Sanitation and Hygiene (WASH): ${MAILBOXES.prd}` });
    expect(card.fallbackText).toContain(MAILBOXES.prd);
  });

  test('runs from right to left in Arabic, in the card and in every container', () => {
    const containers = (card: AdaptiveCard) =>
      objectsIn(card).filter(({ type }) => ['AdaptiveCard', 'Container', 'Column'].includes(String(type)));
    expect(containers(renderAdaptiveCard(sampleOf('several', 'ar'))).filter(({ rtl }) => rtl !== true)).toEqual([]);
    expect(containers(renderAdaptiveCard(sampleOf('several', 'es'))).filter((o) => 'rtl' in o)).toEqual([]);
  });

  test('has the address alone on its line, without isolates', () => {
    const blocks = objectsIn(renderAdaptiveCard(sampleOf('contact', 'ar')).body).filter(({ type }) => type === 'RichTextBlock');
    expect(blocks.map(({ inlines }) => inlines)).toContainEqual([
      { type: 'TextRun', text: MAILBOXES.prd, fontType: 'Monospace' },
    ]);
  });

  test('wraps every text', () => {
    const blocks = LANGUAGES.flatMap((language) => objectsIn(renderAdaptiveCard(sampleOf('several', language)))).filter(
      ({ type }) => type === 'TextBlock',
    );
    expect(blocks.filter(({ wrap }) => wrap !== true)).toEqual([]);
  });
});

describe('the actions of an Adaptive Card', () => {
  test('open the mail and the reason without the assistant', () => {
    const card = renderAdaptiveCard(sampleOf('contact', 'en'));
    expect(actionsOf(card).map(({ type }) => type)).toEqual(['Action.OpenUrl', 'Action.ShowCard']);
    expect(actionsOf(card)[0]?.url).toMatch(/^mailto:prdcare@iom\.int\?subject=/);
    const why = [{ type: 'RichTextBlock', inlines: [{ type: 'TextRun', text: sampleOf('contact', 'en').why }] }];
    expect(actionsOf(card)[1]).toMatchObject({ card: { type: 'AdaptiveCard', body: why } });
  });

  test('ask a choice by its value', () => {
    const card = renderAdaptiveCard(sampleOf('clarify', 'en'));
    expect(actionsOf(card)[0]).toEqual({
      type: 'Action.Execute',
      title: 'Congo (Brazzaville)',
      verb: 'choice',
      data: { choice: 'Who is the RTS for the Congo?' },
    });
  });

  test('are six for six choices, without the reason', () => {
    const choices = Array.from({ length: 6 }, (_, n) => ({ label: `Choice ${n}`, value: `v${n}` }));
    const card = renderAdaptiveCard(sampleAnswer('en', { outcome: 'clarify', choices }));
    expect(actionsOf(card).map(({ title }) => title)).toEqual(choices.map(({ label }) => label));
  });

  test('become a list to pick from, with the same data, where choices are more than six', () => {
    const card = renderAdaptiveCard(sampleOf('many-choices', 'ar'));
    expect(card.body).toContainEqual(
      expect.objectContaining({ type: 'Input.ChoiceSet', id: 'choice', choices: expect.arrayContaining([]) }),
    );
    expect(objectsIn(card.body).find(({ type }) => type === 'Input.ChoiceSet')?.choices).toHaveLength(9);
    expect(actionsOf(card)[0]).toMatchObject({ type: 'Action.Execute', verb: 'choice', data: {} });
  });

  test('are none when nothing can be pressed', () => {
    const card = renderAdaptiveCard(sampleOf('many-choices', 'en'), { interactive: false });
    expect(objectsIn(card).filter(({ type }) => /^Action|^Input/.test(String(type)))).toEqual([]);
  });
});

test('an answer too large for Teams loses whole parts at its end and says so', () => {
  const paragraphs = Array.from({ length: 300 }, (_, n) => `Paragraph ${n}: ${'word '.repeat(60)}end ${n}.`);
  const card = renderAdaptiveCard(sampleAnswer('en', { sections: [sampleSection({ paragraphs })] }));
  const shown = objectsIn(card.body).flatMap(({ type, text }) => (type === 'TextRun' ? [String(text)] : []));
  const kept = shown.filter((text) => text.startsWith('Paragraph'));
  expect(cardBytes(card)).toBeLessThanOrEqual(LARGEST_CARD_BYTES);
  expect(kept).toEqual(paragraphs.slice(0, kept.length));
  expect(kept.length).toBeGreaterThan(50);
  expect(shown[kept.length]).toBe('…');
  expect(readAdaptive(card)).toContain('Source: IOM Emergency Manual');
});
