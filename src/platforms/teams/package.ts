import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Config } from '../../config.js';
import { zip } from './zip.js';

const TEMPLATES = new URL('../../../manifests/teams/', import.meta.url);
const PACKAGE = new URL('../../../dist/teams/iom-assistant.zip', import.meta.url);
const FILES = ['manifest.json', 'fr.json', 'es.json', 'ar.json', 'color.png', 'outline.png'] as const;
const GUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;
const DEVELOPER = 'IOM';

/** What the package names. The addresses default to pages under PUBLIC_URL. */
export type PackageSettings = Pick<Config, 'TEAMS_APP_ID' | 'PUBLIC_URL'> & {
  readonly TEAMS_DEVELOPER_NAME?: string | undefined;
  readonly TEAMS_WEBSITE_URL?: string | undefined;
  readonly TEAMS_PRIVACY_URL?: string | undefined;
  readonly TEAMS_TERMS_URL?: string | undefined;
};

/** The package cannot be made from these settings. */
export class PackageError extends Error {
  override readonly name = 'PackageError';
}

/**
 * Writes the package that a Teams administrator uploads, and gives its path.
 * @throws {PackageError} naming every setting that is missing or wrong
 */
export function writeTeamsPackage(settings: PackageSettings, version: string): string {
  const file = fileURLToPath(PACKAGE);
  const content = zip(packageFiles(settings, version));
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
  return file;
}

/** The files of the package: the manifest filled in, the other languages and the icons as they are. @throws {PackageError} */
export function packageFiles(settings: PackageSettings, version: string): Map<string, Buffer> {
  const values = valuesOf(settings, version);
  return new Map(
    FILES.map((name) => {
      const content = readFileSync(new URL(name, TEMPLATES));
      return [name, name === 'manifest.json' ? Buffer.from(fillIn(content.toString('utf8'), values)) : content];
    }),
  );
}

function valuesOf(settings: PackageSettings, version: string): Readonly<Record<string, string>> {
  const { TEAMS_APP_ID: id, PUBLIC_URL: base } = settings;
  const faults: string[] = [];
  if (id === undefined || !GUID.test(id))
    faults.push('TEAMS_APP_ID is missing or no GUID. Set it to the application id of the bot registration.');
  if (base === undefined)
    faults.push('PUBLIC_URL is missing: the package names it. Set it to the address where people reach this server.');
  const page = (path: string) => new URL(path, base ?? 'https://missing.invalid').href;
  const addresses = {
    TEAMS_WEBSITE_URL: settings.TEAMS_WEBSITE_URL ?? page('/'),
    TEAMS_PRIVACY_URL: settings.TEAMS_PRIVACY_URL ?? page('/privacy'),
    TEAMS_TERMS_URL: settings.TEAMS_TERMS_URL ?? page('/terms'),
  };
  for (const [name, url] of Object.entries(addresses)) {
    if (!url.startsWith('https://'))
      faults.push(`${name} is ${url}: Teams takes https only. Set it, or PUBLIC_URL, to an https address.`);
  }
  if (faults.length > 0) throw new PackageError(faults.join('\n'));
  return {
    ...addresses,
    TEAMS_APP_ID: id ?? '',
    TEAMS_DEVELOPER_NAME: settings.TEAMS_DEVELOPER_NAME ?? DEVELOPER,
    PUBLIC_HOST: new URL(base ?? '').host,
    APP_VERSION: version,
  };
}

/** Values stand inside JSON strings of the template. */
function fillIn(template: string, values: Readonly<Record<string, string>>): string {
  return template.replace(/\$\{\{([A-Z_]+)\}\}/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined)
      throw new PackageError(`manifests/teams/manifest.json asks for ${name}, which nobody gives. Correct the name.`);
    return JSON.stringify(value).slice(1, -1);
  });
}
