import { cloudOf, type TeamsSettings } from './settings.js';

const LOGIN = 'https://login.microsoftonline.com';
const MINUTE = 60_000;
const PATIENCE = 5_000;

/** The sign-in service gave no token. `refused` when it did not accept the app's id or password, so that waiting cannot help. */
export class TokenError extends Error {
  override readonly name = 'TokenError';
  constructor(
    readonly status: number | undefined,
    readonly refused: boolean,
  ) {
    super(
      refused
        ? `Microsoft's sign-in refused the app (status ${status}). Check TEAMS_APP_ID, TEAMS_APP_PASSWORD and TEAMS_TENANT_ID.`
        : `Microsoft's sign-in could not be reached (status ${status ?? 'none'}). Check the network and TEAMS_LOGIN_URL.`,
    );
  }
}

/** The tokens that show Teams' connector who we are. */
export interface OutboundTokens {
  /** A token that is still good, or undefined where no app is registered. @throws {TokenError} */
  current(): Promise<string | undefined>;
  /** Forgets a token that the connector refused. */
  drop(): void;
  trouble(): string | undefined;
}

/**
 * Client-credentials tokens, kept until five minutes before they end; at most one request is under way. Written out rather
 * than left to botbuilder's MSAL, which accepts no address of a proxy or a test in place of Microsoft's.
 */
export function createOutboundTokens(settings: TeamsSettings, now: () => number): OutboundTokens {
  const { TEAMS_APP_ID: id, TEAMS_APP_PASSWORD: password } = settings;
  const cloud = cloudOf(settings);
  const login = (settings.TEAMS_LOGIN_URL ?? LOGIN).replace(/\/+$/, '');
  const address = `${login}/${encodeURIComponent(settings.TEAMS_TENANT_ID ?? cloud.manyTenants)}/oauth2/v2.0/token`;
  let kept: { readonly token: string; readonly until: number } | undefined;
  let underWay: Promise<string> | undefined;
  let trouble =
    id !== undefined && password === undefined
      ? 'TEAMS_APP_PASSWORD is missing: Teams would refuse every reply. Set it.'
      : undefined;

  const fetchNew = async (): Promise<string> => {
    try {
      const found = await requestToken(address, { id: id ?? '', password: password ?? '', scope: cloud.scope });
      kept = { token: found.token, until: now() + found.seconds * 1000 - 5 * MINUTE };
      trouble = undefined;
      return found.token;
    } catch (error) {
      if (error instanceof TokenError && error.refused) trouble = error.message;
      throw error;
    } finally {
      underWay = undefined;
    }
  };
  return {
    current: async () => {
      if (id === undefined) return undefined;
      if (kept && kept.until > now()) return kept.token;
      underWay ??= fetchNew();
      return underWay;
    },
    drop: () => {
      kept = undefined;
    },
    trouble: () => trouble,
  };
}

async function requestToken(
  address: string,
  { id, password, scope }: { readonly id: string; readonly password: string; readonly scope: string },
): Promise<{ token: string; seconds: number }> {
  const body = new URLSearchParams({ grant_type: 'client_credentials', client_id: id, client_secret: password, scope });
  const response = await fetch(address, { method: 'POST', body, redirect: 'error', signal: AbortSignal.timeout(PATIENCE) }).catch(
    () => {
      throw new TokenError(undefined, false);
    },
  );
  const answer = (await response.json().catch(() => ({}))) as { access_token?: unknown; expires_in?: unknown };
  if (!response.ok) throw new TokenError(response.status, response.status === 400 || response.status === 401);
  if (typeof answer.access_token !== 'string') throw new TokenError(response.status, false);
  return { token: answer.access_token, seconds: Number(answer.expires_in) || 3600 };
}
