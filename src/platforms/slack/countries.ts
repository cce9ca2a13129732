import type { types } from '@slack/bolt';
import type { Pick } from '../../assistant.js';
import type { Language } from '../../question.js';
import { cut, plain } from './card.js';
import type { Shared } from './shared.js';

type Option = types.PlainTextOption;

/** A list that Slack shows in a select menu. */
export type CountryOptions =
  | { readonly options: Option[] }
  | { readonly option_groups: { label: types.PlainTextElement; options: Option[] }[] };

const MOST = 100;
const FOUND = 300;

/**
 * Countries for the menu of the Home tab: all 197 grouped by their first letter while nothing is typed, else those that
 * match by any name, old or new, in any language.
 */
export function countryOptions(shared: Shared, language: Language, typed: string): CountryOptions {
  const assistant = shared.context.assistant();
  const countries = assistant.countries(language);
  const wanted = fold(typed);
  if (wanted === '') return { option_groups: byFirstLetter(countries) };
  const beginning = countries.filter(({ label }) => fold(label).startsWith(wanted));
  const ranked = assistant.search(typed, language, FOUND).map(({ key }) => countries.find((country) => country.key === key));
  const holding = countries.filter(({ label }) => fold(label).includes(wanted));
  const found = new Set([...beginning, ...ranked, ...holding].filter((pick) => pick !== undefined));
  return { options: [...found].slice(0, MOST).map(optionOf) };
}

function byFirstLetter(countries: readonly Pick[]) {
  const groups = new Map<string, Option[]>();
  for (const country of countries) {
    const letter = [...fold(country.label)][0]?.toUpperCase() ?? '–';
    groups.set(letter, [...(groups.get(letter) ?? []), optionOf(country)]);
  }
  return [...groups].slice(0, MOST).map(([letter, options]) => ({ label: plain(letter), options: options.slice(0, MOST) }));
}

function optionOf({ key, label, detail }: Pick): Option {
  return { text: plain(cut(label, 75)), value: key, ...(detail === '' ? {} : { description: plain(cut(detail, 75)) }) };
}

function fold(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().trim();
}
