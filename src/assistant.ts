import type { Answer, Choice } from './answer.js';
import type { Language, Question } from './question.js';
import type { TraceStep } from './understand/meaning.js';

/** Something that can be picked from a list instead of typed: pressing it asks `value`. */
export interface Pick extends Choice {
  /** A stable key such as `country:KE`, `contact:rmm`, `office:rome`, `document:mcof`, `topic:un-signed`. */
  readonly key: string;
  /** A second line: the Regional Office, the address, the kind of office. */
  readonly detail: string;
}

/** A group of things to browse, such as the offices. */
export interface Shelf {
  readonly id: 'contacts' | 'offices' | 'documents' | 'topics';
  readonly title: string;
  readonly picks: readonly Pick[];
}

/**
 * The assistant: a question in, an answer out. Synchronous and pure: no I/O, no clock. The same question gives the same
 * answer on every platform. State (threads, settings, feedback) is the desk's business.
 */
export interface Assistant {
  ask(question: Question): Answer;
  /** The answer with every step that led to it. */
  explain(question: Question): { readonly answer: Answer; readonly trace: readonly TraceStep[] };
  /** The answer for a pick's key, in a language. Undefined for a key that is not in the knowledge. */
  answerFor(key: string, language: Language): Answer | undefined;
  /** Contacts, offices, countries and documents whose name begins with or holds the words; a default list for no words. */
  search(words: string, language: Language, limit: number): readonly Pick[];
  /** All countries and territories in the alphabetical order of the language. */
  countries(language: Language): readonly Pick[];
  shelves(language: Language): readonly Shelf[];
  /** Example questions to start with, at most four. */
  starters(language: Language): readonly Choice[];
  /** A text of the user interface, from knowledge/wording; {placeholders} are filled in. Throws on an unknown key. */
  say(language: Language, key: string, values?: Readonly<Record<string, string | number>>): string;
  /** Year and month of the knowledge, such as 2022-11. */
  readonly asOf: string;
}
