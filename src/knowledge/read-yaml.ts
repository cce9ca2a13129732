import { isNode, LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';

/** One thing wrong in a knowledge file: where, what, and how to mend it. */
export interface Fault {
  readonly file: string;
  readonly line: number;
  readonly what: string;
  readonly cure: string;
}

/** Thrown when knowledge cannot be used; lists every fault found, so that one round mends them all. */
export class KnowledgeError extends Error {
  constructor(readonly faults: readonly Fault[]) {
    super(faults.map((f) => `${f.file}:${f.line}: ${f.what}. ${f.cure}`).join('\n'));
    this.name = 'KnowledgeError';
  }
}

/** Parsed content, and a way back from a path in it to the line where it stands. */
export interface Parsed<T> {
  readonly value: T;
  readonly lineOf: (path: readonly PropertyKey[]) => number;
}

/** Parses YAML text and validates it. Returns the content, or every fault with its line. */
export function readYaml<S extends z.ZodType>(file: string, source: string, schema: S): Parsed<z.output<S>> | Fault[] {
  const lines = new LineCounter();
  const document = parseDocument(source, { lineCounter: lines, uniqueKeys: true });
  const lineAt = (offset: number) => lines.linePos(offset).line;
  if (document.errors.length > 0) {
    return document.errors.map((e) => ({
      file,
      line: lineAt(e.pos[0]),
      what: `not valid YAML: ${e.message.split('\n')[0] ?? ''}`,
      cure: 'Check indentation, quotes and colons on this line and the one before',
    }));
  }
  const lineOf = (path: readonly PropertyKey[]): number => {
    for (let depth = path.length; depth >= 0; depth--) {
      const node = document.getIn(path.slice(0, depth), true);
      if (isNode(node) && node.range) return lineAt(node.range[0]);
    }
    return 1;
  };
  const result = schema.safeParse(document.toJS());
  if (result.success) return { value: result.data, lineOf };
  return result.error.issues.map((issue) => ({
    file,
    line: lineOf(issue.path),
    what: `"${issue.path.map(String).join('.') || 'the file'}" is wrong: ${issue.message}`,
    cure: cureFor(issue),
  }));
}

function cureFor(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'unrecognized_keys':
      return `Remove or rename ${issue.keys.map((k) => `"${k}"`).join(', ')}`;
    case 'invalid_type':
      return issue.message.includes('undefined') ? 'Add this entry' : 'Put the value in quotes, or give it the type named';
    case 'invalid_value':
      return `Use one of: ${issue.values.map(String).join(', ')}`;
    default:
      return 'Change the value so that it is as described';
  }
}
