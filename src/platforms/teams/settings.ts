import type { Config } from '../../config.js';

/** What the Teams door needs of the configuration. */
export type TeamsSettings = Pick<
  Config,
  | 'TEAMS_APP_ID'
  | 'TEAMS_APP_PASSWORD'
  | 'TEAMS_TENANT_ID'
  | 'TEAMS_ALLOWED_TENANTS'
  | 'TEAMS_OPENID_METADATA_URL'
  | 'TEAMS_LOGIN_URL'
  | 'production'
>;

/**
 * Tenants whose people may ask. Undefined: any, for a registration that is open to many tenants and has no list.
 * A single-tenant registration without a list serves its own tenant only.
 */
export function allowedTenants(settings: TeamsSettings): ReadonlySet<string> | undefined {
  const own = settings.TEAMS_TENANT_ID === undefined ? undefined : [settings.TEAMS_TENANT_ID];
  const tenants = settings.TEAMS_ALLOWED_TENANTS ?? own;
  return tenants && new Set(tenants.map((tenant) => tenant.toLowerCase()));
}
