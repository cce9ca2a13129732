import { editionOf } from '../knowledge/editions.js';
import type { Knowledge } from '../knowledge/knowledge.js';
import type { Ask } from './meaning.js';
import { namedSubjects, tellsOthers } from './named-subjects.js';
import type { Mention } from './places.js';
import { type Reading, says } from './reading.js';
import { plainFactOf } from './topic-asks.js';

/** Longer messages say themselves what they are about. */
const LONGEST = 8;

/**
 * Short messages that ask one thing more about what was answered last: its link, its mailbox, what it does, where or by
 * whom. None of them names a subject or a place of its own.
 */
export function aboutLast(
  reading: Reading,
  mentions: readonly Mention[],
  [ask, ...more]: readonly Ask[],
  knowledge: Knowledge,
): Ask[] | undefined {
  if (!ask || more.length > 0 || reading.words.length > LONGEST) return undefined;
  if (mentions.length > 0 || namedSubjects(reading).length > 0 || tellsOthers(reading)) return undefined;
  return (
    linkOf(ask, reading, knowledge) ??
    mailboxOf(ask, reading, knowledge) ??
    workOf(ask, reading, knowledge) ??
    again(ask, reading)
  );
}

/** "And their e-mail?" after an RTS or an office: neither has one. */
export function asksAddressOfOffice(reading: Reading, mentions: readonly Mention[], asks: readonly Ask[]): boolean {
  const office = asks.every((ask) => ask.kind === 'rts' || ask.kind === 'regional-office' || ask.kind === 'office');
  if (!office || reading.words.length > LONGEST || mentions.length > 0 || namedSubjects(reading).length > 0) return false;
  return says(reading, 'email') && !says(reading, 'headquarters');
}

/** "Link?", "send it to me". */
function linkOf(ask: Ask, reading: Reading, knowledge: Knowledge): Ask[] | undefined {
  if (ask.kind !== 'topic' || says(reading, 'email')) return undefined;
  if (!says(reading, 'link') && !(says(reading, 'send-me') && says(reading, 'back-reference'))) return undefined;
  const topic = knowledge.topics.get(ask.topic);
  const document = [...(topic?.documents ?? []), topic?.id ?? '']
    .map((id) => editionOf(knowledge, id, reading.language))
    .find((found) => found !== undefined);
  return document ? [{ kind: 'document', document: document.id }] : undefined;
}

/** "Their mail?", "whom do I write to?" after what a division or a unit is, or what several are. */
function mailboxOf(ask: Ask, reading: Reading, knowledge: Knowledge): Ask[] | undefined {
  if (ask.kind !== 'topic' || !(says(reading, 'email') || says(reading, 'contact'))) return undefined;
  const topic = knowledge.topics.get(ask.topic);
  if (topic && topic.mailboxes.length > 0) return topic.mailboxes.map((target) => ({ kind: 'contact', target }));
  const target = topic?.subject ?? ask.topic;
  return knowledge.mailboxes.has(target) || knowledge.units.has(target) ? [{ kind: 'contact', target }] : undefined;
}

/** "What do they do?" after a mailbox or an office. */
function workOf(ask: Ask, reading: Reading, knowledge: Knowledge): Ask[] | undefined {
  if (!says(reading, 'does') || !says(reading, 'q-what')) return undefined;
  if (!says(reading, 'back-reference') && !says(reading, 'and-also')) return undefined;
  if (ask.kind === 'office') return [ask];
  if (ask.kind !== 'contact') return undefined;
  const topic = plainFactOf(ask.target, knowledge);
  return topic ? [{ kind: 'topic', topic, polar: false }] : undefined;
}

/** Concepts of a message that only asks on. */
const ASKING_ON = new Set(['q-who', 'q-where', 'q-when', 'q-how-many', 'q-which', 'and-also', 'back-reference']);

/** "Where?", "by whom?", "how many?": the answer that was given says so. Whom an RTS is, it does not say. */
function again(ask: Ask, reading: Reading): Ask[] | undefined {
  const asking = reading.concepts.some((m) => m.concepts.some((c) => c.startsWith('q-')));
  const only = reading.concepts.every((m) => m.concepts.some((c) => ASKING_ON.has(c)));
  const covered = new Set(reading.concepts.flatMap((m) => reading.words.slice(m.start, m.end)));
  if (!asking || !only || reading.words.some((word) => word.length > 3 && !covered.has(word))) return undefined;
  if (ask.kind === 'topic') return [ask];
  return (ask.kind === 'rts' || ask.kind === 'regional-office') && says(reading, 'q-where') ? [ask] : undefined;
}
