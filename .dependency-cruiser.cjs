/** Import ranks: a module imports from a lower rank only (docs/architecture.md). */
const ranks = [
  ['base'],
  ['kernels', 'model'],
  ['ingest', 'fingerprint', 'store', 'graph'],
  ['detect'],
  ['access', 'decide', 'verify', 'share', 'report', 'evaluate'],
  ['pipeline'],
  ['service'],
  ['api', 'gate', 'cli'],
];
const folders = (names) => `^src/(${names.join('|')})/`;
const forbidden = [
  { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
  {
    name: 'src-never-imports-the-simulator',
    comment: 'The detector must not know the words, ids or constants of the worlds it is tested on.',
    severity: 'error',
    from: { path: '^src/', pathNot: '\\.test\\.ts$' },
    to: { path: '^(sim|bench|test|scripts)/' },
  },
  {
    name: 'the-simulator-never-imports-the-detector',
    comment: 'The simulator may use base and model (the wire format), nothing that detects.',
    severity: 'error',
    from: { path: '^sim/', pathNot: '\\.test\\.ts$' },
    to: { path: '^src/', pathNot: '^src/(base|model)/' },
  },
  {
    name: 'only-main-wires',
    severity: 'error',
    from: { path: '^src/', pathNot: '^src/(main|serve|serve-parts)\\.(test\\.)?ts$' },
    to: { path: '^src/(main|serve|serve-parts)\\.ts$' },
  },
];
ranks.forEach((names, rank) => {
  const higher = ranks.slice(rank + 1).flat();
  if (higher.length > 0) {
    forbidden.push({
      name: `rank-${rank}-imports-lower-only`,
      severity: 'error',
      from: { path: folders(names), pathNot: '\\.test\\.ts$' },
      to: { path: folders(higher) },
    });
  }
  for (const name of names) {
    const peers = names.filter((other) => other !== name);
    if (peers.length > 0) {
      forbidden.push({
        name: `${name}-does-not-import-its-peers`,
        severity: 'error',
        from: { path: folders([name]), pathNot: '\\.test\\.ts$' },
        to: { path: folders(peers) },
      });
    }
  }
});
module.exports = {
  forbidden,
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { extensions: ['.ts', '.js', '.mjs', '.json'] },
  },
};
