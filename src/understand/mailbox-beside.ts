import type { Knowledge } from '../knowledge/knowledge.js';
import type { Ask } from './meaning.js';
import { namedMailboxes, tellsOthers } from './named-subjects.js';
import { type Reading, says } from './reading.js';

/**
 * "E-mail and phone of RMM": the mailbox of a division that is named, and that the rest is not known. Neither half is a
 * question by itself, so no cut finds them. Undefined for every other message.
 */
export function mailboxBeside(reading: Reading, knowledge: Knowledge): Ask[] | undefined {
  const joined = says(reading, 'and-also') || reading.concepts.some((m) => m.afterAnd) || /[,،+/&]/.test(reading.text);
  if (!joined || !says(reading, 'email') || !tellsOthers(reading)) return undefined;
  const named = namedMailboxes(reading, knowledge);
  // "UNICEF's WASH chief": a sector is another agency's as well as ours, an acronym of a division is not.
  const theirs = says(reading, 'other-agency') && named.every((target) => knowledge.units.has(target));
  if (named.length === 0 || theirs) return undefined;
  return [...named.map((target): Ask => ({ kind: 'contact', target })), { kind: 'not-known' }];
}
