import { describe, expect, test } from 'vitest';
import { isolateInline, isolateRuns, withoutIsolates } from '../../src/render/bidi-isolate.js';

const seen = (text: string) => text.replaceAll('\u2068', '⟨').replaceAll('\u2069', '⟩');

describe('in a right-to-left line', () => {
  test.each([
    ['an address', 'اكتب إلى doe@iom.int.', 'اكتب إلى ⟨doe@iom.int⟩.'],
    ['a link with its last slash', 'انظر https://www.iom.int/ الآن', 'انظر ⟨https://www.iom.int/⟩ الآن'],
    ['an acronym in brackets', 'الشعبة (PRD)، والإدارة (DOE)', 'الشعبة (⟨PRD⟩)، والإدارة (⟨DOE⟩)'],
    ['several Latin words together', 'تقرير Global Annual Report 2021 هنا', 'تقرير ⟨Global Annual Report 2021⟩ هنا'],
    ['a city with a comma and points', 'مكتب Washington, D.C. في', 'مكتب ⟨Washington, D.C⟩. في'],
    ['letters with accents', 'مكتب San José وTürkiye', 'مكتب ⟨San José⟩ و⟨Türkiye⟩'],
    ['a date of year and month', 'محدَّث حتى 2022-11', 'محدَّث حتى ⟨2022-11⟩'],
    ['a resolution', 'القرار A/RES/70/296', 'القرار ⟨A/RES/70/296⟩'],
    ['but not a plain number', 'عام 1951 و9 مكاتب', 'عام 1951 و9 مكاتب'],
    ['but not two numbers together', 'بين 1951 2016', 'بين 1951 2016'],
  ])('%s is isolated', (_, text, expected) => {
    expect(seen(isolateRuns(text, 'ar'))).toBe(expected);
  });

  test('text without Arabic that stands alone is left as it is, so that it can be copied', () => {
    expect(isolateRuns('prdcare@iom.int', 'ar')).toBe('prdcare@iom.int');
  });

  test('text without Arabic beside Arabic is isolated as a whole', () => {
    expect(seen(isolateInline('Migration Governance Framework (MiGOF)', 'ar'))).toBe('⟨Migration Governance Framework (MiGOF)⟩');
    expect(seen(isolateInline('2022-11', 'ar'))).toBe('⟨2022-11⟩');
    expect(isolateInline('1951', 'ar')).toBe('1951');
  });

  test('the text is the same again without isolates', () => {
    const text = 'اكتب إلى prdcare@iom.int (PRD) قبل 25/7/2016';
    expect(withoutIsolates(isolateRuns(text, 'ar'))).toBe(text);
  });
});

test('left-to-right languages need no isolates', () => {
  expect(isolateRuns('Write to doe@iom.int, الإدارة', 'en')).toBe('Write to doe@iom.int, الإدارة');
  expect(isolateInline('doe@iom.int', 'fr')).toBe('doe@iom.int');
});
