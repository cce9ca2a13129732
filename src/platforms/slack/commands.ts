import type { Assistant } from '../../assistant.js';
import { LANGUAGES, type Language } from '../../question.js';

/** What stands after the slash command: something that this platform does itself, or a question. */
export type Command =
  | { readonly name: 'help' | 'forget' | 'share'; readonly language?: Language; readonly rest: string }
  /** `inFull` words the question that a short form such as `country Niger` stands for. */
  | { readonly name: 'ask'; readonly rest: string; readonly inFull?: (language: Language) => string }
  /** `choice` is undefined where the word after it names no language. */
  | { readonly name: 'language'; readonly language?: Language; readonly choice?: Language | 'auto'; readonly rest: string };

const OWN = ['help', 'forget', 'share', 'language'] as const;
const NAMES = [...OWN, 'contact', 'rts', 'office', 'country', 'docs', 'list'] as const;
type Name = (typeof NAMES)[number];

interface Word {
  readonly word: string;
  readonly name: Name;
  readonly language: Language;
}

/** A sub-command stands at the beginning; thousands of unsorted marks would cost seconds to normalise. */
const BEGINNING = 80;
const CHOICES = ['auto', ...LANGUAGES] as const;

/** The words of an assistant's knowledge, longest first, by their first letter. */
interface Words {
  readonly byLetter: ReadonlyMap<string, readonly Word[]>;
  readonly choices: ReadonlyMap<string, Language | 'auto'>;
}
const known = new WeakMap<Assistant, Words>();

/** Reads the text after the slash command. `language` is that of the sub-command's word, where it tells one. */
export function readCommand(assistant: Assistant, text: string): Command {
  const { byLetter, choices } = wordsOf(assistant);
  const folded = fold(text);
  const hit = byLetter.get(folded.charAt(0))?.find(({ word }) => folded === word || folded.startsWith(`${word} `));
  if (hit === undefined) return { name: 'ask', rest: text };
  const rest = folded === hit.word ? '' : restOf(text, hit.word);
  const spoken = hit.language === 'en' ? {} : { language: hit.language };
  if (hit.name === 'language') {
    const choice = choices.get(fold(rest));
    return { name: 'language', rest, ...spoken, ...(choice === undefined ? {} : { choice }) };
  }
  if (!isOwn(hit.name)) return { name: 'ask', rest: text, ...inFull(assistant, hit, rest) };
  // "help with shelter" is a question; "share" alone has nothing to share.
  const question = hit.name === 'share' ? rest === '' : rest !== '';
  return question ? { name: 'ask', rest: text } : { name: hit.name, rest, ...spoken };
}

function isOwn(name: Name): name is (typeof OWN)[number] {
  return (OWN as readonly string[]).includes(name);
}

/** The same word may stand in several languages: then the language of the answer decides, as it saw the whole text. */
function inFull(assistant: Assistant, hit: Word, text: string): { inFull?: (language: Language) => string } {
  if (text === '') return {};
  const words = wordsOf(assistant).byLetter.get(hit.word.charAt(0)) ?? [];
  const same = words.filter(({ word, name }) => word === hit.word && name === hit.name);
  return {
    inFull: (wanted) => {
      const language = same.find((one) => one.language === wanted)?.language ?? hit.language;
      return assistant.say(language, `slack.phrase-${hit.name}`, { text });
    },
  };
}

function wordsOf(assistant: Assistant): Words {
  const found = known.get(assistant);
  if (found !== undefined) return found;
  const list = (key: string, language: Language) => assistant.say(language, `slack.${key}`).split(',').map(fold);
  const words = NAMES.flatMap((name) =>
    LANGUAGES.flatMap((language) => list(`word-${name}`, language).map((word) => ({ word, name, language }))),
  ).sort((a, b) => b.word.length - a.word.length);
  const choices = new Map(
    CHOICES.flatMap((choice) => LANGUAGES.flatMap((l) => list(`choice-${choice}`, l).map((word) => [word, choice] as const))),
  );
  const byLetter = new Map<string, Word[]>();
  for (const one of words) byLetter.set(one.word.charAt(0), [...(byLetter.get(one.word.charAt(0)) ?? []), one]);
  const made = { byLetter, choices };
  known.set(assistant, made);
  return made;
}

/** Case, accents and Arabic vowel signs do not matter, nor does the kind of apostrophe or space. */
function fold(text: string): string {
  const bare = text
    .slice(0, BEGINNING)
    .normalize('NFKD')
    .replace(/\p{M}|[\u0640\u200b-\u200f]/gu, '');
  return bare.toLowerCase().replace(/[’‘`]/g, "'").replace(/\s+/g, ' ').trim();
}

function restOf(text: string, word: string): string {
  return text.trim().split(/\s+/).slice(word.split(' ').length).join(' ');
}
