/**
 * `npm run calibrate`: fits the weights of the evidence on simulated worlds with wrong labels, judges them on worlds
 * that were kept out, and writes src/detect/campaign/confidence-weights.ts. Takes about ten minutes on two cores. With
 * `-- --text FILE` some worlds speak real prompts (docs/simulator.md).
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { type SimulateOptions, simulate } from '../../sim/index.ts';
import { loadDetectInput } from '../../src/aggregate/load-input.ts';
import { ProblemError } from '../../src/base/problem.ts';
import { createRng } from '../../src/base/rng.ts';
import { CONFIDENCE_WEIGHTS } from '../../src/detect/campaign/confidence-weights.ts';
import { analyze } from '../../src/pipeline/analyze.ts';
import { openDataDirectory } from '../../src/store/directory/data-directory.ts';
import { fitAndJudge, formatWeights } from './calibration.ts';
import { type CalibrationSample, samplesOf } from './samples.ts';

const NOISE = 0.05;
const NOW = Date.UTC(2027, 0, 1);

const { values } = parseArgs({ options: { text: { type: 'string' } } });
const samples: CalibrationSample[] = [];
for (const options of worlds(values.text)) {
  const name = `${options.world}/${options.seed}`;
  process.stderr.write(`${name} ...\n`);
  samples.push(...(await sampleWorld(name, options)));
}
const { weights, report } = fitAndJudge(samples, CONFIDENCE_WEIGHTS);
writeFileSync(
  fileURLToPath(new URL('../../src/detect/campaign/confidence-weights.ts', import.meta.url)),
  formatWeights(weights),
);
process.stdout.write(`${report}\n`);

type WorldOptions = Omit<SimulateOptions, 'out'>;

function worlds(text: string | undefined): WorldOptions[] {
  const plain: WorldOptions[] = [];
  let seed = 101;
  for (const world of ['feb-2026', 'sept-2026', 'hydra', 'organic', 'clean'] as const) {
    plain.push({ world, scale: 0.004, seed: seed++ });
    plain.push({ world, scale: 0.004, seed: seed++, mix: 0.8 });
    plain.push({ world, scale: 0.004, seed: seed++, infrastructure: 'unique' });
    if (text !== undefined) plain.push({ world, scale: 0.004, seed: seed++, text });
  }
  return plain;
}

async function sampleWorld(name: string, options: WorldOptions): Promise<CalibrationSample[]> {
  const folder = mkdtempSync(join(tmpdir(), 'stillwatch-calibrate-'));
  try {
    const logs = join(folder, 'logs');
    const data = join(folder, 'data');
    await simulate({ ...options, out: logs });
    const analysed = await analyze({
      paths: [logs],
      format: 'auto',
      out: join(folder, 'out'),
      data,
      now: NOW,
    });
    if (!analysed.ok) throw new ProblemError(analysed.problem);
    const opened = await openDataDirectory({ path: data });
    if (!opened.ok) throw new ProblemError(opened.problem);
    const input = await loadDetectInput(opened.value);
    await opened.value.close();
    const harvesting = new Set(
      readFileSync(join(logs, 'truth.ndjson'), 'utf8')
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line) as { account: string; campaign: string | null })
        .filter((line) => line.campaign !== null)
        .map((line) => line.account),
    );
    return samplesOf(name, input, (account) => harvesting.has(account), NOISE, createRng(name));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
