// What platforms and people put around a question is taken off before anything is understood: markup, mentions, links,
// invisible characters. What is left is plain text; nothing of it is ever repeated to a person.

/** Control, format (zero width, direction), private and lone surrogate characters, but not line ends and tabs. */
const INVISIBLE = /[^\P{C}\n\t]|\p{Variation_Selector}/gu;
const SLACK_TOKEN = /<(?:[@!#][^<>\n]{0,200}|(?:https?|mailto|tel):[^<>\n]{0,2000})>/gi;
const TAG = /<\/?[a-z][^<>\n]{0,300}>/gi;
const LINK = /\b(?:https?:\/\/|www\.)\S{1,2000}/gi;
const BROADCAST = /(?<![\w.])@(?:channel|everyone|here|all|team)\b/gi;
const ENTITIES: Record<string, string> = { '&nbsp;': ' ', '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'" };
const ADDRESS = /([\p{L}\p{N}][\p{L}\p{N}._+-]{0,80})@([\p{L}\p{N}.-]{1,120})/gu;
/** Addresses of the organisation, right or wrong: what stands before the @ says whose mailbox is doubted. */
const OUR_DOMAIN = /(?:^|\.)(?:iom|oim)\./i;
/** Single letters in a row, apart by one sign: "D.O.E.", "M I C I C", "M-i-G-O-F". */
const SPELT_OUT = /(?<![\p{L}\p{N}.-])[A-Za-z](?:([ .-])[A-Za-z](?![\p{L}\p{N}]))(?:\1[A-Za-z](?![\p{L}\p{N}])){1,5}/gu;
/** Characters that are read: beyond these a message is prose, and its beginning says what it wants. */
const LONGEST = 4000;

/** A cleaned message and what was taken out of it. */
export interface Cleaned {
  readonly text: string;
  readonly hadLink: boolean;
  readonly hadAddress: boolean;
}

/** Takes markup, mentions, links, addresses and invisible characters out of a message. */
export function cleanText(raw: string): Cleaned {
  // Cut again: one sign may be written out as eighteen letters.
  const text = raw.slice(0, LONGEST).normalize('NFKC').slice(0, LONGEST).replace(INVISIBLE, '');
  const decoded = text.replace(/&(?:nbsp|amp|lt|gt|quot|#39);/g, (e) => ENTITIES[e] ?? ' ');
  const noMarkup = decoded.replace(SLACK_TOKEN, ' ').replace(TAG, ' ');
  const noLinks = noMarkup.replace(LINK, ' ');
  // Looked for only where one can be: looking costs microseconds for each letter.
  const noAddresses = noLinks.includes('@') ? noLinks.replace(ADDRESS, nameOfMailbox) : noLinks;
  return {
    text: noAddresses
      .replace(BROADCAST, ' ')
      .replace(SPELT_OUT, (letters) => letters.replace(/[ .-]/g, ''))
      .replace(/[*_~`|{}[\]\\^#=]+/g, ' ')
      .replace(/\s+/g, ' ')
      .trim(),
    hadLink: noLinks !== noMarkup,
    hadAddress: noAddresses !== noLinks,
  };
}

/** "resettlement@iom.int, is that right?" asks for a mailbox; an address of somebody else is nothing of ours. */
function nameOfMailbox(_: string, name: string, domain: string): string {
  return OUR_DOMAIN.test(`.${domain}.`) ? ` ${name.replace(/[._+-]/g, ' ')} e-mail ` : ' ';
}
