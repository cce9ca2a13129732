import type { types } from '@slack/bolt';
import type { Answer, MailDraft } from '../../answer.js';
import type { Language } from '../../question.js';
import { mailtoUrl } from '../../render/safe-url.js';
import { answerBlocks, checkedView, cut, plain } from './card.js';
import { type Shared, say } from './shared.js';

type Modal = types.ModalView;

const TITLE = 24;

/** Ids of the views that come back. */
export const VIEWS = { ask: 'ask', comment: 'comment', answer: 'answer', browse: 'browse' } as const;

/** Where a question or a comment is typed in a modal. */
export const INPUT = { block: 'text', action: 'text' } as const;

/** A modal with an answer. */
export function answerView(shared: Shared, answer: Answer, reference: string): Modal {
  return modal(shared, answer.language, VIEWS.answer, 'answer-title', answerBlocks(shared, answer, reference));
}

/** The rule behind an answer, in plain words. */
export function whyView(shared: Shared, answer: Answer): Modal {
  const text = answer.why.trim() === '' ? say(shared, answer.language, 'no-why') : answer.why;
  const blocks: types.KnownBlock[] = [
    { type: 'header', text: plain(cut(answer.title, 150)) },
    { type: 'section', text: plain(cut(text, 3000)), expand: true },
  ];
  return modal(shared, answer.language, 'why', 'why-title', blocks);
}

/** A mail ready to be opened in the mail program, and to be copied where that does not work. */
export function mailView(shared: Shared, draft: MailDraft, language: Language): Modal {
  const url = mailtoUrl(draft);
  const open: types.RichTextLink[] = url === undefined ? [] : [{ type: 'link', url, text: say(shared, language, 'mail-open') }];
  const copied = (text: string): types.RichTextPreformatted => ({
    type: 'rich_text_preformatted',
    elements: [{ type: 'text', text }],
  });
  const label = (key: string): types.RichTextSection => ({
    type: 'rich_text_section',
    elements: [{ type: 'text', text: say(shared, language, key), style: { bold: true } }],
  });
  const elements = [
    ...(open.length > 0 ? [{ type: 'rich_text_section' as const, elements: open }] : []),
    label('mail-to'),
    copied(draft.to),
    label('mail-subject'),
    copied(draft.subject),
    label('mail-body'),
    copied(cut(draft.body, 3000)),
  ];
  return modal(shared, language, 'mail', 'mail-title', [{ type: 'rich_text', elements }]);
}

/** Asks for a question. */
export function askView(shared: Shared, language: Language): Modal {
  const input = textInput(shared, language, 'ask-label', 'ask-placeholder', 1000);
  const submit = plain(cut(say(shared, language, 'ask-submit'), TITLE));
  return modal(shared, language, VIEWS.ask, 'ask-title', [input], { submit });
}

/** Asks what is not right about an answer. `metadata` comes back with it, also when the modal is closed without a word. */
export function commentView(shared: Shared, language: Language, metadata: string): Modal {
  const input = { ...textInput(shared, language, 'comment-label', 'comment-placeholder', 2000), optional: true };
  return modal(shared, language, VIEWS.comment, 'comment-title', [input], {
    submit: plain(cut(say(shared, language, 'comment-submit'), TITLE)),
    notify_on_close: true,
    private_metadata: metadata,
  });
}

/** A modal with one sentence. */
export function noticeView(shared: Shared, language: Language, text: string): Modal {
  return modal(shared, language, 'notice', 'answer-title', [{ type: 'section', text: plain(text) }]);
}

/** The frame of every modal. */
export function modal(
  shared: Shared,
  language: Language,
  id: string,
  title: string,
  blocks: types.KnownBlock[],
  more: Partial<Modal> = {},
): Modal {
  return checkedView({
    type: 'modal',
    callback_id: id,
    title: plain(cut(say(shared, language, title), TITLE)),
    close: plain(cut(say(shared, language, 'close'), TITLE)),
    blocks,
    ...more,
  });
}

function textInput(shared: Shared, language: Language, label: string, placeholder: string, most: number): types.InputBlock {
  return {
    type: 'input',
    block_id: INPUT.block,
    label: plain(say(shared, language, label)),
    element: {
      type: 'plain_text_input',
      action_id: INPUT.action,
      multiline: true,
      max_length: most,
      placeholder: plain(say(shared, language, placeholder)),
      focus_on_load: true,
    },
  };
}
