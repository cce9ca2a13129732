import { part } from './make-element.js';
import { fetchTexts } from './server.js';
import type { Texts } from './texts.js';

const YEAR = 365 * 24 * 60 * 60;

/** Gives life to the language picker and the switch between light and dark. Both are remembered in cookies. */
export function startPreferences(texts: Texts, announce: (text: string) => void): void {
  startLanguage(texts, announce);
  startTheme(texts);
}

function startLanguage(texts: Texts, announce: (text: string) => void): void {
  const picker = part('language', HTMLSelectElement);
  picker.value = texts.language();
  picker.addEventListener('change', async () => {
    try {
      texts.show(await fetchTexts(picker.value));
      remember('language', picker.value, YEAR);
      nameTheme(texts);
    } catch {
      picker.value = texts.language();
      announce(texts.say('error-network'));
    }
  });
}

function startTheme(texts: Texts): void {
  const system = matchMedia('(prefers-color-scheme: dark)');
  nameTheme(texts);
  system.addEventListener('change', () => nameTheme(texts));
  part('theme', HTMLButtonElement).addEventListener('click', () => {
    const next = isDark() ? 'light' : 'dark';
    const asSystem = (next === 'dark') === system.matches;
    // The system's own choice is followed again, not frozen.
    if (asSystem) delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = next;
    remember('theme', asSystem ? '' : next, asSystem ? 0 : YEAR);
    nameTheme(texts);
  });
}

function nameTheme(texts: Texts): void {
  const button = part('theme', HTMLButtonElement);
  const key = isDark() ? 'theme-light' : 'theme-dark';
  button.dataset.name = key;
  button.setAttribute('aria-label', texts.say(key));
  button.title = texts.say(key);
}

function isDark(): boolean {
  const chosen = document.documentElement.dataset.theme;
  return chosen === undefined ? matchMedia('(prefers-color-scheme: dark)').matches : chosen === 'dark';
}

function remember(name: string, value: string, seconds: number): void {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in Safari and on plain HTTP.
  document.cookie = `${name}=${value}; Path=/; Max-Age=${seconds}; SameSite=Strict`;
}
