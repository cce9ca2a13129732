import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { z } from 'zod';
import type { Answer } from '../../answer.js';
import type { Assistant } from '../../assistant.js';
import { renderAdaptiveCard } from '../../render/adaptive-card.js';
import { renderBlockKit } from '../../render/block-kit.js';
import { renderPlainText } from '../../render/plain-text.js';

const line = z.object({
  id: z.union([z.string(), z.number()]),
  via: z.enum(['message', 'mention', 'slash']).default('message'),
  text: z.string(),
  context: z.object({ channel: z.string().nullish(), prior: z.array(z.string()).nullish() }).nullish(),
});

/**
 * Answers questions as JSON Lines, one line each, in the order read, streaming.
 * A line that cannot be read is answered by an error and the run goes on.
 * @returns how many lines could not be read
 */
export async function runBatch(
  assistant: Assistant,
  input: Readable,
  output: Writable,
  options: { readonly cards: boolean },
): Promise<number> {
  let faults = 0;
  for await (const text of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    if (text.trim() === '') continue;
    const question = readLine(text);
    if ('error' in question) faults++;
    const reply = 'error' in question ? question : answerLine(assistant, question, options.cards);
    if (!output.write(`${JSON.stringify(reply)}\n`)) await new Promise((resolve) => output.once('drain', resolve));
  }
  return faults;
}

function readLine(text: string): z.infer<typeof line> | { id: unknown; error: string } {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { id: null, error: 'The line is not JSON. Write one JSON object a line.' };
  }
  const parsed = line.safeParse(value);
  if (parsed.success) return parsed.data;
  const id = typeof value === 'object' && value !== null && 'id' in value ? value.id : null;
  const issue = parsed.error.issues[0];
  return {
    id,
    error: `"${issue?.path.join('.') || 'the line'}" is wrong: ${issue?.message ?? ''}. See the fields of a question in README.md.`,
  };
}

function answerLine(assistant: Assistant, { id, via, text, context }: z.infer<typeof line>, cards: boolean) {
  const answer = assistant.ask({
    via,
    text,
    ...(context?.channel ? { channel: context.channel } : {}),
    ...(context?.prior ? { prior: context.prior } : {}),
  });
  return { ...batchReply(id, answer), ...(cards ? { slack: renderBlockKit(answer), teams: renderAdaptiveCard(answer) } : {}) };
}

/** An answer as the batch command writes it. */
export function batchReply(id: unknown, answer: Answer) {
  return {
    id,
    outcome: answer.outcome,
    lang: answer.language,
    text: renderPlainText(answer),
    choices: answer.choices,
    sources: answer.sources,
  };
}
