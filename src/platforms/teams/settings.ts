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

/** What differs between Microsoft's clouds. */
export interface Cloud {
  /** Who signs inbound tokens. */
  readonly issuer: string;
  /** Where the keys of inbound tokens are found. */
  readonly metadataUrl: string;
  /** What outbound tokens are for. */
  readonly scope: string;
  /** The tenant that signs outbound tokens of bots which many tenants may use. */
  readonly manyTenants: string;
}

const PUBLIC: Cloud = {
  issuer: 'https://api.botframework.com',
  metadataUrl: 'https://login.botframework.com/v1/.well-known/openidconfiguration',
  scope: 'https://api.botframework.com/.default',
  manyTenants: 'botframework.com',
};
const US_GOVERNMENT: Cloud = {
  issuer: 'https://api.botframework.us',
  metadataUrl: 'https://login.botframework.azure.us/v1/.well-known/openidconfiguration',
  scope: 'https://api.botframework.us/.default',
  manyTenants: 'MicrosoftServices.onmicrosoft.us',
};

/** The cloud that the addresses of the settings belong to. */
export function cloudOf({ TEAMS_OPENID_METADATA_URL: keys, TEAMS_LOGIN_URL: login }: TeamsSettings): Cloud {
  const hosts = [keys, login].map((url) => (url === undefined ? '' : new URL(url).hostname));
  return hosts.some((host) => host.endsWith('.us')) ? US_GOVERNMENT : PUBLIC;
}
