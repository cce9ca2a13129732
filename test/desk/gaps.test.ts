import { describe, expect, it } from 'vitest';
import { groupGaps, type OpenQuestion } from '../../src/gaps.js';

let at = 0;
const asked = (language: string, kind: string, ...texts: string[]): OpenQuestion[] =>
  texts.map((text) => ({ kind, language, text, at: ++at }));
const sizes = (questions: OpenQuestion[]) => groupGaps(questions).map(({ count }) => count);

describe('gaps', () => {
  it('groups questions that say much the same in other words and endings, in four languages', () => {
    expect(
      sizes(
        asked(
          'en',
          'unanswered',
          'who repairs the printer?',
          'who do I contact to repair printers',
          'printer repair contact please',
        ),
      ),
    ).toEqual([3]);
    expect(
      sizes(
        asked('fr', 'unanswered', 'qui répare l’imprimante ?', 'qui contacter pour réparer une imprimante', 'reparer imprimante'),
      ),
    ).toEqual([3]);
    expect(
      sizes(
        asked(
          'es',
          'unanswered',
          '¿quién repara la impresora?',
          'a quién escribo para reparar la impresora',
          'reparar impresora',
        ),
      ),
    ).toEqual([3]);
    expect(sizes(asked('ar', 'unanswered', 'من يصلح الطابعة؟', 'بمن أتصل من أجل إصلاح طابعة', 'اصلاح الطابعة'))).toEqual([2, 1]);
  });

  it('keeps apart what only shares its small words', () => {
    const questions = asked(
      'en',
      'unanswered',
      'who do I contact about the printer',
      'who do I contact about parking',
      'who do I contact about the canteen menu',
    );
    expect(sizes(questions)).toEqual([1, 1, 1]);
  });

  it('puts the most asked first, and shows languages, kinds, wordings and the last time', () => {
    const parking = asked('en', 'unanswered', 'where can I park my car', 'car park where', 'where can I park my car');
    const menu = asked('fr', 'disliked', 'le menu de la cantine');
    const [first, second] = groupGaps([...menu, ...parking]);
    expect(first).toMatchObject({
      language: 'en',
      count: 3,
      example: 'where can I park my car',
      wordings: ['car park where'],
      kinds: { unanswered: 3 },
    });
    expect(first?.lastAsked).toBe(parking[2]?.at);
    expect(second).toMatchObject({ language: 'fr', count: 1, kinds: { disliked: 1 } });
  });

  it('never groups across languages', () => {
    expect(
      sizes([...asked('en', 'unanswered', 'visa'), ...asked('fr', 'unanswered', 'visa'), ...asked('es', 'unanswered', 'visa')]),
    ).toEqual([1, 1, 1]);
  });

  it('groups texts without words with their like only', () => {
    expect(sizes(asked('en', 'unanswered', '???', '???', '12'))).toEqual([2, 1]);
  });

  it('counts every question once, however many there are', () => {
    const words = ['soap', 'visa', 'tent', 'boat', 'mask', 'fund', 'camp', 'road', 'seed', 'well'];
    const texts = Array.from({ length: 5000 }, (_, i) => `${words[i % 10]} ${words[(i * 7 + 3) % 10]} request number ${i % 13}`);
    const gaps = groupGaps(asked('en', 'unanswered', ...texts));
    expect(gaps.reduce((sum, gap) => sum + gap.count, 0)).toBe(5000);
    expect(gaps.length).toBeLessThan(200);
  });
});
