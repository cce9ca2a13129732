// The few blocks of Slack's Block Kit that the renderer uses, structurally those of @slack/types, which render/ must not import.

/** Text without markup. Emoji codes such as :fire: stay as they are typed. */
export interface PlainText {
  type: 'plain_text';
  text: string;
  emoji: false;
}

/** Text or a link inside rich text. Slack reads no markup in either. */
export type RichTextRun =
  | { type: 'text'; text: string; style?: { bold?: true; italic?: true } }
  | { type: 'link'; url: string; text: string };

/** Lines, a list, or a quotation. */
export type RichTextElement =
  | { type: 'rich_text_section'; elements: RichTextRun[] }
  | { type: 'rich_text_list'; style: 'bullet'; elements: { type: 'rich_text_section'; elements: RichTextRun[] }[] }
  | { type: 'rich_text_quote'; elements: RichTextRun[] };

/** A block of rich text. */
export interface RichTextBlock {
  type: 'rich_text';
  elements: RichTextElement[];
}

/** A button. */
export interface Button {
  type: 'button';
  action_id: string;
  text: PlainText;
  value?: string;
  style?: 'primary';
}

/** Thumbs up and down. */
export interface FeedbackButtons {
  type: 'feedback_buttons';
  action_id: string;
  positive_button: { text: PlainText; value: string };
  negative_button: { text: PlainText; value: string };
}

/** A block of a message. */
export type SlackBlock =
  | { type: 'header'; text: PlainText }
  | { type: 'divider' }
  | RichTextBlock
  | { type: 'context'; elements: PlainText[] }
  | { type: 'actions'; elements: Button[] }
  | { type: 'context_actions'; elements: FeedbackButtons[] };

/** What is posted: `text` is what a notification shows and a screen reader says. */
export interface SlackMessage {
  text: string;
  blocks: SlackBlock[];
}
