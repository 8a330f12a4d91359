/** What is set of an identity provider: where it is, who we are to it, and who of its people gets which role. */
import { z } from 'zod';
import { ROLES } from '../principal.ts';

/** One rule: all that it names must hold. The highest role of all rules that hold is given. */
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
    'Expected a group, an email or a domain: a rule for everybody is not wanted.',
  );
export type RoleRule = z.infer<typeof RoleRule>;

export const OidcSettings = z.strictObject({
  /** As the provider names itself; its configuration is found from it. */
  issuer: z
    .url({ protocol: /^https?$/ })
    .refine(
      (issuer) =>
        issuer.startsWith('https:') || (URL.canParse(issuer) && isLoopback(new URL(issuer).hostname)),
      'Expected an https address: http is for a provider on this machine only.',
    ),
  clientId: z.string().min(1).max(256),
  /** Absent: a public client, with PKCE alone. */
  clientSecret: z.string().min(1).max(1024).optional(),
  /** How the secret is sent: in the body, or as HTTP Basic for providers that take nothing else. */
  clientAuthentication: z.enum(['post', 'basic']).default('post'),
  scope: z.string().default('openid profile email'),
  /** The claim with a person's groups, in the ID token or from the userinfo endpoint. */
  groupsClaim: z.string().min(1).max(256).default('groups'),
  /** Who matches none is refused. */
  roles: z.array(RoleRule).min(1).max(1_000),
});
export type OidcSettings = z.infer<typeof OidcSettings>;

/** Whether a host name is this machine's own. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);
}
