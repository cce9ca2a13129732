import type { Answer } from './answer.js';
import type { Answered, Conversation, Feedback, PersonKey } from './desk.js';
import { LANGUAGES } from './question.js';
import { redact } from './redact.js';
import { readPayload } from './sealed-inbox.js';
import type { SecretBox } from './store/secret-box.js';
import type { PersonRecords, QuestionKind, Store, StoredMessage } from './store/store.js';

const HOUR = 3_600_000;

/** Follow-ups come within a day; longer nobody needs the thread. */
export const MEMORY_MS = 24 * HOUR;

/** As many earlier messages as a follow-up can mean. */
const RECALLED = 10;

const PURPOSE = 'message';

/** Which answers leave a question open for the owners of the knowledge. */
const OPEN: Partial<Record<Answer['outcome'], QuestionKind>> = { unknown: 'unanswered', clarify: 'clarified' };

/** What was said in threads, and what the owners of the knowledge should see. Throws when the store is down. */
export interface ConversationMemory {
  recall(conversation: Conversation): Promise<readonly string[]>;
  remember(conversation: Conversation, text: string, answer: Answer, reply?: string): Promise<void>;
  answered(conversation: Conversation, reply?: string): Promise<Answered | undefined>;
  recordFeedback(feedback: Feedback): Promise<void>;
  /** All that is kept about a person, readable. */
  recordsOf(person: PersonKey): Promise<PersonRecords>;
}

/**
 * Keeps messages redacted and sealed, for a day. The text of a question is kept readable, redacted, only when it could not be
 * answered, needed asking back, or its answer was disliked.
 */
export function createConversationMemory(store: Store, box: SecretBox, now: () => number): ConversationMemory {
  const readable = (message: StoredMessage): StoredMessage[] => {
    try {
      return [{ ...message, text: box.open(PURPOSE, message.text) }];
    } catch {
      // Sealed with a key that is gone: a thread of today begins anew, nothing else is lost.
      return [];
    }
  };
  const threadOf = (conversation: Conversation) => ({
    ...personOf(conversation),
    thread: conversation.thread,
    at: now() - MEMORY_MS,
  });
  const saveMessage = (about: Conversation, text: string, { language, topics }: Answer, reply: string | undefined) =>
    store.saveMessage({ ...threadOf(about), at: now(), text: box.seal(PURPOSE, text), language, topics, reply });
  const saveQuestion = (kind: QuestionKind, about: Conversation, text: string, what: Pick<Answer, 'language' | 'topics'>) => {
    if (text === '') return Promise.resolve();
    const { language, topics } = what;
    return store.saveQuestion({ ...personOf(about), at: now(), kind, language, text, topics });
  };

  return {
    async recall(conversation) {
      return (await store.recentMessages(threadOf(conversation), RECALLED)).flatMap(readable).map((message) => message.text);
    },
    async remember(conversation, text, answer, reply) {
      const kind = OPEN[answer.outcome];
      if (conversation.thread === '' && !kind) return;
      const redacted = redact(text);
      await Promise.all([
        conversation.thread !== '' && saveMessage(conversation, redacted, answer, reply),
        kind && saveQuestion(kind, conversation, redacted, answer),
      ]);
    },
    async answered(conversation, reply) {
      const where = threadOf(conversation);
      const found = reply === undefined ? await store.recentMessages(where, 1) : [await store.repliedMessage(where, reply)];
      return found.flatMap((message) => (message ? readable(message) : [])).map(answeredIn)[0];
    },
    async recordFeedback({ conversation, helpful, topics, language, question, comment }) {
      const said = comment === undefined ? undefined : redact(comment);
      await store.saveFeedback({ ...personOf(conversation), at: now(), helpful, topics, language, comment: said || undefined });
      if (!helpful && question !== undefined)
        await saveQuestion('disliked', conversation, redact(question), { language, topics });
    },
    async recordsOf(person) {
      const records = await store.personRecords(person);
      const events = records.events.map((event) => ({ ...event, payload: readPayload(box, event) }));
      return { ...records, events, messages: records.messages.flatMap(readable) };
    },
  };
}

function personOf({ platform, workspace, person }: Conversation) {
  return { platform, workspace, person };
}

function answeredIn({ text, topics, language }: StoredMessage): Answered {
  return { question: text, topics, language: LANGUAGES.find((known) => known === language) ?? 'en' };
}
