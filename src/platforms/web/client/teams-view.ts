import { type Action, AdaptiveCard, ExecuteAction, OpenUrlAction } from 'adaptivecards';
import markdownIt from 'markdown-it';
import type { AdaptiveCard as CardData } from '../../../render/adaptive-card-types.js';
import { make } from './make-element.js';
import { teamsHostConfig } from './teams-host-config.js';

// Microsoft's renderer weighs more than the rest of the page, so this file is loaded only when somebody looks at the Teams view.

/** What happens when a button of the card is pressed. */
export interface CardEvents {
  readonly choose: (question: string) => void;
  readonly open: (url: string) => void;
}

const markdown = markdownIt({ html: false, linkify: false });
AdaptiveCard.onProcessMarkdown = (text, result) => {
  result.outputHtml = markdown.render(text);
  result.didProcess = true;
};

/** The card as Teams would show it, drawn by Microsoft's own renderer. */
export function teamsView(data: CardData, events: CardEvents): HTMLElement {
  const card = new AdaptiveCard();
  card.hostConfig = teamsHostConfig();
  card.onExecuteAction = (action) => execute(action, events);
  card.parse(data);
  const drawn = card.render() ?? make('div');
  for (const link of drawn.querySelectorAll('a')) {
    link.target = '_blank';
    link.rel = 'noopener noreferrer';
  }
  return make('div', { class: 'teams-card', lang: data.lang, dir: data.rtl ? 'rtl' : 'ltr' }, drawn);
}

function execute(action: Action, events: CardEvents): void {
  if (action instanceof OpenUrlAction && action.url) events.open(action.url);
  if (!(action instanceof ExecuteAction)) return;
  const choice = (action.data as { choice?: unknown } | undefined)?.choice;
  if (typeof choice === 'string') events.choose(choice);
}
