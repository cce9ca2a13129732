import type {
  Button,
  FeedbackButtons,
  RichTextElement,
  RichTextRun,
  SlackBlock,
  SlackMessage,
} from '../../../render/block-kit-types.js';
import { make } from './make-element.js';

/** What happens when a button of the message is pressed: its action id and its value. */
export type PressBlockButton = (actionId: string, value: string) => void;

/** A message as Slack would show it: the blocks that src/render/block-kit.ts makes, one small function a block. */
export function blockKitView(message: SlackMessage, press: PressBlockButton): HTMLElement {
  return make('div', { class: 'slack-blocks' }, ...message.blocks.map((block) => blockView(block, press)));
}

function blockView(block: SlackBlock, press: PressBlockButton): HTMLElement {
  switch (block.type) {
    case 'header':
      return make('h2', { class: 'slack-header', dir: 'auto' }, block.text.text);
    case 'divider':
      return make('hr', { class: 'slack-divider' });
    case 'rich_text':
      return make('div', { class: 'slack-rich' }, ...block.elements.map(richView));
    case 'context':
      return make('div', { class: 'slack-context' }, ...block.elements.map(({ text }) => make('p', { dir: 'auto' }, text)));
    case 'actions':
      return make('div', { class: 'slack-actions' }, ...block.elements.map((button) => buttonView(button, press)));
    case 'context_actions':
      return make('div', { class: 'slack-feedback' }, ...block.elements.flatMap((element) => feedbackView(element, press)));
  }
}

function richView(element: RichTextElement): HTMLElement {
  switch (element.type) {
    case 'rich_text_section':
      return make('p', { dir: 'auto' }, ...element.elements.map(runView));
    case 'rich_text_quote':
      return make('blockquote', { dir: 'auto' }, ...element.elements.map(runView));
    case 'rich_text_list':
      return make('ul', {}, ...element.elements.map((item) => make('li', { dir: 'auto' }, ...item.elements.map(runView))));
  }
}

function runView(run: RichTextRun): Node {
  if (run.type === 'link') return linkView(run.url, run.text);
  const text = document.createTextNode(run.text);
  const italic = run.style?.italic ? make('em', {}, text) : text;
  return run.style?.bold ? make('strong', {}, italic) : italic;
}

function linkView(url: string, text: string): HTMLElement {
  const away = url.startsWith('mailto:') ? {} : { target: '_blank', rel: 'noopener noreferrer' };
  return make('a', { href: url, ...away }, text);
}

function buttonView(button: Button, press: PressBlockButton): HTMLElement {
  const look = button.style === 'primary' ? 'slack-button slack-primary' : 'slack-button';
  const element = make('button', { type: 'button', class: look, dir: 'auto' }, button.text.text);
  element.addEventListener('click', () => press(button.action_id, button.value ?? ''));
  return element;
}

function feedbackView(element: FeedbackButtons, press: PressBlockButton): HTMLElement[] {
  const sides = [
    { look: 'slack-thumb slack-up', side: element.positive_button },
    { look: 'slack-thumb slack-down', side: element.negative_button },
  ];
  return sides.map(({ look, side }) => {
    const name = side.text.text;
    const thumb = make('button', { type: 'button', class: look, 'aria-label': name, title: name });
    thumb.addEventListener('click', () => press(element.action_id, side.value));
    return thumb;
  });
}
