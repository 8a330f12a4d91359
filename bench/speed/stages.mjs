/**
 * CPU of an analysis by stage, over all threads, as a process of its own:
 *
 *   node bench/speed/stages.mjs LOG FOLDER    prints {stage: {cpu, wall}}, in seconds
 */
import { analyze } from '../../dist/src/pipeline/analyze.js';

const [log, out] = process.argv.slice(2);
const stages = {};
let stage = 'start';
let cpu = { user: 0, system: 0 };
let wall = 0;
const lap = (next) => {
  if (next === stage) return;
  const used = process.cpuUsage(cpu);
  const now = performance.now();
  stages[stage] = { cpu: (used.user + used.system) / 1e6, wall: (now - wall) / 1000 };
  stage = next;
  cpu = process.cpuUsage();
  wall = now;
};
const result = await analyze({
  paths: [log],
  format: 'auto',
  out,
  now: Date.now(),
  onProgress: (progress) => lap(progress.stage),
});
if (!result.ok) throw new Error(result.problem.message);
lap('end');
process.stdout.write(JSON.stringify(stages), () => process.exit(0));
