/** Parameters of the harvest_shape family. */
import { type ParameterFamily, parameter } from '../../../model/parameter.ts';

export const HARVEST_SHAPE_PARAMETERS = {
  worthTokens: parameter([15, 60], 'tokens an answer', [0, 1000], {
    meaning: 'Mean length of the answers from which they are worth collecting.',
    basis: 'Set by hand: labels and scores of a few words teach a student model little.',
    effect: 'Higher: weaker harvest_shape evidence from short answers.',
  }),
  minWorth: parameter(0.35, 'share of the strength', [0, 1], {
    meaning: 'The part of the strength that is left for the shortest answers.',
    effect: 'Higher: classifiers and judges with short answers count for more.',
  }),
} as const satisfies ParameterFamily;

export const HARVEST_SHAPE_ONE_SHOT_PARAMETERS = {
  fullStrength: parameter(0.6, 'strength 0..1', [0, 1], {
    meaning: 'Strength when no conversation goes on, no tool answers and every message is new, unlike in accounts outside.',
    basis: 'Set by hand: honest pipelines are one-shot too.',
    effect: 'Higher: stronger evidence from one-shot traffic, batch jobs included.',
  }),
  moreThan: parameter([0.2, 0.6], 'share of accounts outside', [0, 1], {
    meaning: 'How many accounts outside must be less one-shot than the slice.',
    basis: 'Set by hand: on a platform of batch jobs one shot is how everybody works.',
    effect: 'Higher: weaker evidence where one shot is common.',
  }),
} as const satisfies ParameterFamily;

export const HARVEST_SHAPE_OUTPUT_PARAMETERS = {
  fullStrength: parameter(0.5, 'strength 0..1', [0, 1], {
    meaning: 'Strength when answers are much longer than in accounts outside, fill their limit and come several a request.',
    effect: 'Higher: stronger evidence from output as long as can be had.',
  }),
  longShare: parameter(0.8, 'share of the strength', [0, 1], {
    meaning: 'What long answers come to by themselves.',
    effect: 'Higher: stronger evidence from long answers.',
  }),
  filledShare: parameter(0.3, 'share of the strength', [0, 1], {
    meaning: 'What long answers that fill their limit add.',
    basis: 'Set by hand: a benchmark that asks for one letter fills its limit each time, so answers must be long as well.',
    effect: 'Higher: stronger evidence from answers that fill their limit.',
  }),
  severalShare: parameter(0.5, 'share of the strength', [0, 1], {
    meaning: 'What several answers a request come to.',
    effect: 'Higher: stronger evidence from sampling.',
  }),
  longerThan: parameter([0.7, 0.95], 'share of accounts outside', [0, 1], {
    meaning: 'How many accounts outside must have shorter answers.',
    effect: 'Higher: weaker evidence where others have long answers too.',
  }),
  overMedian: parameter([1.2, 2], "times the median account's length", [1, 10], {
    meaning: 'How much longer the answers must be than those of the median account outside.',
    basis: 'Set by hand: accounts may be so alike that a few words decide the rank.',
    effect: 'Higher: weaker evidence from slightly longer answers.',
  }),
  beyondQuantile: parameter(0.9, 'quantile of outside accounts', [0.5, 1], {
    meaning: 'Filled limits and several answers are compared with this quantile of accounts outside.',
    effect: 'Higher: members must do so more often.',
  }),
  beyond: parameter([0.02, 0.3], 'share of exchanges', [0, 1], {
    meaning: 'By how much the slice must exceed that quantile.',
    effect: 'Higher: weaker evidence from filled limits and several answers.',
  }),
} as const satisfies ParameterFamily;

export const HARVEST_SHAPE_TASK_LIST_PARAMETERS = {
  fullStrength: parameter(0.4, 'strength 0..1', [0, 1], {
    meaning: 'Strength when messages are all new and yet far more alike in length than those of single accounts.',
    effect: 'Higher: stronger evidence from filled templates.',
  }),
  narrowerThan: parameter([0.6, 0.9], 'share of accounts outside', [0, 1], {
    meaning: 'How many accounts outside must have lengths that spread more widely.',
    effect: 'Higher: weaker evidence where others send messages of one length too.',
  }),
  newMessages: parameter([0.3, 0.9], 'share of exchanges', [0, 1], {
    meaning: 'How many of the messages must be new. What is asked again and again is alike and not new.',
    effect: 'Higher: lists that are sent several times over count for less.',
  }),
  messages: parameter([12, 24], 'differing messages', [2, 1000], {
    meaning: 'How many differing messages make a list.',
    effect: 'Higher: short lists count for less.',
  }),
} as const satisfies ParameterFamily;

export const HARVEST_SHAPE_ENCODED_PARAMETERS = {
  fullStrength: parameter(0.5, 'strength 0..1', [0, 1], {
    meaning: 'Strength when much of the text is encoded and hardly any account outside has so much.',
    basis: 'Set by hand: an honest pipeline that sends encoded files is as unusual; only beside ties does it say more.',
    effect: 'Higher: stronger evidence from encoded text.',
  }),
  moreThan: parameter([0.8, 0.98], 'share of accounts outside', [0, 1], {
    meaning: 'How many accounts outside must have less encoded text.',
    effect: 'Higher: weaker evidence where others send encoded text too.',
  }),
  usualQuantile: parameter(0.9, 'quantile of outside accounts', [0.5, 1], {
    meaning: 'The quantile of the accounts outside that the share of encoded text is compared with.',
    effect: 'Higher: members must send more of it.',
  }),
  beyondUsual: parameter([0.1, 0.4], 'share of the text', [0, 1], {
    meaning: 'By how much the share must exceed that quantile.',
    basis: 'Set by hand: keys, tokens and hashes in pasted text are a few hundredths of it.',
    effect: 'Higher: weaker evidence from text that is encoded in part.',
  }),
} as const satisfies ParameterFamily;
