import { fill } from '../knowledge/format.js';
import type { Knowledge } from '../knowledge/knowledge.js';
import type { Language } from '../question.js';

/** An example question made of a pattern and a subject. */
export interface PatternQuestion {
  readonly text: string;
  /** Unit or mailbox. */
  readonly subject: string;
  readonly withPlace: boolean;
}

/** Sentences that each subject is put into: all of them would drown what people wrote in their own words. */
const SENTENCES = { 'with-place': 3, 'without-place': 1 } as const;

/** Each subject of knowledge/patterns.yaml in some of the sentences, in turn, so that every sentence is used as often. */
export function patternQuestions({ patterns }: Knowledge, language: Language): PatternQuestion[] {
  const { places, subjects, ...sentences } = patterns[language];
  const named = Object.entries(subjects).flatMap(([subject, words]) => words.map((word) => ({ subject, word })));
  let turn = 0;
  return (['with-place', 'without-place'] as const).flatMap((kind) =>
    named.flatMap(({ subject, word }) =>
      Array.from({ length: SENTENCES[kind] }, () => {
        const sentence = sentences[kind][turn % sentences[kind].length] as string;
        const place = places[turn++ % places.length] as string;
        return { text: fill(sentence, { subject: word, place }), subject, withPlace: kind === 'with-place' };
      }),
    ),
  );
}
