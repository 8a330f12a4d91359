/** Parameters of the client family. */
import { type ParameterFamily, parameter } from '../../../model/parameter.ts';

export const CLIENT_SAME_PARAMETERS = {
  clientStrength: parameter(0.4, 'strength 0..1', [0, 1], {
    meaning: 'Strength when every member runs a client that another party also runs and no outsider does.',
    basis: 'Set by hand, low: tools are popular.',
    effect: 'Higher: stronger client evidence from uncommon clients, users of a small honest tool included.',
  }),
} as const satisfies ParameterFamily;

export const CLIENT_UNIFORMITY_PARAMETERS = {
  fullStrength: parameter(0.25, 'strength 0..1', [0, 1], {
    meaning: 'Strength when all members run one and the same client and no other account does.',
    basis: "Set by hand, low: accounts that are grouped by a tool's prompt run that tool.",
    effect: 'Higher: stronger client evidence where all chose one client.',
  }),
  minMembers: parameter(5, 'members', [3, 50], {
    meaning: 'Members a group must have before uniformity is measured.',
    effect: 'Higher: small groups get no evidence from one common client.',
  }),
  deviations: parameter(2, 'standard deviations', [0, 6], {
    meaning: 'By how much the number of members with one client must exceed chance before the surplus counts.',
    effect: 'Higher: weaker evidence, fewer coincidences.',
  }),
} as const satisfies ParameterFamily;

export const CLIENT_DISGUISE_PARAMETERS = {
  fullStrength: parameter(0.6, 'strength 0..1', [0, 1], {
    meaning: 'Strength when every member disguises its client and no other account does.',
    effect: 'Higher: stronger client evidence from disguised clients.',
  }),
  minUsers: parameter(8, 'units', [2, 100], {
    meaning: 'Others that must use a user agent, and others that must use a TLS fingerprint under one name, before it is known what goes together.',
    basis: 'Set by hand: a new version or a rare program is no disguise.',
    effect: 'Higher: fewer mismatches are called, most of all in small logs.',
  }),
  unusualShare: parameter(0.05, 'share of users', [0, 0.5], {
    meaning: "A pair that at most this share of the user agent's and of the fingerprint's users have is a mismatch.",
    effect: 'Higher: more pairs count as a mismatch, honest variants among them.',
  }),
  minAgents: parameter(4, 'user agents', [2, 20], {
    meaning: 'User agents over one TLS fingerprint from which a unit changes its user agent.',
    basis: 'Set by hand: a person has a browser and its updates.',
    effect: 'Higher: only frequent changes of the user agent count.',
  }),
  minMembers: parameter(3, 'members', [2, 20], {
    meaning: 'Members with a known user agent and TLS fingerprint that are needed before disguises are measured.',
    effect: 'Higher: small groups get no evidence from disguised clients.',
  }),
} as const satisfies ParameterFamily;
