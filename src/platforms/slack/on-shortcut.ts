import type { App } from '@slack/bolt';
import { answerTo, conversationOf, interfaceLanguage, remember } from './ask.js';
import { reasonOf } from './background.js';
import { channelName } from './directory.js';
import type { Errand } from './errand.js';
import { acceptOrRun } from './inbox.js';
import { notice, readInteraction, showView } from './interaction.js';
import { listAt, textAt } from './read-payload.js';
import { type Shared, say } from './shared.js';
import { answerView, askView, INPUT, noticeView, VIEWS } from './views.js';

/** Callback ids of the shortcuts, as in the manifest. */
export const SHORTCUTS = { ask: 'ask_iom', message: 'who_can_help' } as const;

/** "Ask IOM" anywhere, and "Who can help with this?" on a message. */
export function listenToShortcuts(app: App, shared: Shared): void {
  app.shortcut(SHORTCUTS.ask, async ({ ack, body }) => {
    const press = readInteraction(body);
    showView(shared, press, askView(shared, await interfaceLanguage(shared, press)), '');
    await ack();
  });
  app.shortcut(SHORTCUTS.message, async ({ ack, body }) => {
    await helpWithMessage(shared, body);
    await ack();
  });
  app.view(VIEWS.ask, async ({ ack, body }) => {
    const view = await viewFor(shared, body);
    await ack({ response_action: 'update', view });
  });
}

/** Answers privately: the message may be somebody else's, and its channel did not ask. */
async function helpWithMessage(shared: Shared, body: unknown): Promise<void> {
  const press = readInteraction(body);
  if (press.responseUrl === undefined) return;
  if (!shared.context.desk.allows(conversationOf(shared, press))) return slowDown(shared, press);
  const text = textOfMessage(body);
  if (text === '') return notice(shared, press, say(shared, await interfaceLanguage(shared, press), 'no-text'));
  const name = channelName(press.channel?.name);
  const errand: Errand = {
    origin: press.origin,
    user: press.user,
    via: 'mention',
    text,
    ...(press.channel === undefined || name === undefined ? {} : { channel: { id: press.channel.id, name } }),
    reply: { to: 'url', url: press.responseUrl, how: 'private' },
  };
  await acceptOrRun(shared, `shortcut:${press.trigger}`, errand);
}

async function slowDown(shared: Shared, press: ReturnType<typeof readInteraction>): Promise<void> {
  shared.context.metrics.count('refused', 'slack');
  notice(shared, press, say(shared, await interfaceLanguage(shared, press), 'slow-down'));
}

function textOfMessage(body: unknown): string {
  const attached = listAt(body, 'message', 'attachments').map((one) => textAt(one, 'text') ?? textAt(one, 'fallback') ?? '');
  return [textAt(body, 'message', 'text') ?? '', ...attached].join('\n').trim();
}

/** The answer replaces the modal inside the acknowledgement: no further call is needed. */
async function viewFor(shared: Shared, body: unknown) {
  const press = readInteraction(body);
  const asked = {
    origin: press.origin,
    user: press.user,
    via: 'message' as const,
    text: textAt(body, 'view', 'state', 'values', INPUT.block, INPUT.action, 'value') ?? '',
  };
  try {
    if (!shared.context.desk.allows(conversationOf(shared, asked))) {
      const language = await interfaceLanguage(shared, asked);
      return noticeView(shared, language, say(shared, language, 'slow-down'));
    }
    const replied = await answerTo(shared, asked);
    remember(shared, replied);
    return answerView(shared, replied.answer, replied.reference);
  } catch (error) {
    shared.context.log.error(reasonOf(error), 'A question from a modal could not be answered. The person was told.');
    return noticeView(shared, 'en', say(shared, 'en', 'failed'));
  }
}
