import { LANGUAGES, type Language } from '../../question.js';
import { flagAt, textAt } from './read-payload.js';
import { TtlCache } from './ttl-cache.js';
import type { SlackApi } from './web-api.js';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
/** After a refusal, such as a scope that was not granted. */
const AFTER_FAILURE_MS = 600_000;
/** What Slack writes instead of a name where there is none to tell. */
const NAMELESS = /^(directmessage|privategroup|mpdm-.*)$/;

/** `fr-CA` is French; a language that the assistant does not speak is nothing. */
export function languageOfLocale(locale: string | undefined): Language | undefined {
  const tag = locale?.slice(0, 2).toLowerCase();
  return LANGUAGES.find((language) => language === tag);
}

/** A channel's name as a payload has it, or undefined where it is only a stand-in. */
export function channelName(name: string | undefined): string | undefined {
  return name === undefined || NAMELESS.test(name) ? undefined : name;
}

/** People's locales and channels' names, asked for once and kept for a while. A failure means: not known. */
export class Directory {
  readonly #locales: TtlCache<{ language: Language | undefined }>;
  readonly #channels: TtlCache<{ name: string | undefined }>;

  constructor(now: () => number) {
    this.#locales = new TtlCache(now);
    this.#channels = new TtlCache(now);
  }

  /** The language of a person's client. `api` is only asked for when it is not known yet. */
  async localeOf(user: string, api: () => Promise<SlackApi>): Promise<Language | undefined> {
    const known = this.#locales.get(user);
    if (known !== undefined) return known.language;
    try {
      const result = await (await api()).call('users.info', { user, include_locale: true });
      const language = languageOfLocale(textAt(result, 'user', 'locale'));
      this.#locales.set(user, { language }, DAY_MS);
      return language;
    } catch {
      // The language of the text decides then; asking at every message would only slow answers down.
      this.#locales.set(user, { language: undefined }, AFTER_FAILURE_MS);
      return undefined;
    }
  }

  /** A channel's name without its sign; undefined for direct messages and where the scope was not granted. */
  async nameOf(channel: string, api: () => Promise<SlackApi>): Promise<string | undefined> {
    if (channel.startsWith('D')) return undefined;
    const known = this.#channels.get(channel);
    if (known !== undefined) return known.name;
    try {
      const result = await (await api()).call('conversations.info', { channel });
      const direct = flagAt(result, 'channel', 'is_im') || flagAt(result, 'channel', 'is_mpim');
      const name = direct ? undefined : channelName(textAt(result, 'channel', 'name'));
      this.#channels.set(channel, { name }, HOUR_MS);
      return name;
    } catch {
      // No name, no guess.
      this.#channels.set(channel, { name: undefined }, AFTER_FAILURE_MS);
      return undefined;
    }
  }
}
