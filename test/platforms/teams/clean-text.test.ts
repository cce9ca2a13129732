import { describe, expect, it } from 'vitest';
import type { TeamsActivity } from '../../../src/platforms/teams/activity.js';
import { cleanText } from '../../../src/platforms/teams/clean-text.js';

const BOT = { id: '28:bot', name: 'IOM' };
const mention = (id: string, name: string, text = `<at>${name}</at>`) => ({ type: 'mention', text, mentioned: { id, name } });
const clean = (text: string, entities: object[] = []) =>
  cleanText({ text, entities, recipient: BOT } as unknown as TeamsActivity);

describe('the words of a message', () => {
  it.each([
    ['<at>IOM</at> hello', [mention('28:bot', 'IOM')], 'hello'],
    ['\r\n<at>IOM</at>&nbsp;hello\r\n', [mention('28:bot', 'IOM')], 'hello'],
    ['<at>IOM</at> a <at>IOM</at> b', [mention('28:bot', 'IOM'), mention('28:bot', 'IOM')], 'a   b'],
    ['<at>IOM</at> a <at>IOM</at>', [mention('28:bot', 'IOM')], 'a'],
    ['<at>IOM</at> ask <at>IOM</at>', [mention('28:bot', 'IOM'), mention('29:person', 'IOM')], 'ask IOM'],
    [
      '<at>Ana &amp; Co</at> and <at id="1">IOM</at>?',
      [mention('29:a', 'Ana', '<at>Ana &amp; Co</at>'), mention('28:bot', 'IOM', '<at id="1">IOM</at>')],
      'Ana & Co and  ?',
    ],
    ['a<br>b<br/>c &lt;3 &#233;&#xE9; &quot;&apos;&amp;amp;', [], 'a\nb\nc <3 éé "\'&amp;'],
    ['&#0; &#xD800; &#1114112; &bogus;', [], '&#0; &#xD800; &#1114112; &bogus;'],
    ['', [], ''],
  ])('%j becomes what was meant', (text, entities, meant) => {
    expect(clean(text, entities)).toBe(meant);
  });
});
