import { directionOf } from '../../answer.js';
import type { Assistant } from '../../assistant.js';
import { LANGUAGES, type Language } from '../../question.js';
import { escapeHtml } from '../../render/escape-html.js';
import { monthIn } from './page-texts.js';

/** The pages of plain text, each with its sections in order. Their texts stand in knowledge/interface/pages.yaml. */
const SECTIONS = {
  privacy: ['kept', 'removed', 'who', 'where', 'forget', 'ask'],
  terms: ['source', 'limits', 'use', 'warranty'],
} as const;

/** The name of a page of plain text, which is also its path. */
export type TextPageName = keyof typeof SECTIONS;

/** All pages of plain text. */
export const TEXT_PAGES = Object.keys(SECTIONS) as TextPageName[];

/** A page that everybody may read, without script: what is kept about people, or the terms of use. */
export function textPage(name: TextPageName, assistant: Assistant, language: Language, retentionDays: number): string {
  const values = { days: retentionDays, month: monthIn(assistant.asOf, language) };
  const say = (key: string) => escapeHtml(assistant.say(language, `pages.${key}`, values));
  const sections = SECTIONS[name].map(
    (section) => `<h2>${say(`${name}-${section}`)}</h2>\n${paragraphs(say(`${name}-${section}-text`))}`,
  );
  const links = TEXT_PAGES.map((page) => {
    return `<a href="/${page}?lang=${language}"${page === name ? ' aria-current="page"' : ''}>${say(page)}</a>`;
  });
  return `<!doctype html>
<html lang="${language}" dir="${directionOf(language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${say(name)} · ${escapeHtml(assistant.say(language, 'web.name'))}</title>
<link rel="icon" href="/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/console.css">
</head>
<body>
<header class="text-bar">
<nav aria-label="${escapeHtml(assistant.say(language, 'web.name'))}">${links.join(' ')}</nav>
<nav aria-label="${say('other-languages')}">${languageLinks(name, language, say)}</nav>
</header>
<main class="text-page">
<h1>${say(name)}</h1>
<p class="lead">${say(`${name}-lead`)}</p>
${sections.join('\n')}
</main>
</body>
</html>
`;
}

function languageLinks(name: TextPageName, current: Language, say: (key: string) => string): string {
  return LANGUAGES.map((one) => {
    return `<a href="/${name}?lang=${one}" lang="${one}" hreflang="${one}"${one === current ? ' aria-current="true"' : ''}>${say(`name-${one}`)}</a>`;
  }).join(' ');
}

function paragraphs(text: string): string {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  return lines.length === 1 ? `<p>${text}</p>` : `<ul>${lines.map((line) => `<li>${line}</li>`).join('')}</ul>`;
}
