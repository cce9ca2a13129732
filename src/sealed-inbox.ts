import type { SecretBox } from './store/secret-box.js';
import type { InboxStore, StoredEvent } from './store/store.js';

/**
 * The same inbox; what people wrote is encrypted on its way in. Databases keep what was erased in logs and free pages for a
 * while: there it stays unreadable. A payload that cannot be opened is empty, which its platform refuses like any bad payload.
 */
export function sealPayloads(store: InboxStore, box: SecretBox): InboxStore {
  return {
    ...store,
    acceptEvent: (event, lease) => store.acceptEvent({ ...event, payload: box.seal(purposeOf(event.id), event.payload) }, lease),
    async takeEvents(take) {
      const events = await store.takeEvents(take);
      return events.map((event) => ({ ...event, payload: readPayload(box, event) }));
    },
  };
}

/** What people wrote in an event, or nothing where the key is gone. */
export function readPayload(box: SecretBox, { id, payload }: Pick<StoredEvent, 'id' | 'payload'>): string {
  try {
    return box.open(purposeOf(id), payload);
  } catch {
    // The key is gone. The attempts of this event run out, and its loss is logged and counted.
    return '';
  }
}

function purposeOf(id: string): string {
  return `event ${id}`;
}
