import type { Announce } from './announcer.js';
import { answerView } from './answer-view.js';
import { make, part } from './make-element.js';
import { ask, type Reply, ServerTrouble, sendRemark } from './server.js';
import type { Texts } from './texts.js';
import type { ThreadMemory } from './thread-memory.js';

/** The questions and answers on the page. */
export interface Conversation {
  /** Asks, and shows the answer. `focus` moves the focus to the answer: for buttons, not for whoever is typing. */
  readonly ask: (question: string, focus: boolean) => Promise<void>;
  /** Shows again what this tab had asked before the page was loaded anew. */
  readonly restore: () => void;
  readonly clear: () => void;
}

/** What a conversation needs of the page. */
export interface ConversationContext {
  readonly texts: Texts;
  readonly memory: ThreadMemory;
  readonly announce: Announce;
  readonly setBusy: (busy: boolean) => void;
}

/** The conversation of the page. */
export function createConversation({ texts, memory, announce, setBusy }: ConversationContext): Conversation {
  const thread = part('thread', HTMLElement);
  let busy = false;

  const conversation: Conversation = {
    async ask(question, focus) {
      if (busy) return;
      const place = waitingView(texts);
      const exchange = exchangeView(question, texts, place);
      showThread(thread, true);
      thread.append(exchange);
      scrollTo(exchange);
      busy = true;
      setBusy(busy);
      const shown = await reply(question).catch((error: unknown) => trouble(question, exchange, error));
      busy = false;
      setBusy(busy);
      place.replaceWith(shown);
      if (focus) shown.focus({ preventScroll: true });
      scrollTo(exchange);
    },
    restore() {
      for (const { question, reply } of memory.exchanges()) {
        thread.append(exchangeView(question, texts, view(question, reply)));
      }
      showThread(thread, memory.exchanges().length > 0);
      thread.lastElementChild?.scrollIntoView({ block: 'start' });
    },
    clear() {
      memory.clear();
      thread.replaceChildren();
      showThread(thread, false);
    },
  };
  return conversation;

  async function reply(question: string): Promise<HTMLElement> {
    const answered = await ask({ text: question, thread: memory.id(), locale: texts.language() });
    memory.add({ question, reply: answered });
    announce(answered.answer.summary, answered.answer.language);
    return view(question, answered);
  }

  function view(question: string, reply: Reply): HTMLElement {
    const { topics, language } = reply.answer;
    return answerView(reply, texts, {
      announce,
      ask: (next) => void conversation.ask(next, true),
      remark: (helpful, comment) => {
        const remark = { thread: memory.id(), helpful, topics, language, question, ...(comment ? { comment } : {}) };
        return sendRemark(remark).then(
          () => true,
          () => false,
        );
      },
    });
  }

  function trouble(question: string, exchange: HTMLElement, error: unknown): HTMLElement {
    const key = error instanceof ServerTrouble ? error.text : 'error-server';
    announce(texts.say(key));
    return troubleView(texts.label(key), texts.label('retry'), () => {
      exchange.remove();
      void conversation.ask(question, true);
    });
  }
}

/** Before the first question the page shows its welcome, after it the thread. */
function showThread(thread: HTMLElement, begun: boolean): void {
  part('welcome', HTMLElement).hidden = begun;
  part('new', HTMLButtonElement).hidden = !begun;
  thread.hidden = !begun;
}

function exchangeView(question: string, texts: Texts, answer: HTMLElement): HTMLElement {
  const said = make('h2', { class: 'unseen' }, texts.label('asked'));
  const asked = make('div', { class: 'asked' }, said, make('p', { dir: 'auto' }, question));
  return make('div', { class: 'exchange' }, asked, answer);
}

function troubleView(what: HTMLElement, retry: HTMLElement, again: () => void): HTMLElement {
  const button = make('button', { type: 'button', class: 'button' }, retry);
  button.addEventListener('click', again);
  return make('div', { class: 'trouble', tabindex: '-1' }, make('p', {}, what), button);
}

function waitingView(texts: Texts): HTMLElement {
  return make('p', { class: 'waiting' }, make('span', { class: 'dots', 'aria-hidden': 'true' }), texts.label('thinking'));
}

function scrollTo(element: HTMLElement): void {
  const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
  element.scrollIntoView({ block: 'start', behavior: calm ? 'auto' : 'smooth' });
}
