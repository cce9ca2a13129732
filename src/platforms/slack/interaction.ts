import type { types } from '@slack/bolt';
import { noticeMessage } from './card.js';
import { type Origin, originOf } from './origin.js';
import { textAt } from './read-payload.js';
import type { Shared } from './shared.js';
import { noticeToUrl } from './url-reply.js';

/** A press, a choice or a shortcut: who did it, where, and how Slack can be answered. */
export interface Interaction {
  readonly origin: Origin;
  readonly user: string;
  readonly userName: string | undefined;
  readonly trigger: string;
  readonly responseUrl: string | undefined;
  readonly channel: { readonly id: string; readonly name: string | undefined } | undefined;
  /** The message it belongs to. */
  readonly message: { readonly ts: string; readonly thread: string; readonly ephemeral: boolean } | undefined;
  /** The view it belongs to. */
  readonly view: { readonly id: string; readonly type: string; readonly hash: string | undefined } | undefined;
}

/** One button that was pressed. */
export interface Pressed {
  readonly id: string;
  readonly value: string;
  readonly at: string;
}

/** What is said where a view could not be shown. */
export type Otherwise = string | (() => Promise<string>);

/** Reads what all interactions have in common. */
export function readInteraction(body: unknown): Interaction {
  const channelId = textAt(body, 'channel', 'id') ?? textAt(body, 'container', 'channel_id');
  const ts = textAt(body, 'container', 'message_ts') ?? textAt(body, 'message', 'ts') ?? textAt(body, 'message_ts');
  const viewId = textAt(body, 'view', 'id');
  return {
    origin: originOf(body),
    user: textAt(body, 'user', 'id') ?? '',
    userName: textAt(body, 'user', 'username') ?? textAt(body, 'user', 'name'),
    trigger: textAt(body, 'trigger_id') ?? '',
    responseUrl: textAt(body, 'response_url'),
    channel: channelId === undefined ? undefined : { id: channelId, name: textAt(body, 'channel', 'name') },
    message: ts === undefined ? undefined : { ts, thread: threadOf(body) ?? ts, ephemeral: isEphemeral(body) },
    view:
      viewId === undefined
        ? undefined
        : { id: viewId, type: textAt(body, 'view', 'type') ?? 'modal', hash: textAt(body, 'view', 'hash') },
  };
}

/**
 * Shows a view: on top of an open modal, or as a new one. A trigger is good for three seconds, so this is never put off;
 * when it is too late the person gets a sentence where they pressed.
 */
export function showView(shared: Shared, press: Interaction, view: types.ModalView, otherwise: Otherwise): void {
  shared.background.run('show a view', async () => {
    try {
      const api = await shared.workspaces.apiFor(press.origin);
      const method = press.view?.type === 'modal' ? 'views.push' : 'views.open';
      await api.call(method, { trigger_id: press.trigger, view });
    } catch (error) {
      if (press.responseUrl === undefined) throw error;
      const text = typeof otherwise === 'string' ? otherwise : await otherwise();
      await noticeToUrl(press.responseUrl, noticeMessage(text), shared.timing.request);
    }
  });
}

/** Shows another view in place of the one that was pressed on; on the Home tab, a modal. */
export function replaceView(shared: Shared, press: Interaction, view: types.ModalView): void {
  const { view: shown } = press;
  if (shown === undefined || shown.type !== 'modal') {
    showView(shared, press, view, '');
    return;
  }
  shared.background.run('replace a view', async () => {
    const api = await shared.workspaces.apiFor(press.origin);
    await api.call('views.update', { view_id: shown.id, view });
  });
}

/** A short sentence that only this person sees, beside the message. */
export function notice(shared: Shared, press: Interaction, text: string): void {
  const { responseUrl } = press;
  if (responseUrl === undefined) return;
  shared.background.run('notice', () => noticeToUrl(responseUrl, noticeMessage(text), shared.timing.request));
}

function threadOf(body: unknown): string | undefined {
  return textAt(body, 'container', 'thread_ts') ?? textAt(body, 'message', 'thread_ts');
}

function isEphemeral(body: unknown): boolean {
  return (body as { container?: { is_ephemeral?: unknown } }).container?.is_ephemeral === true;
}
