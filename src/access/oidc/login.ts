/**
 * Login through an identity provider: authorization code with PKCE, state and nonce (openid-client). What has to be
 * remembered between the two halves goes into a cookie of the browser that began, so any node can finish and a stranger
 * who never logs in costs no memory here. Leaves out cookies and redirects (api/).
 */
import * as client from 'openid-client';
import { type Clock, MINUTE } from '../../base/clock.ts';
import { fail, ok, type Problem, type Result } from '../../base/problem.ts';
import { DisplayName } from '../display-name.ts';
import type { Vouched } from '../user-directory.ts';
import { type Claims, roleFromClaims } from './role-of.ts';
import type { OidcSettings } from './settings.ts';

/** What the browser keeps while it is at the provider. */
export interface PendingLogin {
  readonly state: string;
  readonly nonce: string;
  /** PKCE's secret: a code that somebody else caught is worth nothing without it. */
  readonly verifier: string;
}

export interface OidcLogin {
  /** Where to send the browser, and what to have it keep. Problem code: `unavailable`. */
  begin(redirectUri: string): Promise<Result<{ url: string; pending: PendingLogin }>>;
  /** Problem codes: `unauthenticated`, `forbidden`, `unavailable`. `url` is the callback as it was called. */
  finish(url: URL, pending: PendingLogin): Promise<Result<Vouched>>;
}

/** The provider's configuration is asked for again after this; its keys are renewed as needed. */
const CONFIGURATION_LIFE = 60 * MINUTE;
/** As OpenID Connect has it: at most 255 characters of ASCII. */
const SUBJECT = /^[\x20-\x7e]{1,255}$/;
/** Longest wait for the provider, seconds. */
const TIMEOUT = 10;

export function createOidcLogin(settings: OidcSettings, clock: Clock): OidcLogin {
  let found: { configuration: Promise<client.Configuration>; until: number } | null = null;

  const configuration = (): Promise<client.Configuration> => {
    if (found !== null && clock() < found.until) return found.configuration;
    const asked = client.discovery(
      new URL(settings.issuer),
      settings.clientId,
      undefined,
      authenticationOf(settings),
      {
        timeout: TIMEOUT,
        execute: [
          // The token comes straight from the provider; its signature is checked all the same.
          client.enableNonRepudiationChecks,
          // The settings allow http on this machine alone.
          ...(settings.issuer.startsWith('http:') ? [client.allowInsecureRequests] : []),
        ],
      },
    );
    const entry = { configuration: asked, until: clock() + CONFIGURATION_LIFE };
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
        if (inToken === undefined || !SUBJECT.test(inToken.sub)) return fail(notProved());
        subject = inToken.sub;
        const more =
          config.serverMetadata().userinfo_endpoint === undefined
            ? {}
            : await client.fetchUserInfo(config, tokens.access_token, subject);
        // The token is signed for us: what it says stands.
        claims = { ...more, ...inToken };
      } catch (error) {
        return fail(isOutage(error) ? providerUnavailable() : notProved());
      }
      const role = roleFromClaims(claims, settings);
      if (role === null) return fail(noRole());
      return ok({ issuer: config.serverMetadata().issuer, subject, name: nameIn(claims), role });
    },
  };
}

function authenticationOf({ clientSecret, clientAuthentication }: OidcSettings): client.ClientAuth {
  if (clientSecret === undefined) return client.None();
  return clientAuthentication === 'basic'
    ? client.ClientSecretBasic(clientSecret)
    : client.ClientSecretPost(clientSecret);
}

/** A name that is fit to be shown; a provider's people choose theirs. */
function nameIn(claims: Claims): string {
  for (const claim of ['name', 'preferred_username', 'email']) {
    const name = DisplayName.safeParse(claims[claim]);
    if (name.success) return name.data;
  }
  return 'unnamed';
}

/** A provider that could not be reached or failed itself; everything else is an answer that does not hold. */
function isOutage(error: unknown): boolean {
  if (error instanceof client.ResponseBodyError) return error.status >= 500;
  if (!(error instanceof client.ClientError)) return false;
  const { cause } = error;
  // fetch throws a TypeError when there is no connection.
  if (error.code === 'OAUTH_TIMEOUT' || cause instanceof TypeError) return true;
  return cause instanceof Response && cause.status >= 500;
}

function providerUnavailable(): Problem {
  return {
    code: 'unavailable',
    message: 'Expected an answer of the identity provider, got none.',
    hint: 'Try again. If it lasts, check the issuer that is set and that this machine reaches it.',
  };
}

function notProved(): Problem {
  return {
    code: 'unauthenticated',
    message:
      'Expected a login that was begun in this browser and that the identity provider confirms, got another.',
    hint: 'Begin again at /v1/oidc/login. Logins left open for more than ten minutes lapse.',
  };
}

function noRole(): Problem {
  return {
    code: 'forbidden',
    message: 'Expected somebody whom a rule gives a role here, got somebody without one.',
    hint: 'Ask an administrator: the roles of the identity provider are set in the configuration.',
  };
}
