import type { Language } from '../../question.js';

const MOST = 5_000;

/** What an answer was about, for feedback that names only the message. */
export interface AnswerNote {
  readonly topics: readonly string[];
  readonly language: Language;
  readonly question: string;
}

/** Notes on the newest answers, in memory: Teams' feedback says which message is meant, but not what stood in it. */
export class RecentAnswers {
  readonly #notes = new Map<string, AnswerNote>();

  note(conversation: string, message: string, note: AnswerNote): void {
    const key = `${conversation} ${message}`;
    this.#notes.delete(key);
    this.#notes.set(key, note);
    const [oldest] = this.#notes.keys();
    if (this.#notes.size > MOST && oldest !== undefined) this.#notes.delete(oldest);
  }

  find(conversation: string, message: string | undefined): AnswerNote | undefined {
    return this.#notes.get(`${conversation} ${message ?? ''}`);
  }
}
