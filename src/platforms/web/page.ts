import { LANGUAGES } from '../../question.js';
import { escapeHtml } from '../../render/escape-html.js';
import type { PageTexts, TextKey } from './page-texts.js';
import type { Preferences } from './preferences.js';

// `data-text` and `data-name` say which text stands where, so that the script can change the language of a page in use.

/** The page, in one language, ready to be read before its script runs. */
export function page(texts: PageTexts, { theme }: Preferences): string {
  const of = (key: TextKey) => escapeHtml(texts.texts[key]);
  const text = (key: TextKey) => `data-text="${key}">${of(key)}`;
  const name = (key: TextKey) => `data-name="${key}" aria-label="${of(key)}" title="${of(key)}"`;
  return `<!doctype html>
<html lang="${texts.language}" dir="${texts.direction}"${theme ? ` data-theme="${theme}"` : ''}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, interactive-widget=resizes-content">
<meta name="color-scheme" content="light dark">
<title ${text('name')}</title>
<link rel="icon" href="/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/console.css">
<script type="module" src="/console.js"></script>
</head>
<body>
<a class="skip" href="#question" ${text('skip')}</a>
<header class="bar">
  <h1 class="brand">${MARK}<span ${text('short-name')}</span></h1>
  <div class="tools">
    <button type="button" class="tool" id="new" hidden ${name('new')}>${ICONS.new}</button>
    <span class="picker">${ICONS.globe}<select id="language" ${name('language')}>${languages(texts)}</select></span>
    <button type="button" class="tool" id="theme" ${name('theme-dark')}>${ICONS.theme}</button>
  </div>
</header>
<main>
  <section class="welcome" id="welcome" aria-labelledby="headline">
    <h2 class="headline" id="headline" ${text('headline')}</h2>
    <p class="lead" ${text('lead')}</p>
    <h3 class="starters-title" id="starters-title" ${text('starters')}</h3>
    <ul class="starters" id="starters" aria-labelledby="starters-title">${starters(texts)}</ul>
  </section>
  <noscript><p class="no-script" ${text('no-script')}</p></noscript>
  <section class="thread" id="thread" hidden data-name="thread" aria-label="${of('thread')}"></section>
</main>
<form class="composer" id="composer" data-name="question" aria-label="${of('question')}">
  <div class="field">
    <textarea id="question" rows="1" maxlength="4000" autocomplete="off" enterkeyhint="send" aria-describedby="hint" data-name="question" data-placeholder="placeholder" aria-label="${of('question')}" placeholder="${of('placeholder')}"></textarea>
    <button type="submit" class="send" ${name('send')}>${ICONS.send}</button>
  </div>
  <p class="fine"><span ${text('as-of')}</span><a href="/privacy" ${text('privacy')}</a><span class="keys" id="hint" ${text('hint')}</span></p>
</form>
<div class="unseen" id="live" role="status" aria-live="polite"></div>
<script type="application/json" id="texts">${JSON.stringify(texts).replaceAll('<', '\\u003c')}</script>
</body>
</html>
`;
}

function languages({ language, texts }: PageTexts): string {
  return LANGUAGES.map((one) => {
    const chosen = one === language ? ' selected' : '';
    return `<option value="${one}" lang="${one}"${chosen}>${escapeHtml(texts[`language-${one}`])}</option>`;
  }).join('');
}

function starters(texts: PageTexts): string {
  return texts.starters
    .map(({ label, value }) => {
      return `<li><button type="button" class="starter" data-action="choice" data-value="${escapeHtml(value)}">${escapeHtml(label)}</button></li>`;
    })
    .join('');
}

const icon = (paths: string) => `<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">${paths}</svg>`;

const ICONS = {
  new: icon('<path d="M12 5v14M5 12h14"/>'),
  globe: icon('<circle cx="12" cy="12" r="9"/><path d="M3 12h18M12 3c5 5.5 5 12.5 0 18M12 3c-5 5.5-5 12.5 0 18"/>'),
  theme: icon('<circle cx="12" cy="12" r="9"/><path class="filled" d="M12 3a9 9 0 0 1 0 18z"/>'),
  send: icon('<path d="M12 19V5M5.5 11.5 12 5l6.5 6.5"/>'),
};

const MARK = `<svg class="mark" viewBox="0 0 32 32" aria-hidden="true" focusable="false"><rect width="32" height="32" rx="9"/><path d="M8 22.5c2.5-8 6-11.5 16-13"/><circle cx="8.5" cy="22" r="2.2"/><circle cx="23.5" cy="9.5" r="3"/></svg>`;
