import type { Via } from '../../question.js';
import type { Origin } from './origin.js';

/** Where an answer goes. */
export type ReplyTo =
  /** A message in a thread, posted once. Without `thread` it stands in the channel itself. `after` is the time stamp of the question. */
  | { readonly to: 'thread'; readonly channel: string; readonly thread?: string; readonly after: string }
  /** Slack's own address for the answer to an interaction: replaces the message, is seen by one person, or by the channel. */
  | {
      readonly to: 'url';
      readonly url: string;
      readonly how: 'replace' | 'private' | 'public';
      readonly channel?: string;
      /** What is said below the card. */
      readonly line?: string;
    };

/** What the inbox keeps of a question until it is answered. */
export interface Errand {
  readonly origin: Origin;
  readonly user: string;
  readonly via: Via;
  readonly text: string;
  readonly channel?: { readonly id: string; readonly name?: string };
  /** Key of the thread in the memory. */
  readonly thread?: string;
  /** Where an existing answer is shown again (share): its reference. Then nothing is asked or remembered. */
  readonly reference?: string;
  readonly reply: ReplyTo;
}
