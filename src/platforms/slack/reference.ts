import { LANGUAGES, type Language, type Question, type Via } from '../../question.js';
import { listAt, textAt } from './read-payload.js';

/** Slack allows 2,000 characters in a button's value; the renderer puts a few of its own before ours. */
const LONGEST_CHANNEL = 80;
const LONGEST = 1_900;

/**
 * What an answer's buttons carry: the question as it was asked, or the key of what was picked. The same question gives
 * the same answer, so "Why?" and "Share" need no memory of ours, and work after a restart and on another replica.
 */
export type Reference =
  | { readonly question: Question; readonly language: Language }
  | { readonly key: string; readonly language: Language };

/** Writes a reference. Earlier messages go first when it is too long, then the end of the text. */
export function packReference(reference: Reference): string {
  if ('key' in reference) return JSON.stringify({ k: reference.key, l: reference.language });
  const { question, language } = reference;
  const prior = [...(question.prior ?? [])];
  let text = question.text;
  // Slack's names are shorter; a longer one could never be made to fit.
  const channel = question.channel?.slice(0, LONGEST_CHANNEL);
  for (;;) {
    const packed = JSON.stringify({
      l: language,
      v: question.via,
      q: text,
      ...(channel ? { c: channel } : {}),
      ...(prior.length > 0 ? { p: prior } : {}),
    });
    const excess = [...packed].length - LONGEST;
    if (excess <= 0) return packed;
    if (prior.length > 0) prior.shift();
    else text = [...text].slice(0, Math.max(0, Math.floor([...text].length / 2))).join('');
  }
}

/** Reads a reference back; undefined for anything that is none, such as a button of an older version. */
export function readReference(value: string | undefined): Reference | undefined {
  const parsed = parse(value);
  const language = LANGUAGES.find((one) => one === textAt(parsed, 'l'));
  if (language === undefined) return undefined;
  const key = textAt(parsed, 'k');
  if (key !== undefined) return { key, language };
  const text = textAt(parsed, 'q');
  if (text === undefined) return undefined;
  const channel = textAt(parsed, 'c');
  const prior = listAt(parsed, 'p').filter((entry): entry is string => typeof entry === 'string');
  const question: Question = {
    via: viaOf(textAt(parsed, 'v')),
    text,
    // The language was decided when the question was asked: why and share must not decide again.
    language,
    ...(channel === undefined ? {} : { channel }),
    ...(prior.length === 0 ? {} : { prior }),
  };
  return { question, language };
}

function viaOf(value: string | undefined): Via {
  return value === 'slash' || value === 'mention' ? value : 'message';
}

function parse(value: string | undefined): unknown {
  try {
    return value === undefined ? undefined : JSON.parse(value);
  } catch {
    return undefined;
  }
}
