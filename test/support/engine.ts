import { mkdirSync } from 'node:fs';
import { type Engine, loadEngine } from '../../src/engine.js';

let engine: Engine | undefined;

/** The real assistant on the real knowledge, learnt once and kept beside the build. */
export function realEngine(): Engine {
  mkdirSync('dist', { recursive: true });
  engine ??= loadEngine('knowledge', 'dist/engine.bin');
  return engine;
}
