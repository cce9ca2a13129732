import type { Answer } from '../answer.js';
import type { Button, PlainText, RichTextElement, SlackBlock, SlackMessage } from './block-kit-types.js';
import { type Card, type CardOptions, toCard } from './card.js';
import { codePointLength, cutText, splitText } from './cut-text.js';
import { MOST_BLOCKS, packRichText, pageBlocks } from './fit-blocks.js';
import { notificationText } from './notification-text.js';
import { boldSection, bulletLists, richTextOf, runs } from './rich-text.js';

const LONGEST_HEADER = 150;
const LONGEST_BUTTON = 75;
const LONGEST_CONTEXT = 3000;
const MOST_CONTEXT = 10;
const MOST_BUTTONS = 25;

/**
 * The answer as a message for Slack, within Slack's limits and without anything that Slack reads as markup. Buttons have
 * the action ids `choice:<n>` (from 0, the value is the question to ask), `mail`, `why`, `share` (the value is
 * `options.reference`) and `feedback` (`helpful:<reference>` or `not-right:<reference>`). A link button cannot be relied
 * on to open a mail program, so `mail` comes back too.
 */
export function renderBlockKit(answer: Answer, options: CardOptions = {}): SlackMessage {
  const card = toCard(answer);
  const pressed = options.interactive !== false;
  const title = titleBlocks(card);
  const below = [
    ...(pressed ? [...choiceBlocks(card), ...actionBlocks(card, options)] : []),
    ...sourceBlocks(card),
    ...(pressed && options.feedback ? [feedbackBlock(card, options)] : []),
  ];
  const room = MOST_BLOCKS.message - title.length - below.length;
  return { text: notificationText(card), blocks: [...title, ...bodyBlocks(card, pressed, room), ...below] };
}

function titleBlocks(card: Card): SlackBlock[] {
  return fitsHeader(card.title) ? [{ type: 'header', text: plain(card.title) }] : [];
}

function bodyBlocks(card: Card, pressed: boolean, room: number): SlackBlock[] {
  const title = card.title === '' || fitsHeader(card.title) ? [] : [[boldSection(card.title)]];
  const sections = card.sections.map(groupsOf);
  const unabridged = pressed ? longChoices(card) : [];
  const groups = [...title, ...sections.flat(), ...unabridged];
  const divided = groups.length + sections.length - 1 <= room;
  if (!divided) return packRichText(groups, room);
  const [first = [], ...others] = sections;
  const last = others.flatMap((some): SlackBlock[] => [{ type: 'divider' }, ...packRichText(some, room)]);
  return [...packRichText([...title, ...first], room), ...last, ...packRichText(unabridged, room)];
}

/** One group for each part, a heading together with what follows it. */
function groupsOf(parts: Card['sections'][number]): RichTextElement[][] {
  const groups: RichTextElement[][] = [];
  for (const [at, part] of parts.entries()) {
    if (parts[at - 1]?.kind === 'heading') groups.at(-1)?.push(...richTextOf(part));
    else groups.push(richTextOf(part));
  }
  return groups;
}

/** Labels that are cut on their buttons are said whole above them. */
function longChoices({ choices }: Card): RichTextElement[][] {
  const long = choices.filter(({ label }) => codePointLength(label) > LONGEST_BUTTON);
  return long.length === 0 ? [] : [bulletLists(long.map(({ label }) => runs(label)))];
}

function choiceBlocks({ choices }: Card): SlackBlock[] {
  const buttons = choices.map(({ label, value }, n) => button(`choice:${n}`, label, value));
  return pageBlocks(buttons, MOST_BUTTONS).map((elements) => ({ type: 'actions', elements }));
}

function actionBlocks({ mail, why, labels }: Card, options: CardOptions): SlackBlock[] {
  const { reference } = options;
  const elements = [
    ...(mail ? [button('mail', labels.writeMail, reference)] : []),
    ...(why === '' ? [] : [button('why', labels.why, reference)]),
    ...(options.share ? [button('share', labels.share, reference)] : []),
  ];
  return elements.length === 0 ? [] : [{ type: 'actions', elements }];
}

function sourceBlocks({ sources }: Card): SlackBlock[] {
  const texts = splitText(sources.join('\n'), LONGEST_CONTEXT).slice(0, MOST_CONTEXT);
  return texts.length === 0 ? [] : [{ type: 'context', elements: texts.map(plain) }];
}

function feedbackBlock({ labels }: Card, { reference = '' }: CardOptions): SlackBlock {
  const side = (label: string, value: string) => ({
    text: plain(cutText(label, LONGEST_BUTTON)),
    value: `${value}:${reference}`,
  });
  return {
    type: 'context_actions',
    elements: [
      {
        type: 'feedback_buttons',
        action_id: 'feedback',
        positive_button: side(labels.helpful, 'helpful'),
        negative_button: side(labels.notRight, 'not-right'),
      },
    ],
  };
}

function button(action: string, label: string, value: string | undefined): Button {
  return { type: 'button', action_id: action, text: plain(cutText(label, LONGEST_BUTTON)), ...(value ? { value } : {}) };
}

function plain(text: string): PlainText {
  return { type: 'plain_text', text, emoji: false };
}

function fitsHeader(title: string): boolean {
  return title !== '' && codePointLength(title) <= LONGEST_HEADER;
}
