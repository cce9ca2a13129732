// What a record or a person wrote is shown as it stands, except for characters that no reader sees and that could turn a
// line around, hide words in it or break the format it travels in.

/** Finds texts that need work; a list of what is harmless, because nearly all texts are and this is the fastest way to know. */
const ODD = /[^\n -~\u00a0-\u200a\u200c-\u2027\u202f-\u205f\u206a-\ud7ff\uf900-\ufefe\uff00-\ufff8\ufffc-\uffff]/;
const BREAKS = /\r\n?|[\v\f\u0085\u2028\u2029]/g;
const HIDDEN = /[^\P{Cc}\n]|[\u200b\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]|[\u{e0000}-\u{e007f}]/gu;
const HALF = /\p{Cs}/gu;

/** Text of several lines without invisible controls, blank lines and blanks at the ends of lines. */
export function tidyText(text: string): string {
  const seen = ODD.test(text)
    ? text.replace(BREAKS, '\n').replaceAll('\t', ' ').replace(HIDDEN, '').replace(HALF, '\ufffd')
    : text;
  const even = seen.includes('  ') ? seen.replace(/ {2,}/g, ' ') : seen;
  return even.includes('\n') ? linesOf(even).join('\n') : even.trim();
}

/** The same on one line, for titles, labels and list items. */
export function tidyLine(text: string): string {
  return tidyText(text).replaceAll('\n', ' ');
}

function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}
