import type { Assistant } from '../../assistant.js';
import { LANGUAGES, type Language } from '../../question.js';

const NAMES = ['help', 'language', 'forget'] as const;
const TARGETS = [...LANGUAGES, 'auto'] as const;

/** What a person tells the assistant to do, rather than asks. `in` is the language of the word they used, where it is one's only. */
export type Command =
  | { readonly name: 'help'; readonly in?: Language }
  | { readonly name: 'forget'; readonly in?: Language }
  | { readonly name: 'language'; readonly in?: Language; readonly target?: Language | 'auto' };

interface Words {
  readonly commands: ReadonlyMap<string, { readonly name: (typeof NAMES)[number]; readonly in?: Language }>;
  readonly targets: ReadonlyMap<string, Language | 'auto'>;
}

/** Read once for each assistant: reloaded knowledge makes a new one. */
const read = new WeakMap<Assistant, Words>();

/** The command in a message that is nothing but one, or undefined: then it is a question. */
export function readCommand(text: string, assistant: Assistant): Command | undefined {
  const words = wordsOf(assistant);
  const said = fold(text).replace(/^\//, '');
  if (said === '') return { name: 'help' };
  const whole = words.commands.get(said);
  if (whole) return whole;
  const space = said.lastIndexOf(' ');
  const command = words.commands.get(said.slice(0, Math.max(space, 0)));
  const target = words.targets.get(said.slice(space + 1));
  return command?.name === 'language' && target !== undefined ? { ...command, name: 'language', target } : undefined;
}

function wordsOf(assistant: Assistant): Words {
  const known = read.get(assistant);
  if (known) return known;
  const commands = new Map<string, { name: (typeof NAMES)[number]; in?: Language }>();
  const targets = new Map<string, Language | 'auto'>();
  for (const language of LANGUAGES) {
    const list = (key: string) => assistant.say(language, `teams.${key}`).split(',').map(fold).filter(Boolean);
    for (const name of NAMES) {
      for (const word of list(`command-${name}`)) {
        // A word of two languages, such as "menu", says nothing of the person's.
        commands.set(word, commands.has(word) ? { name } : { name, in: language });
      }
    }
    for (const target of TARGETS) for (const word of list(`word-${target}`)) targets.set(word, target);
  }
  const words = { commands, targets };
  read.set(assistant, words);
  return words;
}

function fold(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[’‘]/g, "'")
    .replace(/[\s.!?؟]+/gu, ' ')
    .trim();
}
