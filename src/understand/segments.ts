import type { Reading } from './reading.js';

/** A stretch of the text that may be a question of its own, as offsets of the text. */
export interface Segment {
  readonly start: number;
  readonly end: number;
}

/** Ways to cut a message in two to four parts, the most likely first: at sentence ends, then at each conjunction. */
export function possibleParts(reading: Reading): Segment[][] {
  const { text, tokens } = reading;
  const joins = new Set(reading.concepts.filter((m) => m.afterAnd || m.concepts.includes('and-also')).map((m) => m.start));
  if (tokens.length < 3 || tokens.length > 60) return [];
  const sentences: number[] = [];
  const joints: number[] = [];
  for (let i = 1; i < tokens.length; i++) {
    const gap = text.slice(tokens[i - 1]?.end, tokens[i]?.start);
    const start = tokens[i]?.start as number;
    if (/[?؟!;؛\n]|[.:](?:\s|$)|\(\w\)/.test(gap)) sentences.push(start);
    else if (/[,،+&/–—-]/.test(gap.trim()) || joins.has(i)) joints.push(start);
  }
  const out: Segment[][] = [];
  if (sentences.length > 0 && sentences.length < 4) out.push(cut(text, sentences));
  for (const joint of joints) out.push(cut(text, [joint]));
  if (joints.length > 1 && joints.length < 5) out.push(cut(text, joints));
  const all = [...sentences, ...joints].sort((a, b) => a - b);
  if (sentences.length > 0 && joints.length > 0 && all.length < 5) out.push(cut(text, all));
  return out
    .map((segments) => withoutPreface(segments, reading))
    .filter((segments) => segments.length > 1)
    .slice(0, 6);
}

/** Concepts that tell who writes, and ask nothing. */
const NO_QUESTION = new Set(['my-our', 'colleague', 'country-office', 'greeting', 'back-reference', 'and-also']);

/** "Bulawayo: …", "our German colleagues, …": a place in front belongs to the question behind it. */
function withoutPreface(segments: readonly Segment[], { text, tokens, names, concepts }: Reading): Segment[] {
  const [first, second, ...rest] = segments;
  if (!first || !second) return [...segments];
  const end = tokens.findIndex((token) => token.start >= first.end);
  const within = concepts.filter((m) => m.end <= end);
  const named = names.filter((name) => name.end <= end);
  const told = new Set([...named, ...within].flatMap((m) => Array.from({ length: m.end - m.start }, (_, i) => m.start + i)));
  const asked = /[?؟]/.test(text.slice(first.start, first.end));
  const preface =
    !asked && named.length > 0 && end - told.size <= 2 && within.every((m) => m.concepts.every((c) => NO_QUESTION.has(c)));
  return preface ? [{ start: first.start, end: second.end }, ...rest] : [...segments];
}

function cut(text: string, at: readonly number[]): Segment[] {
  const starts = [0, ...at];
  return starts.map((start, i) => ({ start, end: starts[i + 1] ?? text.length }));
}
