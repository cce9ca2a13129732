import { createInterface } from 'node:readline/promises';
import type { Readable, Writable } from 'node:stream';
import type { Answer } from '../../answer.js';
import type { Assistant } from '../../assistant.js';
import { renderPlainText } from '../../render/plain-text.js';

/** An answer as a terminal shows it: the card's text, its choices by number, its source and date. */
export function terminalText(answer: Answer): string {
  const choices = answer.choices.map((choice, i) => `  ${i + 1}. ${choice.label}`);
  const sources = answer.sources.map((s) => s.title).join(', ');
  const source = sources ? `${answer.labels.source}: ${sources}, ${answer.labels.asOf} ${answer.sources[0]?.asOf ?? ''}` : '';
  return [renderPlainText(answer), choices.join('\n'), source].filter(Boolean).join('\n\n');
}

/** A conversation in the terminal. A number picks a choice; an empty line or Ctrl-D ends it. */
export async function chat(assistant: Assistant, input: Readable, output: Writable): Promise<void> {
  const lines = createInterface({ input, output, prompt: '> ' });
  const prior: string[] = [];
  let choices: Answer['choices'] = [];
  lines.prompt();
  for await (const line of lines) {
    const typed = line.trim();
    if (typed === '') break;
    const text = choices[Number(typed) - 1]?.value ?? typed;
    const answer = assistant.ask({ via: 'message', text, prior });
    prior.push(text);
    choices = answer.choices;
    output.write(`\n${terminalText(answer)}\n\n`);
    lines.prompt();
  }
  lines.close();
}
