/** Settings of an identity provider: its address, our registration there, and the rules for roles. */
import { z } from 'zod';
import { ROLES } from '../principal.ts';

/** A rule matches if all its conditions hold. A person gets the highest role of all matching rules. */
const RoleRule = z
  .strictObject({
    role: z.enum(ROLES),
    /** A value of the groups claim. */
    group: z.string().min(1).max(256).optional(),
    /** A verified mail address. */
    email: z.string().toLowerCase().min(3).max(256).optional(),
    /** The domain of a verified mail address. */
    domain: z.string().toLowerCase().min(3).max(256).optional(),
  })
  .refine(
    (rule) => rule.group !== undefined || rule.email !== undefined || rule.domain !== undefined,
    'Expected a group, an email or a domain: a rule must not match everyone.',
  );
export type RoleRule = z.infer<typeof RoleRule>;

/** Settings of an identity provider; the section oidc of the configuration. */
export const OidcSettings = z.strictObject({
  /** Issuer URL exactly as the provider states it; its configuration is discovered from there. */
  issuer: z
    .url({ protocol: /^https?$/ })
    .refine(
      (issuer) => issuer.startsWith('https:') || (URL.canParse(issuer) && isLoopback(new URL(issuer).hostname)),
      'Expected an https URL: http is only allowed for a provider on this machine.',
    ),
  clientId: z.string().min(1).max(256),
  /** If absent, this is a public client that relies on PKCE alone. */
  clientSecret: z.string().min(1).max(1024).optional(),
  /** How the secret is sent: in the body, or as HTTP Basic for providers that require it. */
  clientAuthentication: z.enum(['post', 'basic']).default('post'),
  scope: z.string().default('openid profile email'),
  /** Name of the claim that lists a person's groups, in the ID token or at the userinfo endpoint. */
  groupsClaim: z.string().min(1).max(256).default('groups'),
  /** People who match no rule cannot log in. */
  roles: z.array(RoleRule).min(1).max(1_000),
});
export type OidcSettings = z.infer<typeof OidcSettings>;

/** Whether a host name is `localhost` or a loopback address. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);
}
