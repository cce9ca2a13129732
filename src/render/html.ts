import type { Answer, Fact } from '../answer.js';
import { type Card, type CardOptions, type ContactPart, type DocumentPart, type Part, toCard } from './card.js';
import { escapeHtml } from './escape-html.js';
import { mailtoUrl } from './safe-url.js';

/**
 * The answer as an HTML fragment: one `article`, all text escaped, without script and style. Buttons carry `data-action`
 * (`choice`, `copy`, `share`, `feedback`) and `data-value`; the page gives them life.
 */
export function renderHtml(answer: Answer, options: CardOptions = {}): string {
  const card = toCard(answer);
  const pressed = options.interactive !== false;
  return [
    `<article class="card card-${card.outcome}" lang="${card.language}" dir="${card.rightToLeft ? 'rtl' : 'ltr'}">`,
    card.title === '' ? '' : `<h2 class="card-title">${escapeHtml(card.title)}</h2>`,
    ...card.sections.map(
      (parts) => `<section class="card-section">${parts.map((part) => partHtml(part, card, pressed)).join('')}</section>`,
    ),
    pressed ? choicesHtml(card) + actionsHtml(card, options) + whyHtml(card) : '',
    card.sources.length === 0
      ? ''
      : `<footer class="card-sources">${each(card.sources, (line) => `<p>${escapeHtml(line)}</p>`)}</footer>`,
    '</article>',
  ].join('');
}

function partHtml(part: Part, card: Card, pressed: boolean): string {
  switch (part.kind) {
    case 'heading':
      return `<h3 class="card-heading">${escapeHtml(part.text)}</h3>`;
    case 'paragraph':
      return `<p class="card-paragraph">${lines(part.text)}</p>`;
    case 'note':
      return `<p class="card-note" role="note">${lines(part.text)}</p>`;
    case 'items':
      return `<ul class="card-items">${each(part.items, (item) => `<li>${escapeHtml(item)}</li>`)}</ul>`;
    case 'facts':
      return `<dl class="card-facts">${each(part.facts, factHtml)}</dl>`;
    case 'contacts':
      return `<ul class="card-contacts">${each(part.contacts, (contact) => contactHtml(contact, card, pressed))}</ul>`;
    case 'documents':
      return `<ul class="card-documents">${each(part.documents, documentHtml)}</ul>`;
  }
}

function factHtml({ label, value }: Fact): string {
  return `<div><dt>${escapeHtml(label.trimEnd())}</dt> <dd>${lines(value)}</dd></div>`;
}

function contactHtml({ name, address, link }: ContactPart, card: Card, pressed: boolean): string {
  const shown = `<bdi dir="ltr">${escapeHtml(address)}</bdi>`;
  const where = link === undefined ? shown : `<a class="card-address" href="${escapeHtml(link)}">${shown}</a>`;
  const copy = pressed && link !== undefined ? button('copy', address, card.labels.copyAddress) : '';
  return `<li>${name === '' ? '' : `<span class="card-contact">${escapeHtml(name)}</span> `}${where}${copy}</li>`;
}

function documentHtml({ title, link, note }: DocumentPart): string {
  const name = `<bdi>${escapeHtml(title)}</bdi>`;
  const shown = link === undefined ? name : `<a href="${escapeHtml(link)}" target="_blank" rel="noopener noreferrer">${name}</a>`;
  return `<li>${shown}${note === '' ? '' : ` <span class="card-document-note">${escapeHtml(note)}</span>`}</li>`;
}

function choicesHtml({ choices }: Card): string {
  if (choices.length === 0) return '';
  return `<div class="card-choices">${each(choices, ({ label, value }) => button('choice', value, label))}</div>`;
}

function actionsHtml(card: Card, options: CardOptions): string {
  const { labels, mail } = card;
  const url = mail && mailtoUrl(mail);
  const reference = options.reference ?? '';
  const actions =
    (url === undefined ? '' : `<a class="card-mail" href="${escapeHtml(url)}">${escapeHtml(labels.writeMail)}</a>`) +
    (options.share ? button('share', reference, labels.share) : '') +
    (options.feedback ? button('feedback', `helpful:${reference}`, labels.helpful) : '') +
    (options.feedback ? button('feedback', `not-right:${reference}`, labels.notRight) : '');
  return actions === '' ? '' : `<div class="card-actions">${actions}</div>`;
}

function whyHtml({ why, labels }: Card): string {
  return why === '' ? '' : `<details class="card-why"><summary>${escapeHtml(labels.why)}</summary><p>${lines(why)}</p></details>`;
}

function button(action: string, value: string, label: string): string {
  return `<button type="button" class="card-${action}" data-action="${action}" data-value="${escapeHtml(value)}">${escapeHtml(label)}</button>`;
}

function lines(text: string): string {
  return escapeHtml(text).replaceAll('\n', '<br>');
}

function each<T>(list: readonly T[], html: (item: T) => string): string {
  return list.map(html).join('');
}
