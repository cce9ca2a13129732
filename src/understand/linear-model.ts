// A linear classifier (multinomial logistic regression) over hashed sparse features.
// Scores are plain sums of weights, so the trace can show which feature spoke for a class, and two texts (a question and
// the thread before it) combine by adding their scores.

/** Sparse features: hashed names and their values, the same length. */
export interface Features {
  readonly ids: Uint32Array;
  readonly values: Float32Array;
}

/** Feature hash -> row, as an open hash table: a Map of such big numbers is several times slower to ask and to load. */
export interface RowTable {
  /** A power of two of places, at most half of them taken. */
  readonly hashes: Uint32Array;
  /** The row of the hash in the same place, or -1 where the place is free. */
  readonly rows: Int32Array;
}

/** Numbers the given hashes from 0. */
export function createRowTable(ids: readonly number[]): RowTable {
  const size = 2 ** Math.ceil(Math.log2(2 * ids.length + 2));
  const table = { hashes: new Uint32Array(size), rows: new Int32Array(size).fill(-1) };
  ids.forEach((id, row) => {
    let at = id & (size - 1);
    while (table.rows[at] !== -1) at = (at + 1) & (size - 1);
    table.hashes[at] = id;
    table.rows[at] = row;
  });
  return table;
}

/** The row of a feature, -1 where the model does not know it. */
export function rowOf({ hashes, rows }: RowTable, id: number): number {
  const last = hashes.length - 1;
  let at = id & last;
  while (rows[at] !== -1 && hashes[at] !== id) at = (at + 1) & last;
  return rows[at] as number;
}

/** A trained classifier. A known feature has a row of weights, of which only those that matter are kept. */
export interface LinearModel {
  readonly classes: readonly string[];
  readonly bias: Float32Array;
  readonly rows: RowTable;
  /** Where each row begins in `columns` and `weights`, and where the last one ends. */
  readonly starts: Uint32Array;
  /** The class of each weight. */
  readonly columns: Uint16Array;
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
export function score({ rows, starts, columns, weights, bias }: LinearModel, features: Features): Float32Array {
  const scores = Float32Array.from(bias);
  for (let f = 0; f < features.ids.length; f++) {
    const row = rowOf(rows, features.ids[f] as number);
    if (row < 0) continue;
    const value = features.values[f] as number;
    const end = starts[row + 1] as number;
    for (let i = starts[row] as number; i < end; i++) {
      const column = columns[i] as number;
      scores[column] = (scores[column] as number) + value * (weights[i] as number);
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
