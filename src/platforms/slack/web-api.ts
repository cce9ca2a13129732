import { webApi } from '@slack/bolt';
import type { PlatformLog } from '../platform.js';
import { createBoltLog } from './bolt-log.js';
import { textAt } from './read-payload.js';

/**
 * Why a call failed, by what it means for trying again.
 * - `wait`: Slack asked to wait, nothing was done.
 * - `unsent`: it never reached Slack.
 * - `unsure`: nobody knows whether it was done.
 * - `refused`: Slack said no; trying again changes nothing.
 */
export type FaultKind = 'wait' | 'unsent' | 'unsure' | 'refused';

/** A failed call of the Web API: method, what kind of failure, Slack's or the network's own code. */
export class SlackFault extends Error {
  override readonly name = 'SlackFault';

  constructor(
    readonly method: string,
    readonly kind: FaultKind,
    readonly code: string,
    readonly waitMs = 0,
  ) {
    super(`Slack's ${method} failed: ${code}. See docs.slack.dev/reference/methods/${method}`);
  }
}

/** The Web API with one workspace's token. Never tries again by itself: see deliver.ts for why. */
export interface SlackApi {
  call(method: string, args: Readonly<Record<string, unknown>>): Promise<Record<string, unknown>>;
}

const UNSURE_CODES = new Set(['internal_error', 'fatal_error', 'request_timeout', 'service_unavailable']);
const UNSENT_CODES = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT']);
const { ErrorCode } = webApi;

/** Options for every client of the Web API: our address, no retries of its own, no waiting behind our back. */
export function clientOptions(log: PlatformLog, slackApiUrl: string, timeout: number): webApi.WebClientOptions {
  return {
    slackApiUrl,
    timeout,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    allowAbsoluteUrls: false,
    logger: createBoltLog(log),
  };
}

/** Makes the Web API of one token. */
export function createSlackApi(token: string, options: webApi.WebClientOptions): SlackApi {
  const client = new webApi.WebClient(token, options);
  return {
    async call(method, args) {
      try {
        return { ...(await client.apiCall(method, args)) };
      } catch (error) {
        throw faultOf(method, error);
      }
    },
  };
}

function faultOf(method: string, error: unknown): SlackFault {
  const { code } = error as { code?: string };
  if (code === ErrorCode.RateLimitedError) {
    return new SlackFault(method, 'wait', 'ratelimited', (error as webApi.WebAPIRateLimitedError).retryAfter * 1000);
  }
  if (code === ErrorCode.HTTPError) {
    const { statusCode } = error as webApi.WebAPIHTTPError;
    return new SlackFault(method, statusCode >= 500 ? 'unsure' : 'refused', `http_${statusCode}`);
  }
  if (code === ErrorCode.PlatformError) return platformFault(method, (error as webApi.WebAPIPlatformError).data);
  if (code === ErrorCode.RequestError) return networkFault(method, (error as webApi.WebAPIRequestError).original);
  // Slack's client throws a bare error for a 429 that does not say how long to wait.
  return new SlackFault(method, 'wait', 'ratelimited', 1000);
}

function platformFault(method: string, data: unknown): SlackFault {
  const said = textAt(data, 'error') ?? '';
  if (said === 'ratelimited') return new SlackFault(method, 'wait', said, 1000);
  // Anything that is not one of Slack's codes is a page of something in between.
  if (!/^[a-z0-9_]{1,80}$/.test(said)) return new SlackFault(method, 'unsure', 'no_json');
  return new SlackFault(method, UNSURE_CODES.has(said) ? 'unsure' : 'refused', said);
}

function networkFault(method: string, original: Error): SlackFault {
  const code = textAt(original, 'cause', 'code') ?? textAt(original, 'code') ?? original.name;
  return new SlackFault(method, UNSENT_CODES.has(code) ? 'unsent' : 'unsure', code);
}
