import { describe, expect, test } from 'vitest';
import type { Answer } from '../../src/answer.js';
import { renderBlockKit } from '../../src/render/block-kit.js';
import type { Button, SlackMessage } from '../../src/render/block-kit-types.js';
import { codePointLength } from '../../src/render/cut-text.js';
import { checkSlackMessage } from '../../src/render/slack-limits.js';
import { MAILBOXES, sampleAnswer, sampleOf, sampleSection } from '../support/sample-answers.js';
import { compared, objectsIn, readSlack } from './readable.js';

const buttonsOf = (message: SlackMessage) =>
  objectsIn(message.blocks).filter(({ type }) => type === 'button') as unknown as Button[];
const typesOf = (message: SlackMessage) => message.blocks.map(({ type }) => type);

describe('a message for Slack', () => {
  test('has header, body, buttons, source and feedback in this order', () => {
    const message = renderBlockKit(sampleOf('contact', 'en'), { feedback: true });
    expect(typesOf(message)).toEqual(['header', 'rich_text', 'rich_text', 'actions', 'context', 'context_actions']);
  });

  test('shows who and the address in the notification', () => {
    expect(renderBlockKit(sampleOf('contact', 'en')).text).toBe(`Water, Sanitation and Hygiene (WASH): ${MAILBOXES.prd}`);
  });

  test('has the address as a mail link alone on its line, without isolates', () => {
    for (const language of ['en', 'ar'] as const) {
      const links = objectsIn(renderBlockKit(sampleOf('contact', language)).blocks).filter(({ type }) => type === 'link');
      expect(links).toEqual([{ type: 'link', url: `mailto:${MAILBOXES.prd}`, text: MAILBOXES.prd }]);
    }
  });

  test('gives every choice its own action and its whole question', () => {
    expect(buttonsOf(renderBlockKit(sampleOf('clarify', 'en'))).slice(0, 2)).toMatchObject([
      { action_id: 'choice:0', value: 'Who is the RTS for the Congo?', text: { text: 'Congo (Brazzaville)' } },
      { action_id: 'choice:1', value: 'Who is the RTS for the Democratic Republic of the Congo?' },
    ]);
  });

  test('has mail, why and share with the reference, and feedback with both sides', () => {
    const message = renderBlockKit(sampleOf('contact', 'en'), { share: true, feedback: true, reference: 'r-1' });
    expect(buttonsOf(message).map(({ action_id, value }) => [action_id, value])).toEqual([
      ['mail', 'r-1'],
      ['why', 'r-1'],
      ['share', 'r-1'],
    ]);
    const [feedback] = objectsIn(message.blocks).filter(({ type }) => type === 'feedback_buttons');
    expect(feedback).toMatchObject({
      action_id: 'feedback',
      positive_button: { value: 'helpful:r-1' },
      negative_button: { value: 'not-right:r-1' },
    });
  });

  test('has nothing to press when nothing can be pressed', () => {
    const message = renderBlockKit(sampleOf('many-choices', 'fr'), { interactive: false, share: true, feedback: true });
    expect(typesOf(message)).toEqual(['header', 'rich_text', 'context']);
  });

  test('divides several answers', () => {
    expect(typesOf(renderBlockKit(sampleOf('several', 'es'))).filter((type) => type === 'divider')).toHaveLength(1);
  });
});

describe('what is too long for Slack', () => {
  const worded = (parts: Partial<Answer>) => renderBlockKit(sampleAnswer('en', parts));

  test('a title at the limit is a header, one over it is bold text, whole', () => {
    expect(typesOf(worded({ title: '😀'.repeat(150) }))[0]).toBe('header');
    const long = worded({ title: '😀'.repeat(151) });
    expect(typesOf(long)[0]).toBe('rich_text');
    expect(readSlack(long)).toContain('😀'.repeat(151));
  });

  test('a label is cut on its button and said whole above it', () => {
    const label = 'The Regional Office for '.repeat(5).trim();
    const message = worded({ choices: [{ label, value: 'x' }] });
    expect(codePointLength(buttonsOf(message)[0]?.text.text ?? '')).toBeLessThanOrEqual(75);
    expect(readSlack(message)).toContain(label);
  });

  test('a question that no button takes is said as text and not asked in part', () => {
    const message = worded({
      choices: [
        { label: 'Too long', value: 'x'.repeat(2001) },
        { label: 'Fits', value: 'x'.repeat(2000) },
      ],
    });
    expect(
      buttonsOf(message)
        .filter(({ action_id }) => action_id.startsWith('choice'))
        .map(({ text }) => text.text),
    ).toEqual(['Fits']);
    expect(readSlack(message)).toContain('Too long');
  });

  test('a summary is cut between words, never in an address', () => {
    const { text } = worded({ summary: `${'Preparedness and Response Division '.repeat(4)}${MAILBOXES.prd}` });
    expect(text).toMatch(/Division…$/);
    expect(codePointLength(text)).toBeLessThanOrEqual(150);
  });

  test('without a summary the notification says the title or what comes first', () => {
    const sections = [sampleSection({ paragraphs: ['Write to DOE.\nToday.'] })];
    expect(worded({ summary: '' }).text).toBe('Contact: WASH');
    expect(worded({ summary: '', title: '', sections }).text).toBe('Write to DOE. Today.');
    expect(worded({ summary: '', title: '' }).text).toBe('…');
  });

  test('sixty sections and a list of two hundred fit into one message with every word', () => {
    const items = Array.from({ length: 200 }, (_, n) => `Office number ${n} in a city with a long name`);
    const paragraphs = Array.from({ length: 60 }, (_, n) => `Paragraph ${n}. ${'word '.repeat(800)}`);
    const message = worded({
      sections: [
        sampleSection({ items }),
        ...paragraphs.map((text) => sampleSection({ heading: text.slice(0, 12), paragraphs: [text] })),
      ],
    });
    const read = readSlack(message);
    expect(checkSlackMessage(message)).toEqual([]);
    expect([...items, ...paragraphs].filter((text) => !read.includes(compared(text)))).toEqual([]);
  });
});
