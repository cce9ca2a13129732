import type { Message } from './card.js';
import type { Delivered } from './deliver.js';
import { listAt, textAt } from './read-payload.js';
import type { SlackApi } from './web-api.js';

/** Type of the metadata that every answer carries; its payload has the id of what was answered. */
export const ANSWER_EVENT = 'iom_answer';
const PAGE = 200;
const MOST_PAGES = 5;

/** Where a reply goes, and which event it answers. */
export interface Place {
  readonly channel: string;
  readonly thread?: string;
  /** Time stamp of the question: nothing older can be its answer. */
  readonly after: string;
  readonly event: string;
}

/** A message in a thread, marked with the event that it answers, so that it can be found again before it is posted twice. */
export function threadReply(api: SlackApi, place: Place, message: Message, tried: boolean): Delivered {
  const standing = () => answersIn(api, place);
  return {
    tried,
    post: async () => {
      await api.call('chat.postMessage', postArguments(place, message));
    },
    look: async () => (await standing()).length,
    removeTwins: async () => {
      const [, ...twins] = (await standing()).sort();
      for (const ts of twins) await api.call('chat.delete', { channel: place.channel, ts });
    },
  };
}

/** The same answer for one person only, where nobody can tell whether the thread has it. */
export async function postPrivately(api: SlackApi, place: Place, user: string, message: Message): Promise<void> {
  await api.call('chat.postEphemeral', { ...postArguments(place, message), user, metadata: undefined });
}

function postArguments({ channel, thread, event }: Place, message: Message) {
  return {
    channel,
    ...(thread === undefined ? {} : { thread_ts: thread }),
    ...message,
    // Nothing in an answer may ring anybody or unfold into a preview.
    link_names: false,
    parse: 'none',
    unfurl_links: false,
    unfurl_media: false,
    metadata: { event_type: ANSWER_EVENT, event_payload: { id: event } },
  };
}

/** Time stamps of our answers to the event that stand in the thread or, without a thread, in the channel. */
async function answersIn(api: SlackApi, { channel, thread, after, event }: Place): Promise<string[]> {
  const method = thread === undefined ? 'conversations.history' : 'conversations.replies';
  const found: string[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const result = await api.call(method, {
      channel,
      ...(thread === undefined ? {} : { ts: thread }),
      oldest: after,
      include_all_metadata: true,
      limit: PAGE,
      ...(cursor === undefined ? {} : { cursor }),
    });
    for (const message of listAt(result, 'messages')) {
      if (textAt(message, 'metadata', 'event_payload', 'id') === event) found.push(textAt(message, 'ts') ?? '');
    }
    cursor = textAt(result, 'response_metadata', 'next_cursor');
    if (cursor === undefined) break;
  }
  return found;
}
