import { describe, expect, test } from 'vitest';
import { renderHtml } from '../../src/render/html.js';
import { MAILBOXES, sampleOf } from '../support/sample-answers.js';

describe('HTML', () => {
  test('says its language and direction', () => {
    expect(renderHtml(sampleOf('help', 'ar'))).toMatch(/^<article class="card card-help" lang="ar" dir="rtl">/);
    expect(renderHtml(sampleOf('help', 'fr'))).toMatch(/^<article class="card card-help" lang="fr" dir="ltr">/);
  });

  test('links the address and offers to copy it and to write the mail', () => {
    const html = renderHtml(sampleOf('contact', 'en'));
    expect(html).toContain(`<a class="card-address" href="mailto:${MAILBOXES.prd}"><bdi dir="ltr">${MAILBOXES.prd}</bdi></a>`);
    expect(html).toContain(`data-action="copy" data-value="${MAILBOXES.prd}">Copy address</button>`);
    expect(html).toContain(`<a class="card-mail" href="mailto:${MAILBOXES.prd}?subject=Question%20about%20WASH&amp;body=`);
  });

  test('has an address alone without isolates, so that the copy is clean', () => {
    expect(renderHtml(sampleOf('contact', 'ar'))).toContain(`<bdi dir="ltr">${MAILBOXES.prd}</bdi>`);
  });

  test('makes choices buttons that carry the question', () => {
    expect(renderHtml(sampleOf('clarify', 'en'))).toContain(
      '<button type="button" class="card-choice" data-action="choice" data-value="Who is the RTS for the Congo?">Congo (Brazzaville)</button>',
    );
  });

  test('opens documents in a window that knows nothing of this one', () => {
    expect(renderHtml(sampleOf('documents', 'en'))).toContain(
      '<a href="https://www.iom.int/" target="_blank" rel="noopener noreferrer">',
    );
  });

  test('explains itself without a script, and shows source and date', () => {
    const html = renderHtml(sampleOf('contact', 'en'));
    expect(html).toContain('<details class="card-why"><summary>Why this answer?</summary><p>You named WASH.');
    expect(html).toContain('<p>Source: IOM Emergency Manual: About IOM · As of: 2022-11</p>');
    expect(html).not.toMatch(/<script|<style| style=| on[a-z]+=/);
  });

  test('has feedback and share only when asked for, and nothing to press when nothing can be pressed', () => {
    const options = { feedback: true, share: true, reference: 'r-1' };
    expect(renderHtml(sampleOf('contact', 'en'))).not.toMatch(/data-action="(?:feedback|share)"/);
    expect(renderHtml(sampleOf('contact', 'en'), options)).toContain('data-value="not-right:r-1">Not right</button>');
    expect(renderHtml(sampleOf('clarify', 'en'), { ...options, interactive: false })).not.toMatch(/<button|<details|card-mail/);
  });
});
