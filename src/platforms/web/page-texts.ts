import { type Choice, directionOf } from '../../answer.js';
import type { Assistant } from '../../assistant.js';
import type { Language } from '../../question.js';

/** Keys of knowledge/interface/web.yaml that the page shows. */
export const TEXT_KEYS = [
  'name',
  'short-name',
  'skip',
  'headline',
  'lead',
  'starters',
  'as-of',
  'privacy',
  'no-script',
  'language',
  'language-en',
  'language-fr',
  'language-es',
  'language-ar',
  'theme-dark',
  'theme-light',
  'new',
  'thread',
  'question',
  'placeholder',
  'send',
  'hint',
  'thinking',
  'asked',
  'answer',
  'retry',
  'views',
  'view-card',
  'view-slack',
  'view-teams',
  'view-loading',
  'view-failed',
  'app',
  'elsewhere-slack',
  'copied',
  'copy-failed',
  'feedback-thanks',
  'feedback-question',
  'feedback-hint',
  'feedback-send',
  'feedback-cancel',
  'feedback-failed',
  'error-network',
  'error-fast',
  'error-long',
  'error-server',
  'error-signed-out',
] as const;

/** A key of a text of the page. */
export type TextKey = (typeof TEXT_KEYS)[number];

/** All that the page needs to speak a language. */
export interface PageTexts {
  readonly language: Language;
  readonly direction: 'ltr' | 'rtl';
  readonly texts: Readonly<Record<TextKey, string>>;
  readonly starters: readonly Choice[];
}

/** The texts of the page in a language. */
export function pageTexts(assistant: Assistant, language: Language): PageTexts {
  const values = { month: monthIn(assistant.asOf, language) };
  const pairs = TEXT_KEYS.map((key) => [key, assistant.say(language, `web.${key}`, values)]);
  return {
    language,
    direction: directionOf(language),
    texts: Object.fromEntries(pairs) as Record<TextKey, string>,
    starters: assistant.starters(language),
  };
}

/** A month such as 2022-11 in words. Arabic keeps the digits of the addresses beside it. */
export function monthIn(asOf: string, language: Language): string {
  const date = new Date(`${asOf}-01T00:00:00Z`);
  if (Number.isNaN(date.getTime())) return asOf;
  const locale = language === 'ar' ? 'ar-u-nu-latn' : language;
  return new Intl.DateTimeFormat(locale, { year: 'numeric', month: 'long', timeZone: 'UTC' }).format(date);
}
