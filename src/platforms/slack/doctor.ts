import type { Assistant } from '../../assistant.js';
import type { Language } from '../../question.js';
import { OAUTH_PATHS } from './oauth.js';
import { listAt, textAt } from './read-payload.js';
import { SCOPES } from './scopes.js';
import { apiUrl, REAL_TIMING, type SlackSettings, usesOauth, usesSocket } from './settings.js';
import { clientOptions, createSlackApi, SlackFault } from './web-api.js';

/** One thing that was looked at, as a sentence for the administrator. */
export interface Finding {
  readonly state: 'ok' | 'warning' | 'fault';
  readonly text: string;
}

/** What the doctor needs: nothing is asked of Slack beyond `auth.test`, `api.test` and `apps.connections.open`. */
export interface DoctorParts {
  readonly settings: SlackSettings;
  readonly assistant: Pick<Assistant, 'say'>;
  readonly language?: Language;
  readonly now: () => number;
  readonly timeout?: number;
}

type Say = (key: string, values?: Readonly<Record<string, string | number>>) => string;

/** Slack refuses and is refused at five minutes; our own limit into the future is half a minute. */
const CLOCK_LIMIT_SECONDS = 20;
const SILENT = { info: () => {}, warn: () => {}, error: () => {} };

/** Checks tokens, scopes, endpoints and clocks. Never throws: what cannot be reached is a finding. */
export async function checkSlack(parts: DoctorParts): Promise<Finding[]> {
  const { settings, assistant, language = 'en' } = parts;
  const say: Say = (key, values) => assistant.say(language, `slack.${key}`, values);
  if (settings.SLACK_BOT_TOKEN === undefined && !usesOauth(settings)) return [{ state: 'warning', text: say('doctor-off') }];
  const findings = await Promise.all([
    checkDoor(parts, say),
    checkToken(parts, say),
    checkOauth(settings, say),
    checkClock(parts, say),
    checkEndpoint(parts, say),
  ]);
  return findings.flat();
}

function apiOf({ settings, timeout = REAL_TIMING.request }: DoctorParts, token: string) {
  return createSlackApi(token, clientOptions(SILENT, apiUrl(settings), timeout));
}

async function checkDoor(parts: DoctorParts, say: Say): Promise<Finding[]> {
  const { settings } = parts;
  if (!usesSocket(settings)) {
    const safe = settings.SLACK_SIGNING_SECRET !== undefined;
    return [safe ? { state: 'ok', text: say('doctor-http') } : { state: 'fault', text: say('doctor-no-secret') }];
  }
  const door: Finding = { state: 'ok', text: say('doctor-socket') };
  try {
    await apiOf(parts, settings.SLACK_APP_TOKEN as string).call('apps.connections.open', {});
    return [door, { state: 'ok', text: say('doctor-socket-ok') }];
  } catch (error) {
    return [door, { state: 'fault', text: say('doctor-socket-fault', { code: codeOf(error) }) }];
  }
}

async function checkToken(parts: DoctorParts, say: Say): Promise<Finding[]> {
  const token = parts.settings.SLACK_BOT_TOKEN;
  if (token === undefined) return [];
  try {
    const result = await apiOf(parts, token).call('auth.test', {});
    const held = listAt(result, 'response_metadata', 'scopes').filter((scope): scope is string => typeof scope === 'string');
    const team = textAt(result, 'team') ?? textAt(result, 'team_id') ?? '?';
    return [{ state: 'ok', text: say('doctor-token-ok', { team }) }, ...scopeFindings(held, say)];
  } catch (error) {
    return [{ state: 'fault', text: say('doctor-token-fault', { code: codeOf(error) }) }];
  }
}

/** Every permission, held or not, and why it is needed. Slack tells what a token holds in the headers of each answer. */
function scopeFindings(held: readonly string[], say: Say): Finding[] {
  const needed = SCOPES.map(({ scope, reason, optional }): Finding => {
    const values = { scope, reason: say(reason) };
    if (held.includes(scope)) return { state: 'ok', text: say('scope-held', values) };
    return optional
      ? { state: 'warning', text: say('scope-optional', values) }
      : { state: 'fault', text: say('scope-missing', values) };
  });
  const extra = held.filter((scope) => !SCOPES.some((known) => known.scope === scope));
  return [...needed, ...extra.map((scope): Finding => ({ state: 'warning', text: say('scope-extra', { scope }) }))];
}

function checkOauth(settings: SlackSettings, say: Say): Finding[] {
  if (!usesOauth(settings)) return [];
  if (settings.PUBLIC_URL === undefined) return [{ state: 'fault', text: say('doctor-oauth-url') }];
  return [{ state: 'ok', text: say('doctor-oauth', { url: new URL(OAUTH_PATHS.install, settings.PUBLIC_URL).href }) }];
}

async function checkClock({ settings, now, timeout = REAL_TIMING.request }: DoctorParts, say: Say): Promise<Finding[]> {
  try {
    const response = await fetch(`${apiUrl(settings)}api.test`, { method: 'POST', signal: AbortSignal.timeout(timeout) });
    await response.body?.cancel();
    const theirs = Date.parse(response.headers.get('date') ?? '');
    if (Number.isNaN(theirs)) return [];
    const seconds = Math.round(Math.abs(now() - theirs) / 1000);
    const fine = seconds <= CLOCK_LIMIT_SECONDS;
    return [{ state: fine ? 'ok' : 'fault', text: say(fine ? 'doctor-clock-ok' : 'doctor-clock-fault', { seconds }) }];
  } catch (error) {
    return [{ state: 'fault', text: say('doctor-unreachable', { code: codeOf(error) }) }];
  }
}

/** Our own address, seen from outside: it must refuse what is not signed. */
async function checkEndpoint({ settings, timeout = REAL_TIMING.request }: DoctorParts, say: Say): Promise<Finding[]> {
  if (settings.PUBLIC_URL === undefined || usesSocket(settings)) return [];
  const url = new URL('/slack/events', settings.PUBLIC_URL).href;
  const code = await fetch(url, { method: 'POST', body: '{}', signal: AbortSignal.timeout(timeout) }).then(
    (response) => String(response.status),
    codeOf,
  );
  return [
    code === '401'
      ? { state: 'ok', text: say('doctor-endpoint-ok', { url }) }
      : { state: 'fault', text: say('doctor-endpoint-fault', { url, code }) },
  ];
}

function codeOf(error: unknown): string {
  if (error instanceof SlackFault) return error.code;
  return textAt(error, 'cause', 'code') ?? textAt(error, 'name') ?? 'unknown';
}
