import { StoreError } from './store/store.js';

/**
 * Waits for the store, but not for ever. The call itself goes on: what it stores late is stored.
 * @throws {StoreError} when it takes longer.
 */
export function within<T>(ms: number, call: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const bell = setTimeout(() => reject(tooLate(ms)), ms);
    call.then(resolve, reject).finally(() => clearTimeout(bell));
  });
}

function tooLate(ms: number): StoreError {
  return new StoreError('unreachable', `The database gave no reply in ${ms} ms: it is overloaded or away. Look at its health.`);
}
