import type { Answer } from '../../answer.js';
import type { Job } from '../../desk.js';
import { answerOf, answerTo, interfaceLanguage, type Replied, remember } from './ask.js';
import { reasonOf } from './background.js';
import { answerMessage, type Message, noticeMessage, withLine } from './card.js';
import { type Delivery, deliver, type Patience } from './deliver.js';
import type { Errand, ReplyTo } from './errand.js';
import { NotInstalledError } from './installations.js';
import { readReference } from './reference.js';
import { type Shared, say, sleep } from './shared.js';
import { type Place, postPrivately, threadReply } from './thread-reply.js';
import { urlReply } from './url-reply.js';
import type { SlackApi } from './web-api.js';

/** Answers what the inbox holds. Never throws for something that another try would not cure. */
export async function runErrand(shared: Shared, job: Job): Promise<void> {
  const errand = JSON.parse(job.payload) as Errand;
  const { message, replied } = await messageFor(shared, errand);
  const { outcome, code } = await send(shared, job, errand, message);
  if (outcome === 'lost') {
    shared.context.metrics.count('loss', 'slack');
    shared.context.log.error({ event: job.id, code }, 'An answer could not be delivered to Slack and is lost.');
  }
  if (replied !== undefined) remember(shared, replied);
}

async function messageFor(shared: Shared, errand: Errand): Promise<{ message: Message; replied?: Replied }> {
  if (errand.reference !== undefined) return { message: await sharedMessage(shared, errand) };
  try {
    const replied = await answerTo(shared, errand);
    return { message: cardFor(shared, errand.reply, replied.answer, replied.reference), replied };
  } catch (error) {
    // A person in an emergency must not be left without a word because of a mistake of ours.
    shared.context.log.error(reasonOf(error), 'A question could not be answered. The person was told.');
    return { message: noticeMessage(say(shared, await interfaceLanguage(shared, errand), 'failed')) };
  }
}

function cardFor(shared: Shared, reply: ReplyTo, answer: Answer, reference: string): Message {
  const share = reply.to === 'url' && answer.outcome === 'answer';
  return answerMessage(shared, answer, { reference, feedback: true, share });
}

/** The copy for the channel has no buttons: they would carry one person's question to everybody. */
async function sharedMessage(shared: Shared, errand: Errand): Promise<Message> {
  const reference = readReference(errand.reference);
  const answer = reference && answerOf(shared, reference);
  if (answer === undefined) return noticeMessage(say(shared, await interfaceLanguage(shared, errand), 'gone'));
  const message = answerMessage(shared, answer, { interactive: false });
  return errand.reply.to === 'url' && errand.reply.line !== undefined ? withLine(message, errand.reply.line) : message;
}

async function send(shared: Shared, job: Job, errand: Errand, message: Message): Promise<{ outcome: Delivery; code: string }> {
  const { reply } = errand;
  const tried = job.attempt > 1;
  if (reply.to === 'thread') return sendToThread(shared, { ...reply, event: job.id }, errand, message, tried);
  const result = await deliver(urlReply(reply, message, shared.timing.request), patienceOf(shared));
  // The address is only good for half an hour; after that the channel itself is tried.
  if (reply.how === 'public' && result.code.startsWith('http_4') && reply.channel !== undefined) {
    const place: Place = { channel: reply.channel, after: String(job.acceptedAt / 1000 - 60), event: job.id };
    return sendToThread(shared, place, errand, message, tried);
  }
  return result.outcome === 'unseen' ? { ...result, outcome: 'lost' } : result;
}

async function sendToThread(
  shared: Shared,
  place: Place,
  errand: Errand,
  message: Message,
  tried: boolean,
): Promise<{ outcome: Delivery; code: string }> {
  const api = await apiOrNothing(shared, errand);
  if (api === undefined) return { outcome: 'lost', code: 'not_installed' };
  const result = await deliver(threadReply(api, place, message, tried), patienceOf(shared));
  if (result.code.startsWith('invalid_blocks') && message.blocks.length > 0) {
    return sendToThread(shared, place, errand, { text: message.text, blocks: [] }, tried);
  }
  if (result.outcome !== 'unseen') return result;
  // Without the right to read the channel, a second post could be a second answer for everybody; a private one is not.
  shared.context.log.warn(
    { event: place.event, code: result.code },
    'Slack does not tell whether an answer arrived; it was sent again to the asker alone.',
  );
  try {
    await postPrivately(api, place, errand.user, message);
    return { ...result, outcome: 'sent' };
  } catch (error) {
    return { outcome: 'lost', code: reasonOf(error).code ?? result.code };
  }
}

/** Undefined when the app was removed meanwhile. @throws when the store is down: the inbox tries again. */
async function apiOrNothing(shared: Shared, { origin }: Errand): Promise<SlackApi | undefined> {
  try {
    return await shared.workspaces.apiFor(origin);
  } catch (error) {
    if (error instanceof NotInstalledError) return undefined;
    throw error;
  }
}

function patienceOf(shared: Shared): Patience {
  const { timing, context } = shared;
  return {
    ...timing,
    now: context.now,
    sleep,
    onRetry: (code) => {
      context.metrics.count('retry', 'slack');
      context.log.warn({ code }, 'Slack did not take an answer; it is tried again.');
    },
  };
}
