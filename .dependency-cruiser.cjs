/**
 * Import ranks: a module imports from a lower rank only (scripts/ranks.cjs, docs/architecture.md). A test may import what it
 * tests from anywhere below `src/`, and the helpers in `test/`.
 */
const { RANKS, ROOMS } = require('./scripts/ranks.cjs');

const TESTS = '\\.test\\.ts$';
const SOURCE_ONLY = { pathNot: TESTS };
const folders = (places) => `^(${places.join('|')})/`;
const places = (names) => `^(${names.join('|')})(/|\\.ts$)`;

const forbidden = [
  { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
  {
    name: 'src-imports-src-only',
    comment: 'The detector must not know the words, ids or constants of the worlds it is tested on.',
    severity: 'error',
    from: { path: '^src/', ...SOURCE_ONLY },
    to: { path: '^(sim|bench|test|scripts)/' },
  },
  {
    name: 'the-simulator-never-imports-the-detector',
    comment: 'The simulator may use base and model (the wire format), nothing that detects.',
    severity: 'error',
    from: { path: '^sim/', ...SOURCE_ONLY },
    to: { path: '^(src|bench|test|scripts)/', pathNot: '^src/(base|model)/' },
  },
  {
    name: 'nothing-imports-a-test',
    severity: 'error',
    from: {},
    to: { path: TESTS },
  },
  {
    name: 'scripts-do-not-import-test-helpers',
    severity: 'error',
    from: { path: '^scripts/', ...SOURCE_ONLY },
    to: { path: '^test/' },
  },
  {
    name: 'test-helpers-do-not-import-benchmarks-or-scripts',
    severity: 'error',
    from: { path: '^test/', ...SOURCE_ONLY },
    to: { path: '^(bench|scripts)/' },
  },
  {
    name: 'scripts-do-not-import-benchmarks',
    severity: 'error',
    from: { path: '^scripts/', ...SOURCE_ONLY },
    to: { path: '^bench/' },
  },
];

/** Rules for one list of ranks: nothing imports from a higher rank or from a folder of its own rank. */
function keep(ranks, label, paths) {
  ranks.forEach((names, rank) => {
    const higher = ranks.slice(rank + 1).flat();
    if (higher.length > 0) {
      forbidden.push({
        name: `${label}-rank-${rank}-imports-lower-only`,
        severity: 'error',
        from: { path: paths(names), ...SOURCE_ONLY },
        to: { path: paths(higher) },
      });
    }
    for (const name of names) {
      const peers = names.filter((other) => other !== name);
      if (peers.length > 0) {
        forbidden.push({
          name: `${name.replaceAll('/', '-')}-does-not-import-its-peers`,
          severity: 'error',
          from: { path: paths([name]), ...SOURCE_ONLY },
          to: { path: paths(peers) },
        });
      }
    }
  });
}

keep(RANKS, 'src', places);
for (const [folder, rooms] of ROOMS) {
  keep(
    rooms.map((names) => names.map((name) => `${folder}/${name}`)),
    folder.replaceAll('/', '-'),
    folders,
  );
  forbidden.push({
    name: `${folder.replaceAll('/', '-')}-rooms-do-not-import-what-joins-them`,
    severity: 'error',
    from: { path: `^${folder}/[^/]+/`, ...SOURCE_ONLY },
    to: { path: `^${folder}/[^/]+\\.ts$` },
  });
}

module.exports = {
  forbidden,
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^src/wire/assembly/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { extensions: ['.ts', '.js', '.mjs', '.json'] },
  },
};
