import { type Features, type LinearModel, packModel, type Row, softmax } from './linear-model.js';

/** A text's features and the class it belongs to, or the classes where it asks several things. */
export interface Example {
  readonly features: Features;
  readonly labels: readonly string[];
  readonly weight?: number;
}

export interface TrainOptions {
  readonly epochs: number;
  readonly rate: number;
  /** Strength of the pull of all weights towards zero. */
  readonly decay: number;
  /** A feature seen in fewer examples is left out. */
  readonly minimumCount: number;
  /** Weights nearer than this to the middle one of their feature are left out. */
  readonly negligible: number;
  /** Each gives the examples another order; the weights that come of them are averaged. */
  readonly seeds: readonly number[];
}

/** The bias follows slowly, so that words decide and not how many examples a class happens to have. */
const BIAS_RATE = 0.02;

/** An example whose class is more probable than this is learnt … */
const SURE = 0.9;
/** … and is skipped in this share of the later rounds. */
const SKIP = 0.75;

/** Gradients smaller than this change nothing that matters. */
const NEGLIGIBLE = 0.002;

/** Deterministic pseudo-random numbers in [0, 1) (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/**
 * Trains multinomial logistic regression by stochastic gradient descent with per-feature step sizes (AdaGrad; Duchi,
 * Hazan, Singer 2011). A class's weights are the sum of the weights of its factors (itself, its kind, its subject), so
 * that "what does … stand for" is learnt once for all subjects. The same examples always give the same model.
 *
 * @param factorsOf names of the factors of a class, beside the class itself
 */
export function train(
  examples: readonly Example[],
  options: TrainOptions,
  factorsOf: (label: string) => readonly string[] = () => [],
): LinearModel {
  const classes = [...new Set(examples.flatMap((e) => e.labels))].sort();
  const classIndex = new Map(classes.map((c, i) => [c, i]));
  const columns = new Map<string, number>();
  const column = (name: string): number => {
    const at = columns.get(name) ?? columns.size;
    columns.set(name, at);
    return at;
  };
  const factors = classes.map((c) => [`class ${c}`, ...factorsOf(c)].map(column));
  const known = knownFeatures(examples, options.minimumCount);
  const rows = new Map(known.map((hash, row) => [hash, row]));
  const compact = examples.map((e) => compactExample(e, rows, classIndex));
  const width = columns.size;
  const mean: Weights = { width, factors, weights: new Float32Array(known.length * width), bias: new Float32Array(width) };
  for (const seed of options.seeds) {
    const { weights, bias } = learnOnce(compact, mean, options, seed);
    for (let i = 0; i < weights.length; i++)
      mean.weights[i] = (mean.weights[i] as number) + (weights[i] as number) / options.seeds.length;
    for (let i = 0; i < width; i++) mean.bias[i] = (mean.bias[i] as number) + (bias[i] as number) / options.seeds.length;
  }
  return packModel(
    classes,
    sumsOf(factors, mean.bias),
    new Map(known.map((hash, row) => [hash, rowOf(mean, row, options.negligible)])),
  );
}

function learnOnce(
  examples: readonly Compact[],
  { width, factors, weights }: Weights,
  options: TrainOptions,
  seed: number,
): Weights {
  const state: State = {
    width,
    factors,
    weights: new Float32Array(weights.length),
    squares: new Float32Array(weights.length),
    bias: new Float32Array(width),
    room: { sums: new Float32Array(width), gradient: new Float32Array(width), active: new Int32Array(width) },
  };
  const order = [...examples.keys()];
  const random = randomFrom(seed);
  const sure = new Float32Array(examples.length);
  for (let epoch = 0; epoch < options.epochs; epoch++) {
    shuffle(order, random);
    for (const index of order) {
      // What is learnt already is looked at again only now and then: this halves the time and changes nothing that matters.
      if (epoch > 2 && (sure[index] as number) > SURE && random() < SKIP) continue;
      sure[index] = step(state, examples[index] as Compact, options);
    }
  }
  return state;
}

interface Weights {
  /** Number of factors: the length of a row of weights. */
  readonly width: number;
  /** The factors of each class. */
  readonly factors: readonly (readonly number[])[];
  readonly weights: Float32Array;
  readonly bias: Float32Array;
}

