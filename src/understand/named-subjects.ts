import type { Knowledge } from '../knowledge/knowledge.js';
import type { Reading } from './reading.js';
import type { TopicClass } from './topics.js';

/** Names of what the text speaks of, such as "rmm" or "wash", in their order; those left out by a "not" are not. */
export function namedSubjects(reading: Reading): string[] {
  const names = reading.concepts.flatMap((m) =>
    m.leftOut ? [] : m.concepts.filter((c) => c.startsWith('@')).map((c) => c.slice(1)),
  );
  return [...new Set(names)];
}

/** Subjects side by side with an "and" between them: "what do PRD and RMM do?". None where fewer than two are. */
export function joinedSubjects(reading: Reading): string[] {
  const names = reading.concepts.filter((m) => m.concepts.some((c) => c.startsWith('@')));
  const joined = (at: number) =>
    names[at]?.afterAnd ||
    reading.concepts.some((m) => m.concepts.includes('and-also') && m.start === names[at - 1]?.end && m.end === names[at]?.start);
  return names.length > 1 && names.every((_, at) => at === 0 || joined(at)) ? namedSubjects(reading) : [];
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

/** Concepts of what hurts in the field. */
const NEEDS = new Set([
  'water',
  'water-trouble',
  'latrine',
  'sewage',
  'hygiene',
  'camp',
  'camp-management',
  'shelter',
  'shelter-material',
  'homeless-trouble',
  'contingency',
  'early-warning',
  'influx',
  'resettlement',
  'refugee',
  'evacuation',
  'passenger',
  'travel-trouble',
  'departure',
  'medical-escort',
  'airline',
  'agreement-carrier',
]);
/** Concepts of everyday, technical and other people's business. */
const OTHERS = new Set([
  'phone',
  'street-address',
  'opening-hours',
  'person-name',
  'boss',
  'weather',
  'clock-time',
  'money-currency',
  'salary',
  'leave-hr',
  'payroll-reimbursement',
  'visa-passport',
  'security',
  'it-support',
  'procurement',
  'own-travel',
  'health-medical',
  'other-agency',
  'cluster',
  'other-department',
  'budget-figures',
  'counts-live',
  'schedule',
  'sport',
  'game',
  'film-music',
  'food',
  'animal',
  'programming',
  'electronics-tech',
  'school-maths',
  'law-tax',
  'cars-vehicles',
  'home-garden',
  'clothing-shopping',
  'writing-task',
  'news-politics',
  'geography-trivia',
  'religion-holiday',
  'love-chat',
  'instructions',
]);

/** Whether everyday or other people's business is spoken of. */
export function tellsOthers(reading: Reading): boolean {
  return reading.concepts.some((m) => m.concepts.every((c) => OTHERS.has(c)));
}

/** Whether a need in the field is told and nothing of everyday or other people's business beside it. */
export function tellsNeed(reading: Reading): boolean {
  const concepts = reading.concepts.flatMap((m) => m.concepts);
  return concepts.some((c) => NEEDS.has(c)) && !tellsOthers(reading);
}
