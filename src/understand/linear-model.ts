// A linear classifier (multinomial logistic regression) over hashed sparse features.
// Scores are plain sums of weights, so the trace can show which feature spoke for a class, and two texts (a question and
// the thread before it) combine by adding their scores.

/** Sparse features: hashed names and their values, the same length. */
export interface Features {
  readonly ids: Int32Array;
  readonly values: Float32Array;
}

/**
 * A trained classifier. What one feature needs lies together and is small, since scoring waits for memory more than it
 * counts: the table gives its stretch of `packed`, and each number there holds a class and its weight.
 */
export interface LinearModel {
  readonly classes: readonly string[];
  readonly bias: Float32Array;
  /** Open hash table, four numbers a place: feature hash, begin and end of its stretch, its step. A free place has an end of 0. */
  readonly table: Int32Array;
  /** Low 8 bits: index of the class; high 8 bits: the weight in steps of its feature. */
  readonly packed: Int16Array;
}

/** Numbers of a place of the table. */
const PLACE = 4;
const CLASS_BITS = 8;
const CLASS_MASK = 2 ** CLASS_BITS - 1;
/** A feature's largest weight is this many of its steps. */
const MOST_STEPS = 127;
/** Steps are kept as whole numbers of this. */
const UNIT = 2 ** -24;

/** The weights that matter of one feature, as [class, weight]. */
export type Row = readonly (readonly [number, number])[];

/**
 * Packs a classifier.
 * @throws {Error} when there are more classes than eight bits can name
 */
export function packModel(classes: readonly string[], bias: Float32Array, rows: ReadonlyMap<number, Row>): LinearModel {
  if (classes.length > CLASS_MASK + 1)
    throw new Error(`${classes.length} classes do not fit into ${CLASS_BITS} bits. Widen CLASS_BITS.`);
  const kept = [...rows].filter(([, row]) => row.some(([, weight]) => weight !== 0));
  const places = 2 ** Math.ceil(Math.log2(1.5 * kept.length + 2));
  const table = new Int32Array(PLACE * places);
  const packed: number[] = [];
  for (const [hash, row] of kept) {
    const most = Math.max(...row.map(([, weight]) => Math.abs(weight)));
    let at = PLACE * (hash & (places - 1));
    while (table[at + 2] !== 0) at = (at + PLACE) % table.length;
    const begin = packed.length;
    for (const [column, weight] of row) packed.push((Math.round((weight / most) * MOST_STEPS) << CLASS_BITS) | column);
    table.set([hash, begin, packed.length, Math.round(most / MOST_STEPS / UNIT)], at);
  }
  return { classes, bias, table, packed: Int16Array.from(packed) };
}

/** FNV-1a hash of a feature's name, 32 bits with a sign (the runtime keeps those without a box), continued from `seed`. */
export function hashFeature(name: string, seed = 0x811c9dc5 | 0): number {
  let hash = seed;
  for (let i = 0; i < name.length; i++) hash = hashLetter(name.charCodeAt(i), hash);
  return hash;
}

/** The hash of a name that is one letter longer. */
export function hashLetter(code: number, hash: number): number {
  return Math.imul(hash ^ code, 0x01000193);
}

/** Sum of the weights of all known features, one number a class (logits). */
export function score({ table, packed, bias }: LinearModel, features: Features): Float32Array {
  const scores = Float32Array.from(bias);
  const last = table.length / PLACE - 1;
  for (let f = 0; f < features.ids.length; f++) {
    const hash = features.ids[f] as number;
    let at = PLACE * (hash & last);
    while (table[at] !== hash && table[at + 2] !== 0) at = at === PLACE * last ? 0 : at + PLACE;
    const end = table[at + 2] as number;
    const step = (features.values[f] as number) * (table[at + 3] as number) * UNIT;
    for (let i = table[at + 1] as number; i < end; i++) {
      const both = packed[i] as number;
      const column = both & CLASS_MASK;
      scores[column] = (scores[column] as number) + step * (both >> CLASS_BITS);
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
