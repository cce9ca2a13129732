// A linear classifier (multinomial logistic regression) over hashed sparse features.
// Scores are plain sums of weights, so the trace can show which feature spoke for a class, and two texts (a question and
// the thread before it) combine by adding their scores.

/** Sparse features: hashed names and their values, the same length. */
export interface Features {
  readonly ids: Uint32Array;
  readonly values: Float32Array;
}

/** A trained classifier. `weights` has one row of `classes.length` numbers a known feature. */
export interface LinearModel {
  readonly classes: readonly string[];
  readonly bias: Float32Array;
  /** Feature hash -> row of `weights`. */
  readonly rows: ReadonlyMap<number, number>;
  readonly weights: Float32Array;
}

/** FNV-1a hash of a feature's name, 32 bits, continued from `seed`. */
export function hashFeature(name: string, seed = 0x811c9dc5): number {
  let hash = seed;
  for (let i = 0; i < name.length; i++) {
    hash ^= name.charCodeAt(i);
    hash = Math.imul(hash, 0x01000193);
  }
  return hash >>> 0;
}

/** Sum of the weights of all known features, one number a class (logits). */
export function score(model: LinearModel, features: Features): Float32Array {
  const width = model.classes.length;
  const scores = Float32Array.from(model.bias);
  for (let f = 0; f < features.ids.length; f++) {
    const row = model.rows.get(features.ids[f] as number);
    if (row === undefined) continue;
    const value = features.values[f] as number;
    const offset = row * width;
    for (let c = 0; c < width; c++) scores[c] = (scores[c] as number) + value * (model.weights[offset + c] as number);
  }
  return scores;
}

/** Turns scores into probabilities that add up to 1. */
export function softmax(scores: Float32Array, temperature = 1): Float32Array {
  let max = Number.NEGATIVE_INFINITY;
  for (const s of scores) if (s > max) max = s;
  const out = new Float32Array(scores.length);
  let sum = 0;
  for (let i = 0; i < scores.length; i++) {
    const e = Math.exp(((scores[i] as number) - max) / temperature);
    out[i] = e;
    sum += e;
  }
  for (let i = 0; i < out.length; i++) out[i] = (out[i] as number) / sum;
  return out;
}

/** Indices of the classes, most probable first, at most `count`. */
export function ranked(probabilities: Float32Array, count: number): number[] {
  return [...probabilities.keys()].sort((a, b) => (probabilities[b] as number) - (probabilities[a] as number)).slice(0, count);
}
