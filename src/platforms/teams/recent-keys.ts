const MOST = 10_000;

/** The newest keys, in memory. */
export class RecentKeys {
  readonly #keys = new Set<string>();

  add(key: string): void {
    this.#keys.add(key);
    const [oldest] = this.#keys;
    if (this.#keys.size > MOST && oldest !== undefined) this.#keys.delete(oldest);
  }

  has(key: string): boolean {
    return this.#keys.has(key);
  }
}
