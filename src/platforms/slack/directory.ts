import { LANGUAGES, type Language } from '../../question.js';
import { flagAt, textAt } from './read-payload.js';
import { TtlCache } from './ttl-cache.js';
import { type SlackApi, SlackFault } from './web-api.js';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
/** Such as a scope that was not granted. */
const AFTER_REFUSAL_MS = 600_000;
/** Such as a network that is away: asking at every message would only slow answers down. */
const AFTER_FAILURE_MS = 60_000;
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

type Looked<T> = Promise<T | undefined>;

/** People's locales and channels' names, asked for once and kept for a while. A failure means: not known. */
export class Directory {
  readonly #locales: TtlCache<Looked<Language>>;
  readonly #channels: TtlCache<Looked<string>>;

  constructor(now: () => number) {
    this.#locales = new TtlCache(now);
    this.#channels = new TtlCache(now);
  }

  /** The language of a person's client. `api` is only asked for when it is not known yet. */
  localeOf(user: string, api: () => Promise<SlackApi>): Looked<Language> {
    return looked(this.#locales, user, DAY_MS, async () => {
      const result = await (await api()).call('users.info', { user, include_locale: true });
      return languageOfLocale(textAt(result, 'user', 'locale'));
    });
  }

  /** A channel's name without its sign; undefined for direct messages and where the scope was not granted. */
  async nameOf(channel: string, api: () => Promise<SlackApi>): Looked<string> {
    if (channel.startsWith('D')) return undefined;
    return looked(this.#channels, channel, HOUR_MS, async () => {
      const result = await (await api()).call('conversations.info', { channel });
      const direct = flagAt(result, 'channel', 'is_im') || flagAt(result, 'channel', 'is_mpim');
      return direct ? undefined : channelName(textAt(result, 'channel', 'name'));
    });
  }
}

/** Many at once ask once. After a failure there is no name and no guess, and for a while nobody asks again. */
function looked<T>(cache: TtlCache<Looked<T>>, key: string, keep: number, look: () => Looked<T>): Looked<T> {
  const known = cache.get(key);
  if (known !== undefined) return known;
  const asked = look().catch((error: unknown) => {
    const refused = error instanceof SlackFault && error.kind === 'refused';
    cache.set(key, Promise.resolve(undefined), refused ? AFTER_REFUSAL_MS : AFTER_FAILURE_MS);
    return undefined;
  });
  cache.set(key, asked, keep);
  return asked;
}
