import type { IncomingMessage, ServerResponse } from 'node:http';
import { HTTPReceiver, type Installation, webApi } from '@slack/bolt';
import type { PlatformContext } from '../platform.js';
import { createBoltLog } from './bolt-log.js';
import { createInstallationStore, type Installations, NotInstalledError } from './installations.js';
import { installationOf, isAllowed, type Origin } from './origin.js';
import { SCOPES } from './scopes.js';
import { apiUrl, type SlackSettings, usesOauth } from './settings.js';
import type { TokenSource } from './workspaces.js';

/** Where a workspace begins and ends its installation. */
export const OAUTH_PATHS = { install: '/slack/install', redirect: '/slack/oauth_redirect' } as const;

const STATE_SECONDS = 600;

/** What OAuth needs from outside. */
export interface OauthParts {
  readonly context: PlatformContext;
  readonly settings: SlackSettings;
  readonly installations: Installations;
  readonly clientOptions: webApi.WebClientOptions;
}

/** Whether a path is one of the pages of an installation. */
export function isOauthPath(path: string): boolean {
  return path === OAUTH_PATHS.install || path === OAUTH_PATHS.redirect;
}

/**
 * The pages for installing in many workspaces. The state is signed, bound to the browser by a cookie, and good for ten
 * minutes. Undefined where OAuth is not configured.
 */
export function createOauthReceiver(parts: OauthParts): HTTPReceiver | undefined {
  const { settings, context } = parts;
  if (!usesOauth(settings)) return undefined;
  const page = pageOf(parts);
  return new HTTPReceiver({
    // It takes no events, so there is nothing whose signature it could check.
    endpoints: [],
    signatureVerification: false,
    signingSecret: '',
    logger: createBoltLog(context.log),
    clientId: settings.SLACK_CLIENT_ID as string,
    clientSecret: settings.SLACK_CLIENT_SECRET as string,
    stateSecret: settings.SLACK_STATE_SECRET as string,
    scopes: SCOPES.map(({ scope }) => scope),
    ...(settings.PUBLIC_URL === undefined ? {} : { redirectUri: redirectUrl(settings.PUBLIC_URL) }),
    installationStore: createInstallationStore(parts.installations, context.now),
    installerOptions: {
      directInstall: true,
      stateCookieExpirationSeconds: STATE_SECONDS,
      redirectUriPath: OAUTH_PATHS.redirect,
      clientOptions: parts.clientOptions,
      ...(settings.SLACK_API_URL === undefined ? {} : { authorizationUrl: authorizationUrl(settings) }),
      callbackOptions: {
        afterInstallation: (installation, _options, _request, response) => admit(parts, installation, response),
        success: (_installation, _options, _request, response) => show(response, 200, page('installed')),
        failure: (_error, _options, _request, response) => show(response, 400, page('not-installed')),
      },
    },
  });
}

/** Texts of the pages that an administrator sees. */
function pageOf({ context }: OauthParts): (key: string) => string {
  return (key) => context.assistant().say('en', `slack.${key}`);
}

/** The redirect address that is registered with Slack; without PUBLIC_URL Slack uses the first registered one. */
export function redirectUrl(publicUrl: string): string {
  return new URL(OAUTH_PATHS.redirect, publicUrl).href;
}

/** Gives the one token of the settings, or that of the workspace's installation, renewed when it is about to expire. */
export function tokenSource(settings: SlackSettings, receiver: HTTPReceiver | undefined): TokenSource {
  const single = settings.SLACK_BOT_TOKEN;
  if (single !== undefined) return async () => single;
  return (origin) => installedToken(receiver, origin);
}

async function installedToken(receiver: HTTPReceiver | undefined, origin: Origin): Promise<string> {
  if (receiver?.installer === undefined) {
    throw new NotInstalledError('There is no token for Slack. Set SLACK_BOT_TOKEN, or SLACK_CLIENT_ID and its secrets.');
  }
  try {
    const { botToken } = await receiver.installer.authorize({
      teamId: origin.team,
      enterpriseId: origin.enterprise,
      isEnterpriseInstall: origin.org,
    });
    if (botToken !== undefined) return botToken;
  } catch (error) {
    const { original } = error as { original?: unknown };
    throw original ?? error;
  }
  throw new NotInstalledError('The installation holds no bot token. Install the app again from /slack/install.');
}

/** A workspace that is not on the list does not get in; the token it just made is given back. */
async function admit(
  parts: OauthParts,
  installation: Installation<'v1' | 'v2', boolean>,
  response: ServerResponse<IncomingMessage>,
) {
  const origin: Origin = {
    ...(installation.team ? { team: installation.team.id } : {}),
    ...(installation.enterprise ? { enterprise: installation.enterprise.id } : {}),
    org: installation.isEnterpriseInstall === true,
  };
  if (installationOf(origin) !== 'none' && isAllowed(origin, parts.settings.SLACK_ALLOWED_TEAMS)) return true;
  const token = installation.bot?.token;
  if (token !== undefined) await new webApi.WebClient(token, parts.clientOptions).auth.revoke().catch(() => undefined);
  show(response, 403, pageOf(parts)('not-allowed'));
  return false;
}

/** Where a Web API stands in for Slack's, its authorize page does too. */
function authorizationUrl(settings: SlackSettings): string {
  return new URL('../oauth/v2/authorize', apiUrl(settings)).href;
}

function show(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, {
    'content-type': 'text/plain; charset=utf-8',
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
  });
  response.end(text);
}
