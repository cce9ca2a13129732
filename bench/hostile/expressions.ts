import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

// Finds regular expressions whose time grows faster than the text they are given. Each literal of the source is attacked
// with texts made of its own parts, repeated, with and without what must stand before them, and cut off where it would match.

/** A regular expression as it stands in the source. */
export interface Literal {
  readonly file: string;
  readonly line: number;
  readonly expression: RegExp;
}

/** The attack that cost most, and how the time grew with it: 1 is as fast as the text, 2 its square. */
export interface Growth {
  readonly literal: Literal;
  readonly piece: string;
  readonly length: number;
  readonly milliseconds: number;
  readonly exponent: number;
}

/** Small ones first: an expression of exponential time would never come back from a large one. */
const LENGTHS = [20, 27, 300, 3000, 24_000] as const;
const LONGEST_RUN = 5;
/** Below this nothing is measured more closely. */
const SLOW_MS = 2;
/** The square of the length would be 2; a shared machine blurs both. */
const SUPER_LINEAR = 1.5;

/** All regular expressions that are written as literals in a folder. */
export function literalsIn(folder: string): Literal[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
  return files.sort().flatMap((name) => literalsOf(join(folder, name), readFileSync(join(folder, name), 'utf8')));
}

const STARTS = /(?:[(,=:[!&|?{};>]|\breturn|^)\s*$/;

function literalsOf(file: string, code: string): Literal[] {
  return code.split('\n').flatMap((text, index) => {
    const found: Literal[] = [];
    for (let at = text.indexOf('/'); at >= 0; at = text.indexOf('/', at + 1)) {
      if (text[at + 1] === '/' || /^\s*\*|^\s*\/\*/.test(text)) break;
      if (text[at + 1] === '*' || !STARTS.test(text.slice(0, at))) continue;
      const end = endOf(text, at + 1);
      const flags = /^[a-z]*/.exec(text.slice(end + 1))?.[0] ?? '';
      const expression = end < 0 ? undefined : expressionOf(text.slice(at + 1, end), flags);
      if (!expression) continue;
      found.push({ file, line: index + 1, expression });
      at = end + flags.length;
    }
    return found;
  });
}

function endOf(text: string, from: number): number {
  let inClass = false;
  for (let at = from; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === '[') inClass = true;
    else if (text[at] === ']') inClass = false;
    else if (text[at] === '/' && !inClass) return at;
  }
  return -1;
}

function expressionOf(source: string, flags: string): RegExp | undefined {
  try {
    return new RegExp(source, flags);
  } catch {
    return undefined;
  }
}

/** The worst attack on an expression that grows faster than its text; undefined where none does. */
export function worstGrowth(literal: Literal): Growth | undefined {
  let worst: Growth | undefined;
  for (const { before, piece, after } of attacksOn(literal.expression)) {
    const attack = (length: number) => before + piece.repeat(Math.ceil(length / piece.length)) + after;
    const length = slowLength(literal.expression, attack);
    if (length === undefined) continue;
    const milliseconds = fastestOf(literal.expression, attack(length));
    if (milliseconds <= (worst?.milliseconds ?? 0)) continue;
    const exponent = Math.min(...[4, 8].map((part) => exponentFrom(literal.expression, attack, length, part)));
    if (exponent > SUPER_LINEAR) worst = { literal, piece, length, milliseconds, exponent };
  }
  return worst;
}

/** From a part of the length to the whole: a bounded repetition costs much, but not more for each character. */
function exponentFrom(expression: RegExp, attack: (length: number) => string, length: number, part: number): number {
  return Math.log(fastestOf(expression, attack(length)) / fastestOf(expression, attack(length / part))) / Math.log(part);
}

function slowLength(expression: RegExp, attack: (length: number) => string): number | undefined {
  return LENGTHS.find((length) => timeOf(expression, attack(length)) > SLOW_MS);
}

/** Engines compile an expression once it has run a few times, and machines pause. */
function fastestOf(expression: RegExp, text: string): number {
  return Math.min(...Array.from({ length: 6 }, () => timeOf(expression, text)));
}

function timeOf(expression: RegExp, text: string): number {
  expression.lastIndex = 0;
  // Processor time: waiting for other programs is not the expression's fault.
  const begin = process.cpuUsage();
  if (expression.global) text.replace(expression, '');
  else expression.test(text);
  const { user, system } = process.cpuUsage(begin);
  return Math.max(1, user + system) / 1000;
}

interface Attack {
  readonly before: string;
  readonly piece: string;
  readonly after: string;
}

function attacksOn(expression: RegExp): Attack[] {
  const attacks = new Map<string, Attack>();
  const add = (before: string, piece: string) => {
    for (const after of ['', '\u0001'])
      if (piece !== '') attacks.set(JSON.stringify([before, piece, after]), { before, piece, after });
  };
  for (const branch of atomsOf(expression.source)) {
    const samples = branch.map((atom) => samplesOf(atom, expression.flags));
    const first = samples.map(([sample = '']) => sample);
    for (const several of samples) for (const sample of several) add('', sample);
    for (let start = 0; start < first.length; start += 1) {
      for (let end = start + 1; end <= Math.min(first.length, start + LONGEST_RUN); end += 1) {
        const piece = first.slice(start, end).join('');
        add('', piece);
        if (start > 0) add(first.slice(0, start).join(''), piece);
      }
    }
  }
  return [...attacks.values()];
}

// One atom: an escape, a class, a group's opening, a quantifier, or a character.
const ATOM =
  /\\[pP]\{[^}]*\}|\\u\{[^}]*\}|\\u[\da-f]{4}|\\x[\da-f]{2}|\\.|\[(?:\\.|[^\]\\])*\]|\(\?(?:[:=!]|<[=!]|<\w+>)|[*+?]\??|\{\d+(?:,\d*)?\}\??|[\s\S]/giu;
const NO_TEXT = /^(?:\(.*|\)|[*+?^$].?|\{\d.*\}\??|\\[bBk])$/;

/** The parts of an expression that stand for text, branch by branch; groups are taken as if they were not there. */
function atomsOf(source: string): string[][] {
  const branches: string[][] = [[]];
  for (const [atom] of source.matchAll(ATOM)) {
    if (atom === '|') branches.push([]);
    else if (!NO_TEXT.test(atom)) branches.at(-1)?.push(atom);
  }
  // All in a row too, for what stands around an alternation.
  return branches.length > 1 ? [...branches, branches.flat()] : branches;
}

const PALETTE = [...'aZ5 .,-_@:/<>&;#=+*~`|{}[]()\\^$%!?\'"\n\t\u00a0éßñاوشي٣۵\u0301\u0651\u200b\u202e©漢', '\ud800', '😀'];

function samplesOf(atom: string, flags: string): string[] {
  const whole = expressionOf(`^(?:${atom})$`, flags.replace('g', ''));
  const literal = atom.length === 1 && whole?.test(atom) ? [atom] : [];
  return [...literal, ...PALETTE.filter((character) => whole?.test(character))].slice(0, 4);
}
