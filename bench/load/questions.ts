import { readFileSync } from 'node:fs';

const SETS = ['held-out', 'validation', 'train'];

/** As many questions as are wanted, all different: those of test/questions, and after them the same with a number. */
export function differentQuestions(count: number): string[] {
  const texts = SETS.flatMap((name) =>
    readFileSync(new URL(`../../test/questions/${name}.jsonl`, import.meta.url), 'utf8')
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { text: string }).text),
  );
  const different = [...new Set(texts)].filter((text) => text.trim() !== '');
  return Array.from({ length: count }, (_, at) => {
    const text = different[at % different.length] as string;
    return at < different.length ? text : `${text} (${Math.floor(at / different.length)})`;
  });
}
