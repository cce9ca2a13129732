import type { ConceptMatch } from './lexicon.js';
import type { Reading } from './reading.js';

const QUESTION_WORDS = new Set(['q-who', 'q-what', 'q-where', 'q-when', 'q-how-many', 'q-which', 'q-why', 'q-how']);

/** Whether a text is a yes/no question: it begins or ends like one and holds no question word. */
export function isPolar(reading: Reading): boolean {
  if (reading.concepts.some((m) => m.concepts.some((c) => QUESTION_WORDS.has(c)))) return false;
  return reading.concepts.some(
    (m) =>
      m.concepts.includes('polar') &&
      (m.start - wordsOfNames(reading, m.start) <= 1 || m.end >= reading.words.length - 1 || beginsClause(reading, m)),
  );
}

/** "We are in Astana, is Vienna above us?" */
function beginsClause({ text, tokens }: Reading, { start }: ConceptMatch): boolean {
  return /[?؟]\s*$/.test(text) && /[.,،:;]\s*[¿«"(]?$/.test(text.slice(tokens[start - 1]?.end, tokens[start]?.start));
}

/** "Le Togo dépend-il …": names at the beginning do not count. */
function wordsOfNames({ names }: Reading, before: number): number {
  return names.filter((name) => name.end <= before).reduce((sum, name) => sum + name.end - name.start, 0);
}
