import type { Knowledge } from '../knowledge/knowledge.js';
import type { Reading } from './reading.js';
import type { TopicClass } from './topics.js';

/** Names of what the text speaks of, such as "rmm" or "wash", in their order; those after a "not" are left out. */
export function namedSubjects(reading: Reading): string[] {
  const names = reading.concepts.flatMap((m) => {
    const negated = reading.concepts.some((n) => n.concepts.includes('not') && n.end <= m.start && m.start - n.end <= 1);
    return negated ? [] : m.concepts.filter((c) => c.startsWith('@')).map((c) => c.slice(1));
  });
  return [...new Set(names)];
}

/** Whether the text calls the topic's subject by its name or acronym. */
export function isNamed(topic: TopicClass, reading: Reading, knowledge: Knowledge): boolean {
  const record = knowledge.topics.get(topic.id);
  const subjects = new Set([record?.subject, ...(record?.documents ?? []), topic.family]);
  return namedSubjects(reading).some((name) => subjects.has(name));
}

/** One target for each mailbox that is named; several only where different mailboxes are. */
export function namedMailboxes(reading: Reading, knowledge: Knowledge): string[] {
  const byMailbox = new Map<string, string>();
  for (const name of namedSubjects(reading)) {
    const mailbox = knowledge.units.get(name)?.mailbox ?? (knowledge.mailboxes.has(name) ? name : undefined);
    if (mailbox && !byMailbox.has(mailbox)) byMailbox.set(mailbox, name);
  }
  return [...byMailbox.values()];
}
