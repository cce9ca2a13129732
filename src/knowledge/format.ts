/** Fills {placeholders} of a sentence. An unknown placeholder is left out, so that no brace ever reaches a person. */
export function fill(sentence: string, values: Readonly<Record<string, string | number>> = {}): string {
  return sentence.replace(/\{([a-z]+)\}/gi, (_, key: string) => String(values[key] ?? ''));
}
