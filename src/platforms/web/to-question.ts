import { z } from 'zod';
import type { Conversation, Desk } from '../../desk.js';
import { LANGUAGES, type Question } from '../../question.js';
import { Refused } from './send.js';

const language = z.enum(LANGUAGES as [string, ...string[]] as ['en', 'fr', 'es', 'ar']);
/** The page makes it: a random id of a conversation. */
const thread = z.string().regex(/^[A-Za-z0-9_-]{8,64}$/);

const askBody = z.strictObject({
  text: z.string().min(1).max(4000),
  /** Answer in this language whatever the text looks like. */
  language: language.optional(),
  /** Language of the page: it only breaks a tie. */
  locale: language.optional(),
  thread,
  via: z.enum(['message', 'mention', 'slash']).optional(),
  channel: z.string().max(200).optional(),
});

const feedbackBody = z.strictObject({
  thread,
  helpful: z.boolean(),
  topics: z.array(z.string().max(100)).max(50),
  language,
  question: z.string().max(4000).optional(),
  comment: z.string().max(1000).optional(),
});

/** What the page sends to /api/ask. */
export type AskBody = z.infer<typeof askBody>;
/** What the page sends to /api/feedback. */
export type FeedbackBody = z.infer<typeof feedbackBody>;

/** @throws {Refused} 400 when the body is not of this form. */
export function readAsk(body: unknown): AskBody {
  return read(askBody, body);
}

/** @throws {Refused} 400 when the body is not of this form. */
export function readFeedback(body: unknown): FeedbackBody {
  return read(feedbackBody, body);
}

/** The question in what the page sent, with what was asked before in the thread. */
export function toQuestion(body: AskBody, prior: readonly string[]): Question {
  return {
    via: body.via ?? 'message',
    text: body.text,
    prior,
    ...(body.channel ? { channel: body.channel } : {}),
    ...(body.language ? { language: body.language } : {}),
    ...(body.locale ? { localeHint: body.locale } : {}),
  };
}

/** The console knows no people: whoever holds the random id of a thread is its person. */
export function conversationOf(desk: Desk, id: string): Conversation {
  return { platform: 'web', workspace: 'web', person: desk.personKey('web', 'web', id), thread: id };
}

function read<S extends z.ZodType>(schema: S, body: unknown): z.output<S> {
  const result = schema.safeParse(body);
  if (!result.success) throw new Refused(400, `wrong-${String(result.error.issues[0]?.path[0] ?? 'body')}`);
  return result.data;
}
