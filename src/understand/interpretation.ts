import type { Knowledge } from '../knowledge/knowledge.js';
import type { Ask, Doubt } from './meaning.js';
import type { Models } from './model.js';
import type { NearNames } from './near-names.js';
import type { Mention } from './places.js';
import type { TopicClass } from './topics.js';

/** What one message, or one part of it, asks. */
export interface Interpretation {
  readonly outcome: 'answer' | 'clarify' | 'unknown' | 'help';
  readonly asks: readonly Ask[];
  readonly doubt?: Doubt;
  readonly choices: readonly (readonly Ask[])[];
  readonly rule: string;
  readonly confidence: number;
  readonly topic?: TopicClass;
}

/** Places known from around the message: the thread wins over the channel. */
export interface Around {
  readonly thread: readonly Mention[];
  readonly channel: readonly Mention[];
  /** The message is read with the scores of the thread: what it lacks stands there. */
  readonly leaning?: boolean;
  /** … and gives nothing but a place itself: "and for Chad?" */
  readonly bare?: boolean;
}

/** What interpreting needs beside the text. */
export interface InterpretTools {
  readonly knowledge: Knowledge;
  readonly models: Models;
  readonly nearNames: NearNames;
  /** Language the answer will have, for documents that exist in several. */
  readonly language: string;
}

/** An interpretation before the topic and its probability are added. */
export type Result = Omit<Interpretation, 'confidence' | 'topic'>;

/** A definite answer, by a rule. */
export const answer = (rule: string, ...asks: readonly Ask[]): Result => ({ outcome: 'answer', asks, choices: [], rule });

/** "I do not know", by a rule. */
export const notKnown = (rule: string): Result => ({ outcome: 'unknown', asks: [], choices: [], rule });
