import type { Answer } from './answer.js';
import type { Language } from './question.js';

/** A person on a platform, already hashed with the secret salt: never a platform's own id. */
export type PersonKey = string;

/** Which workspace or tenant, person and thread a message belongs to. Each part is hashed or opaque. */
export interface Conversation {
  /** `slack` or `teams` or `web`. */
  readonly platform: string;
  /** Workspace or tenant. */
  readonly workspace: string;
  readonly person: PersonKey;
  /** Key of the thread, unique in the workspace. Empty where nothing can follow, as after a slash command. */
  readonly thread: string;
}

/** An event that a platform has accepted and must answer. */
export interface Accepted {
  /** Unique per thing to be answered: the same for a retry, a second replica, or a mention that came twice. */
  readonly id: string;
  readonly platform: string;
  readonly workspace: string;
  /** What the platform needs to answer later, as JSON; it is erased once answered. */
  readonly payload: string;
  /** Who waits for the answer, so that a wish to be forgotten reaches an event that waits. */
  readonly person?: PersonKey;
}

/** An accepted event that this process now works on. `attempt` counts from 1. */
export interface Job extends Accepted {
  readonly attempt: number;
  /** Milliseconds since the epoch when the event was accepted. */
  readonly acceptedAt: number;
}

/** What an answer was about; the question is redacted. */
export interface Answered extends Pick<Feedback, 'topics' | 'language'> {
  readonly question: string;
}

/** How a person liked an answer. The comment is redacted before it is kept. */
export interface Feedback {
  readonly conversation: Conversation;
  readonly helpful: boolean;
  readonly topics: readonly string[];
  readonly language: Language;
  readonly question?: string;
  readonly comment?: string;
}

/**
 * The desk keeps what outlives a question: threads, settings, feedback, gaps in the knowledge, and the inbox of events
 * that were acknowledged. Implemented over the store; platforms see only this.
 */
export interface Desk {
  /** Hash of a platform's own id of a person, with the secret salt. */
  personKey(platform: string, workspace: string, id: string): PersonKey;
  /** Earlier messages of the person in the thread, oldest first, at most ten. Empty when the store is down. */
  recall(conversation: Conversation): Promise<readonly string[]>;
  /**
   * Keeps a message of a thread, and what could not be answered for the owners of the knowledge. `reply` is the platform's
   * id of the message with the answer, where feedback names only that. Never throws.
   */
  remember(conversation: Conversation, text: string, answer: Answer, reply?: string): Promise<void>;
  /**
   * What one of our messages in the thread answered, or without `reply` the person's newest there. Known for a day, in all
   * replicas; undefined when the store is down.
   */
  answered(conversation: Conversation, reply?: string): Promise<Answered | undefined>;
  /** The language a person chose, or undefined for automatic. Undefined when the store is down. */
  languageOf(person: PersonKey): Promise<Language | undefined>;
  /** Throws when the store is down: the person is told that the choice was not kept. */
  chooseLanguage(person: PersonKey, language: Language | undefined): Promise<void>;
  recordFeedback(feedback: Feedback): Promise<void>;
  /** Deletes everything kept about a person, also questions that wait for their answer; returns how many records went. */
  forget(person: PersonKey): Promise<number>;
  /**
   * Puts an event in the inbox before it is acknowledged. `known` when it is there already: acknowledge and do nothing.
   * Throws when the store is down: answer 503 so that the platform sends it again.
   */
  accept(event: Accepted): Promise<'new' | 'known'>;
  /** Registers who answers the events of a platform; the desk calls it at once for new ones and after a crash for old ones. */
  onJob(platform: string, answer: (job: Job) => Promise<void>): void;
  /** True for the first caller of a key within the time to live, false for the others. */
  firstTime(key: string): Promise<boolean>;
  /** False when this person or workspace asks faster than allowed. Kept in memory, per process. */
  allows(conversation: Pick<Conversation, 'workspace' | 'person'>): boolean;
}
