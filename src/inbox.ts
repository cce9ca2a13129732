import { setTimeout as sleep } from 'node:timers/promises';
import type { Accepted } from './desk.js';
import type { DeskLog, DeskMetrics } from './desk-report.js';
import { createInboxWorker, type Handler, type InboxLimits, reportLoss } from './inbox-worker.js';
import { watchLoop } from './loop-load.js';
import type { InboxStore, Lease } from './store/store.js';
import { within } from './within.js';

/** Slack waits three seconds: a refusal after that is no refusal. */
const ACCEPT_MS = 2500;

/** Events that were acknowledged, and the loop that answers each of them. */
export interface Inbox {
  accept(event: Accepted): Promise<'new' | 'known'>;
  onJob(platform: string, handler: Handler): void;
  /** Gives up events older than the limit, also those of a platform that nobody answers here. */
  giveUpOld(): Promise<void>;
  /** Takes nothing more, and waits for what is under way at most so long. */
  close(drainMs: number): Promise<void>;
}

interface InboxContext {
  readonly store: InboxStore;
  /** This process, in a word of its own. */
  readonly owner: string;
  readonly limits: InboxLimits;
  readonly log: DeskLog;
  readonly metrics: DeskMetrics;
  readonly now: () => number;
}

/**
 * An event is stored and leased to this process in one step, before it is acknowledged. While the process lives it renews the
 * lease; when it dies the lease runs out, and the same event is taken by whoever looks next.
 */
export function createInbox(context: InboxContext): Inbox {
  const { store, limits } = context;
  const lease: Lease = { owner: context.owner, ms: limits.leaseMs };
  const handlers = new Map<string, Handler>();
  let closing = false;
  let timers: NodeJS.Timeout[] = [];

  const take = createTaker(context, lease, async (abandoned) => {
    if (closing || handlers.size === 0) return 'done';
    const limit = Math.min(worker.free(), limits.maxTaken);
    if (limit === 0) return 'full';
    const jobs = await store.takeEvents({ lease, platforms: [...handlers.keys()], limit, abandoned });
    for (const job of jobs) worker.start(job, handlers.get(job.platform) ?? unanswerable);
    if (jobs.length < limit) return 'done';
    return worker.free() > 0 ? 'more' : 'full';
  });
  const worker = createInboxWorker({ ...context, lease, isLoaded: watchLoop(), onFree: () => take.onFree() });

  const begin = () => {
    if (timers.length > 0 || closing) return;
    // A few hundredths of a second apart in each process, so that replicas do not all look at once.
    timers = [
      setInterval(() => take.soon(), limits.pollMs * (0.9 + Math.random() / 5)),
      // A failed renewal shows in the outage watch, and is tried again by the next.
      setInterval(() => void worker.renew().catch(() => undefined), limits.leaseMs / 4),
    ];
    for (const timer of timers) timer.unref();
    setImmediate(() => take.soon());
  };

  return {
    accept(event) {
      const handler = handlers.get(event.platform);
      // While older ones wait, this one stands in line behind them.
      const mine = handler !== undefined && !closing && worker.free() > 0 && take.isDone();
      if (mine) worker.reserve();
      else take.expect();
      const stored = store.acceptEvent(event, mine ? lease : undefined).finally(() => mine && worker.vacate());
      // Also when the caller waits no longer: what is stored is answered.
      stored.then(
        (isNew) => {
          if (!isNew) return;
          if (!mine) return take.soon();
          worker.start({ ...event, attempt: 1, acceptedAt: context.now() }, handler);
        },
        () => undefined,
      );
      return within(
        ACCEPT_MS,
        stored.then((isNew) => (isNew ? 'new' : 'known')),
      );
    },
    onJob(platform, handler) {
      handlers.set(platform, handler);
      begin();
    },
    async giveUpOld() {
      for (const event of await store.loseOldEvents(limits.maxAgeMs)) reportLoss(context, event);
    },
    async close(drainMs) {
      closing = true;
      await Promise.race([worker.idle(), sleep(drainMs, undefined, { ref: false })]);
      for (const timer of timers) clearInterval(timer);
    },
  };
}

/** When to look for events, and whether some are known to wait. */
interface Taker {
  /** Looks, after the look that is under way. */
  soon(): void;
  /** A place became free. */
  onFree(): void;
  /** An event is about to be stored that must wait. */
  expect(): void;
  /** Whether nothing waits, as far as this process knows. */
  isDone(): boolean;
}

/** What a look found: all that waited, so many that another one is due, or no place for more. */
type Found = 'done' | 'more' | 'full';

function createTaker(context: InboxContext, lease: Lease, look: (abandoned: boolean) => Promise<Found>): Taker {
  // What an earlier process left is not known before the first look.
  let waiting = true;
  let looking = false;
  let again = false;
  let failed = false;
  let patientUntil = 0;

  const lookOnce = async () => {
    again = false;
    waiting = false;
    try {
      // After an outage the owners come first: they could not renew, and may have answered what looks abandoned.
      const found = await look(!failed && context.now() >= patientUntil);
      if (failed) patientUntil = context.now() + lease.ms;
      failed = false;
      if (found !== 'done') waiting = true;
      if (found === 'more') again = true;
    } catch {
      // Told by the outage watch. The next round looks again.
      failed = true;
      again = false;
    }
  };
  const soon = async () => {
    again = true;
    if (looking) return;
    looking = true;
    while (again) await lookOnce();
    looking = false;
  };
  return {
    soon: () => void soon(),
    onFree: () => {
      if (waiting || looking) void soon();
    },
    expect: () => {
      waiting = true;
    },
    isDone: () => !waiting && !looking,
  };
}

async function unanswerable(): Promise<never> {
  throw new Error('No platform answers this event here.');
}
