import { setTimeout as sleep } from 'node:timers/promises';
import { StoreError } from './store/store.js';

/**
 * Waits for the store, but not for ever. The call itself goes on: what it stores late is stored.
 * @throws {StoreError} when it takes longer.
 */
export async function within<T>(ms: number, call: Promise<T>): Promise<T> {
  const cancel = new AbortController();
  const bell = sleep(ms, undefined, { signal: cancel.signal }).then(() => {
    throw new StoreError('unreachable', `The database gave no reply in ${ms} ms: it is overloaded or away. Look at its health.`);
  });
  // The loser of the race must not count as an unhandled failure.
  bell.catch(() => undefined);
  call.catch(() => undefined);
  return Promise.race([call, bell]).finally(() => cancel.abort());
}
