/**
 * What firms ask for every day, and a trainer too: verdicts on their own work (review bots, judges of a product, examiners), data for
 * their own tests and tables, and short answers that were thought over first. It counts as a purpose only where
 * something else shows what the output is for: finished reasoning that is brought along, or answers that are long.
 */
import { ANSWER, INTENTS, type Intent } from '../../../model/vocabulary.ts';
import { harvestIntent } from '../../population/harvest.ts';

/** Verdicts on one's own work: everyday however long the answers are. */
export const VERDICTS: readonly Intent[] = ['grading'];
/** Verdicts and data: everyday where nothing says otherwise. */
export const EVERYDAY: readonly Intent[] = [...VERDICTS, 'data_generation', 'data_cleaning'];
/** Where answers are short, the reasoning was not what was wanted. */
export const EVERYDAY_SHORT: readonly Intent[] = [...EVERYDAY, 'reasoning_elicitation'];

/**
 * Share of exchanges that are for training data, 0..1: all that ask for more than an answer, without everyday purposes; but at
 * least as much as any other purpose makes up.
 *
 * @param intents mean scores
 * @param traced share of the exchanges that bring finished reasoning along
 */
export function shareBeyondEveryday(intents: Float64Array, everyday: readonly Intent[], traced: number): number {
  let usual = 0;
  let most = 0;
  INTENTS.forEach((name, k) => {
    if (everyday.includes(name)) usual += intents[k];
    else if (k !== ANSWER) most = Math.max(most, intents[k]);
  });
  const harvest = harvestIntent(intents);
  // One request may ask for a verdict and for the reasoning, and counts once.
  return Math.max(most, harvest - Math.max(0, Math.min(usual, harvest) - traced));
}
