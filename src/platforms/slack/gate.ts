import type { App } from '@slack/bolt';
import { noticeMessage } from './card.js';
import { isAllowed, originOf } from './origin.js';
import { textAt } from './read-payload.js';
import { type Shared, say } from './shared.js';

/** Lets only the allowed workspaces in. Somebody who types a command elsewhere is told; events are only acknowledged. */
export function guardWorkspaces(app: App, shared: Shared): void {
  app.use(async ({ body, next, ...rest }) => {
    if (isAllowed(originOf(body), shared.allowed)) return next();
    shared.context.metrics.count('refused', 'slack');
    const { ack } = rest as { ack?: (body?: object) => Promise<void> };
    const command = textAt(body, 'command') !== undefined;
    await ack?.(command ? { response_type: 'ephemeral', ...noticeMessage(say(shared, 'en', 'not-here')) } : undefined);
  });
}
