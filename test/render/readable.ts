import MarkdownIt from 'markdown-it';
import type { Answer } from '../../src/answer.js';
import type { AdaptiveCard } from '../../src/render/adaptive-card-types.js';
import type { SlackMessage } from '../../src/render/block-kit-types.js';
import { mailLink, webLink } from '../../src/render/safe-url.js';
import { tidyLine } from '../../src/render/tidy-text.js';

// What a person reads in each rendering, without what is invisible.

const INVISIBLE = /[\u2060\u2066-\u2069]/g;
const markdown = new MarkdownIt();

/** Text as it is compared: no isolates, blanks and line ends alike. */
export function compared(text: string): string {
  return tidyLine(text.replace(INVISIBLE, '')).replace(/\s+/g, ' ').trim();
}

/** Text with percent codes of ASCII read back: a link in markdown has more of them than elsewhere. */
export function readCodes(text: string): string {
  return text.replace(/%[0-7][0-9A-F]/gi, (code) => decodeURIComponent(code));
}

/** Every object in a JSON value. */
export function objectsIn(value: unknown): Record<string, unknown>[] {
  if (Array.isArray(value)) return value.flatMap(objectsIn);
  if (typeof value !== 'object' || value === null) return [];
  return [value as Record<string, unknown>, ...Object.values(value).flatMap(objectsIn)];
}

/** What is read in the blocks of a Slack message. */
export function readSlack(message: SlackMessage): string {
  const texts = message.blocks.map((block) =>
    block.type === 'header'
      ? block.text.text
      : objectsIn(block)
          .map((o) => (o.type === 'link' ? `${o.text} ${o.url}` : typeof o.text === 'string' ? o.text : ''))
          .join(''),
  );
  return compared(texts.join(' '));
}

/** What is read on an Adaptive Card, its markdown turned into text and addresses. */
export function readAdaptive(card: AdaptiveCard): string {
  const blocks = objectsIn(card.body).map((o) => {
    if (o.type === 'TextBlock') return markdownText(String(o.text));
    return o.type === 'RichTextBlock' ? (o.inlines as { text: string }[]).map(({ text }) => text).join('') : '';
  });
  return compared(blocks.join(' '));
}

/** What is read in HTML, with the addresses of links. */
export function readHtml(html: string): string {
  const withLinks = html
    .replace(/<a [^>]*?href="([^"]*)"[^>]*>/g, ' $1 ')
    .replace(/<br>|<\/(?:p|li|h2|h3|dd|section|button|div)>/g, ' ');
  return compared(unescapeHtml(withLinks.replace(/<[^>]*>/g, '')));
}

/** Links that an answer may hold: its documents', its contacts'. */
export function allowedLinks(answer: Answer): Set<string> {
  const { sections } = answer;
  const links = [
    ...sections.flatMap(({ documents }) => documents.map(({ url }) => webLink(tidyLine(url ?? '')))),
    ...sections.flatMap(({ contacts }) => contacts.map(({ address }) => mailLink(tidyLine(address)))),
  ];
  return new Set(links.filter((link) => link !== undefined));
}

/** Every fact of an answer, as it must be read in all renderings. Labels of facts and names go with what they name. */
export function factsOf(answer: Answer): string[] {
  const filled = (text: string) => compared(text) !== '';
  return answer.sections
    .flatMap((s) => [
      ...s.paragraphs,
      ...s.items,
      ...s.notes,
      ...s.facts.filter(({ value }) => filled(value)).map(({ value }) => value),
      ...s.contacts.flatMap(({ name, address }) => [name, address]),
      ...s.documents.flatMap(({ title, url = '', note = '' }) =>
        filled(title) || filled(url) ? [title, note, webLink(tidyLine(url)) ?? url] : [],
      ),
    ])
    .concat(answer.title)
    .map(compared)
    .filter((text) => text !== '');
}

/** Tokens of markdown that are more than text. */
export function formatsIn(text: string): { type: string; href: string }[] {
  const tokens = markdown.parse(text, {}).flatMap((token) => [token, ...(token.children ?? [])]);
  const plain = ['paragraph_open', 'paragraph_close', 'inline', 'text', 'text_special', 'softbreak', 'hardbreak', 'link_close'];
  return tokens
    .filter(({ type }) => !plain.includes(type))
    .map((token) => ({ type: token.type, href: String(token.attrGet('href') ?? '') }));
}

/** Text that HTML holds, unescaped once. */
export function unescapeHtml(text: string): string {
  const names: Record<string, string> = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'", '&amp;': '&' };
  return text.replace(/&(?:lt|gt|quot|amp|#39);/g, (entity) => names[entity] ?? entity);
}

function markdownText(text: string): string {
  return markdown
    .parse(text, {})
    .flatMap((token) => token.children ?? [])
    .map((token) =>
      token.type === 'link_open' ? ` ${token.attrGet('href')} ` : token.type === 'softbreak' ? ' ' : token.content,
    )
    .join('');
}
