import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { TEXT_KEYS } from '../../../src/platforms/web/page-texts.js';
import { LANGUAGES } from '../../../src/question.js';
import { WEB_TEXTS } from '../../support/web-assistant.js';

const SOURCE = new URL('../../../src/platforms/web/', import.meta.url);

function sources(): string {
  const files = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
  return files
    .filter((name) => name !== 'page-texts.ts')
    .map((name) => readFileSync(new URL(name, SOURCE), 'utf8'))
    .join('\n');
}

describe('the texts of the console', () => {
  it('are exactly those that the page asks for', () => {
    expect(Object.keys(WEB_TEXTS).sort()).toEqual([...TEXT_KEYS].sort());
  });

  it('are all shown somewhere', () => {
    const code = sources();
    const unused = TEXT_KEYS.filter((key) => !code.includes(`'${key}'`) && !key.startsWith('language-'));
    expect(unused).toEqual([]);
  });

  it('stand in all four languages with the same placeholders', () => {
    for (const [key, texts] of Object.entries(WEB_TEXTS)) {
      const placeholders = LANGUAGES.map((language) => texts[language].match(/\{[a-z]+\}/g)?.join() ?? '');
      expect(new Set(placeholders).size, key).toBe(1);
    }
  });

  it('are Arabic in Arabic, but for names', () => {
    const latin = TEXT_KEYS.filter((key) => !/\p{Script=Arabic}/u.test(WEB_TEXTS[key]?.ar ?? ''));
    expect(latin).toEqual(['language-en', 'language-fr', 'language-es', 'view-slack', 'view-teams']);
  });
});
