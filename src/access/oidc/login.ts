/**
 * Login through an identity provider: authorization code flow with PKCE, state and nonce (openid-client). The state between
 * the two steps is kept in a cookie, so any node can finish a login, and abandoned logins take no memory. Leaves out cookies
 * and redirects (api/).
 */
import * as client from 'openid-client';
import { type Clock, MINUTE } from '../../base/clock.ts';
import { fail, ok, type Problem, type Result } from '../../base/problem.ts';
import { DisplayName } from '../display-name.ts';
import type { Vouched } from '../user-directory.ts';
import { type Claims, roleFromClaims } from './role-of.ts';
import type { OidcSettings } from './settings.ts';

/** State of a login, which the browser keeps while the person is at the provider. */
export interface PendingLogin {
  readonly state: string;
  readonly nonce: string;
  /** PKCE verifier: an intercepted authorization code is useless without it. */
  readonly verifier: string;
}

export interface OidcLogin {
  /** Returns the URL to redirect the browser to, and the state for it to keep. Problem code: `unavailable`. */
  begin(redirectUri: string): Promise<Result<{ url: string; pending: PendingLogin }>>;
  /**
   * Verifies the provider's response.
   * @param url the callback URL with its query, as requested
   * @returns the person, or a problem: `unauthenticated`, `forbidden` (no rule gives a role), `unavailable`
   */
  finish(url: URL, pending: PendingLogin): Promise<Result<Vouched>>;
}

/** How long the provider's configuration is cached, ms; its keys are refreshed as needed. */
const CONFIGURATION_LIFE = 60 * MINUTE;
/** At most 255 ASCII characters, as OpenID Connect requires. */
const SUBJECT = /^[\x20-\x7e]{1,255}$/;
/** Maximum time to wait for the provider, in seconds. */
const TIMEOUT = 10;

/** Makes the login at one provider. The provider is first contacted at the first login. */
export function createOidcLogin(settings: OidcSettings, monotonic: Clock): OidcLogin {
  let found: { configuration: Promise<client.Configuration>; until: number } | null = null;

  const configuration = (): Promise<client.Configuration> => {
    if (found !== null && monotonic() < found.until) return found.configuration;
    const asked = client.discovery(new URL(settings.issuer), settings.clientId, undefined, authenticationOf(settings), {
      timeout: TIMEOUT,
      execute: [
        // Check the signature although the token comes directly from the provider.
        client.enableNonRepudiationChecks,
        // The settings allow http only on this machine.
        ...(settings.issuer.startsWith('http:') ? [client.allowInsecureRequests] : []),
      ],
    });
    const entry = { configuration: asked, until: monotonic() + CONFIGURATION_LIFE };
    found = entry;
    asked.catch(() => {
      if (found === entry) found = null;
    });
    return asked;
  };

  return {
    async begin(redirectUri) {
      let config: client.Configuration;
      try {
        config = await configuration();
      } catch {
        return fail(providerUnavailable());
      }
      const pending = {
        state: client.randomState(),
        nonce: client.randomNonce(),
        verifier: client.randomPKCECodeVerifier(),
      };
      const url = client.buildAuthorizationUrl(config, {
        redirect_uri: redirectUri,
        scope: settings.scope,
        state: pending.state,
        nonce: pending.nonce,
        code_challenge: await client.calculatePKCECodeChallenge(pending.verifier),
        code_challenge_method: 'S256',
      });
      return ok({ url: url.href, pending });
    },

    async finish(url, pending) {
      let config: client.Configuration;
      try {
        config = await configuration();
      } catch {
        return fail(providerUnavailable());
      }
      let claims: Claims;
      let subject: string;
      try {
        const tokens = await client.authorizationCodeGrant(config, url, {
          expectedState: pending.state,
          expectedNonce: pending.nonce,
          pkceCodeVerifier: pending.verifier,
          idTokenExpected: true,
        });
        const inToken = tokens.claims();
        if (inToken === undefined || !SUBJECT.test(inToken.sub)) return fail(notConfirmed());
        subject = inToken.sub;
        const more =
          config.serverMetadata().userinfo_endpoint === undefined
            ? {}
            : await client.fetchUserInfo(config, tokens.access_token, subject);
        // The ID token is signed, so its claims take precedence.
        claims = { ...more, ...inToken };
      } catch (error) {
        return fail(isOutage(error) ? providerUnavailable() : notConfirmed());
      }
      const role = roleFromClaims(claims, settings);
      if (role === null) return fail(noRole());
      return ok({ issuer: config.serverMetadata().issuer, subject, name: nameIn(claims), role });
    },
  };
}

function authenticationOf({ clientSecret, clientAuthentication }: OidcSettings): client.ClientAuth {
  if (clientSecret === undefined) return client.None();
  return clientAuthentication === 'basic' ? client.ClientSecretBasic(clientSecret) : client.ClientSecretPost(clientSecret);
}

/** A name that is safe to display: people at the provider choose their own names. */
function nameIn(claims: Claims): string {
  for (const claim of ['name', 'preferred_username', 'email']) {
    const name = DisplayName.safeParse(claims[claim]);
    if (name.success) return name.data;
  }
  return 'unnamed';
}

/** Whether the provider was unreachable or failed, as opposed to returning an invalid response. */
function isOutage(error: unknown): boolean {
  if (error instanceof client.ResponseBodyError) return error.status >= 500;
  if (!(error instanceof client.ClientError)) return false;
  const { cause } = error;
  // fetch throws a TypeError if it cannot connect.
  if (error.code === 'OAUTH_TIMEOUT' || cause instanceof TypeError) return true;
  return cause instanceof Response && cause.status >= 500;
}

function providerUnavailable(): Problem {
  return {
    code: 'unavailable',
    message: 'Expected a response from the identity provider, got none.',
    hint: 'Try again. If it keeps failing, check oidc.issuer and whether this machine can reach it.',
  };
}

function notConfirmed(): Problem {
  return {
    code: 'unauthenticated',
    message: 'Expected a login that was started in this browser and confirmed by the identity provider, got another one.',
    hint: 'Start again at /v1/oidc/login. A login has to be finished within ten minutes.',
  };
}

function noRole(): Problem {
  return {
    code: 'forbidden',
    message: 'Expected a person who matches a rule in oidc.roles, got one who matches none.',
    hint: 'Ask an administrator to add a rule.',
  };
}
