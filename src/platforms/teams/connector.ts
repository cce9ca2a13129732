import type { Activity } from 'botbuilder';
import { callJson } from './call-json.js';
import { type OutboundTokens, TokenError } from './outbound-token.js';
import { TryFailed, tryAgain, type Waiting } from './try-again.js';

/** Microsoft's list of what may be tried again, and 503. A 500 may have posted and is not in it. */
const AGAIN: ReadonlySet<number> = new Set([412, 429, 502, 503, 504]);
const PATIENCE_OF_ONE_TRY = 5_000;

/** A reply did not reach Teams. */
export class DeliveryError extends Error {
  override readonly name = 'DeliveryError';
  constructor(readonly status: number | undefined) {
    super(
      `Teams did not take the reply (status ${status ?? 'none'}). Check the network, the app's password and that the app is still installed there.`,
    );
  }
}

/** Sends activities to Teams. */
export interface Connector {
  /** Posts, or replies where `replyToId` is set; gives the new message's id. @throws {DeliveryError} */
  send(activity: Partial<Activity>): Promise<string | undefined>;
  /** Replaces a message of ours. @throws {DeliveryError} */
  update(activity: Partial<Activity>): Promise<void>;
}

export interface ConnectorParts {
  readonly tokens: OutboundTokens;
  readonly waiting: Waiting;
  /** How long a reply may be tried, in milliseconds. */
  readonly patience: number;
  readonly onRetry: () => void;
}

/**
 * The connector's REST interface. botbuilder's own client also tries a 500 again, which can answer twice, does
 * not try a 412, waits for any Retry-After, knows no private replies, and is built anew for every message.
 */
export function createConnector(parts: ConnectorParts): Connector {
  const call = async (method: 'POST' | 'PUT', activity: Partial<Activity>, id: string | undefined) => {
    const body = JSON.stringify(activity);
    // A sign that we are writing is worth nothing later.
    const patience = activity.type === 'typing' ? 0 : parts.patience;
    const address = addressOf(activity, id);
    try {
      return await tryAgain((left) => callOnce(parts, method, address, body, left), patience, parts.waiting, parts.onRetry);
    } catch (error) {
      if (error instanceof TryFailed) throw new DeliveryError(error.status);
      throw error;
    }
  };
  return {
    send: async (activity) => (await call('POST', activity, activity.replyToId)).id,
    update: async (activity) => {
      await call('PUT', activity, activity.id);
    },
  };
}

function addressOf(activity: Partial<Activity>, id: string | undefined): string {
  const base = (activity.serviceUrl ?? '').replace(/\/+$/, '');
  const privately = (activity.recipient as { readonly isTargeted?: boolean } | undefined)?.isTargeted === true;
  const message = id === undefined ? '' : `/${encodeURIComponent(id)}`;
  const path = `/v3/conversations/${encodeURIComponent(activity.conversation?.id ?? '')}/activities${message}`;
  return `${base}${path}${privately ? '?isTargetedActivity=true' : ''}`;
}

async function callOnce(
  { tokens }: ConnectorParts,
  method: 'POST' | 'PUT',
  address: string,
  body: string,
  left: number,
): Promise<{ id: string | undefined }> {
  const token = await tokens.current().catch((error: unknown) => {
    if (error instanceof TokenError) throw error.refused ? error : new TryFailed(error.status, true);
    throw error;
  });
  const patience = Math.max(1, Math.min(PATIENCE_OF_ONE_TRY, left || PATIENCE_OF_ONE_TRY));
  const authorization = token === undefined ? undefined : `Bearer ${token}`;
  const answer = await callJson({ method, address, body, authorization, patience }).catch(() => {
    throw new TryFailed(undefined, true);
  });
  if (answer.status >= 200 && answer.status < 300) return { id: idIn(answer.text) };
  // A token that was withdrawn early: the next try takes a new one.
  const withdrawn = answer.status === 401 && token !== undefined;
  if (withdrawn) tokens.drop();
  throw new TryFailed(answer.status, withdrawn || AGAIN.has(answer.status), secondsIn(answer.retryAfter));
}

function idIn(text: string): string | undefined {
  try {
    const id = (JSON.parse(text) as { readonly id?: unknown } | null)?.id;
    return typeof id === 'string' ? id : undefined;
  } catch {
    return undefined;
  }
}

/** Milliseconds of a Retry-After that is a number of seconds. */
function secondsIn(retryAfter: string | undefined): number | undefined {
  const seconds = Number(retryAfter ?? Number.NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : undefined;
}
