import { type DeskLog, type Outage, reasonOf } from './desk-report.js';
import { type Store, StoreError } from './store/store.js';

/** The same store; each call tells the outage watch whether the database was there. */
export function watchStore(store: Store, outage: Outage, log: DeskLog): Store {
  const failed = (error: unknown): never => {
    // A statement that was refused is a fault of ours, and says nothing about whether the database is there.
    if (error instanceof StoreError && error.trouble !== 'other') outage.failed(error);
    else log.error({ reason: reasonOf(error) }, 'The store refused a statement.');
    throw error;
  };
  const worked = <T>(result: T): T => {
    outage.worked();
    return result;
  };
  return new Proxy(store, {
    get(target, name) {
      const method: unknown = Reflect.get(target, name);
      if (typeof method !== 'function' || name === 'close') return method;
      return (...values: unknown[]) => (Reflect.apply(method, target, values) as Promise<unknown>).then(worked, failed);
    },
  });
}
