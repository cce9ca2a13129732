/** JSON that Slack sent: nothing in it is taken for granted. */
export type Payload = Readonly<Record<string, unknown>>;

type Path = readonly (string | number)[];

function valueAt(value: unknown, path: Path): unknown {
  let here = value;
  for (const step of path) {
    if (typeof here !== 'object' || here === null) return undefined;
    here = (here as Record<string | number, unknown>)[step];
  }
  return here;
}

/** The text at a path, or undefined where there is none or an empty one. */
export function textAt(value: unknown, ...path: Path): string | undefined {
  const found = valueAt(value, path);
  return typeof found === 'string' && found !== '' ? found : undefined;
}

/** The list at a path; empty where there is none. */
export function listAt(value: unknown, ...path: Path): readonly unknown[] {
  const found = valueAt(value, path);
  return Array.isArray(found) ? found : [];
}

/** True when the value at a path is true, or the text `true` as in slash commands. */
export function flagAt(value: unknown, ...path: Path): boolean {
  const found = valueAt(value, path);
  return found === true || found === 'true';
}

/** The number at a path, or undefined. */
export function numberAt(value: unknown, ...path: Path): number | undefined {
  const found = valueAt(value, path);
  return typeof found === 'number' ? found : undefined;
}
