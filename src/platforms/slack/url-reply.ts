import type { Message } from './card.js';
import type { Delivered } from './deliver.js';
import type { ReplyTo } from './errand.js';
import { textAt } from './read-payload.js';
import { SlackFault } from './web-api.js';

type ToUrl = Extract<ReplyTo, { to: 'url' }>;

const METHOD = 'response_url';
const UNSENT_CODES = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT']);

/**
 * A reply to the address that came with an interaction: five uses within 30 minutes. To replace a message twice does no
 * harm; other replies cannot be looked for, so they are not posted again when nobody knows whether they arrived.
 */
export function urlReply({ url, how }: Pick<ToUrl, 'url' | 'how'>, message: Message, timeout: number): Delivered {
  return {
    tried: false,
    post: () => postToUrl(url, bodyOf(how, message), timeout),
    look: async () => {
      if (how === 'replace') return 0;
      throw new SlackFault(METHOD, 'refused', 'cannot_look');
    },
    removeTwins: async () => {},
  };
}

/** A short notice that only the person sees, beside the message they pressed something on. */
export function noticeToUrl(url: string, message: Message, timeout: number): Promise<void> {
  return postToUrl(url, bodyOf('private', message), timeout);
}

function bodyOf(how: ToUrl['how'], message: Message): object {
  if (how === 'replace') return { ...message, replace_original: true };
  return { ...message, response_type: how === 'public' ? 'in_channel' : 'ephemeral', replace_original: false };
}

async function postToUrl(url: string, body: object, timeout: number): Promise<void> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify(body),
    redirect: 'error',
    signal: AbortSignal.timeout(timeout),
  }).catch((error: unknown) => {
    const code = textAt(error, 'cause', 'code') ?? textAt(error, 'name') ?? 'network';
    throw new SlackFault(METHOD, UNSENT_CODES.has(code) ? 'unsent' : 'unsure', code);
  });
  await response.body?.cancel();
  if (response.ok) return;
  if (response.status === 429) {
    const seconds = Number(response.headers.get('retry-after')) || 1;
    throw new SlackFault(METHOD, 'wait', 'ratelimited', seconds * 1000);
  }
  throw new SlackFault(METHOD, response.status >= 500 ? 'unsure' : 'refused', `http_${response.status}`);
}
