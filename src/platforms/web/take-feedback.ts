import type { PlatformContext } from '../platform.js';
import { Refused } from './send.js';
import { conversationOf, readFeedback } from './to-question.js';

/**
 * Keeps how a person liked an answer.
 * @throws {Refused} 400 for a body of another form, 429 when it comes faster than allowed.
 */
export async function takeFeedback(context: PlatformContext, body: unknown): Promise<void> {
  const { thread, helpful, topics, language, question, comment } = readFeedback(body);
  const conversation = conversationOf(context.desk, thread);
  if (!context.desk.allows(conversation)) throw new Refused(429, 'too-fast', { 'Retry-After': '60' });
  await context.desk.recordFeedback({
    conversation,
    helpful,
    topics,
    language,
    ...(question ? { question } : {}),
    ...(comment ? { comment } : {}),
  });
  context.metrics.count('feedback', 'web');
}
