import { createHash } from 'node:crypto';
import type { Answer } from '../../src/answer.js';
import type { Accepted, Conversation, Desk, Feedback, Job } from '../../src/desk.js';
import type { Language } from '../../src/question.js';

/** A desk in memory, that shows what it got and can be told to be down. */
export interface MemoryDesk extends Desk {
  readonly accepted: Accepted[];
  readonly feedback: Feedback[];
  readonly remembered: {
    readonly conversation: Conversation;
    readonly text: string;
    readonly answer: Answer;
    readonly reply?: string;
  }[];
  readonly languages: Map<string, Language>;
  readonly failures: unknown[];
  /** The store cannot be reached. */
  down: boolean;
  /** People may not ask now. */
  tooFast: boolean;
  /** How long reading from the store takes. */
  delay: number;
  /** Runs an event again, as after a crash. */
  again(event: Accepted): Promise<void>;
}

/** Makes an empty desk. */
export function memoryDesk(now: () => number = Date.now): MemoryDesk {
  const answers = new Map<string, (job: Job) => Promise<void>>();
  const seen = new Set<string>();
  const keys = new Set<string>();
  const check = () => {
    if (desk.down) throw new Error('The store is down on purpose.');
  };
  const slow = () => new Promise<void>((done) => (desk.delay > 0 ? setTimeout(done, desk.delay) : done()));
  const desk: MemoryDesk = {
    accepted: [],
    feedback: [],
    remembered: [],
    languages: new Map(),
    failures: [],
    down: false,
    tooFast: false,
    delay: 0,
    personKey: (platform, workspace, id) =>
      createHash('sha256').update([platform, workspace, id].join(' ')).digest('hex').slice(0, 16),
    recall: async ({ person, thread }) => {
      await slow();
      return desk.remembered.filter(({ conversation: c }) => c.person === person && c.thread === thread).map(({ text }) => text);
    },
    remember: async (conversation, text, answer, reply) => {
      if (!desk.down) desk.remembered.push({ conversation, text, answer, ...(reply === undefined ? {} : { reply }) });
    },
    answered: async ({ person, thread }, reply) => {
      const found = desk.remembered.findLast(
        ({ conversation: c, reply: known }) =>
          c.thread === thread && (reply === undefined ? c.person === person : known === reply),
      );
      return desk.down ? undefined : found && { ...found.answer, question: found.text };
    },
    languageOf: async (person) => (desk.down ? undefined : desk.languages.get(person)),
    chooseLanguage: async (person, language) => {
      check();
      if (language === undefined) desk.languages.delete(person);
      else desk.languages.set(person, language);
    },
    recordFeedback: async (feedback) => {
      check();
      desk.feedback.push(feedback);
    },
    forget: async (person) => {
      check();
      const before = desk.remembered.length;
      desk.remembered.splice(0, before, ...desk.remembered.filter(({ conversation }) => conversation.person !== person));
      return before - desk.remembered.length;
    },
    accept: async (event) => {
      check();
      if (seen.has(event.id)) return 'known';
      seen.add(event.id);
      desk.accepted.push(event);
      queueMicrotask(() => void desk.again(event).catch((error: unknown) => desk.failures.push(error)));
      return 'new';
    },
    onJob: (platform, answer) => {
      answers.set(platform, answer);
    },
    firstTime: async (key) => {
      check();
      if (keys.has(key)) return false;
      keys.add(key);
      return true;
    },
    allows: () => !desk.tooFast,
    again: async (event) => answers.get(event.platform)?.({ ...event, attempt: 1, acceptedAt: now() }),
  };
  return desk;
}
