import { setTimeout as sleep } from 'node:timers/promises';
import type { Kysely } from 'kysely';
import { StoreError, type StoreTrouble } from './store.js';
import type { Tables } from './tables.js';

type Work<T> = (db: Kysely<Tables>) => Promise<T>;

/** Runs all of a work in one transaction. @throws {StoreError} when nothing of it was written */
type Transact = (work: Work<void>) => Promise<void>;

interface Piece {
  readonly work: Work<unknown>;
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/** Long enough that what comes together is written together, short beside the time that a reply takes. */
const GATHER_MS = 10;

/** What may be the fault of one piece alone, so that the others are tried without it. */
const ONE_TO_BLAME: readonly StoreTrouble[] = ['other', 'full'];

/** Writes that are gathered, and what waits until all of them are written. */
export interface WriteGroup {
  write<T>(work: Work<T>): Promise<T>;
  settled(): Promise<void>;
}

/**
 * Gathers writes into one transaction, for a database where commits wait for the disk one after the other. What comes
 * during a commit goes into the next. Each promise resolves after its commit: what was acknowledged is on the disk.
 */
export function createWriteGroup(transact: Transact): WriteGroup {
  let pieces: Piece[] = [];
  let last = Promise.resolve();

  const commit = async () => {
    await sleep(GATHER_MS);
    const gathered = pieces;
    pieces = [];
    const failure = await together(transact, gathered);
    if (failure) await apart(transact, gathered, failure.error);
  };
  return {
    write: <T>(work: Work<T>) =>
      new Promise<T>((resolve, reject) => {
        pieces.push({ work, resolve: resolve as Piece['resolve'], reject });
        if (pieces.length === 1) last = last.then(commit);
      }),
    settled: () => last,
  };
}

/** Writes all pieces in one transaction; gives the error when none of them was written. */
async function together(transact: Transact, pieces: readonly Piece[]): Promise<{ readonly error: unknown } | undefined> {
  const results: unknown[] = [];
  try {
    await transact(async (db) => {
      for (const { work } of pieces) results.push(await work(db));
    });
  } catch (error) {
    return { error };
  }
  for (const [at, { resolve }] of pieces.entries()) resolve(results[at]);
  return undefined;
}

async function apart(transact: Transact, pieces: readonly Piece[], error: unknown): Promise<void> {
  const mayHelp = pieces.length > 1 && error instanceof StoreError && ONE_TO_BLAME.includes(error.trouble);
  for (const piece of pieces) {
    const failure = mayHelp ? await together(transact, [piece]) : { error };
    if (failure) piece.reject(failure.error);
  }
}
