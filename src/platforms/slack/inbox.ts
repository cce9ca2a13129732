import { conversationOf } from './ask.js';
import { reasonOf, within } from './background.js';
import type { Errand } from './errand.js';
import { runErrand } from './run-errand.js';
import type { Shared } from './shared.js';

/** The inbox cannot take an event: Slack is told 503 and sends it again. */
export class InboxDownError extends Error {
  override readonly name = 'InboxDownError';
}

/**
 * Puts an event in the inbox before it is acknowledged.
 * @throws {InboxDownError} when the store is down or slow.
 */
export async function acceptEvent(shared: Shared, id: string, errand: Errand): Promise<void> {
  try {
    await accept(shared, id, errand);
  } catch (error) {
    shared.context.log.error({ event: id, ...reasonOf(error) }, 'The inbox did not take an event; Slack will send it again.');
    throw new InboxDownError('The inbox did not take an event. Check the database; Slack sends the event again.', {
      cause: error,
    });
  }
}

/** The same for what Slack does not send again (buttons, shortcuts): without an inbox it is answered at once. */
export async function acceptOrRun(shared: Shared, id: string, errand: Errand): Promise<void> {
  try {
    await accept(shared, id, errand);
  } catch (error) {
    shared.context.log.warn(
      { event: id, ...reasonOf(error) },
      'The inbox did not take an interaction; it is answered without it.',
    );
    const job = { ...eventOf(shared, id, errand), attempt: 1, acceptedAt: shared.context.now() };
    shared.background.run('interaction', () => runErrand(shared, job));
  }
}

async function accept(shared: Shared, id: string, errand: Errand): Promise<void> {
  const verdict = await within(shared.context.desk.accept(eventOf(shared, id, errand)), shared.timing.inbox, 'The inbox');
  if (verdict === 'known') shared.context.metrics.count('duplicate', 'slack');
}

function eventOf(shared: Shared, id: string, errand: Errand) {
  const { platform, workspace, person } = conversationOf(shared, errand);
  return { id: `slack:${id}`, platform, workspace, person, payload: JSON.stringify(errand) };
}
