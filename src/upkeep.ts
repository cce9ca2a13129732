import { MEMORY_MS } from './conversation-memory.js';
import { type DeskLog, reasonOf } from './desk-report.js';
import type { Inbox } from './inbox.js';
import { renewSeals } from './installations.js';
import type { SecretBox } from './store/secret-box.js';
import type { Store } from './store/store.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Platforms send an event again within hours; for so long an answered one must be known. */
const EVENTS_MS = 2 * DAY;

/** What the desk does by itself: deleting what is too old, giving up what waits too long, sealing anew with the first key. */
export interface Upkeep {
  /** Now and every hour. A failure is logged and tried again an hour later. */
  start(): void;
  stop(): void;
  /** Deletes what is too old, now. Returns how many records went. */
  purge(): Promise<number>;
}

/** Each replica does this; that another one was faster does no harm. */
export function createUpkeep(parts: {
  readonly store: Store;
  readonly box: SecretBox;
  readonly inbox: Inbox;
  readonly retentionDays: number;
  readonly log: DeskLog;
  readonly now: () => number;
}): Upkeep {
  const { store, box, inbox, log, now } = parts;
  let timer: NodeJS.Timeout | undefined;

  const purge = () => {
    const kept = now() - parts.retentionDays * DAY;
    return store.purge({
      messages: now() - MEMORY_MS,
      questions: kept,
      feedback: kept,
      events: now() - EVENTS_MS,
      deliveries: now(),
    });
  };
  const round = async () => {
    try {
      await inbox.giveUpOld();
      const records = await purge();
      if (records > 0) log.info({ records }, 'What was older than the retention was deleted.');
      const seals = await renewSeals(store, box);
      if (seals > 0) log.info({ seals }, 'Installations were sealed anew with the first key of ENCRYPTION_KEYS.');
    } catch (error) {
      log.warn({ reason: reasonOf(error) }, 'The hourly upkeep failed; it is tried again in an hour.');
    }
  };
  return {
    start() {
      timer ??= setInterval(() => void round(), HOUR).unref();
      void round();
    },
    stop: () => clearInterval(timer),
    purge,
  };
}
