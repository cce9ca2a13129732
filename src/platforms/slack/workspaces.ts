import type { webApi } from '@slack/bolt';
import { installationOf, type Origin } from './origin.js';
import { TtlCache } from './ttl-cache.js';
import { createSlackApi, type SlackApi, SlackFault } from './web-api.js';

/** Long enough to spare the store, short enough to notice what another replica renewed or removed. */
const KEEP_MS = 60_000;

/** Gives the bot token of an installation. @throws when there is none. */
export type TokenSource = (origin: Origin) => Promise<string>;

/** The Web API of each workspace. */
export class Workspaces {
  readonly #tokens: TtlCache<Promise<string>>;
  readonly #apis = new Map<string, SlackApi>();

  constructor(
    private readonly tokenOf: TokenSource,
    private readonly options: webApi.WebClientOptions,
    now: () => number,
  ) {
    this.#tokens = new TtlCache(now, 1_000);
  }

  /** @throws when the app is not installed there. */
  async apiFor(origin: Origin): Promise<SlackApi> {
    const key = installationOf(origin);
    // The promise is kept, so that many requests at once renew an expiring token only once.
    const token = this.#tokens.get(key) ?? this.tokenOf(origin);
    this.#tokens.set(key, token, KEEP_MS);
    try {
      return this.#apiOf(key, await token);
    } catch (error) {
      this.#tokens.delete(key);
      throw error;
    }
  }

  /** Forgets the token of an installation that ended. */
  forget(origin: Origin): void {
    this.#tokens.delete(installationOf(origin));
  }

  #apiOf(key: string, token: string): SlackApi {
    const known = this.#apis.get(token);
    if (known !== undefined) return known;
    const api = createSlackApi(token, this.options);
    const watched: SlackApi = {
      call: async (method, args) => {
        try {
          return await api.call(method, args);
        } catch (error) {
          // Another replica may hold a newer token: the next call asks the store again.
          if (error instanceof SlackFault && /^(token_|invalid_auth|account_inactive)/.test(error.code)) this.#drop(key, token);
          throw error;
        }
      },
    };
    if (this.#apis.size >= 1_000) this.#apis.clear();
    this.#apis.set(token, watched);
    return watched;
  }

  #drop(key: string, token: string): void {
    this.#tokens.delete(key);
    this.#apis.delete(token);
  }
}
