// Every number that decides between an answer, a question back and "I do not know". Chosen by `npm run calibrate` on the
// training and validation questions; bench/calibrate.ts prints the table they come from.

/** A topic is answered when its group has at least this probability … */
export const ANSWER_FROM = 0.3;
/** … and at least this share of what it and "not in the knowledge" have together. */
export const AGAINST_UNKNOWN = 0.5;
/** A topic that is called by its name or acronym needs less: look-alikes of acronyms bring words of their own. */
export const NAMED_AGAINST_UNKNOWN = 0.3;
/** Below this share of its mailbox's probability a unit is not named: the division is. */
export const UNIT_FROM = 0.35;
/** A message that leans on the thread is read with this much of the thread's scores added. */
export const THREAD_WEIGHT = 0.6;
/** A part of a message counts as a question of its own from this probability. */
export const PART_FROM = 0.45;
