import { codePointLength } from './cut-text.js';

/** A block, element, text object or view as JSON. */
export type Json = Readonly<Record<string, unknown>>;

/** Looks at an object that stands at a place, and adds what is wrong with it to the faults. Every message passes here, so nothing is made where nothing is wrong. */
export type Rule = (node: Json, where: string, faults: string[]) => void;

/** Adds a fault where a number is not within its limits. */
export function within(faults: string[], where: string, found: number, least: number, most: number, unit = 'characters'): void {
  if (found > most) faults.push(`${where} has ${found} ${unit}; at most ${most} are allowed`);
  else if (found < least) faults.push(`${where} has ${found} ${unit}; at least ${least} are needed`);
}

/** The same for a text, in code points. They are counted only where there are more UTF-16 units than code points allowed. */
export function lengthWithin(faults: string[], where: string, text: string, least: number, most: number): void {
  if (text.length < least || text.length > most) within(faults, where, codePointLength(text), least, most);
}

/** The characters of a string or of a text object. */
export function wordsOf(value: unknown): string {
  if (typeof value === 'string') return value;
  return typeof value === 'object' && value !== null && 'text' in value ? wordsOf(value.text) : '';
}

/** Fields that must be there. */
export function needs(...keys: readonly string[]): Rule {
  return (node, where, faults) => {
    for (const key of keys) if (node[key] === undefined) faults.push(`${where}.${key} is missing`);
  };
}

/** Length of a string or text object, in code points, where the field is there. */
export function chars(key: string, most: number, least = 1): Rule {
  return (node, where, faults) => {
    const value = node[key];
    if (value !== undefined) lengthWithin(faults, `${where}.${key}`, wordsOf(value), least, most);
  };
}

/** Text that is not only blanks. */
export function notBlank(key: string): Rule {
  return (node, where, faults) => {
    if (!/\S/.test(wordsOf(node[key]))) faults.push(`${where}.${key} is blank`);
  };
}

/** A text object that must be plain. */
export function plainText(key: string): Rule {
  return (node, where, faults) => {
    const type = (node[key] as Json | undefined)?.type;
    if (node[key] !== undefined && type !== 'plain_text')
      faults.push(`${where}.${key} has the type ${String(type)}; it must be plain_text`);
  };
}

/** Number of entries of a list, where it is there. */
export function count(key: string, least: number, most: number): Rule {
  return (node, where, faults) => {
    if (node[key] !== undefined) within(faults, `${where}.${key}`, listOf(node[key]).length, least, most, 'entries');
  };
}

/** A number between two others. */
export function between(key: string, least: number, most: number): Rule {
  return (node, where, faults) => {
    const value = node[key];
    if (value !== undefined && !(typeof value === 'number' && value >= least && value <= most))
      faults.push(`${where}.${key} is ${String(value)}; it must be between ${least} and ${most}`);
  };
}

/** Types that the entries of a list may have. */
export function onlyTypes(key: string, ...types: readonly string[]): Rule {
  return (node, where, faults) => {
    for (const [at, entry] of listOf(node[key]).entries()) {
      const type = String((entry as Json).type);
      if (!types.includes(type)) faults.push(`${where}.${key}[${at}] has the type ${type}; allowed are ${types.join(', ')}`);
    }
  };
}

/** Rules for every entry of a list. */
export function each(key: string, ...rules: readonly Rule[]): Rule {
  return (node, where, faults) => {
    for (const [at, entry] of listOf(node[key]).entries()) {
      for (const rule of rules) rule(entry as Json, `${where}.${key}[${at}]`, faults);
    }
  };
}

/** Rules for an object in a field, where it is there. */
export function inside(key: string, ...rules: readonly Rule[]): Rule {
  return (node, where, faults) => {
    if (node[key] === undefined) return;
    for (const rule of rules) rule(node[key] as Json, `${where}.${key}`, faults);
  };
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
