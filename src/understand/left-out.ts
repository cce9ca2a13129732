import type { Particles } from '../knowledge/schema.js';
import type { ConceptMatch } from './lexicon.js';
import type { Token } from './tokens.js';

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
  concepts: readonly ConceptMatch[],
  words: readonly string[],
  tokens: readonly Token[],
  text: string,
  { between }: Particles,
): readonly ConceptMatch[] {
  const nots = concepts.filter((m) => m.concepts.includes('not'));
  if (nots.length === 0) return concepts;
  const small = concepts.filter((m) => m.concepts.some((c) => SMALL.has(c)));
  const isSmall = (i: number) => between.has(words[i] as string) || small.some((m) => m.start <= i && m.end > i);
  const leftOut = (m: ConceptMatch) =>
    m.concepts.some((c) => c.startsWith('@') || CALLED.has(c)) &&
    nots.some((n) => {
      if (n.end > m.start || /[.,;،:?؟]/.test(text.slice(tokens[n.end - 1]?.end, tokens[m.start]?.start))) return false;
      for (let i = n.end; i < m.start; i++) if (!isSmall(i)) return false;
      return true;
    });
  const marked = concepts.map((m): ConceptMatch => (leftOut(m) ? { ...m, leftOut: true } : m));
  return marked.some((m) => !m.leftOut && (isNameInFull(m) || m.concepts.some((c) => c.startsWith('@') || CALLED.has(c))))
    ? marked
    : concepts;
}
