/**
 * A module as it is built, by its name in src/. The benches measure what runs in earnest: tsx would give every function its name
 * again each time it is made, which costs a tenth.
 */
export async function built<T>(name: string): Promise<T> {
  return (await import(new URL(`../dist/${name}.js`, import.meta.url).href)) as T;
}
