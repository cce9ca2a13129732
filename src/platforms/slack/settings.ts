import type { Config } from '../../config.js';

/** The part of the configuration that this platform reads. */
export type SlackSettings = Pick<
  Config,
  | 'SLACK_SIGNING_SECRET'
  | 'SLACK_BOT_TOKEN'
  | 'SLACK_APP_TOKEN'
  | 'SLACK_API_URL'
  | 'SLACK_CLIENT_ID'
  | 'SLACK_CLIENT_SECRET'
  | 'SLACK_STATE_SECRET'
  | 'SLACK_ALLOWED_TEAMS'
  | 'PUBLIC_URL'
>;

/** How long things may take, in milliseconds. Tests shorten them; nothing else should. */
export interface Timing {
  /** One call of the Web API. */
  readonly request: number;
  /** All tries of one reply together. */
  readonly delivery: number;
  /** After a try of which nobody knows whether it arrived: how long a late arrival is waited for. */
  readonly settle: number;
  /** First pause between two tries; it doubles. */
  readonly pause: number;
  /** Small things that an answer can do without: the person's locale, the channel's name. */
  readonly extras: number;
  /** The inbox must have taken an event by then, so that Slack still gets its answer within 3 s. */
  readonly inbox: number;
  /** First pause before a dead socket is opened again; it doubles up to thirty times this. */
  readonly reconnect: number;
}

export const REAL_TIMING: Timing = {
  request: 10_000,
  delivery: 60_000,
  settle: 3_000,
  pause: 1_000,
  extras: 1_000,
  inbox: 2_000,
  reconnect: 1_000,
};

/** Base address of the Web API, with a slash at the end. */
export function apiUrl(settings: Pick<SlackSettings, 'SLACK_API_URL'>): string {
  const url = settings.SLACK_API_URL ?? 'https://slack.com/api/';
  return url.endsWith('/') ? url : `${url}/`;
}

/** True when Slack reaches us through a socket that we open, false when it sends HTTP requests. */
export function usesSocket(settings: SlackSettings): boolean {
  return settings.SLACK_APP_TOKEN !== undefined && settings.SLACK_SIGNING_SECRET === undefined;
}

/** True when workspaces can install the app themselves. */
export function usesOauth(settings: SlackSettings): boolean {
  return (
    settings.SLACK_CLIENT_ID !== undefined &&
    settings.SLACK_CLIENT_SECRET !== undefined &&
    settings.SLACK_STATE_SECRET !== undefined
  );
}
