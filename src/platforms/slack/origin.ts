import { flagAt, textAt } from './read-payload.js';

/** Which installation a request belongs to. In an Enterprise Grid `team` may be missing. */
export interface Origin {
  readonly team?: string;
  readonly enterprise?: string;
  /** True when the app is installed on the whole organisation. */
  readonly org: boolean;
}

/** Reads where a request comes from: events, slash commands and interactions each say it elsewhere. */
export function originOf(body: unknown): Origin {
  const team =
    textAt(body, 'authorizations', 0, 'team_id') ??
    textAt(body, 'team_id') ??
    textAt(body, 'team', 'id') ??
    textAt(body, 'user', 'team_id');
  const enterprise =
    textAt(body, 'authorizations', 0, 'enterprise_id') ??
    textAt(body, 'enterprise_id') ??
    textAt(body, 'enterprise', 'id') ??
    textAt(body, 'team', 'enterprise_id');
  const org = flagAt(body, 'authorizations', 0, 'is_enterprise_install') || flagAt(body, 'is_enterprise_install');
  return { ...(team ? { team } : {}), ...(enterprise ? { enterprise } : {}), org };
}

/** Key of the workspace: everything that is kept is bound to it. */
export function workspaceOf(origin: Origin): string {
  return origin.team ?? origin.enterprise ?? 'none';
}

/** Key of the installation that holds the tokens: the organisation's where the app is installed on it. */
export function installationOf(origin: Origin): string {
  return (origin.org ? origin.enterprise : origin.team) ?? workspaceOf(origin);
}

/** Whether an allow-list names the workspace or its organisation. No list allows all. */
export function isAllowed(origin: Origin, allowed: readonly string[] | undefined): boolean {
  if (allowed === undefined || allowed.length === 0) return true;
  return [origin.team, origin.enterprise].some((id) => id !== undefined && allowed.includes(id));
}
