import fc from 'fast-check';
import MarkdownIt from 'markdown-it';
import { describe, expect, test } from 'vitest';
import { codePointLength, cutText, splitText } from '../../src/render/cut-text.js';
import { escapeHtml } from '../../src/render/escape-html.js';
import { escapeMarkdown, markdownLink } from '../../src/render/escape-markdown.js';
import { mailLink, mailtoUrl, webLink } from '../../src/render/safe-url.js';
import { tidyLine, tidyText } from '../../src/render/tidy-text.js';

const anyText = fc.string({ unit: 'binary', maxLength: 400 });

describe('length is counted in code points', () => {
  test.each([
    ['', 0],
    ['مكتب', 4],
    ['👩‍👧', 3],
    ['a😀b', 3],
  ])('%j has %i', (text, length) => expect(codePointLength(text)).toBe(length));
});

describe('a cut label', () => {
  test('is as it was when it fits to the last code point', () => {
    expect(cutText('😀'.repeat(75), 75)).toBe('😀'.repeat(75));
  });

  test('ends between words with an ellipsis', () => {
    expect(cutText('Who is the specialist for Kenya', 20)).toBe('Who is the…');
  });

  test('never is longer than allowed and never has half a character', () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 1, max: 80 }), (text, limit) => {
        expect(codePointLength(cutText(tidyLine(text), limit))).toBeLessThanOrEqual(limit);
        expect(cutText(tidyLine(text), limit)).not.toMatch(/\p{Cs}/u);
      }),
    );
  });
});

test('pieces of a text are short enough and give the text again', () => {
  fc.assert(
    fc.property(anyText, fc.integer({ min: 1, max: 50 }), (text, limit) => {
      const pieces = splitText(text, limit);
      expect(pieces.join('')).toBe(text);
      expect(pieces.filter((piece) => piece === '' || codePointLength(piece) > limit)).toEqual([]);
    }),
  );
});

describe('tidied text', () => {
  test('loses controls, overrides, hidden characters and blank lines', () => {
    expect(tidyText(' a\u0000\u202Eb\u202C \t c\r\n\r\n d\u200B\u{E0041}\u2066 ')).toBe('ab c\nd');
  });

  test('keeps what languages need: joiners, marks, narrow blanks, emoji', () => {
    const text = 'می‌خواهم\u200F Genève\u202f: 👩‍👧 é';
    expect(tidyText(text)).toBe(text);
  });

  test('stands on one line where it must', () => {
    expect(tidyLine('a\u2028b\nc')).toBe('a b c');
  });

  test('takes time in proportion to its length, even for long rows of blanks', () => {
    const text = `${' \t'.repeat(200_000)}x${' '.repeat(200_000)}`;
    expect(tidyText(text)).toBe('x');
  });
});

describe('links', () => {
  test.each([
    'javascript:alert(1)',
    'data:text/html,x',
    'mailto:a@b.c',
    'ftp://iom.int',
    'https://iom.int@evil.example/',
    'iom.int',
    '',
    '//iom.int',
    '<https://x>',
  ])('%j is not a web link', (url) => expect(webLink(url)).toBeUndefined());

  test('a web page is one, word for word', () => {
    expect(webLink('https://emergencymanual.iom.int/micic-guidelines')).toBe('https://emergencymanual.iom.int/micic-guidelines');
  });

  test.each([
    'doe@iom.int?bcc=x@evil.example',
    'a@b',
    'doe@iom.int,x@evil.example',
    'doe@iom.int\nbcc:x',
    '<doe@iom.int>',
    ' doe@iom.int',
  ])('%j is not one plain address', (address) => expect(mailLink(address)).toBeUndefined());

  test('a draft opens with recipient, subject and body, all encoded', () => {
    const url = mailtoUrl({ to: 'doe@iom.int', subject: 'RTS & "MiGOF"?', body: 'Dear all,\n(1) سؤال' }) ?? '';
    const [to, query = ''] = url.split('?');
    expect(to).toBe('mailto:doe@iom.int');
    expect(query).not.toMatch(/[\s"'()<>]/);
    expect(Object.fromEntries(new URLSearchParams(query))).toEqual({ subject: 'RTS & "MiGOF"?', body: 'Dear all,\r\n(1) سؤال' });
  });

  test('a draft that mail programs would refuse loses its last lines', () => {
    const body = Array.from({ length: 40 }, (_, n) => `سطر رقم ${n} من الرسالة`).join('\n');
    const url = mailtoUrl({ to: 'doe@iom.int', subject: 'س', body }) ?? '';
    const kept = new URLSearchParams(url.split('?')[1]).get('body') ?? '';
    expect(url.length).toBeLessThanOrEqual(2000);
    expect(body.startsWith(kept.replaceAll('\r\n', '\n'))).toBe(true);
    expect(kept.split('\r\n').length).toBeGreaterThan(5);
  });
});

describe('escaped markdown', () => {
  const markdown = new MarkdownIt();
  const inline = (text: string) => markdown.parse(text, {}).flatMap((token) => token.children ?? []);

  test('is read as it was written, whatever it holds', () => {
    fc.assert(
      fc.property(
        fc.oneof(anyText, fc.string({ unit: fc.constantFrom(...'*_[]()<>!`~#&;:/\\|-+=.1 aé{}\n'), maxLength: 60 })),
        (raw) => {
          const text = tidyText(raw);
          const shown = inline(escapeMarkdown(text)).map((token) => (token.type === 'softbreak' ? '\n' : token.content));
          expect(shown.join('').replaceAll('\u2060', '')).toBe(text);
        },
      ),
      { numRuns: 500 },
    );
  });

  test('has no mark where none is needed', () => {
    const text = "Division de préparation et de réponse (PRD) : l'unité WASH & co. - A/RES/70/296, snake_case!";
    expect(escapeMarkdown(text)).toBe(text);
  });

  test('a link leads where it should, whatever its title', () => {
    const tokens = inline(markdownLink('a](https://evil.example) *b*', 'https://www.iom.int/a_(b)'));
    expect(tokens.find(({ type }) => type === 'link_open')?.attrGet('href')).toBe('https://www.iom.int/a%5F%28b%29');
    expect(tokens.filter(({ type }) => type === 'link_open')).toHaveLength(1);
  });
});

test('HTML is escaped for text and attributes', () => {
  expect(escapeHtml(`<a href="x" title='y'>&amp;</a>`)).toBe('&lt;a href=&quot;x&quot; title=&#39;y&#39;&gt;&amp;amp;&lt;/a&gt;');
});
