import type { MailDraft } from '../answer.js';

const ADDRESS = /^[A-Za-z0-9][A-Za-z0-9._+-]{0,63}@[A-Za-z0-9][A-Za-z0-9-]{0,62}(?:\.[A-Za-z0-9][A-Za-z0-9-]{0,62}){1,8}$/;
/** Mail programs on Windows refuse longer ones. */
const LONGEST_MAILTO = 2000;
const LONGEST_LINK = 3000;
const MOST_LINES = 60;

/** The address of a web page, percent-encoded; undefined for anything else, so that it is shown as text and cannot be pressed. */
export function webLink(url: string): string | undefined {
  if (!URL.canParse(url)) return undefined;
  const link = new URL(url);
  if ((link.protocol !== 'https:' && link.protocol !== 'http:') || link.username || link.password) return undefined;
  return link.href.length <= LONGEST_LINK ? link.href : undefined;
}

/** `mailto:` and the address; undefined where it is not exactly one plain address. */
export function mailLink(address: string): string | undefined {
  return ADDRESS.test(address) ? `mailto:${address}` : undefined;
}

/** A `mailto:` address that opens the draft; last lines of the body are left out where mail programs would refuse the length. */
export function mailtoUrl(draft: MailDraft): string | undefined {
  const to = mailLink(draft.to);
  if (to === undefined) return undefined;
  const lines = draft.body.split(/\r?\n/, MOST_LINES);
  for (let count = lines.length; count >= 0; count -= 1) {
    const url = to + query({ subject: draft.subject, body: lines.slice(0, count).join('\r\n') });
    if (url.length <= LONGEST_MAILTO) return url;
  }
  return to;
}

function query(fields: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(fields).filter(([, value]) => value !== '');
  const joined = pairs.map(([name, value]) => `${name}=${encode(value)}`).join('&');
  return joined === '' ? '' : `?${joined}`;
}

/** Stricter than encodeURIComponent: some clients stop at quotes and brackets; half characters would throw. */
function encode(value: string): string {
  return encodeURIComponent(value.replace(/\p{Cs}/gu, '\ufffd')).replace(/[!'()*_]/g, percent);
}

function percent(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
}
