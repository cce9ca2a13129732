/** How far clocks may differ. */
const SKEW_SECONDS = 300;
const LONGEST_TOKEN = 8192;
const FORM = /^Bearer (([\w-]+)\.([\w-]+)\.[\w-]+)$/;

/** What a token says of itself, before its signature is known to be good. */
export interface TokenClaims {
  /** The token itself. */
  readonly token: string;
  readonly serviceUrl: string;
}

/** What a good token must say. */
export interface ExpectedClaims {
  readonly issuer: string;
  readonly appId: string;
}

/**
 * Reads a bearer token and refuses what cannot be good whoever signed it: wrong form, algorithm, issuer, audience, time,
 * or no service URL. Undefined for refused. Does not check the signature: signing-keys does. Tokens of the Emulator, of
 * skills and of Azure's own channel end here, since they vouch for no service URL.
 */
export function readClaims(authorization: string | undefined, expected: ExpectedClaims, now: number): TokenClaims | undefined {
  const [, token = '', header, payload] =
    (authorization !== undefined && authorization.length <= LONGEST_TOKEN && FORM.exec(authorization)) || [];
  const { alg, kid } = decode(header);
  const { iss, aud, exp, nbf, serviceurl } = decode(payload);
  const seconds = now / 1000;
  if (alg !== 'RS256' || typeof kid !== 'string') return undefined;
  if (iss !== expected.issuer || aud !== expected.appId) return undefined;
  if (typeof exp !== 'number' || exp + SKEW_SECONDS < seconds) return undefined;
  if (nbf !== undefined && (typeof nbf !== 'number' || nbf - SKEW_SECONDS > seconds)) return undefined;
  return typeof serviceurl === 'string' && serviceurl !== '' ? { token, serviceUrl: serviceurl } : undefined;
}

function decode(part: string | undefined): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(Buffer.from(part ?? '', 'base64url').toString('utf8'));
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
