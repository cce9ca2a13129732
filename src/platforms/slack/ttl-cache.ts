interface Entry<T> {
  readonly value: T;
  readonly until: number;
}

/** Remembers small things for a while; the oldest entry goes when it is full. Not for secrets, not for answers. */
export class TtlCache<T> {
  readonly #entries = new Map<string, Entry<T>>();

  constructor(
    private readonly now: () => number,
    private readonly largest = 10_000,
  ) {}

  get(key: string): T | undefined {
    const entry = this.#entries.get(key);
    if (entry !== undefined && entry.until > this.now()) return entry.value;
    this.#entries.delete(key);
    return undefined;
  }

  set(key: string, value: T, milliseconds: number): void {
    this.#entries.delete(key);
    this.#entries.set(key, { value, until: this.now() + milliseconds });
    if (this.#entries.size > this.largest) this.#entries.delete(this.#entries.keys().next().value as string);
  }

  delete(key: string): void {
    this.#entries.delete(key);
  }
}
