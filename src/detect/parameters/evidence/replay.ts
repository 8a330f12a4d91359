/** Parameters of the replay family. */
import { type ParameterFamily, parameter } from '../../../model/parameter.ts';

export const REPLAY_OTHER_ACCOUNT_PARAMETERS = {
  fullStrength: parameter(0.95, 'strength 0..1', [0, 1], {
    meaning: 'Strength when many members present signatures that were issued to another party of the group.',
    basis: 'Set by hand: signatures never travel between customers.',
    effect: 'Higher: stronger replay evidence from signatures that change accounts.',
  }),
  share: parameter([0, 0.3], 'share of members', [0, 1], {
    meaning: 'Share of the members that must take part, as issuer or presenter.',
    effect: 'Higher: weaker evidence where a few members replay.',
  }),
  members: parameter([2, 8], 'members', [2, 100], {
    meaning: 'Number of members that must take part; up to the first there is no evidence.',
    basis: 'Set by hand: a shared transcript explains a few.',
    effect: 'Higher: small exchanges of signatures are missed.',
  }),
} as const satisfies ParameterFamily;

export const REPLAY_OTHER_SESSION_PARAMETERS = {
  fullStrength: parameter(0.7, 'strength 0..1', [0, 1], {
    meaning: 'Strength when members present signatures in other sessions far more than others do.',
    basis: 'Set by hand: below that of another account: people fork and resume conversations.',
    effect: 'Higher: stronger replay evidence from sessions, clients that rename sessions included.',
  }),
  share: parameter([0, 0.3], 'share of members', [0, 1], {
    meaning: 'Share of the members that must present signatures in sessions at all.',
    effect: 'Higher: weaker evidence where a few members replay.',
  }),
  usualQuantile: parameter(0.75, 'quantile of outside accounts', [0.5, 1], {
    meaning: "What is usual: this quantile of the outside accounts' shares. The summary names it ('three in four accounts').",
    effect: 'Higher: members must do so more often.',
  }),
  beyondUsual: parameter([0.05, 0.4], 'share of presentations', [0, 1], {
    meaning: "By how much the members' share must exceed the usual.",
    effect: 'Higher: weaker evidence.',
  }),
  count: parameter([6, 30], 'presentations', [1, 500], {
    meaning: 'Presentations in another session: up to the first a few forked conversations explain them.',
    effect: 'Higher: weaker evidence from few replays.',
  }),
} as const satisfies ParameterFamily;

export const REPLAY_EDITED_PARAMETERS = {
  editedStrength: parameter(0.8, 'strength 0..1', [0, 1], {
    meaning: 'Strength when another question, system prompt or set of tools precedes the signed blocks than they were issued to.',
    effect: 'Higher: stronger replay evidence from edited conversations.',
  }),
  trimmedStrength: parameter(0.3, 'strength 0..1', [0, 1], {
    meaning: 'Strength when only earlier turns were changed or dropped.',
    basis: 'Set by hand, much lower: honest clients drop and shorten old turns all the time.',
    effect: 'Higher: clients that forget old turns count for more.',
  }),
  share: parameter([0, 0.3], 'share of members', [0, 1], {
    meaning: 'Share of the members whose presentations could be compared.',
    effect: 'Higher: weaker evidence where a few members replay.',
  }),
  usualQuantile: parameter(0.75, 'quantile of outside accounts', [0.5, 1], {
    meaning: "What is usual: this quantile of the outside accounts' shares. The summary names it ('three in four accounts').",
    effect: 'Higher: members must do so more often.',
  }),
  beyondUsual: parameter([0.05, 0.4], 'share of presentations', [0, 1], {
    meaning: "By how much the members' share must exceed the usual.",
    effect: 'Higher: weaker evidence.',
  }),
  count: parameter([6, 30], 'presentations', [1, 500], {
    meaning: 'Edited presentations: up to the first a few regenerated answers explain them.',
    effect: 'Higher: weaker evidence from few replays.',
  }),
} as const satisfies ParameterFamily;
