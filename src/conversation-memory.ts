import type { Answer } from './answer.js';
import type { Conversation, Feedback, PersonKey } from './desk.js';
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
  remember(conversation: Conversation, text: string, answer: Answer): Promise<void>;
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
  const saveMessage = (conversation: Conversation, text: string) => {
    const { thread } = conversation;
    return store.saveMessage({ ...personOf(conversation), thread, at: now(), text: box.seal(PURPOSE, text) });
  };
  const saveQuestion = (kind: QuestionKind, about: Conversation, text: string, what: Pick<Answer, 'language' | 'topics'>) => {
    if (text === '') return Promise.resolve();
    const { language, topics } = what;
    return store.saveQuestion({ ...personOf(about), at: now(), kind, language, text, topics });
  };

  return {
    async recall(conversation) {
      const where = { ...personOf(conversation), thread: conversation.thread, at: now() - MEMORY_MS };
      return (await store.recentMessages(where, RECALLED)).flatMap(readable).map((message) => message.text);
    },
    async remember(conversation, text, answer) {
      const redacted = redact(text);
      const kind = OPEN[answer.outcome];
      await Promise.all([
        conversation.thread !== '' && saveMessage(conversation, redacted),
        kind && saveQuestion(kind, conversation, redacted, answer),
      ]);
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
