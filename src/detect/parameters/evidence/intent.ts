/** Parameters of the intent family. */
import { type ParameterFamily, parameter } from '../../../model/parameter.ts';

export const INTENT_PURPOSE_PARAMETERS = {
  fullStrength: parameter(0.97, 'strength 0..1', [0, 1], {
    meaning: 'Strength when the slice clearly asks for training data.',
    effect: 'Higher: stronger intent evidence; errors of the intent model weigh more.',
  }),
  longAnswers: parameter(0.75, 'quantile of outside accounts', [0, 1], {
    meaning: 'Answers longer than this quantile of the accounts outside are long: asking for the reasoning and making data then count as clear purposes, and not as what firms do every day.',
    basis: 'Set by hand: whoever collects reasoning or data gets long answers; a product that lets the model think first shows its customers short ones.',
    effect: 'Higher: campaigns with short answers are asked to verify and not limited; fewer products and review bots are limited.',
  }),
  conversation: parameter([0.1, 0.5], 'share of exchanges', [0, 1], {
    meaning: 'Share of follow-ups, or of exchanges with tool results, from which the slice is a conversation.',
    basis: "Set by hand: in conversations and with tools people want answers, whatever a product's prompt sounds like.",
    effect: 'Higher: fewer conversations have to meet the stricter line.',
  }),
  low: parameter(0.15, 'harvest intent 0..1', [0, 1], {
    meaning: 'Harvest intent of the slice from which evidence begins, at least.',
    effect: 'Higher: faint signs of a purpose no longer count.',
  }),
  lowMargin: parameter(0.1, 'harvest intent 0..1', [0, 1], {
    meaning: "And at least this much above the population's median account.",
    effect: 'Higher: weaker evidence where much of the traffic has such a purpose.',
  }),
  lowInConversation: parameter(0.4, 'harvest intent 0..1', [0, 1], {
    meaning: 'How much clearer the purpose of a conversation must be before evidence begins.',
    effect: 'Higher: harvesting in conversations is missed; fewer assistants are suspected.',
  }),
  high: parameter(0.6, 'harvest intent 0..1', [0, 1], {
    meaning: 'Harvest intent of the slice from which the strength is full, at least.',
    effect: 'Higher: weaker intent evidence.',
  }),
  highMargin: parameter(0.4, 'harvest intent 0..1', [0, 1], {
    meaning: "And at least this much above the population's median account.",
    effect: 'Higher: weaker evidence where much of the traffic has such a purpose.',
  }),
  highInConversation: parameter(0.3, 'harvest intent 0..1', [0, 1], {
    meaning: 'How much clearer the purpose of a conversation must be for the full strength.',
    effect: 'Higher: weaker evidence from conversations.',
  }),
} as const satisfies ParameterFamily;

export const INTENT_CLEANING_PARAMETERS = {
  fullStrength: parameter(0.8, 'strength 0..1', [0, 1], {
    meaning: 'Strength when most requests bring worked-out reasoning along.',
    effect: 'Higher: stronger intent evidence from traces that are cleaned or scored.',
  }),
  usualQuantile: parameter(0.75, 'quantile of outside accounts', [0.5, 1], {
    meaning: "What is usual: this quantile of the outside accounts' shares of such requests. The summary names it ('three in four accounts').",
    effect: 'Higher: the slice must bring more reasoning along.',
  }),
  beyondUsual: parameter([0.1, 0.5], 'share of exchanges', [0, 1], {
    meaning: 'By how much the share of such requests in the slice must exceed the usual.',
    basis: 'Set by hand: pupils paste their working, and judges of explanations bring some too.',
    effect: 'Higher: weaker evidence from slices that bring some reasoning along.',
  }),
} as const satisfies ParameterFamily;
