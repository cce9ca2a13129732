import type { PlatformLog } from '../platform.js';

/** Work that Slack must not wait for. Every piece is awaited when the platform closes, and no failure is silent. */
export class Background {
  readonly #running = new Set<Promise<void>>();

  constructor(private readonly log: PlatformLog) {}

  /** Starts a piece of work; `name` is what the log says when it fails. */
  run(name: string, work: () => Promise<unknown>): void {
    const piece = (async () => {
      try {
        await work();
      } catch (error) {
        this.log.error({ work: name, ...reasonOf(error) }, 'a piece of Slack work failed');
      }
    })();
    this.#running.add(piece);
    void piece.finally(() => this.#running.delete(piece));
  }

  /** Resolves when nothing is under way. */
  async settled(): Promise<void> {
    while (this.#running.size > 0) await Promise.all(this.#running);
  }
}

/** What may be logged of an error: its kind and code. Messages of foreign errors can hold what a person wrote. */
export function reasonOf(error: unknown): { error: string; code?: string } {
  if (!(error instanceof Error)) return { error: typeof error };
  const { code } = error as { code?: unknown };
  return { error: error.name, ...(typeof code === 'string' ? { code } : {}) };
}

/** The promise's value, or undefined when it fails or takes longer than allowed. For what an answer can do without. */
export async function orNothing<T>(promise: Promise<T>, milliseconds: number): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), milliseconds);
  });
  try {
    return await Promise.race([promise.catch(() => undefined), late]);
  } finally {
    clearTimeout(timer);
  }
}

/** The promise's value. @throws when it takes longer than allowed. */
export async function within<T>(promise: Promise<T>, milliseconds: number, what: string): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what} took longer than ${milliseconds} ms`)), milliseconds);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
