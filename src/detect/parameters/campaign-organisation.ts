/**
 * Parameters of findings about one verified organisation: how much of its own traffic has to be a harvest before a person
 * reviews it. They change no campaign of several parties, and no finding of theirs leads beyond review.
 */
import { type ParameterFamily, parameter } from '../../model/parameter.ts';

export const ORGANISATION_PARAMETERS = {
  minAccounts: parameter(5, 'accounts', [2, 100], {
    meaning: 'Accounts of the organisation that harvest, at least.',
    basis: 'Set by hand, as many as a group has parties: one account that judges or makes test data all day is a pipeline of a product.',
    effect: 'Higher: organisations that harvest through few accounts are missed; fewer firms with a data pipeline are shown.',
  }),
  minTrafficShare: parameter(0.15, 'share of exchanges', [0, 1], {
    meaning: 'Share of the organisation’s exchanges that its harvesting accounts send for training data, at least.',
    basis: 'Set by hand: a firm that makes test data or cleans its own records spends a few percent of its traffic on it.',
    effect: 'Higher: organisations that hide a harvest behind other work are missed; fewer firms that make data on the side are shown.',
  }),
  minMessages: parameter(1_000, 'different messages', [1, 1_000_000], {
    meaning: 'Different messages that these accounts send for training data, at least. A list that is run again and again counts once.',
    basis: 'A thousand examples were enough to train a model on (LIMA, Zhou et al. 2023; s1, Muennighoff et al. 2025).',
    effect: 'Higher: small harvests are missed; fewer test suites are shown.',
  }),
  minPurpose: parameter(0.4, 'strength 0..1', [0, 1], {
    meaning:
      'Strength of the evidence of what the output is for, of each account by itself and of all of them together, at least; and of long answers to requests of one form, where the output is for what firms do every day.',
    basis: 'What the rule of two calls real strength.',
    effect: 'Higher: accounts that mix in ordinary requests are missed; fewer findings.',
  }),
  confidence: parameter([0.5, 0.7], 'confidence 0..1', [0, 1], {
    meaning: 'Confidence of such a finding, from the least evidence to the strongest.',
    basis: 'Set by hand: from `campaignConfidence` to below the line at which the default policy asks accounts to verify.',
    effect: 'Higher: these findings rank higher among campaigns. They stay at review whatever the confidence.',
  }),
} as const satisfies ParameterFamily;
