import type { Answer } from '../../answer.js';
import { renderAdaptiveCard } from '../../render/adaptive-card.js';
import { renderBlockKit } from '../../render/block-kit.js';
import { renderHtml } from '../../render/html.js';
import type { PlatformContext } from '../platform.js';
import { Refused } from './send.js';
import { conversationOf, readAsk, toQuestion } from './to-question.js';

/** An answer as the page gets it: the answer itself, and how each platform shows it. */
export interface RenderedAnswer {
  readonly answer: Answer;
  readonly html: string;
  readonly slack: ReturnType<typeof renderBlockKit>;
  readonly teams: ReturnType<typeof renderAdaptiveCard>;
}

/**
 * Answers what the page asked, and keeps it in the thread's memory.
 * @throws {Refused} 400 for a body of another form, 429 when the thread asks faster than allowed.
 */
export async function answerQuestion(context: PlatformContext, body: unknown): Promise<RenderedAnswer> {
  const { assistant, desk, metrics, now } = context;
  const asked = readAsk(body);
  const conversation = conversationOf(desk, asked.thread);
  if (!desk.allows(conversation)) throw new Refused(429, 'too-fast', { 'Retry-After': '60' });
  const start = now();
  const answer = assistant().ask(toQuestion(asked, await desk.recall(conversation)));
  await desk.remember(conversation, asked.text, answer);
  const rendered = renderAnswer(answer);
  metrics.answered({ outcome: answer.outcome, language: answer.language, platform: 'web' }, (now() - start) / 1000);
  return rendered;
}

function renderAnswer(answer: Answer): RenderedAnswer {
  return {
    answer,
    html: renderHtml(answer, { feedback: true }),
    slack: renderBlockKit(answer, { feedback: true }),
    teams: renderAdaptiveCard(answer, { feedback: true }),
  };
}
