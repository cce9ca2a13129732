import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import type { Job } from './desk.js';
import { type DeskLog, type DeskMetrics, framesOf, reasonOf } from './desk-report.js';
import type { InboxStore, Lease } from './store/store.js';

/** How long and how often the inbox tries. */
export interface InboxLimits {
  /** How long nobody else takes an event after its owner was last heard of. */
  readonly leaseMs: number;
  /** How often waiting and abandoned events are looked for. */
  readonly pollMs: number;
  /** Most of the time of an answer is waiting for the platform: many wait side by side. */
  readonly maxRunning: number;
  /** So many where the waiting is for this process itself. */
  readonly maxRunningUnderLoad: number;
  /** So many are begun at once: more would hold up who asks meanwhile. */
  readonly maxTaken: number;
  readonly maxAttempts: number;
  /** Older events are given up: the answer would come when nobody waits for it any more. */
  readonly maxAgeMs: number;
  /** An answer that takes longer has hung. */
  readonly jobMs: number;
  readonly firstPauseMs: number;
  readonly longestPauseMs: number;
}

/** Twenty attempts with growing pauses last about two hours: an outage of a platform is survived, a poisoned event is not kept for ever. */
export const INBOX_LIMITS: InboxLimits = {
  leaseMs: 15_000,
  pollMs: 2000,
  maxRunning: 64,
  maxRunningUnderLoad: 8,
  maxTaken: 16,
  maxAttempts: 20,
  maxAgeMs: 6 * 60 * 60_000,
  jobMs: 120_000,
  firstPauseMs: 1000,
  longestPauseMs: 10 * 60_000,
};

/** Answers an event; throws to be called again later. */
export type Handler = (job: Job) => Promise<void>;

/** Runs the events this process has taken, and tells the store how each ended. */
export interface InboxWorker {
  /** How many more events may be taken. */
  free(): number;
  /** Keeps a place while an event is being stored; give it back with `vacate` or use it with `start`. */
  reserve(): void;
  vacate(): void;
  /** Begins in the next turn of the event loop: acknowledgements go out first. */
  start(job: Job, handler: Handler): void;
  /** Keeps the leases of what is under way. */
  renew(): Promise<void>;
  /** Resolves when nothing is under way. */
  idle(): Promise<void>;
}

interface WorkerContext {
  readonly store: InboxStore;
  readonly lease: Lease;
  readonly limits: InboxLimits;
  readonly log: DeskLog;
  readonly metrics: DeskMetrics;
  readonly now: () => number;
  /** Whether this process has more to do than it can. */
  readonly isLoaded: () => boolean;
  /** Called when a place became free. */
  readonly onFree: () => void;
}

type Verdict = { readonly kind: 'answered' | 'lost' } | { readonly kind: 'retry'; readonly delayMs: number };

class TooLong extends Error {
  override readonly name = 'TooLong';
}

/** Creates the worker of one process. */
export function createInboxWorker(context: WorkerContext): InboxWorker {
  const { store, lease, limits } = context;
  // An event stays here until the store knows how it ended: taken a second time after an outage, it is not answered twice.
  const held = new Map<string, Promise<void>>();
  let reserved = 0;
  const places = () => (context.isLoaded() ? Math.min(limits.maxRunning, limits.maxRunningUnderLoad) : limits.maxRunning);
  return {
    free: () => Math.max(0, places() - held.size - reserved),
    reserve: () => {
      reserved += 1;
    },
    vacate: () => {
      reserved -= 1;
    },
    start(job, handler) {
      if (held.has(job.id)) return;
      const work = nextTurn()
        .then(() => attempt(context, job, handler))
        .then((verdict) => settle(context, job, verdict))
        .finally(() => {
          held.delete(job.id);
          context.onFree();
        });
      held.set(job.id, work);
    },
    renew: async () => {
      if (held.size > 0) await store.renewEvents([...held.keys()], lease);
    },
    idle: async () => {
      while (held.size > 0 || reserved > 0) await Promise.all([...held.values(), sleep(reserved > 0 ? 10 : 0)]);
    },
  };
}

async function attempt(context: WorkerContext, job: Job, handler: Handler): Promise<Verdict> {
  const { limits, metrics, now } = context;
  // Only a crash lets an event come back more often than this.
  if (job.attempt > limits.maxAttempts || now() - job.acceptedAt > limits.maxAgeMs) return { kind: 'lost' };
  if (job.attempt > 1) metrics.count('retry', job.platform);
  try {
    await withinTime(context, job, handler);
    return { kind: 'answered' };
  } catch (error) {
    const about = {
      event: job.id,
      platform: job.platform,
      attempt: job.attempt,
      reason: reasonOf(error),
      frames: framesOf(error),
    };
    context.log.warn(about, 'An event could not be answered.');
    if (job.attempt >= limits.maxAttempts) return { kind: 'lost' };
    return { kind: 'retry', delayMs: pauseAfter(limits, job.attempt) };
  }
}

function withinTime({ store, limits }: WorkerContext, job: Job, handler: Handler): Promise<void> {
  return new Promise((resolve, reject) => {
    const work = handler(job);
    const bell = setTimeout(() => {
      // Should it end well after all, it must not be answered once more.
      void work.then(() => store.finishEvent(job.id)).catch(() => undefined);
      reject(new TooLong());
    }, limits.jobMs).unref();
    work.then(resolve, reject).finally(() => clearTimeout(bell));
  });
}

function pauseAfter(limits: InboxLimits, attempt: number): number {
  return Math.min(limits.longestPauseMs, limits.firstPauseMs * 2 ** (attempt - 1));
}

// The outside has seen the answer: the store must hear of it, however long it is away.
async function settle(context: WorkerContext, job: Job, verdict: Verdict): Promise<void> {
  for (let pauseMs = 50; ; pauseMs = Math.min(1000, pauseMs * 2)) {
    try {
      await record(context.store, job.id, verdict);
      break;
    } catch {
      // The desk's outage watch has told the log; here there is only waiting.
      await sleep(pauseMs);
    }
  }
  if (verdict.kind !== 'lost') return;
  reportLoss(context, job);
}

/** Tells the log and the metrics that an event was given up. */
export function reportLoss(
  { log, metrics }: Pick<WorkerContext, 'log' | 'metrics'>,
  event: { id: string; platform: string },
): void {
  metrics.count('loss', event.platform);
  log.error(
    { event: event.id, platform: event.platform },
    'An event was given up: it was tried too often or is too old. Its person got no answer.',
  );
}

async function record(store: InboxStore, id: string, verdict: Verdict): Promise<void> {
  switch (verdict.kind) {
    case 'answered':
      return store.finishEvent(id);
    case 'lost':
      return store.loseEvent(id);
    case 'retry':
      return store.retryEvent(id, verdict.delayMs);
  }
}
