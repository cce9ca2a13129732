import { describe, expect, test } from 'vitest';
import { renderPlainText } from '../../src/render/plain-text.js';
import { sampleAnswer, sampleOf, sampleSection } from '../support/sample-answers.js';

describe('plain text', () => {
  test('has title, paragraphs and contact, and neither buttons nor source', () => {
    expect(renderPlainText(sampleOf('contact', 'en'))).toBe(
      [
        'Contact: WASH',
        '',
        'WASH is a unit of the Preparedness and Response Division (PRD). Write to the division.',
        'Preparedness and Response Division (PRD): prdcare@iom.int',
      ].join('\n'),
    );
  });

  test('keeps several answers apart, each under its heading, and says the title once', () => {
    const text = renderPlainText(sampleOf('several', 'en'));
    expect(text.split('\n\n')).toHaveLength(3);
    expect(text.match(/Contact: WASH/g)).toHaveLength(1);
    expect(text).toContain('\nRegional Office: Vienna\n');
  });

  test('sets a blank before a French colon, that cannot break', () => {
    expect(renderPlainText(sampleOf('route', 'fr'))).toContain('Bureau régional\u00a0: Vienne');
  });

  test('has the address of a document whole, and what is said where none is known', () => {
    const text = renderPlainText(sampleOf('documents', 'es'));
    expect(text).toContain('- MICIC Guidelines: https://emergencymanual.iom.int/micic-guidelines\n');
    expect(text).toContain('- IOM and the UN System FAQs — El manual lo menciona');
  });

  test('isolates addresses and acronyms in Arabic lines', () => {
    expect(renderPlainText(sampleOf('contact', 'ar'))).toContain('(\u2068PRD\u2069): \u2068prdcare@iom.int\u2069');
  });

  test('is empty for an answer without words, and has no blank lines for empty parts', () => {
    const section = sampleSection({
      heading: ' ',
      paragraphs: ['', 'x'],
      contacts: [{ name: '', address: '' }],
      facts: [{ label: 'a', value: '' }],
    });
    expect(renderPlainText(sampleAnswer('en', { title: '', sections: [] }))).toBe('');
    expect(renderPlainText(sampleAnswer('en', { title: '', sections: [section, sampleSection({})] }))).toBe('x');
  });
});
