/** Worker thread: finds the exchanges of a selection in one block after the other. */
import { workerData } from 'piscina';
import { BlockMatcher } from './block-matcher.ts';
import type { MatchResult, MatchSettings, MatchTask } from './match-task.ts';

/** Made before there is a block; whoever sends one is told why it could not be made. */
const matcher = Promise.resolve().then(() => new BlockMatcher(workerData as MatchSettings));
matcher.catch(() => {});

/** Handles one block; called by the pool. */
export default async function matchBlock(task: MatchTask): Promise<MatchResult> {
  return (await matcher).match(task);
}
