import type { Particles } from '../knowledge/schema.js';
import type { Language } from '../question.js';
import { hasArabic } from './fold.js';
import { type Features, hashFeature, hashLetter, type LinearModel, score, softmax } from './linear-model.js';
import type { FirstLook } from './reading.js';
import type { Token } from './tokens.js';

/** The language of a message, and what told it. */
export interface LanguageGuess {
  readonly language: Language;
  /** 0 to 1; below 0.5 the words did not tell. */
  readonly confidence: number;
  readonly because: 'script' | 'words' | 'thread' | 'locale' | 'default';
}

const NAME_SEED = hashFeature('language-name:');
const WORD_SEED = hashFeature('language-word:');
const LETTER_SEED = hashFeature('language-letters:');

/** Words and runs of three letters of the Latin part of a text; names count only where one language alone calls a place so. */
export function languageFeatures(look: FirstLook, particles: Particles): Features {
  const ids: number[] = [];
  const values: number[] = [];
  const add = (id: number, value: number) => {
    ids.push(id);
    values.push(value);
  };
  const named = new Set<number>();
  for (const name of look.names) {
    for (let i = name.start; i < name.end; i++) named.add(i);
    const languages = new Set(name.entries.flatMap((e) => e.languages));
    if (languages.size === 1) for (const language of languages) add(hashFeature(language, NAME_SEED), 1);
  }
  for (const [i, token] of look.tokens.slice(0, ENOUGH).entries()) {
    if (named.has(i) || isNeutral(token, particles) || hasArabic(token.text)) continue;
    const word = token.text.toLowerCase();
    add(hashFeature(word, WORD_SEED), 1);
    const padded = `_${word}_`;
    for (let end = 2; end < padded.length; end++) {
      const two = hashLetter(padded.charCodeAt(end - 1), hashLetter(padded.charCodeAt(end - 2), LETTER_SEED));
      add(hashLetter(padded.charCodeAt(end), two), 0.25);
    }
  }
  const norm = Math.sqrt(values.reduce((sum, v) => sum + v * v, 0)) || 1;
  return { ids: Int32Array.from(ids), values: Float32Array.from(values, (v) => (2 * v) / norm) };
}

/** Words that are enough to tell a language. */
const ENOUGH = 30;

/** Acronyms, codes and numbers belong to no language. */
function isNeutral({ text, folded }: Token, particles: Particles): boolean {
  return (text.length < 6 && /^[\p{Lu}\p{N}./&-]+$/u.test(text)) || /\d/.test(folded) || particles['no-language'].has(folded);
}

/** Tells the language of a text: script first, then words, and English where neither does. */
export function guessLanguage(look: FirstLook, model: LinearModel, particles: Particles): LanguageGuess {
  const arabic = look.tokens.filter((t) => hasArabic(t.text)).length;
  const latin = arabic > 0 ? look.tokens.filter((t) => !hasArabic(t.text) && !isNeutral(t, particles)).length : 0;
  if (arabic > 0 && arabic * 1.5 >= latin) return { language: 'ar', confidence: 1, because: 'script' };
  const features = languageFeatures(look, particles);
  if (features.ids.length === 0) return { language: 'en', confidence: 0.4, because: 'default' };
  const probabilities = softmax(score(model, features));
  let best = 0;
  for (let i = 1; i < probabilities.length; i++) if ((probabilities[i] as number) > (probabilities[best] as number)) best = i;
  return { language: model.classes[best] as Language, confidence: probabilities[best] as number, because: 'words' };
}

/** Below this confidence the words of a message are too few, and the thread's language is taken. */
const SURE = 0.7;

/** "La de África" is French or Spanish: the thread says which. */
export function withThread(guess: LanguageGuess, thread: LanguageGuess | undefined): LanguageGuess {
  const better = thread && thread.because !== 'default' && thread.confidence > guess.confidence;
  return better && guess.because !== 'script' && guess.confidence < SURE ? { ...thread, because: 'thread' } : guess;
}

/** The client's locale tips the scales where the words do not tell. */
export function withLocale(guess: LanguageGuess, localeHint: Language | undefined): LanguageGuess {
  const unsure = guess.because === 'default' || (guess.because === 'words' && guess.confidence < 0.5);
  return unsure && localeHint ? { language: localeHint, confidence: 0.4, because: 'locale' } : guess;
}
