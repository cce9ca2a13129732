import { mailtoUrl } from '../../../render/safe-url.js';
import type { Announce } from './announcer.js';
import { blockKitView } from './block-kit-view.js';
import { copyText } from './copy-text.js';
import { make } from './make-element.js';
import { messageFrame } from './message-frame.js';
import { type RemarkView, remarkView, type SendRemark } from './remark-view.js';
import type { Reply } from './server.js';
import type { Texts } from './texts.js';
import { viewSwitch } from './view-switch.js';

/** What a person can do with an answer. */
export interface AnswerEvents {
  readonly ask: (question: string) => void;
  readonly remark: SendRemark;
  readonly announce: Announce;
}

/** An answer with its three views: our card, Slack's message and Teams' card. */
export function answerView(reply: Reply, texts: Texts, events: AnswerEvents): HTMLElement {
  const remark = remarkView(texts, events.remark, () => element.setAttribute('data-remarked', ''));
  const views = viewSwitch(
    [
      { name: 'view-card', draw: async () => cardPanel(reply, remark, texts, events) },
      { name: 'view-slack', draw: async () => slackPanel(reply, remark, texts, events) },
      { name: 'view-teams', draw: () => teamsPanel(reply, texts, events) },
    ],
    texts,
  );
  const element = make(
    'section',
    { class: 'reply', tabindex: '-1', 'data-name': 'answer', 'aria-label': texts.say('answer') },
    views,
    remark.element,
  );
  return element;
}

function cardPanel(reply: Reply, remark: RemarkView, texts: Texts, events: AnswerEvents): HTMLElement {
  const panel = make('div', { class: 'card-panel' });
  // The server escapes every text in it, and the page's policy lets no script or style in it run.
  panel.innerHTML = reply.html;
  panel.addEventListener('click', (event) => {
    const button = event.target instanceof Element ? event.target.closest<HTMLButtonElement>('[data-action]') : null;
    const { action, value = '' } = button?.dataset ?? {};
    if (action === 'choice') events.ask(value);
    if (action === 'copy' && button) void copy(button, value, texts, events);
    if (action === 'feedback') giveFeedback(value, remark);
  });
  return panel;
}

async function copy(button: HTMLButtonElement, address: string, texts: Texts, events: AnswerEvents): Promise<void> {
  const done = await copyText(address);
  events.announce(texts.say(done ? 'copied' : 'copy-failed'));
  button.setAttribute('data-state', done ? 'done' : 'failed');
  setTimeout(() => button.removeAttribute('data-state'), 2500);
}

function slackPanel(reply: Reply, remark: RemarkView, texts: Texts, events: AnswerEvents): HTMLElement {
  const { answer } = reply;
  const why = make('p', { class: 'slack-why', dir: 'auto', hidden: '' }, answer.why);
  const message = blockKitView(reply.slack, (actionId, value) => {
    if (actionId.startsWith('choice:')) events.ask(value);
    else if (actionId === 'feedback') giveFeedback(value, remark);
    else if (actionId === 'why') events.announce(why.toggleAttribute('hidden') ? '' : answer.why, answer.language);
    else if (actionId === 'mail' && answer.outcome === 'answer' && answer.mail) open(mailtoUrl(answer.mail) ?? '');
    else events.announce(texts.say('elsewhere-slack'));
  });
  return messageFrame('slack', texts, message, why);
}

async function teamsPanel(reply: Reply, texts: Texts, events: AnswerEvents): Promise<HTMLElement> {
  const { teamsView } = await import('./teams-view.js');
  return messageFrame('teams', texts, teamsView(reply.teams, { choose: events.ask, open }));
}

function giveFeedback(value: string, remark: RemarkView): void {
  if (value.startsWith('helpful')) void remark.like();
  else remark.dislike();
}

function open(url: string): void {
  if (url.startsWith('mailto:')) location.href = url;
  else if (url.startsWith('https:')) window.open(url, '_blank', 'noopener,noreferrer');
}
