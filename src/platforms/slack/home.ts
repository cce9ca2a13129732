import type { types } from '@slack/bolt';
import { LANGUAGES, type Language } from '../../question.js';
import { shelfButtons } from './browse.js';
import { checkedView, cut, plain } from './card.js';
import { type Shared, say } from './shared.js';

/** Action ids of the Home tab. */
export const HOME = { ask: 'home-ask', country: 'home-country', language: 'home-language' } as const;

/** The Home tab: ask, pick a country, browse, settings, and how fresh it all is. */
export function homeView(shared: Shared, language: Language, chosen: Language | undefined): types.HomeView {
  const text = (key: string) => plain(say(shared, language, key));
  const heading = (key: string): types.HeaderBlock => ({ type: 'header', text: text(key) });
  return checkedView({
    type: 'home',
    blocks: [
      heading('home-title'),
      { type: 'section', text: text('home-lead') },
      { type: 'actions', elements: [askButton(shared, language)] },
      starterButtons(shared, language),
      { type: 'divider' },
      heading('home-country-title'),
      { type: 'section', text: text('home-country-lead'), accessory: countrySelect(shared, language) },
      { type: 'divider' },
      heading('home-browse-title'),
      shelfButtons(shared, language),
      { type: 'divider' },
      heading('home-language-title'),
      { type: 'section', text: text('home-language-lead'), accessory: languageSelect(shared, language, chosen) },
      { type: 'divider' },
      heading('home-news-title'),
      { type: 'section', text: plain(say(shared, language, 'home-news', { month: monthOf(shared, language) })) },
      { type: 'context', elements: [text('home-privacy')] },
    ],
  });
}

/** The month of the knowledge in the person's language, with Latin digits also in Arabic. */
export function monthOf(shared: Shared, language: Language): string {
  const asOf = shared.context.assistant().asOf;
  const date = new Date(`${asOf.slice(0, 7)}-15T12:00:00Z`);
  if (Number.isNaN(date.getTime())) return asOf;
  const locale = language === 'ar' ? 'ar-u-nu-latn' : language;
  return new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(date);
}

function askButton(shared: Shared, language: Language): types.Button {
  return { type: 'button', action_id: HOME.ask, style: 'primary', text: plain(cut(say(shared, language, 'home-ask'), 75)) };
}

/** Examples are choices: pressing one asks it. */
function starterButtons(shared: Shared, language: Language): types.ActionsBlock {
  const starters = shared.context.assistant().starters(language).slice(0, 4);
  return {
    type: 'actions',
    elements: starters.map(({ label, value }, n) => ({
      type: 'button',
      action_id: `choice:${n}`,
      text: plain(cut(label, 75)),
      value,
    })),
  };
}

function countrySelect(shared: Shared, language: Language): types.ExternalSelect {
  return {
    type: 'external_select',
    action_id: HOME.country,
    min_query_length: 0,
    placeholder: plain(say(shared, language, 'home-country-placeholder')),
  };
}

function languageSelect(shared: Shared, language: Language, chosen: Language | undefined): types.StaticSelect {
  const optionOf = (value: Language | 'auto') => ({ text: plain(say(shared, language, `name-${value}`)), value });
  return {
    type: 'static_select',
    action_id: HOME.language,
    options: (['auto', ...LANGUAGES] as const).map(optionOf),
    initial_option: optionOf(chosen ?? 'auto'),
  };
}
