import { createHash } from 'node:crypto';
import type { App } from '@slack/bolt';
import type { Answer } from '../../answer.js';
import { answerOf, answerTo, conversationOf, interfaceLanguage, remember } from './ask.js';
import { channelName } from './directory.js';
import type { Errand, ReplyTo } from './errand.js';
import { giveFeedback } from './feedback.js';
import { acceptOrRun } from './inbox.js';
import { type Interaction, notice, type Pressed, readInteraction, replaceView, showView } from './interaction.js';
import { pressOnHome } from './on-home.js';
import { textAt } from './read-payload.js';
import { readReference } from './reference.js';
import { type Shared, say } from './shared.js';
import { answerView, mailView, noticeView, whyView } from './views.js';

/** Every button and menu of every card and view. Buttons of an older version are acknowledged and nothing more. */
export function listenToButtons(app: App, shared: Shared): void {
  app.action(/.*/, async ({ ack, body, action }) => {
    const press = readInteraction(body);
    const value = textAt(action, 'value') ?? textAt(action, 'selected_option', 'value') ?? '';
    await react(shared, press, { id: textAt(action, 'action_id') ?? '', value, at: textAt(action, 'action_ts') ?? '' });
    await ack();
  });
}

async function react(shared: Shared, press: Interaction, pressed: Pressed): Promise<void> {
  const [kind = ''] = pressed.id.split(':');
  switch (kind) {
    case 'choice':
      return choose(shared, press, pressed);
    case 'why':
    case 'mail':
      return explain(shared, press, pressed, kind);
    case 'share':
      return share(shared, press, pressed);
    case 'feedback':
      return giveFeedback(shared, press, pressed);
    default:
      return pressOnHome(shared, press, pressed);
  }
}

/** A choice is a complete question: answered in the thread, in place of a private card, or in the modal. */
async function choose(shared: Shared, press: Interaction, pressed: Pressed): Promise<void> {
  if (!shared.context.desk.allows(conversationOf(shared, press))) {
    shared.context.metrics.count('refused', 'slack');
    return notice(shared, press, say(shared, await interfaceLanguage(shared, press), 'slow-down'));
  }
  if (press.message === undefined || press.channel === undefined) return chooseInView(shared, press, pressed.value);
  const { message, channel } = press;
  const name = channelName(channel.name);
  const reply = replyFor(press);
  const errand: Errand = {
    origin: press.origin,
    user: press.user,
    via: channel.id.startsWith('D') ? 'message' : message.ephemeral ? 'slash' : 'mention',
    text: pressed.value,
    ...(name === undefined ? {} : { channel: { id: channel.id, name } }),
    ...(message.ephemeral ? {} : { thread: `${channel.id}:${message.thread}` }),
    reply,
  };
  // A private card is replaced in place, so the same choice may come up again later; a double press comes at once.
  const moment = message.ephemeral ? Math.floor(Number(pressed.at) / 10) : '';
  await acceptOrRun(shared, `choice:${idOf(shared, press, pressed)}:${moment}`, errand);
}

function replyFor({ message, channel, responseUrl }: Interaction): ReplyTo {
  if (message?.ephemeral && responseUrl !== undefined) return { to: 'url', url: responseUrl, how: 'replace' };
  return { to: 'thread', channel: channel?.id ?? '', thread: message?.thread ?? '', after: message?.ts ?? '' };
}

async function chooseInView(shared: Shared, press: Interaction, text: string): Promise<void> {
  const replied = await answerTo(shared, { origin: press.origin, user: press.user, via: 'message', text });
  remember(shared, replied);
  replaceView(shared, press, answerView(shared, replied.answer, replied.reference));
}

async function explain(shared: Shared, press: Interaction, { value }: Pressed, kind: 'why' | 'mail'): Promise<void> {
  const reference = readReference(value);
  const answer = reference && answerOf(shared, reference);
  if (answer === undefined) return gone(shared, press);
  const mail = draftOf(answer);
  if (kind === 'why') return showView(shared, press, whyView(shared, answer), answer.why);
  if (mail === undefined) return gone(shared, press);
  showView(shared, press, mailView(shared, mail, answer.language), mail.to);
}

function draftOf(answer: Answer) {
  return answer.outcome === 'answer' ? answer.mail : undefined;
}

/** Shows a private answer to everybody in the channel, once. */
async function share(shared: Shared, press: Interaction, pressed: Pressed): Promise<void> {
  const reference = readReference(pressed.value);
  if (reference === undefined || press.responseUrl === undefined || press.channel === undefined) return gone(shared, press);
  const by = press.userName;
  const errand: Errand = {
    origin: press.origin,
    user: press.user,
    via: 'slash',
    text: '',
    reference: pressed.value,
    reply: {
      to: 'url',
      url: press.responseUrl,
      how: 'public',
      channel: press.channel.id,
      ...(by === undefined ? {} : { line: say(shared, reference.language, 'shared-by', { name: by }) }),
    },
  };
  await acceptOrRun(shared, `share:${idOf(shared, press, pressed)}`, errand);
}

async function gone(shared: Shared, press: Interaction): Promise<void> {
  const language = await interfaceLanguage(shared, press);
  const text = say(shared, language, 'gone');
  if (press.view === undefined) notice(shared, press, text);
  else showView(shared, press, noticeView(shared, language, text), text);
}

/** The same for the same person pressing the same button of the same message. It stands in the log, so the person is hashed. */
function idOf(shared: Shared, press: Interaction, { value }: Pressed): string {
  const { person } = conversationOf(shared, press);
  const digest = createHash('sha256')
    .update(JSON.stringify([person, value]))
    .digest('base64url');
  return `${press.channel?.id}:${press.message?.ts}:${digest.slice(0, 22)}`;
}
