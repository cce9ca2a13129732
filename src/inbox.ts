import { setTimeout as sleep } from 'node:timers/promises';
import type { Accepted } from './desk.js';
import type { DeskLog, DeskMetrics } from './desk-report.js';
import { createInboxWorker, type Handler, type InboxLimits, reportLoss } from './inbox-worker.js';
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
    const limit = closing ? 0 : worker.free();
    if (handlers.size === 0 || limit === 0) return true;
    const jobs = await store.takeEvents({ lease, platforms: [...handlers.keys()], limit, abandoned });
    for (const job of jobs) worker.start(job, handlers.get(job.platform) ?? unanswerable);
    return jobs.length < limit;
  });
  const worker = createInboxWorker({ ...context, lease, onFree: () => take.again() });

  const begin = () => {
    if (timers.length > 0 || closing) return;
    // A few hundredths of a second apart in each process, so that replicas do not all look at once.
    timers = [
      setInterval(() => void take.now(), limits.pollMs * (0.9 + Math.random() / 5)),
      // A failed renewal shows in the outage watch, and is tried again by the next.
      setInterval(() => void worker.renew().catch(() => undefined), limits.leaseMs / 4),
    ];
    for (const timer of timers) timer.unref();
    setImmediate(() => void take.now());
  };

  return {
    accept(event) {
      const handler = handlers.get(event.platform);
      const mine = handler !== undefined && !closing && worker.free() > 0;
      if (mine) worker.reserve();
      const stored = store.acceptEvent(event, mine ? lease : undefined).finally(() => mine && worker.vacate());
      // Also when the caller waits no longer: what is stored is answered.
      stored.then(
        (isNew) => {
          if (!isNew) return;
          if (!mine) return take.later();
          const job = { ...event, attempt: 1, acceptedAt: context.now() };
          // The acknowledgement goes out first.
          worker.reserve();
          setImmediate(() => {
            worker.vacate();
            worker.start(job, handler);
          });
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

/** When to look for events. */
interface Taker {
  now(): Promise<void>;
  /** There is more than could be taken: look when a place becomes free. */
  later(): void;
  /** A place became free. */
  again(): void;
}

function createTaker(context: InboxContext, lease: Lease, look: (abandoned: boolean) => Promise<boolean>): Taker {
  let looking = false;
  let more = false;
  let failed = false;
  let patientUntil = 0;
  const now = async () => {
    if (looking) return;
    looking = true;
    more = false;
    try {
      // After an outage the owners come first: they could not renew, and may have answered what looks abandoned.
      const isEmpty = await look(!failed && context.now() >= patientUntil);
      if (failed) patientUntil = context.now() + lease.ms;
      failed = false;
      if (!isEmpty) more = true;
    } catch {
      // Told by the outage watch.
      failed = true;
    } finally {
      looking = false;
    }
  };
  return {
    now,
    later: () => {
      more = true;
    },
    again: () => {
      if (more) void now();
    },
  };
}

async function unanswerable(): Promise<never> {
  throw new Error('No platform answers this event here.');
}
