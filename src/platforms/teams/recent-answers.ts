import type { Conversation } from '../../desk.js';
import type { Language } from '../../question.js';

const MOST = 10_000;

/** What an answer was about, for feedback that names only the message. */
export interface AnswerNote {
  readonly topics: readonly string[];
  readonly language: Language;
  readonly question: string;
}

type Thread = Pick<Conversation, 'thread' | 'person'>;

/** Notes on the newest answers, in memory: Teams' feedback says which message is meant, but not what stood in it. */
export class RecentAnswers {
  readonly #notes = new Map<string, AnswerNote>();

  /** Keeps a note, under the message's id where Teams gave one, and as the person's newest. */
  note(thread: Thread, message: string | undefined, note: AnswerNote): void {
    if (message) this.#keep(ofMessage(thread, message), note);
    this.#keep(ofPerson(thread), note);
  }

  /** The answer in a message; the person's newest where no message is named. */
  find(thread: Thread, message: string | undefined): AnswerNote | undefined {
    return this.#notes.get(message ? ofMessage(thread, message) : ofPerson(thread));
  }

  #keep(key: string, note: AnswerNote): void {
    this.#notes.delete(key);
    this.#notes.set(key, note);
    const [oldest] = this.#notes.keys();
    if (this.#notes.size > MOST && oldest !== undefined) this.#notes.delete(oldest);
  }
}

function ofMessage({ thread }: Thread, message: string): string {
  return JSON.stringify([thread, message]);
}

function ofPerson({ thread, person }: Thread): string {
  return JSON.stringify([thread, 'newest', person]);
}
