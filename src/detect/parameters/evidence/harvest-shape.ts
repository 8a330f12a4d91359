/** Parameters of the harvest_shape family. */
import { type ParameterFamily, SET_BY_HAND } from '../../../model/parameter.ts';

/** Read by evidence/harvest-shape/harvest-shape.ts. */
export const HARVEST_SHAPE_PARAMETERS = {
  worthTokens: {
    value: [15, 60],
    unit: 'tokens an answer',
    range: [0, 1000],
    meaning: 'Mean length of the answers from which they are worth collecting.',
    basis: 'Set by hand: labels and scores of a few words teach a student model little.',
    effect: 'Higher: weaker harvest_shape evidence from short answers.',
  },
  minWorth: {
    value: 0.35,
    unit: 'share of the strength',
    range: [0, 1],
    meaning: 'The part of the strength that is left for the shortest answers.',
    basis: SET_BY_HAND,
    effect: 'Higher: classifiers and judges with short answers count for more.',
  },
} as const satisfies ParameterFamily;

/** Read by evidence/harvest-shape/one-shot.ts. */
export const HARVEST_SHAPE_ONE_SHOT_PARAMETERS = {
  fullStrength: {
    value: 0.6,
    unit: 'strength 0..1',
    range: [0, 1],
    meaning:
      'Strength when no conversation goes on, no tool answers and every message is new, unlike in accounts outside.',
    basis: 'Set by hand: honest pipelines are one-shot too.',
    effect: 'Higher: stronger evidence from one-shot traffic, batch jobs included.',
  },
  moreThan: {
    value: [0.2, 0.6],
    unit: 'share of accounts outside',
    range: [0, 1],
    meaning: 'How many accounts outside must be less one-shot than the slice.',
    basis: 'Set by hand: on a platform of batch jobs one shot is how everybody works.',
    effect: 'Higher: weaker evidence where one shot is common.',
  },
} as const satisfies ParameterFamily;

/** Read by evidence/harvest-shape/output.ts. */
export const HARVEST_SHAPE_OUTPUT_PARAMETERS = {
  fullStrength: {
    value: 0.5,
    unit: 'strength 0..1',
    range: [0, 1],
    meaning:
      'Strength when answers are much longer than in accounts outside, fill their limit and come several a request.',
    basis: SET_BY_HAND,
    effect: 'Higher: stronger evidence from output as long as can be had.',
  },
  longShare: {
    value: 0.8,
    unit: 'share of the strength',
    range: [0, 1],
    meaning: 'What long answers come to by themselves.',
    basis: SET_BY_HAND,
    effect: 'Higher: stronger evidence from long answers.',
  },
  filledShare: {
    value: 0.3,
    unit: 'share of the strength',
    range: [0, 1],
    meaning: 'What long answers that fill their limit add.',
    basis:
      'Set by hand: a benchmark that asks for one letter fills its limit each time, so answers must be long as well.',
    effect: 'Higher: stronger evidence from answers that fill their limit.',
  },
  severalShare: {
    value: 0.5,
    unit: 'share of the strength',
    range: [0, 1],
    meaning: 'What several answers a request come to.',
    basis: SET_BY_HAND,
    effect: 'Higher: stronger evidence from sampling.',
  },
  longerThan: {
    value: [0.7, 0.95],
    unit: 'share of accounts outside',
    range: [0, 1],
    meaning: 'How many accounts outside must have shorter answers.',
    basis: SET_BY_HAND,
    effect: 'Higher: weaker evidence where others have long answers too.',
  },
  overMedian: {
    value: [1.2, 2],
    unit: "times the median account's length",
    range: [1, 10],
    meaning: 'How much longer the answers must be than those of the median account outside.',
    basis: 'Set by hand: accounts may be so alike that a few words decide the rank.',
    effect: 'Higher: weaker evidence from slightly longer answers.',
  },
  beyondQuantile: {
    value: 0.9,
    unit: 'quantile of outside accounts',
    range: [0.5, 1],
    meaning: 'Filled limits and several answers are compared with this quantile of accounts outside.',
    basis: SET_BY_HAND,
    effect: 'Higher: members must do so more often.',
  },
  beyond: {
    value: [0.02, 0.3],
    unit: 'share of exchanges',
    range: [0, 1],
    meaning: 'By how much the slice must exceed that quantile.',
    basis: SET_BY_HAND,
    effect: 'Higher: weaker evidence from filled limits and several answers.',
  },
} as const satisfies ParameterFamily;

/** Read by evidence/harvest-shape/task-list.ts. */
export const HARVEST_SHAPE_TASK_LIST_PARAMETERS = {
  fullStrength: {
    value: 0.4,
    unit: 'strength 0..1',
    range: [0, 1],
    meaning:
      'Strength when messages are all new and yet far more alike in length than those of single accounts.',
    basis: SET_BY_HAND,
    effect: 'Higher: stronger evidence from filled templates.',
  },
  narrowerThan: {
    value: [0.6, 0.9],
    unit: 'share of accounts outside',
    range: [0, 1],
    meaning: 'How many accounts outside must have lengths that spread more widely.',
    basis: SET_BY_HAND,
    effect: 'Higher: weaker evidence where others send messages of one length too.',
  },
  newMessages: {
    value: [0.3, 0.9],
    unit: 'share of exchanges',
    range: [0, 1],
    meaning: 'How many of the messages must be new. What is asked again and again is alike and not new.',
    basis: SET_BY_HAND,
    effect: 'Higher: lists that are sent several times over count for less.',
  },
  messages: {
    value: [12, 24],
    unit: 'differing messages',
    range: [2, 1000],
    meaning: 'How many differing messages make a list.',
    basis: SET_BY_HAND,
    effect: 'Higher: short lists count for less.',
  },
} as const satisfies ParameterFamily;
