/** What a wait needs of the world. */
export interface Waiting {
  readonly now: () => number;
  readonly wait: (milliseconds: number) => Promise<void>;
  /** Between 0 and 1. */
  readonly random: () => number;
}

/** A try that failed; `again` when another may succeed, `after` when the other side named a time to wait. */
export class TryFailed extends Error {
  override readonly name = 'TryFailed';
  constructor(
    readonly status: number | undefined,
    readonly again: boolean,
    readonly after?: number,
  ) {
    super(`status ${status ?? 'none'}`);
  }
}

const FIRST_WAIT = 400;
const LONGEST_WAIT = 5_000;

/**
 * Runs a try again until it succeeds, with waits that grow and vary, for at most `patience` milliseconds in all.
 * `onRetry` is told of each further try. @throws the last failure
 */
export async function tryAgain<T>(
  attempt: (left: number) => Promise<T>,
  patience: number,
  waiting: Waiting,
  onRetry: () => void,
): Promise<T> {
  const deadline = waiting.now() + patience;
  for (let tries = 0; ; tries += 1) {
    try {
      return await attempt(deadline - waiting.now());
    } catch (error) {
      if (!(error instanceof TryFailed) || !error.again) throw error;
      const pause = pauseAfter(error, tries, waiting.random());
      if (waiting.now() + pause >= deadline) throw error;
      await waiting.wait(pause);
      onRetry();
    }
  }
}

/** At least what the other side asked for; else somewhere in a window that doubles, so that many do not come back at once. */
function pauseAfter({ after }: TryFailed, tries: number, random: number): number {
  const window = Math.min(FIRST_WAIT * 2 ** tries, LONGEST_WAIT);
  return after === undefined ? window / 4 + random * window : after + random * FIRST_WAIT;
}
