/** Parameters of the payment family. */
import { type ParameterFamily, parameter } from '../../../model/parameter.ts';

export const PAYMENT_PARAMETERS = {
  instrumentStrength: parameter(0.97, 'strength 0..1', [0, 1], {
    meaning: 'Strength when every member pays with an instrument that another party also uses, and neither chance nor a circumstance explains it.',
    basis: 'Set by hand: strangers do not pay with one card.',
    effect: 'Higher: stronger payment evidence; shared cards alone weigh more in the confidence of a campaign.',
  }),
  issuerStrength: parameter(0.35, 'strength 0..1', [0, 1], {
    meaning: 'Strength when every member pays with a card of an issuer that other members also use, and nothing else explains it.',
    basis: "Set by hand, low: an issuer may be a region's bank.",
    effect: 'Higher: stronger evidence from virtual cards of one small issuer, and more weight for small banks.',
  }),
} as const satisfies ParameterFamily;
