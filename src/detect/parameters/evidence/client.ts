/** Parameters of the client family. */
import { type ParameterFamily, SET_BY_HAND } from '../../../model/parameter.ts';

/** Read by evidence/client/client.ts. */
export const CLIENT_SAME_PARAMETERS = {
  clientStrength: {
    value: 0.4,
    unit: 'strength 0..1',
    range: [0, 1],
    meaning: 'Strength when every member runs a client that another party also runs and nobody outside does.',
    basis: 'Set by hand, low: tools are popular.',
    effect: 'Higher: stronger client evidence from uncommon clients, users of a small honest tool included.',
  },
} as const satisfies ParameterFamily;

/** Read by evidence/client/uniformity.ts. */
export const CLIENT_UNIFORMITY_PARAMETERS = {
  fullStrength: {
    value: 0.25,
    unit: 'strength 0..1',
    range: [0, 1],
    meaning: 'Strength when all members run one and the same client and nobody else does.',
    basis: "Set by hand, low: accounts that are grouped by a tool's prompt run that tool.",
    effect: 'Higher: stronger client evidence where all chose one client.',
  },
  minMembers: {
    value: 5,
    unit: 'members',
    range: [3, 50],
    meaning: 'Members a group must have before uniformity is measured.',
    basis: SET_BY_HAND,
    effect: 'Higher: small groups get no evidence from one common client.',
  },
  deviations: {
    value: 2,
    unit: 'standard deviations',
    range: [0, 6],
    meaning:
      'By how much the number of members with one client must exceed chance before the surplus counts.',
    basis: SET_BY_HAND,
    effect: 'Higher: weaker evidence, fewer coincidences.',
  },
} as const satisfies ParameterFamily;

/** Read by evidence/client/disguise.ts. */
export const CLIENT_DISGUISE_PARAMETERS = {
  fullStrength: {
    value: 0.6,
    unit: 'strength 0..1',
    range: [0, 1],
    meaning: 'Strength when every member disguises its client and nobody else does.',
    basis: SET_BY_HAND,
    effect: 'Higher: stronger client evidence from disguised clients.',
  },
  minUsers: {
    value: 8,
    unit: 'units',
    range: [2, 100],
    meaning:
      'Others that must use a user agent, and others that must use a TLS fingerprint under one name, before it is known what goes together.',
    basis: 'Set by hand: a new version or a rare program is no disguise.',
    effect: 'Higher: fewer mismatches are called, most of all in small logs.',
  },
  unusualShare: {
    value: 0.05,
    unit: 'share of users',
    range: [0, 0.5],
    meaning:
      "A pair that at most this share of the user agent's and of the fingerprint's users have is a mismatch.",
    basis: SET_BY_HAND,
    effect: 'Higher: more pairs count as a mismatch, honest variants among them.',
  },
  minAgents: {
    value: 4,
    unit: 'user agents',
    range: [2, 20],
    meaning: 'User agents over one TLS fingerprint from which a unit changes its user agent.',
    basis: 'Set by hand: a person has a browser and its updates.',
    effect: 'Higher: only frequent changes of the user agent count.',
  },
  minMembers: {
    value: 3,
    unit: 'members',
    range: [2, 20],
    meaning:
      'Members with a known user agent and TLS fingerprint that are needed before disguises are measured.',
    basis: SET_BY_HAND,
    effect: 'Higher: small groups get no evidence from disguised clients.',
  },
} as const satisfies ParameterFamily;
