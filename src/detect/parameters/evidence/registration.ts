/** Parameters of the registration family. */
import { type ParameterFamily, parameter } from '../../../model/parameter.ts';

export const REGISTRATION_ALIKE_PARAMETERS = {
  emailAddressStrength: parameter(0.95, 'strength 0..1', [0, 1], {
    meaning: 'Strength when every member shares a mailbox with another party.',
    basis: 'Set by hand: a mailbox belongs to one person.',
    effect: 'Higher: stronger registration evidence from shared mailboxes.',
  }),
  emailDomainStrength: parameter(0.5, 'strength 0..1', [0, 1], {
    meaning: 'Strength when every member shares a mail domain with another party.',
    basis: 'Set by hand: below that of a mailbox: a domain may be a small provider.',
    effect: 'Higher: stronger evidence from private mail domains, and from small honest ones.',
  }),
  emailShapeStrength: parameter(0.25, 'strength 0..1', [0, 1], {
    meaning: 'Strength when every member shares the pattern of the mailbox name with another party.',
    basis: 'Set by hand, low: many people name mailboxes alike.',
    effect: 'Higher: stronger evidence from generated names, and from common ways to write one.',
  }),
  phoneNumberStrength: parameter(0.95, 'strength 0..1', [0, 1], {
    meaning: 'Strength when every member shares a phone number with another party.',
    basis: 'Set by hand: a phone number belongs to one person.',
    effect: 'Higher: stronger registration evidence from shared phones.',
  }),
  phoneBlockStrength: parameter(0.5, 'strength 0..1', [0, 1], {
    meaning: 'Strength when every member shares a block of phone numbers with another party.',
    basis: 'Set by hand: below that of a number.',
    effect: 'Higher: stronger evidence from numbers rented in blocks.',
  }),
  signupAddressStrength: parameter(0.8, 'strength 0..1', [0, 1], {
    meaning: 'Strength when every member signed up from an address that another party signed up from.',
    basis: 'Set by hand: below that of a mailbox: households and offices share an address.',
    effect: 'Higher: stronger evidence from shared sign-up addresses.',
  }),
  signupNetworkStrength: parameter(0.5, 'strength 0..1', [0, 1], {
    meaning: 'Strength when every member signed up from a network that another party signed up from.',
    basis: 'Set by hand: below that of an address, which lies in its network.',
    effect: 'Higher: stronger evidence from shared sign-up networks.',
  }),
  signupClientStrength: parameter(0.2, 'strength 0..1', [0, 1], {
    meaning: 'Strength when every member signed up with a client (TLS fingerprint) that another party used.',
    basis: 'Set by hand, low: browsers are popular.',
    effect: 'Higher: stronger evidence from one uncommon sign-up client.',
  }),
  referrerStrength: parameter(0.3, 'strength 0..1', [0, 1], {
    meaning: 'Strength when every member came by a link that another party came by.',
    basis: 'Set by hand, low: readers of one page follow one link.',
    effect: 'Higher: stronger evidence from a common referrer, courses and talks included.',
  }),
} as const satisfies ParameterFamily;

export const REGISTRATION_BURST_PARAMETERS = {
  closeMinutes: parameter(30, 'minutes', [1, 240], {
    meaning: "Sign-ups at most this far apart are close together. The summary names it in words ('half an hour').",
    effect: 'Higher: slower series of sign-ups count as bursts, and chance explains more of each.',
  }),
  closeStrength: parameter(0.7, 'strength 0..1', [0, 1], {
    meaning: 'Strength when every party signed up close to another one, and nothing else explains it.',
    effect: 'Higher: stronger registration evidence from bursts of sign-ups.',
  }),
  denseDays: parameter(7, 'days', [1, 31], {
    meaning: "Length of the densest period of sign-ups. The summary names it in words ('one week').",
    effect: 'Higher: slower waves of sign-ups count, and chance explains more of each.',
  }),
  denseStrength: parameter(0.4, 'strength 0..1', [0, 1], {
    meaning: 'Strength when every party signed up in the densest period and hardly anybody else did.',
    basis: 'Set by hand: below that of bursts: a week has many honest causes.',
    effect: 'Higher: stronger registration evidence from accounts opened in one week.',
  }),
  minParties: parameter(3, 'parties', [2, 20], {
    meaning: 'Parties with a sign-up time that are needed before bursts are measured.',
    effect: 'Higher: small groups get no evidence from sign-up times.',
  }),
} as const satisfies ParameterFamily;

export const REGISTRATION_THROWAWAY_PARAMETERS = {
  fullStrength: parameter(0.5, 'strength 0..1', [0, 1], {
    meaning: 'Strength when every member registered with a throw-away mail domain and no other account did.',
    effect: 'Higher: stronger registration evidence from throw-away mailboxes.',
  }),
  minAccounts: parameter(3, 'accounts', [2, 20], {
    meaning: 'Accounts a mail domain must have to be judged, and members with a mail domain a group must have.',
    effect: 'Higher: domains with few accounts are never called throw-away.',
  }),
  lateShare: parameter(0.75, "share of a domain's accounts", [0.5, 1], {
    meaning: "The part of a domain's accounts, latest first, whose sign-ups must be late for the domain to be new.",
    basis: 'Set by hand: a few early users of a mailbox that others throw away are overlooked.',
    effect: 'Higher: a single early account is enough to make a domain look old.',
  }),
  minScore: parameter(0.4, 'throw-away score 0..1', [0, 1], {
    meaning: 'Score from which a mail domain is called a throw-away one.',
    effect: 'Higher: fewer domains are called throw-away.',
  }),
  closeDays: parameter(1, 'days', [0.1, 14], {
    meaning: 'Sign-ups with one mail domain at most this far apart came together.',
    effect: 'Higher: slower series of sign-ups with one domain count as sudden.',
  }),
  organisedShare: parameter([0.3, 0.7], "share of a domain's accounts", [0, 1], {
    meaning: "Share of a domain's accounts that one sign-up network, card or school programme holds together, from which an organisation stands behind the domain.",
    basis: 'Set by hand: a campus or a company has one network or one card.',
    effect: 'Higher: more loosely organised domains are called throw-away, small firms among them.',
  }),
  surprise: parameter([1, 3], 'orders of magnitude', [0, 12], {
    meaning: "How improbable a domain's late sign-ups must be as draws from everybody's: from one in ten, fully at one in a thousand.",
    basis: "Set by hand; the probability is Chernoff's bound.",
    effect: 'Higher: only domains with many late sign-ups are called new.',
  }),
  newShare: parameter([0.4, 0.7], "share of a domain's accounts", [0, 1], {
    meaning: "Share of a domain's accounts that are late beyond what everybody's sign-ups explain: from the first number on the domain counts as new in part, from the second on fully.",
    basis: 'Set by hand: the domain is new when most of its accounts are, however improbable fewer would be.',
    effect: 'Higher: fewer domains are called new.',
  }),
  minInside: parameter(0.5, "share of a domain's accounts", [0, 1], {
    meaning: "Share of a throw-away domain's accounts that must be members for the domain to say something of the group.",
    basis: 'Set by hand: a domain that mostly others registered with is a provider.',
    effect: 'Higher: operators who use the same disposable domains as others show less.',
  }),
  accountsPerVerified: parameter(3, 'accounts', [1, 20], {
    meaning: 'How many accounts of a domain one verified account clears: with a third verified, the domain is no throw-away one.',
    effect: 'Higher: a few verified accounts clear a larger domain.',
  }),
} as const satisfies ParameterFamily;
