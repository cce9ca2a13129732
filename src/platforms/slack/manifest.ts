import { readFileSync } from 'node:fs';

/** The address that stands in the file in place of the server's own. */
const PLACEHOLDER = 'https://iom-assistant.example.org';

type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/** Fields that hold addresses: with Socket Mode Slack needs none of them. */
const ADDRESSES = new Set(['url', 'request_url', 'message_menu_options_url', 'redirect_urls']);

/**
 * The app's manifest as JSON, ready to paste where Slack makes an app from a manifest. `target` is the https address of
 * this server, or `socket` for Socket Mode.
 * @throws when the address is none that Slack would take.
 */
export function printManifest(target: string): string {
  const manifest: Json = JSON.parse(readFileSync(manifestFile(), 'utf8'));
  const ready = target === 'socket' ? forSocket(manifest) : forAddress(manifest, baseOf(target));
  return `${JSON.stringify(ready, null, 2)}\n`;
}

/** The file lies at the same depth above the sources and above what is built from them. */
function manifestFile(): URL {
  return new URL('../../../manifests/slack/manifest.json', import.meta.url);
}

function baseOf(url: string): string {
  const base = URL.canParse(url) ? new URL(url) : undefined;
  if (base?.protocol !== 'https:') {
    throw new Error(
      `The address is "${url}": Slack takes only https addresses. Give one such as https://assistant.example.org, or use Socket Mode.`,
    );
  }
  return `${base.origin}${base.pathname.replace(/\/+$/, '')}`;
}

function forAddress(value: Json, base: string): Json {
  return mapped(value, (text) => (text.startsWith(PLACEHOLDER) ? base + text.slice(PLACEHOLDER.length) : text));
}

function forSocket(value: Json): Json {
  const bare = without(value);
  const settings = (bare as { settings: { socket_mode_enabled: boolean } }).settings;
  settings.socket_mode_enabled = true;
  return bare;
}

function mapped(value: Json, change: (text: string) => string): Json {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) return value.map((entry) => mapped(entry, change));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, mapped(entry, change)]));
}

function without(value: Json): Json {
  if (Array.isArray(value)) return value.map(without);
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(([key]) => !ADDRESSES.has(key));
  return Object.fromEntries(kept.map(([key, entry]) => [key, without(entry)]));
}
