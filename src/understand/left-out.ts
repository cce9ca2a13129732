import type { Particles } from '../knowledge/schema.js';
import type { ConceptMatch } from './lexicon.js';
import { notsBefore, type Said } from './negation.js';

/** What may be left out though it is no name: what the divisions are called by. "No water" is a need, "not resettlement" a choice. */
const CALLED = new Set(['resettlement', 'contingency']);

/** A division by its name in full, such as "preparedness and response"; "our department" alone names none. */
const isNameInFull = ({ start, end, concepts }: ConceptMatch) => end - start > 1 && concepts.includes('division');

/** May stand between the "not" and its subject: "I don't want the mailbox of RMM". */
const SMALL = new Set(['email', 'contact', 'send-me']);

/**
 * Marks subjects that stand behind a "not", with nothing but small words between: "PRD, not the RMM one". Only where another
 * subject is left: "there's no RMM mailbox in my list" asks for it.
 */
export function markLeftOut(
  reading: Said & { readonly words: readonly string[] },
  { between }: Particles,
): readonly ConceptMatch[] {
  const { concepts, words } = reading;
  const small = concepts.filter((m) => m.concepts.some((c) => SMALL.has(c)));
  const isSmall = (i: number) => between.has(words[i] as string) || small.some((m) => m.start <= i && m.end > i);
  const isSubject = (m: ConceptMatch) => m.concepts.some((c) => c.startsWith('@') || CALLED.has(c));
  const leftOut = concepts.filter((m) => isSubject(m) && notsBefore(reading, m.start, isSmall).length > 0);
  const others = concepts.some((m) => !leftOut.includes(m) && (isSubject(m) || isNameInFull(m)));
  return others ? concepts.map((m) => (leftOut.includes(m) ? { ...m, leftOut: true } : m)) : concepts;
}
