/** Characters that can begin or end a format, a link, an image, an entity or a tag anywhere in a line; and what makes a bare link. */
const ANYWHERE = /[\\`*_[\]<>~|]|&(?=[#\w])|:(?=\/\/)|(?<=\bwww)\./gi;
/** What makes a heading, a list or a line of a table at the beginning of a line. */
const AT_START = /^(?=[#+=:-])/;
const NUMBERED = /^(\d{1,9})([.)])/;
const WORD_INSIDE = /(?<=[\p{L}\p{N}])\\_(?=[\p{L}\p{N}])/gu;
/** Adaptive Card clients turn {{DATE(…)}} and {{TIME(…)}} into dates, in every text. */
const TEMPLATE = /\{(?=\{)/g;
const WORD_JOINER = '\u2060';

/** One or more lines of text that markdown shows as they are: nothing becomes a link, a format, a list or an image. */
export function escapeMarkdown(text: string): string {
  return text.split('\n').map(escapeLine).join('\n');
}

/** A markdown link. The address must come from `webLink` or `mailLink`. */
export function markdownLink(title: string, link: string): string {
  return `[${escapeMarkdown(title)}](${link.replace(/[()[\]<>"'`*_\\|~^{}]/g, percent)})`;
}

/** Text for a place without markdown, where only the clients' own {{…}} formats have to be kept from working. */
export function escapeTemplate(text: string): string {
  return text.replace(TEMPLATE, `{${WORD_JOINER}`);
}

function escapeLine(line: string): string {
  const escaped = escapeTemplate(line).replace(ANYWHERE, '\\$&').replace(WORD_INSIDE, '_');
  return escaped.replace(NUMBERED, '$1\\$2').replace(AT_START, '\\');
}

function percent(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
}
