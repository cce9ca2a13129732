import { z } from 'zod';

const text = z.string().trim().min(1, 'must not be empty');

/**
 * Every word the assistant says that is not an answer. One file a language; {braces} are filled in.
 * A placeholder that a file lacks or invents is a fault, found against the English file by check.ts.
 */
export const wordingFile = z.strictObject({
  /** The language's own name. */
  name: text,
  titles: z.record(z.string(), text),
  sentences: z.record(z.string(), text),
  labels: z.record(z.string(), text),
  /** Sub-commands of the slash command, each with the words that call it. */
  commands: z.record(z.string(), z.array(text)),
  kinds: z.record(z.string(), z.strictObject({ one: text, many: text, does: text })),
});

export type Wording = z.infer<typeof wordingFile>;
