/** All baseline detectors, in the order of the pages. */
import type { BaselineKind } from './baseline.ts';
import { createSharedValues } from './shared-values.ts';
import { createVolumeAndPrefix } from './volume-and-prefix.ts';
import { createWeightedFusion } from './weighted-fusion.ts';
import { createWindowedMmd } from './windowed-mmd.ts';

export const BASELINES: readonly BaselineKind[] = [
  {
    variants: [{ name: 'volume_and_prefix', title: 'volume and prefix rules' }],
    create: createVolumeAndPrefix,
  },
  {
    variants: [{ name: 'weighted_fusion', title: 'fixed-weight fusion' }],
    create: createWeightedFusion,
  },
  {
    variants: [
      { name: 'mmd_accounts', title: 'windowed MMD, one window per account' },
      { name: 'mmd_pooled', title: 'windowed MMD, pooled' },
    ],
    create: createWindowedMmd,
  },
  {
    variants: [{ name: 'shared_values', title: 'single linkage on cards and addresses' }],
    create: createSharedValues,
  },
];

export const BASELINE_TITLES: ReadonlyMap<string, string> = new Map(
  BASELINES.flatMap((kind) => kind.variants.map(({ name, title }) => [name, title] as const)),
);
