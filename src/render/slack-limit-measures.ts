import { codePointLength } from './cut-text.js';

/** A block, element, text object or view as JSON. */
export type Json = Readonly<Record<string, unknown>>;

/** Looks at an object that stands at a place, and says what is wrong with it. */
export type Rule = (node: Json, where: string) => string[];

/** A fault where a number is not within its limits. */
export function within(where: string, found: number, least: number, most: number, unit = 'characters'): string[] {
  if (found > most) return [`${where} has ${found} ${unit}; at most ${most} are allowed`];
  return found < least ? [`${where} has ${found} ${unit}; at least ${least} are needed`] : [];
}

/** The characters of a string or of a text object. */
export function wordsOf(value: unknown): string {
  if (typeof value === 'string') return value;
  return typeof value === 'object' && value !== null && 'text' in value ? wordsOf(value.text) : '';
}

/** Fields that must be there. */
export function needs(...keys: readonly string[]): Rule {
  return (node, where) => keys.filter((key) => node[key] === undefined).map((key) => `${where}.${key} is missing`);
}

/** Length of a string or text object, in code points, where the field is there. */
export function chars(key: string, most: number, least = 1): Rule {
  return (node, where) =>
    node[key] === undefined ? [] : within(`${where}.${key}`, codePointLength(wordsOf(node[key])), least, most);
}

/** Text that is not only blanks. */
export function notBlank(key: string): Rule {
  return (node, where) => (wordsOf(node[key]).trim() === '' ? [`${where}.${key} is blank`] : []);
}

/** A text object that must be plain. */
export function plainText(key: string): Rule {
  return (node, where) => {
    const type = (node[key] as Json | undefined)?.type;
    return node[key] === undefined || type === 'plain_text'
      ? []
      : [`${where}.${key} has the type ${String(type)}; it must be plain_text`];
  };
}

/** Number of entries of a list, where it is there. */
export function count(key: string, least: number, most: number): Rule {
  return (node, where) =>
    node[key] === undefined ? [] : within(`${where}.${key}`, listOf(node[key]).length, least, most, 'entries');
}

/** A number between two others. */
export function between(key: string, least: number, most: number): Rule {
  return (node, where) => {
    const value = node[key];
    return value === undefined || (typeof value === 'number' && value >= least && value <= most)
      ? []
      : [`${where}.${key} is ${String(value)}; it must be between ${least} and ${most}`];
  };
}

/** Types that the entries of a list may have. */
export function onlyTypes(key: string, ...types: readonly string[]): Rule {
  return (node, where) =>
    listOf(node[key]).flatMap((entry, at) => {
      const type = String((entry as Json).type);
      return types.includes(type) ? [] : [`${where}.${key}[${at}] has the type ${type}; allowed are ${types.join(', ')}`];
    });
}

/** Rules for every entry of a list. */
export function each(key: string, ...rules: readonly Rule[]): Rule {
  return (node, where) =>
    listOf(node[key]).flatMap((entry, at) => rules.flatMap((rule) => rule(entry as Json, `${where}.${key}[${at}]`)));
}

/** Rules for an object in a field, where it is there. */
export function inside(key: string, ...rules: readonly Rule[]): Rule {
  return (node, where) => (node[key] === undefined ? [] : rules.flatMap((rule) => rule(node[key] as Json, `${where}.${key}`)));
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
