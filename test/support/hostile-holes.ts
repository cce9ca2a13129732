import type { Answer } from '../../src/answer.js';
import { renderAdaptiveCard } from '../../src/render/adaptive-card.js';
import { renderBlockKit } from '../../src/render/block-kit.js';
import { renderHtml } from '../../src/render/html.js';
import { checkSlackMessage } from '../../src/render/slack-limits.js';
import { formatsIn, objectsIn } from '../render/readable.js';
import { CANARY, HOSTILE_HOST } from './hostile-texts.js';

const TAGS = new Set('article,section,h2,h3,p,br,ul,li,dl,div,dt,dd,span,a,bdi,button,footer,details,summary'.split(','));
const ATTRIBUTES = new Set('class,lang,dir,role,type,href,target,rel,data-action,data-value'.split(','));
const TAG = /<\/?([a-z][a-z0-9]*)((?:\s+[a-z-]+="[^"<>]*")*)\s*>/gi;
const LINK = /^(?:https:\/\/|mailto:)/;
/** What Slack reads as a mention, a group or a link in a text. */
const SLACK_MARKUP = /<[!@#]|<[a-z]+:/i;

/** Everything in the renderings of an answer that a person's words turned into more than words. */
export function holesIn(answer: Answer): string[] {
  const options = { feedback: true, share: true, reference: 'r' };
  return [
    ...holesInHtml(renderHtml(answer, options)),
    ...holesInSlack(renderBlockKit(answer, options)),
    ...holesInCard(renderAdaptiveCard(answer, options)),
  ];
}

/** Tags, attributes and addresses that no card has. */
export function holesInHtml(html: string): string[] {
  const holes: string[] = [];
  const text = html.replace(TAG, (whole: string, name: string, attributes: string) => {
    if (!TAGS.has(name.toLowerCase())) holes.push(`html: tag ${whole}`);
    for (const [, key = '', value = ''] of attributes.matchAll(/([a-z-]+)="([^"]*)"/gi)) {
      if (!ATTRIBUTES.has(key)) holes.push(`html: attribute ${key}`);
      if (key === 'href' && (!LINK.test(value) || isForeign(value))) holes.push(`html: link ${value}`);
    }
    return '';
  });
  if (/[<>"]/.test(text)) holes.push(`html: not escaped ${/.{0,20}[<>"].{0,20}/s.exec(text)?.[0]}`);
  return holes;
}

/** Mentions, foreign links and refused blocks in a message for Slack. */
export function holesInSlack(message: { readonly text?: string; readonly blocks?: readonly object[] }): string[] {
  const objects = objectsIn(message);
  const read = [message.text, ...objects.filter((o) => o.type === 'mrkdwn').map((o) => o.text)].map(String);
  return [
    ...checkSlackMessage(message).map((fault) => `slack: ${fault}`),
    ...read.filter((text) => SLACK_MARKUP.test(text)).map((text) => `slack: markup ${text.slice(0, 80)}`),
    ...objects.flatMap(({ url }) => (typeof url === 'string' && isForeign(url) ? [`slack: link ${url}`] : [])),
    ...objects.flatMap(({ type }) =>
      ['user', 'broadcast', 'usergroup', 'channel'].includes(String(type)) ? [`slack: ${type}`] : [],
    ),
  ];
}

/** Templates, formats and foreign links in an Adaptive Card. */
export function holesInCard(card: object): string[] {
  return objectsIn(card).flatMap((o) => {
    const text = typeof o.text === 'string' ? o.text : '';
    const formats = o.type === 'TextBlock' ? formatsIn(text) : [];
    return [
      ...(text.includes('{{') ? [`card: template ${text.slice(0, 80)}`] : []),
      ...formats.flatMap(({ type, href }) =>
        type === 'link_open' && LINK.test(href) && !isForeign(href) ? [] : [`card: ${type} ${href}`],
      ),
      ...(typeof o.url === 'string' && isForeign(o.url) ? [`card: link ${o.url}`] : []),
    ];
  });
}

function isForeign(address: string): boolean {
  return address.includes(HOSTILE_HOST) || address.includes(CANARY);
}
