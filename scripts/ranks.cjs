/**
 * The ranks of the folders, lowest first: an import goes to a lower rank only, and the folders of one rank do not know each
 * other. `.dependency-cruiser.cjs` keeps them; scripts/architecture-picture.ts draws them.
 */
exports.RANKS = [
  ['src/base', 'src/client'],
  ['src/kernels', 'src/model'],
  ['src/ingest', 'src/fingerprint', 'src/store', 'src/graph'],
  ['src/wire', 'src/aggregate'],
  ['src/detect'],
  ['src/access', 'src/decide', 'src/report', 'src/evaluate'],
  ['src/pipeline'],
  ['src/service'],
  ['src/api', 'src/cli'],
  ['src/serve-parts'],
  ['src/serve'],
  ['src/library', 'src/main'],
];

/** Ranks inside a folder, lowest first. What lies in the folder itself is above its rooms. */
exports.ROOMS = [
  ['src/store', [['exchanges'], ['records'], ['directory', 'servers']]],
  ['src/detect', [['parameters'], ['population'], ['group'], ['evidence', 'campaign'], ['text', 'organisation']]],
  ['src/cli', [['terminal'], ['analyze', 'completion', 'findings', 'send', 'upkeep'], ['serve']]],
];
