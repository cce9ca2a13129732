import type { App } from '@slack/bolt';
import type { Language } from '../../question.js';
import { answerOf, conversationOf, interfaceLanguage } from './ask.js';
import { reasonOf } from './background.js';
import { type Interaction, notice, type Pressed, readInteraction, showView } from './interaction.js';
import { textAt } from './read-payload.js';
import { readReference } from './reference.js';
import { type Shared, say } from './shared.js';
import { commentView, INPUT, VIEWS } from './views.js';

interface Opinion {
  readonly helpful: boolean;
  readonly reference: string;
  readonly thread: string;
  readonly comment?: string;
}

/** Thumbs up is kept and thanked for; thumbs down asks what is wrong first. */
export async function giveFeedback(shared: Shared, press: Interaction, { value }: Pressed): Promise<void> {
  const split = value.indexOf(':');
  const helpful = value.slice(0, split) === 'helpful';
  const reference = value.slice(split + 1);
  const thread = `${press.channel?.id}:${press.message?.thread}`;
  const language = readReference(reference)?.language ?? (await interfaceLanguage(shared, press));
  if (helpful) {
    const kept = await keep(shared, press, { helpful, reference, thread });
    return notice(shared, press, say(shared, language, kept ? 'thanks' : 'feedback-not-kept'));
  }
  // The response address goes along, so that the thanks can stand beside the message.
  // The reference is JSON already: packed as text it would be escaped twice and could outgrow Slack's limit.
  const metadata = JSON.stringify({ t: thread, l: language, r: unpacked(reference), u: press.responseUrl });
  const view = commentView(shared, language, metadata);
  // Without the modal the thumbs down still counts.
  showView(shared, press, view, async () => {
    const kept = await keep(shared, press, { helpful, reference, thread });
    return say(shared, language, kept ? 'thanks' : 'feedback-not-kept');
  });
}

/** The comment, or that the person closed the modal without one: the thumbs down counts all the same. */
export function listenToComments(app: App, shared: Shared): void {
  app.view({ callback_id: VIEWS.comment, type: 'view_submission' }, async ({ ack, body, view }) => {
    const comment = textAt(view, 'state', 'values', INPUT.block, INPUT.action, 'value');
    await commented(shared, body, comment);
    await ack();
  });
  app.view({ callback_id: VIEWS.comment, type: 'view_closed' }, async ({ ack, body }) => {
    await commented(shared, body, undefined);
    await ack();
  });
}

async function commented(shared: Shared, body: unknown, comment: string | undefined): Promise<void> {
  const metadata: unknown = JSON.parse(textAt(body, 'view', 'private_metadata') ?? '{}');
  const responseUrl = textAt(metadata, 'u');
  const press: Interaction = { ...readInteraction(body), responseUrl };
  const language = (textAt(metadata, 'l') ?? 'en') as Language;
  const opinion = { helpful: false, reference: packed(metadata), thread: textAt(metadata, 't') ?? '' };
  const kept = await keep(shared, press, { ...opinion, ...(comment === undefined ? {} : { comment }) });
  if (comment !== undefined || !kept) notice(shared, press, say(shared, language, kept ? 'thanks' : 'feedback-not-kept'));
}

async function keep(shared: Shared, press: Interaction, opinion: Opinion): Promise<boolean> {
  const reference = readReference(opinion.reference);
  const answer = reference && answerOf(shared, reference);
  const question = reference !== undefined && 'question' in reference ? reference.question.text : undefined;
  try {
    await shared.context.desk.recordFeedback({
      conversation: conversationOf(shared, { ...press, thread: opinion.thread }),
      helpful: opinion.helpful,
      topics: answer?.topics ?? [],
      language: reference?.language ?? 'en',
      ...(question === undefined ? {} : { question }),
      ...(opinion.comment === undefined ? {} : { comment: opinion.comment }),
    });
    shared.context.metrics.count('feedback', 'slack');
    return true;
  } catch (error) {
    shared.context.log.error(reasonOf(error), 'Feedback could not be kept because the store is down. The person was told.');
    return false;
  }
}

function unpacked(reference: string): unknown {
  try {
    return JSON.parse(reference);
  } catch {
    return reference;
  }
}

function packed(metadata: unknown): string {
  const reference = typeof metadata === 'object' && metadata !== null && 'r' in metadata ? metadata.r : '';
  return typeof reference === 'string' ? reference : JSON.stringify(reference);
}
