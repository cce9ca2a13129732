/** A kind of text that somebody may send to do harm. It grows to any length, so that the time it costs can be seen to grow. */
export interface HostileKind {
  readonly name: string;
  /** A text of exactly this many UTF-16 units. */
  text(length: number): string;
}

/** Stands in the injections: whoever finds it in a reply as markup has found a hole. */
export const CANARY = 'canary7f3a';

/** An address that no reply may link to. */
export const HOSTILE_HOST = 'evil.example';

const MARKUP = `<script>${CANARY}()</script><img src=x onerror=${CANARY}()><svg/onload=${CANARY}()>"'><a href="javascript:${CANARY}()">`;
const MARKDOWN = `[${CANARY}](https://${HOSTILE_HOST}/a) ![${CANARY}](https://${HOSTILE_HOST}/b.png) **${CANARY}** \`${CANARY}\` `;
const SLACK = `<!channel> <!here> <@U0IOMBOT01> <#C1|${CANARY}> <https://${HOSTILE_HOST}|${CANARY}> <!subteam^S1> `;
const TEAMS = `<at>${CANARY}</at> <at id="0">IOM</at>&nbsp;{{DATE(2020-01-01T00:00:00Z)}} `;
const TEMPLATE = `{{7*7}} \${7*7} <%= 7*7 %> #{7*7} {%${CANARY}%} {{constructor.constructor('return process')()}} %s %n `;
const SQL = "'; DROP TABLE inbox; -- ' OR '1'='1 \" ; SELECT pg_sleep(9); /* ";

// Marks of different classes in the wrong order: normalising sorts them, and a poor sorter takes the square of their number.
const UNSORTED_MARKS = '\u0301\u0316\u0345\u0327';

const REPEATED: Readonly<Record<string, string>> = {
  'one letter': 'a',
  'plain words': 'word ',
  'misspelt words': 'zxqwv kenyq rtss ',
  'words joined by dots': 'a.b/c&d.',
  digits: '1',
  'digits and hyphens': '1-',
  blanks: ' ',
  'wide blanks': '\u3000',
  'line ends': '\r\n',
  'header lines': `\r\nSet-Cookie: ${CANARY}=1\r\n\r\n`,
  brackets: '(',
  'quotation marks': '"',
  backslashes: '\\',
  'deep JSON': '{"a":[',
  'open tags': '<',
  'open link tags': '<a ',
  'open mentions of Teams': '<at>',
  'open mentions of Teams with attributes': '<at ',
  'open mentions of Slack': '<@U0',
  'open links of Slack': '<https:',
  entities: '&amp;',
  'cut entities': '&#',
  'nested entities': '&amp;lt;',
  'at signs': '@',
  'letters and at signs': 'a@',
  'cut addresses': 'a.b-c_d+',
  addresses: `${CANARY}@${HOSTILE_HOST} `,
  links: `https://${HOSTILE_HOST}/${CANARY} `,
  'joined links': 'https://x.y/',
  'question marks': '? ',
  'lone high halves': '\ud800',
  'lone low halves': '\udc00',
  'bidirectional controls': '\u202eRTS\u2066\u2069\u200f',
  'zero width': '\u200bR\u200dT\ufeffS\u2060',
  'zero bytes': '\0a',
  'control characters': '\u0001\u001b[31m\u0085\u2028',
  'tag characters': '\u{e0041}\u{e007f}',
  'stacked marks': `R${'\u0336\u0489\u035c\u0300'.repeat(8)}`,
  'unsorted marks': UNSORTED_MARKS,
  'unsorted Arabic marks': '\u0651\u064b\u0650\u0670',
  'letters that grow': '\ufdfa',
  'units that grow': '\u3316',
  'sharp s': 'ß',
  emoji: '👩‍👩‍👧‍👦🏳️‍🌈',
  'one Arabic letter': 'ا',
  'Arabic prefixes': 'وبالوكالولل ',
  'countries of one name': 'Congo Guinea Sudan ',
  'countries that are left out': 'Congo not the Guinea ',
  'many questions': 'who is the RTS for Kenya and WASH Peru? ',
  'many questions without ends': 'RTS Kenya and CCCM Mali plus rmm Chad, ',
  'Arabic questions': 'من هو منسق الاستجابة في كينيا وما رقم بيرو؟ ',
  'other agencies': 'UNHCR salary visa weather phone ',
  markup: MARKUP,
  markdown: MARKDOWN,
  'markup of Slack': SLACK,
  'markup of Teams': TEAMS,
  templates: TEMPLATE,
  SQL,
  paths: '../..%2f..\\etc/passwd%00 ',
  'gigantic mention': `<@U0IOMBOT01|${'x'.repeat(5000)}> `,
  'file names': 'C:\\Users\\x\\.env;rm -rf / | cat `id` $(id) ',
};

/** All kinds. */
export const HOSTILE_KINDS: readonly HostileKind[] = Object.entries(REPEATED).map(([name, piece]) => ({
  name,
  text: (length) => piece.repeat(Math.ceil(length / piece.length)).slice(0, length),
}));

/** The pieces that the kinds are made of, to be mixed. */
export const HOSTILE_PIECES: readonly string[] = Object.values(REPEATED);
