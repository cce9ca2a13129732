const LEADING_MENTION = /^\s*<@[UW][A-Z0-9]+(?:\|[^<>]*)?>/;

/**
 * The text without the mention of the assistant itself, wherever it stands and however often. Mentions of other people
 * stay: the understanding takes them out as markup. Where our own id is not known, the first mention is ours.
 */
export function withoutOwnMention(text: string, own: string | undefined): string {
  const bare = own === undefined ? text.replace(LEADING_MENTION, ' ') : text.replaceAll(mentionOf(own), ' ');
  return bare.replace(/[^\S\n]+/g, ' ').trim();
}

function mentionOf(id: string): RegExp {
  return new RegExp(`<@${id.replace(/[^A-Z0-9]/gi, '')}(?:\\|[^<>]*)?>`, 'g');
}
