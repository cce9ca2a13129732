import type { TeamsActivity } from './activity.js';

const TAG = /<at\b[^<>]{0,200}>([^<]{0,500})<\/at>/gi;
const BREAK = /<br\s*\/?>|<\/(?:p|div|li)>/gi;
const ENTITY = /&(?:#(\d{1,7})|#x([\da-f]{1,6})|(nbsp|amp|lt|gt|quot|apos));/gi;
const NAMED: Readonly<Record<string, string>> = { nbsp: ' ', amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/**
 * The words of a message: every mention of the assistant itself taken out, other people's names kept, entities decoded.
 * botbuilder's own helper takes out only the first mention and leaves `&nbsp;`.
 */
export function cleanText(activity: TeamsActivity): string {
  return decodeEntities(withoutOwnMentions(activity).replace(BREAK, '\n'))
    .replace(/\u00a0/g, ' ')
    .trim();
}

/** Tags are matched with the mentions in order, since another person may have the assistant's name. */
function withoutOwnMentions({ text = '', entities = [], recipient }: TeamsActivity): string {
  const mentions = entities.filter(({ type }) => type === 'mention');
  const used = new Set<(typeof mentions)[number]>();
  return text.replace(TAG, (tag: string, name: string) => {
    const mention = mentions.find(
      (m) => !used.has(m) && (m.text === tag || (m.text === undefined && m.mentioned?.name === name)),
    );
    if (mention) used.add(mention);
    const own = mention ? mention.mentioned?.id === recipient?.id : name === recipient?.name;
    return own ? ' ' : name;
  });
}

function decodeEntities(text: string): string {
  return text.replace(ENTITY, (whole: string, decimal?: string, hex?: string, name?: string) => {
    if (name !== undefined) return NAMED[name.toLowerCase()] ?? whole;
    const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
    return isCharacter(code) ? String.fromCodePoint(code) : whole;
  });
}

function isCharacter(code: number): boolean {
  return code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff);
}
