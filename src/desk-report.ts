/** What the desk writes to the log: never text of people, never a secret. */
export interface DeskLog {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/** What the desk counts: events tried again, and events given up. */
export interface DeskMetrics {
  count(event: 'retry' | 'loss', platform: string): void;
}

/** Tells the log once when the store fails, at most every minute while it stays away, and once when it is back. */
export interface Outage {
  failed(error: unknown): void;
  worked(): void;
  /** Why the store cannot be used, or undefined. */
  reason(): string | undefined;
}

const REMIND_MS = 60_000;

/** Watches the store through what its calls report. */
export function createOutage(log: DeskLog, now: () => number): Outage {
  let since: number | undefined;
  let told = 0;
  let reason: string | undefined;
  return {
    failed(error) {
      reason = reasonOf(error);
      since ??= now();
      if (told !== 0 && now() - told < REMIND_MS) return;
      told = now();
      log.error({ seconds: Math.round((now() - since) / 1000) }, reason);
    },
    worked() {
      if (since === undefined) return;
      log.info({ seconds: Math.round((now() - since) / 1000) }, 'The store works again.');
      since = undefined;
      told = 0;
      reason = undefined;
    },
    reason: () => reason,
  };
}

/** What may be logged about an error: our own messages are safe, those of others may repeat what a person wrote. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'something that is not an error was thrown';
  if (error.name === 'StoreError' || error.name === 'SecretBoxError') return error.message;
  const { code } = error as { code?: unknown };
  return typeof code === 'string' ? `${error.name} ${code}` : error.name;
}

/** Where an error came from: the frames of its stack, without its message. */
export function framesOf(error: unknown): readonly string[] {
  if (!(error instanceof Error)) return [];
  const lines = (error.stack ?? '').split('\n').map((line) => line.trim());
  return lines.filter((line) => /^at .+:\d+:\d+\)?$/.test(line)).slice(0, 4);
}
