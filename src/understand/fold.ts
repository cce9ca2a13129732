// Folding makes two spellings of one word equal: case, accents, Arabic letter variants, digits. It is lossy on purpose
// and used for matching only, never for what a person reads.

const ARABIC_LETTERS: Record<string, string> = {
  أ: 'ا',
  إ: 'ا',
  آ: 'ا',
  ٱ: 'ا',
  ى: 'ي',
  ئ: 'ي',
  ؤ: 'و',
  ة: 'ه',
  ک: 'ك',
  گ: 'ك',
  ی: 'ي',
  ڤ: 'ف',
  پ: 'ب',
  چ: 'ج',
  ء: '',
}; // prettier-ignore
const ARABIC_VARIANTS = /[أإآٱىئؤةکگیڤپچء]/g;
const MARKS = /[\u0300-\u036f\u064b-\u065f\u0670\u0640]/g;
const EASTERN_DIGITS = /[٠-٩۰-۹]/g;
const HAS_ARABIC = /[\u0600-\u06ff]/;
const PLAIN = /^[a-z0-9 ]*$/;

/** Folds a text for matching: lower case, no accents or harakat, plain Arabic letters, Western digits. */
export function fold(text: string): string {
  const lower = text.toLowerCase();
  if (PLAIN.test(lower)) return lower;
  // NFKD would split Arabic hamza letters before they can be mapped, so they go first.
  const arabic = HAS_ARABIC.test(lower) ? lower.normalize('NFKC').replace(ARABIC_VARIANTS, (c) => ARABIC_LETTERS[c] ?? c) : lower;
  return arabic
    .normalize('NFKD')
    .replace(MARKS, '')
    .replace(EASTERN_DIGITS, (d) => String(d.charCodeAt(0) & 15))
    .replace(/ß/g, 'ss')
    .replace(/œ/g, 'oe')
    .replace(/æ/g, 'ae')
    .replace(/ø/g, 'o')
    .replace(/ł/g, 'l');
}

/** Whether a text holds a letter of the Arabic script. */
export function hasArabic(text: string): boolean {
  return HAS_ARABIC.test(text);
}
