import { SlackFault } from './web-api.js';

/**
 * What became of a reply. `unseen`: it may have arrived, but Slack does not let us look, so it was not posted again.
 * `lost`: it did not arrive, or nobody can tell.
 */
export type Delivery = 'sent' | 'unseen' | 'lost';

/** One reply: how to post it, and how to see whether it stands there already. */
export interface Delivered {
  post(): Promise<void>;
  /** How often the reply stands in its thread. @throws {SlackFault} of kind `refused` where looking is not allowed. */
  look(): Promise<number>;
  /** Takes all but the first away. */
  removeTwins(): Promise<void>;
  /** True when an earlier process may have posted it before it died: then looking comes first. */
  readonly tried: boolean;
}

/** Clock, waiting and limits of one delivery, in milliseconds. */
export interface Patience {
  readonly now: () => number;
  readonly sleep: (milliseconds: number) => Promise<void>;
  readonly delivery: number;
  readonly settle: number;
  readonly pause: number;
  /** Told of every further try, with the reason. */
  readonly onRetry: (code: string) => void;
}

const MOST_TRIES = 6;

/**
 * Posts a reply once. Slack has no idempotency key, so after a try of which nobody knows whether it arrived (5xx,
 * time-out, reset) the thread is looked at before the next one; a late twin is taken away again.
 *
 *   post ── ok ─────────────────────────────────────────► sent
 *    │ wait n s ──► sleep n ──► post
 *    │ never left ─► pause ──► post
 *    │ unsure ─────► settle ─► look ── there ───────────► sent
 *    │                          │ not there ─► post
 *    │                          └ may not look ─────────► unseen
 *    └ refused, too often, or longer than a minute ─────► lost
 */
export async function deliver(reply: Delivered, patience: Patience): Promise<{ outcome: Delivery; code: string }> {
  const deadline = patience.now() + patience.delivery;
  let unsure = reply.tried;
  let code = 'ok';
  for (let attempt = 0; attempt < MOST_TRIES; attempt += 1) {
    try {
      if (unsure && (await reply.look()) > 0) return { outcome: 'sent', code };
      await reply.post();
      if (unsure) await withoutTwins(reply, patience);
      return { outcome: 'sent', code };
    } catch (error) {
      if (!(error instanceof SlackFault)) throw error;
      code = error.code;
      if (error.kind === 'refused') return { outcome: unsure ? 'unseen' : 'lost', code };
      unsure ||= error.kind === 'unsure' && !error.method.startsWith('conversations.');
      const rest = restAfter(error, attempt, patience);
      if (attempt + 1 === MOST_TRIES || patience.now() + rest > deadline) break;
      patience.onRetry(code);
      await patience.sleep(rest);
    }
  }
  return { outcome: unsure && (await standsThere(reply)) ? 'sent' : 'lost', code };
}

function restAfter(fault: SlackFault, attempt: number, { pause, settle }: Patience): number {
  if (fault.kind === 'wait') return fault.waitMs;
  const growing = pause * 2 ** attempt;
  return fault.kind === 'unsure' ? Math.max(settle, growing) : growing;
}

async function standsThere(reply: Delivered): Promise<boolean> {
  return reply.look().then(
    (count) => count > 0,
    () => false,
  );
}

/** A try that was given up may still be carried out after the next one: then one of the two goes. */
async function withoutTwins(reply: Delivered, patience: Patience): Promise<void> {
  await patience.sleep(patience.settle);
  await reply.removeTwins().catch(() => undefined);
}