interface State extends Weights {
  readonly squares: Float32Array;
  /** Written anew at each step. */
  readonly room: { readonly sums: Float32Array; readonly gradient: Float32Array; readonly active: Int32Array };
}

/** One step down the gradient of one example; returns how probable its only class was before. */
function step({ width, factors, weights, squares, bias, room }: State, example: Compact, options: TrainOptions): number {
  const { rows, values, labels, weight } = example;
  const { sums, gradient, active } = room;
  sums.set(bias);
  for (let f = 0; f < rows.length; f++) {
    const offset = (rows[f] as number) * width;
    const value = values[f] as number;
    for (let c = 0; c < width; c++) sums[c] = (sums[c] as number) + value * (weights[offset + c] as number);
  }
  const errors = softmax(sumsOf(factors, sums));
  const [first = 0] = labels;
  const before = labels.length === 1 ? (errors[first] as number) : 0;
  for (const label of labels) errors[label] = (errors[label] as number) - 1 / labels.length;
  gradient.fill(0);
  for (let c = 0; c < factors.length; c++) {
    const error = (errors[c] as number) * weight;
    for (const factor of factors[c] as readonly number[]) gradient[factor] = (gradient[factor] as number) + error;
  }
  // Most classes are already told apart: leaving out their tiny steps makes training several times faster.
  let count = 0;
  for (let c = 0; c < width; c++) {
    const g = gradient[c] as number;
    if (Math.abs(g) <= NEGLIGIBLE) continue;
    active[count++] = c;
    bias[c] = (bias[c] as number) - options.rate * BIAS_RATE * g;
  }
  const { rate, decay } = options;
  for (let f = 0; f < rows.length; f++) {
    const offset = (rows[f] as number) * width;
    const value = values[f] as number;
    for (let i = 0; i < count; i++) {
      const c = active[i] as number;
      const at = offset + c;
      const g = value * (gradient[c] as number) + decay * (weights[at] as number);
      const s = (squares[at] as number) + g * g;
      squares[at] = s;
      weights[at] = (weights[at] as number) - (rate * g) / (Math.sqrt(s) + 1e-6);
    }
  }
  return before;
}

/**
 * Adds each class's factors up, so that scoring knows classes only. A number added to all classes of a feature changes
 * no probability: each row is moved so that its middle weight is 0, and what is then near 0 is left out.
 */
function rowOf({ factors, weights, width }: Weights, row: number, negligible: number): Row {
  const own = sumsOf(factors, weights.subarray(row * width, (row + 1) * width));
  const middle = own.slice().sort()[own.length >> 1] as number;
  return [...own].map((weight, c) => [c, weight - middle] as const).filter(([, weight]) => Math.abs(weight) > negligible);
}

/** The sum of each class's factors. */
function sumsOf(factors: Weights['factors'], values: Float32Array): Float32Array {
  const out = new Float32Array(factors.length);
  for (let c = 0; c < factors.length; c++) {
    let sum = 0;
    for (const factor of factors[c] as readonly number[]) sum += values[factor] as number;
    out[c] = sum;
  }
  return out;
}

interface Compact {
  readonly rows: Int32Array;
  readonly values: Float32Array;
  readonly labels: readonly number[];
  readonly weight: number;
}

function compactExample(example: Example, rows: ReadonlyMap<number, number>, classIndex: ReadonlyMap<string, number>): Compact {
  const keptRows: number[] = [];
  const keptValues: number[] = [];
  example.features.ids.forEach((id, i) => {
    const row = rows.get(id);
    if (row === undefined) return;
    keptRows.push(row);
    keptValues.push(example.features.values[i] as number);
  });
  return {
    rows: Int32Array.from(keptRows),
    values: Float32Array.from(keptValues),
    labels: example.labels.map((label) => classIndex.get(label) as number),
    weight: example.weight ?? 1,
  };
}

function knownFeatures(examples: readonly Example[], minimumCount: number): number[] {
  const counts = new Map<number, number>();
  for (const example of examples) for (const id of example.features.ids) counts.set(id, (counts.get(id) ?? 0) + 1);
  return [...counts].filter(([, count]) => count >= minimumCount).map(([id]) => id);
}

function shuffle(order: number[], random: () => number): void {
  for (let i = order.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [order[i], order[j]] = [order[j] as number, order[i] as number];
  }
}
