// Every number that decides between an answer, a question back and "I do not know". Chosen by `npm run calibrate` on the
// training and validation questions; bench/calibrate.ts prints the table they come from.

/** A topic is answered when its group has at least this probability … */
export const ANSWER_FROM = 0.45;
/** … a question back needs less, since it costs only a press … */
export const ASK_BACK_FROM = 0.3;
/** … and at least this share of what it and "not in the knowledge" have together. */
export const AGAINST_UNKNOWN = 0.5;
/** A topic that is called by its name or acronym needs less: look-alikes of acronyms bring words of their own. */
export const NAMED_AGAINST_UNKNOWN = 0.3;
/** Below this share of its mailbox's probability a unit is not named: the division is. */
export const UNIT_FROM = 0.35;
/** How much the thread's kind of question counts for a message that leans on it … */
export const THREAD_KIND = 0.3;
/** … and how much its subject does. */
export const THREAD_SUBJECT = 0.8;
/** How much it counts that a message of the thread was not understood. */
export const STATEMENT = 0.3;
/** What the thread was not about is never ruled out: it keeps this probability. */
export const UNLIKELY = 0.01;
/** A part of a message counts as a question of its own from this probability. */
export const PART_FROM = 0.45;
/** A message is taken apart from this probability that it asks several things. */
export const SEVERAL_FROM = 0.5;
/** From this probability it is taken apart too, if every part … */
export const PERHAPS_SEVERAL_FROM = 0.15;
/** … is a question of its own with at least this one. */
export const CLEAR_PART_FROM = 0.95;
/** Where no cut works, the second topic of the whole is answered too from this probability. */
export const SECOND_FROM = 0.15;
/** A message that leans on the thread asks for more of it: a question back and "what can you do" are this much less likely. */
export const NOT_BACK = 6;
