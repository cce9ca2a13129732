import { fileURLToPath } from 'node:url';
import type { Assistant } from '../../src/assistant.js';
import { loadEngine } from '../../src/engine.js';

/** The assistant over the project's own knowledge; learnt once for all test files, as long as the knowledge stays the same. */
export function realAssistant(): Assistant {
  const knowledge = fileURLToPath(new URL('../../knowledge', import.meta.url));
  return loadEngine(knowledge, 'dist/engine.bin').assistant;
}
