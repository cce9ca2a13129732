import type { App } from '@slack/bolt';
import { conversationOf, interfaceLanguage } from './ask.js';
import { noticeMessage } from './card.js';
import type { Errand } from './errand.js';
import { acceptEvent } from './inbox.js';
import { originOf } from './origin.js';
import { flagAt, type Payload, textAt } from './read-payload.js';
import { type Shared, say } from './shared.js';
import { withoutOwnMention } from './to-question.js';

/** Kinds of message that a person writes. All others report something, such as an edit. */
const WRITTEN = new Set([undefined, 'file_share', 'thread_broadcast']);

/** Mentions in channels and messages in direct conversations. */
export function listenToMessages(app: App, shared: Shared): void {
  app.event('app_mention', ({ body, context }) => heard(shared, body, 'mention', context.retryNum !== undefined));
  app.event('message', async ({ body, context }) => {
    const event = (body as { event?: unknown }).event;
    const direct = textAt(event, 'channel_type') === 'im';
    // In a channel only a mention is ours; it comes a second time as app_mention, with the same id.
    if (direct || mentionsUs(body, event))
      await heard(shared, body, direct ? 'message' : 'mention', context.retryNum !== undefined);
  });
}

async function heard(shared: Shared, body: unknown, via: 'mention' | 'message', again: boolean): Promise<void> {
  const event = (body as { event: Payload }).event;
  if (!isWritten(event)) return;
  const errand = errandOf(body, event, via);
  if (errand === undefined) return;
  if (again) shared.context.metrics.count('retry', 'slack');
  // A message that Slack sends again was counted the first time.
  if (!again && !shared.context.desk.allows(conversationOf(shared, errand))) return tooFast(shared, errand);
  await acceptEvent(shared, `${errand.reply.channel}:${errand.reply.after}`, errand);
}

type MessageErrand = Errand & {
  readonly reply: { readonly to: 'thread'; readonly channel: string; readonly thread?: string; readonly after: string };
};

function errandOf(body: unknown, event: Payload, via: 'mention' | 'message'): MessageErrand | undefined {
  const channel = textAt(event, 'channel');
  const ts = textAt(event, 'ts');
  const user = textAt(event, 'user');
  if (channel === undefined || ts === undefined || user === undefined) return undefined;
  const thread = textAt(event, 'thread_ts') ?? ts;
  return {
    origin: originOf(body),
    user,
    via,
    text: withoutOwnMention(textAt(event, 'text') ?? '', textAt(body, 'authorizations', 0, 'user_id')),
    ...(via === 'mention' ? { channel: { id: channel } } : {}),
    thread: `${channel}:${thread}`,
    reply: { to: 'thread', channel, thread, after: ts },
  };
}

function isWritten(event: Payload): boolean {
  const foreign = textAt(event, 'bot_id') !== undefined || flagAt(event, 'hidden');
  return !foreign && WRITTEN.has(textAt(event, 'subtype'));
}

function mentionsUs(body: unknown, event: unknown): boolean {
  const us = textAt(body, 'authorizations', 0, 'user_id');
  return us !== undefined && (textAt(event, 'text') ?? '').includes(`<@${us}`);
}

/** Says it once a minute and to the person alone, so that the notice is no flood of its own. */
async function tooFast(shared: Shared, errand: MessageErrand): Promise<void> {
  const { context } = shared;
  context.metrics.count('refused', 'slack');
  shared.background.run('slow down', async () => {
    const { person } = conversationOf(shared, errand);
    if (!(await context.desk.firstTime(`slack:slow:${person}:${Math.floor(context.now() / 60_000)}`))) return;
    const api = await shared.workspaces.apiFor(errand.origin);
    const language = await interfaceLanguage(shared, errand);
    const { channel, thread } = errand.reply;
    await api.call('chat.postEphemeral', {
      channel,
      thread_ts: thread,
      user: errand.user,
      ...noticeMessage(say(shared, language, 'slow-down')),
    });
  });
}
