import { readFileSync } from 'node:fs';
import { inflateRawSync } from 'node:zlib';
import Ajv from 'ajv-draft-04';
import addFormats from 'ajv-formats';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Assistant } from '../../../src/assistant.js';
import { readCommand } from '../../../src/platforms/teams/commands.js';
import { packageFiles } from '../../../src/platforms/teams/package.js';
import { zip } from '../../../src/platforms/teams/zip.js';
import type { Language } from '../../../src/question.js';
import { realAssistant } from '../../support/real-assistant.js';

const SETTINGS = { TEAMS_APP_ID: '11111111-2222-4333-8444-555555555555', PUBLIC_URL: 'https://assistant.example.org' };
const SCHEMAS = new URL('../../../node_modules/@microsoft/app-manifest/build/json-schemas/teams/v1.30/', import.meta.url);
const OTHER = ['fr', 'es', 'ar'] as const;

const files = packageFiles(SETTINGS, '0.1.0');
// biome-ignore lint/suspicious/noExplicitAny: JSON of many shapes.
const json = (name: string): any => JSON.parse((files.get(name) ?? Buffer.alloc(0)).toString('utf8'));
const manifest = json('manifest.json');

/** Faults by Microsoft's own schema. */
function faults(schema: string, value: unknown): string[] {
  const ajv = new Ajv.default({ strict: false, allErrors: true, unicodeRegExp: false });
  addFormats.default(ajv);
  const check = ajv.compile(JSON.parse(readFileSync(new URL(schema, SCHEMAS), 'utf8')));
  return check(value) ? [] : (check.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

interface ManifestCommand {
  readonly title: string;
  readonly type?: string;
  readonly prompt?: string;
}

/** What Teams sends for each command or prompt, in a language. */
function spoken(language: Language): { readonly text: string; readonly prompt: boolean }[] {
  const texts = language === 'en' ? undefined : json(`${language}.json`);
  return manifest.bots[0].commandLists.flatMap(({ commands }: { commands: ManifestCommand[] }, list: number) =>
    commands.map(({ title, prompt }, at) => {
      const key = `bots[0].commandLists[${list}].commands[${at}]`;
      return {
        text: texts ? (texts[`${key}.prompt`] ?? texts[`${key}.title`]) : (prompt ?? title),
        prompt: prompt !== undefined,
      };
    }),
  );
}

describe('the manifest', () => {
  it('is valid by Microsoft’s schema 1.30, with its languages', () => {
    expect(faults('MicrosoftTeams.schema.json', manifest)).toEqual([]);
    for (const language of OTHER) expect(faults('MicrosoftTeams.Localization.schema.json', json(`${language}.json`))).toEqual([]);
  });

  it('would be found wrong if it were', () => {
    expect(faults('MicrosoftTeams.schema.json', { ...manifest, id: 'no guid', name: { short: 'x'.repeat(31) } })).not.toEqual([]);
  });

  it('names the app, its addresses and nobody else’s', () => {
    expect(manifest).toMatchObject({
      manifestVersion: '1.30',
      version: '0.1.0',
      id: SETTINGS.TEAMS_APP_ID,
      developer: {
        websiteUrl: 'https://assistant.example.org/',
        privacyUrl: 'https://assistant.example.org/privacy',
        termsOfUseUrl: 'https://assistant.example.org/terms',
      },
      validDomains: ['assistant.example.org'],
    });
    expect(manifest.bots[0]).toMatchObject({
      botId: SETTINGS.TEAMS_APP_ID,
      scopes: ['personal', 'team', 'groupChat'],
      supportsTargetedMessages: true,
    });
    expect(JSON.stringify(manifest)).not.toContain('${{');
    expect(manifest.authorization).toBeUndefined();
  });

  it('offers commands by mention and by slash, at most twelve a list, and the same in every scope', () => {
    const [personal, shared] = manifest.bots[0].commandLists;
    expect(shared.triggers).toEqual(['mention', 'slash']);
    expect(personal.commands).toEqual(shared.commands);
    expect(personal.commands.length).toBeLessThanOrEqual(12);
  });

  it('says every text in every language, and no more', () => {
    const keys = OTHER.map((language) => Object.keys(json(`${language}.json`)).sort());
    expect(keys[1]).toEqual(keys[0]);
    expect(keys[2]).toEqual(keys[0]);
    const commands = manifest.bots[0].commandLists.flatMap(({ commands }: { commands: object[] }) =>
      commands.flatMap((c) => Object.keys(c).filter((k) => k !== 'type')),
    );
    expect(keys[0]?.filter((key) => key.startsWith('bots'))).toHaveLength(commands.length);
    for (const language of OTHER) {
      const values: string[] = Object.values(json(`${language}.json`));
      expect(values.filter((value) => value.trim() === '' || value.includes('{'))).toEqual([]);
    }
  });

  it.each([
    ['color.png', 192],
    ['outline.png', 32],
  ])('%s is a picture of %i pixels', (name, size) => {
    const picture = files.get(name) ?? Buffer.alloc(24);
    expect([picture.toString('latin1', 1, 4), picture.readUInt32BE(16), picture.readUInt32BE(20)]).toEqual(['PNG', size, size]);
  });

  it('is refused without an id, an address, or https, each by name', () => {
    expect(() => packageFiles({ TEAMS_APP_ID: undefined, PUBLIC_URL: undefined }, '1.0.0')).toThrow(
      /TEAMS_APP_ID[\s\S]*PUBLIC_URL/,
    );
    expect(() => packageFiles({ ...SETTINGS, PUBLIC_URL: 'http://plain.example.org' }, '1.0.0')).toThrow(/https only/);
  });
});

describe('every command that Teams offers', () => {
  // To check another assistant, put it here.
  let assistant: Assistant;
  beforeAll(() => {
    assistant = realAssistant();
  });

  it.each(
    (['en', ...OTHER] as const).flatMap((language) =>
      spoken(language).map(({ text, prompt }) => [language, text, prompt] as const),
    ),
  )('in %s, “%s”, is understood', (language, text, prompt) => {
    const command = readCommand(text, assistant);
    if (command) {
      expect(prompt).toBe(false);
      return;
    }
    const answer = assistant.ask({ via: 'message', text, localeHint: language });
    expect([answer.outcome, answer.language]).toEqual([
      prompt ? 'answer' : expect.stringMatching(/answer|clarify|help/),
      language,
    ]);
  });
});

describe('the zip', () => {
  it('holds every file whole, the same bytes each time', () => {
    const packed = zip(files);
    expect(packed.equals(zip(files))).toBe(true);
    expect(unzip(packed)).toEqual(files);
  });
});

/** Reads a zip by its directory, as other programs do. */
function unzip(packed: Buffer): Map<string, Buffer> {
  const found = new Map<string, Buffer>();
  let at = packed.readUInt32LE(packed.length - 6);
  for (let left = packed.readUInt16LE(packed.length - 12); left > 0; left -= 1) {
    const [size, name, offset] = [packed.readUInt32LE(at + 20), packed.readUInt16LE(at + 28), packed.readUInt32LE(at + 42)];
    const start = offset + 30 + packed.readUInt16LE(offset + 26) + packed.readUInt16LE(offset + 28);
    found.set(packed.toString('utf8', at + 46, at + 46 + name), inflateRawSync(packed.subarray(start, start + size)));
    at += 46 + name;
  }
  return found;
}
