import type { IncomingMessage } from 'node:http';
import { LANGUAGES, type Language } from '../../question.js';

/** How a person wants to see the page: kept in cookies, so that the first paint is right without a script. */
export interface Preferences {
  readonly language: Language;
  /** Undefined follows the system. */
  readonly theme: 'light' | 'dark' | undefined;
}

/** Reads the cookies; the browser's languages decide where none is set, and English where they are none of ours. */
export function readPreferences(request: IncomingMessage): Preferences {
  const cookies = new Map((request.headers.cookie ?? '').split(';').map((pair) => splitAt(pair.trim(), '=')));
  const theme = cookies.get('theme');
  return {
    language: asLanguage(cookies.get('language')) ?? acceptedLanguage(request.headers['accept-language'] ?? '') ?? 'en',
    theme: theme === 'light' || theme === 'dark' ? theme : undefined,
  };
}

/** The language of a tag such as `fr` or `fr-CH`, if it is one of ours. */
export function asLanguage(tag: string | undefined | null): Language | undefined {
  const primary = tag?.trim().toLowerCase().split('-', 1)[0];
  return LANGUAGES.find((language) => language === primary);
}

function acceptedLanguage(header: string): Language | undefined {
  const wanted = header
    .slice(0, 500)
    .split(',')
    .map((part) => {
      const [tag, quality] = splitAt(part, ';');
      const weight = Number.parseFloat(quality.replace(/^\s*q=/, ''));
      return { language: asLanguage(tag), weight: Number.isNaN(weight) ? 1 : weight };
    });
  return wanted.sort((a, b) => b.weight - a.weight).find(({ language, weight }) => language && weight > 0)?.language;
}

function splitAt(text: string, sign: string): [string, string] {
  const at = text.indexOf(sign);
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}
