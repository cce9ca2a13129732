import type { types } from '@slack/bolt';
import type { Answer } from '../../answer.js';
import { renderBlockKit } from '../../render/block-kit.js';
import type { CardOptions } from '../../render/card.js';
import { renderPlainText } from '../../render/plain-text.js';
import { checkSlackMessage, checkSlackView } from '../../render/slack-limits.js';
import type { Shared } from './shared.js';

/** What is posted. `text` is what a notification shows. */
export interface Message {
  readonly text: string;
  readonly blocks: types.KnownBlock[];
}

const LONGEST_SECTION = 3_000;
const MOST_SECTIONS = 13;

/** An answer as a message. What Slack would refuse is sent as plain text instead: an answer is never lost to a limit. */
export function answerMessage(shared: Shared, answer: Answer, options: CardOptions): Message {
  const message = renderBlockKit(answer, options);
  if (fits(shared, checkSlackMessage(message))) return message as Message;
  return { text: message.text, blocks: plainSections(renderPlainText(answer)) };
}

/** An answer as the blocks of a modal, where there is no feedback and nobody to share with. */
export function answerBlocks(shared: Shared, answer: Answer, reference: string): types.KnownBlock[] {
  const { blocks } = renderBlockKit(answer, { reference });
  const view = { type: 'modal' as const, title: plain('-'), blocks };
  return fits(shared, checkSlackView(view)) ? (blocks as types.KnownBlock[]) : plainSections(renderPlainText(answer));
}

/** A sentence to the person, with nothing in it that Slack reads as markup. */
export function noticeMessage(text: string): Message {
  return { text: escapeText(text), blocks: plainSections(text) };
}

/** A message with a line below it. */
export function withLine(message: Message, line: string): Message {
  const context: types.KnownBlock = { type: 'context', elements: [plain(cut(line, LONGEST_SECTION))] };
  return message.blocks.length < 50 ? { ...message, blocks: [...message.blocks, context] } : message;
}

/** A view that Slack will take. @throws when it would not, naming why: that is a mistake of ours and must be seen. */
export function checkedView<T extends types.View>(view: T): T {
  const faults = view.type === 'modal' || view.type === 'home' ? checkSlackView({ ...view, type: view.type }) : [];
  if (faults.length > 0)
    throw new Error(`A Slack view cannot be shown: ${faults.slice(0, 3).join('; ')}. Correct its file in platforms/slack.`);
  return view;
}

/** Text without markup or pictures. */
export function plain(text: string): types.PlainTextElement {
  return { type: 'plain_text', text, emoji: false };
}

/** At most so many code points, with an ellipsis where something is missing. */
export function cut(text: string, most: number): string {
  const points = [...text];
  return points.length <= most ? text : `${points.slice(0, most - 1).join('')}…`;
}

function plainSections(text: string): types.KnownBlock[] {
  const points = [...text];
  const count = Math.min(MOST_SECTIONS, Math.ceil(points.length / LONGEST_SECTION));
  return Array.from({ length: count }, (_, at) => ({
    type: 'section',
    text: plain(points.slice(at * LONGEST_SECTION, (at + 1) * LONGEST_SECTION).join('')),
  }));
}

function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function fits(shared: Shared, faults: readonly string[]): boolean {
  if (faults.length === 0) return true;
  shared.context.log.error(
    { faults: faults.slice(0, 3) },
    'A card is over a limit of Slack; it was sent as plain text. Correct render/block-kit.ts.',
  );
  return false;
}
