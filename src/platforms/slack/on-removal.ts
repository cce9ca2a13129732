import type { App } from '@slack/bolt';
import { removeEnded } from './installations.js';
import { installationOf, originOf } from './origin.js';
import { listAt, numberAt } from './read-payload.js';
import type { Shared } from './shared.js';

/**
 * The app was removed, or its bot token revoked: what is kept about the workspace goes. Both events may come, in any
 * order. A failure is thrown, so that Slack hears 503 and tells us again.
 */
export function listenToRemoval(app: App, shared: Shared): void {
  app.event('app_uninstalled', ({ body }) => purge(shared, body));
  app.event('tokens_revoked', async ({ body }) => {
    // A person's token is none of ours: only the bot's ends the installation.
    if (listAt(body, 'event', 'tokens', 'bot').length > 0) await purge(shared, body);
  });
}

async function purge(shared: Shared, body: unknown): Promise<void> {
  const origin = originOf(body);
  const endedAt = (numberAt(body, 'event_time') ?? shared.context.now() / 1000) * 1000;
  // Slack's times are whole seconds, ours are not.
  const removed = await removeEnded(shared.installations, installationOf(origin), endedAt + 999);
  shared.workspaces.forget(origin);
  shared.context.log.info({ removed }, 'Slack says that a workspace removed the app.');
}
