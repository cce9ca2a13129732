// A linear classifier (multinomial logistic regression) over hashed sparse features.
// Scores are plain sums of weights, so the trace can show which feature spoke for a class, and two texts (a question and
// the thread before it) combine by adding their scores.

/** Sparse features: hashed names and their values, the same length. */
export interface Features {
  readonly ids: Uint32Array;
  readonly values: Float32Array;
}

/**
 * A trained classifier. What one feature needs lies together, since scoring waits for memory more than it counts: the
 * table gives its stretch of `packed`, and each number there holds a class and its weight.
 */
export interface LinearModel {
  readonly classes: readonly string[];
  readonly bias: Float32Array;
  /** Open hash table, three numbers a place: feature hash, begin and end of its stretch. A free place has an end of 0. */
  readonly table: Uint32Array;
  /** Low 8 bits: index of the class; the rest: the weight in steps of `STEP`. */
  readonly packed: Int32Array;
}

/** Weights are kept in steps so small that no probability shows it. */
const STEP = 2 ** -18;
/** A weight larger than this decides alone anyway; the packing has no room for it. */
const MOST = 31;
const CLASS_BITS = 8;
const CLASS_MASK = 2 ** CLASS_BITS - 1;

/** The weights that matter of one feature, as [class, weight]. */
export type Row = readonly (readonly [number, number])[];

/**
 * Packs a classifier.
 * @throws {Error} when there are more classes than eight bits can name
 */
export function packModel(classes: readonly string[], bias: Float32Array, rows: ReadonlyMap<number, Row>): LinearModel {
  if (classes.length > CLASS_MASK + 1)
    throw new Error(`${classes.length} classes do not fit into ${CLASS_BITS} bits. Widen CLASS_BITS.`);
  const places = 2 ** Math.ceil(Math.log2(2 * rows.size + 2));
  const table = new Uint32Array(3 * places);
  const packed: number[] = [];
  for (const [hash, row] of rows) {
    if (row.length === 0) continue;
    let at = 3 * (hash & (places - 1));
    while (table[at + 2] !== 0) at = (at + 3) % table.length;
    const begin = packed.length;
    for (const [column, weight] of row)
      packed.push((Math.round(Math.max(-MOST, Math.min(MOST, weight)) / STEP) << CLASS_BITS) | column);
    table.set([hash, begin, packed.length], at);
  }
  return { classes, bias, table, packed: Int32Array.from(packed) };
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
export function score({ table, packed, bias }: LinearModel, features: Features): Float32Array {
  const scores = Float32Array.from(bias);
  const last = table.length / 3 - 1;
  for (let f = 0; f < features.ids.length; f++) {
    const hash = features.ids[f] as number;
    let at = 3 * (hash & last);
    while (table[at] !== hash && table[at + 2] !== 0) at = at === 3 * last ? 0 : at + 3;
    const end = table[at + 2] as number;
    if (end === 0) continue;
    const value = (features.values[f] as number) * STEP;
    for (let i = table[at + 1] as number; i < end; i++) {
      const both = packed[i] as number;
      const column = both & CLASS_MASK;
      scores[column] = (scores[column] as number) + value * (both >> CLASS_BITS);
    }
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
