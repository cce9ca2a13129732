import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { deserialize, serialize } from 'node:v8';

/** Where the compiled copy of the knowledge may be: beside the build, or in the data folder where the build is read-only. */
export function compiledCopies(dataDirectory: string): string[] {
  return [fileURLToPath(new URL('./engine.bin', import.meta.url)), join(dataDirectory, 'engine.bin')];
}

/** What the first file with this key holds, or undefined. A torn or foreign file is like none: it is made again. */
export function readCopy(files: readonly string[], key: string): unknown {
  for (const file of files) {
    try {
      const bytes = readFileSync(file);
      const head = headOf(key);
      if (bytes.subarray(0, head.length).equals(head)) return deserialize(bytes.subarray(head.length));
    } catch {
      // Not there, or torn: the next one may do.
    }
  }
  return undefined;
}

/** Keeps a copy in the first file that can be written. Without one, only the next start takes longer. */
export function writeCopy(files: readonly string[], key: string, content: unknown): void {
  const bytes = Buffer.concat([headOf(key), serialize(content)]);
  for (const file of files) {
    const draft = `${file}.${process.pid}`;
    try {
      mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
      writeFileSync(draft, bytes);
      renameSync(draft, file);
      return;
    } catch {
      // Read-only, or full: then half a draft must not stay.
      if (existsSync(draft)) rmSync(draft);
    }
  }
}

// In front, so that a copy of something else is known before it is read.
function headOf(key: string): Buffer {
  return Buffer.from(`${key}\n`);
}
