/** Analyzes a log and prints its campaigns: npx tsx examples/analyze.ts logs/ accounts.ndjson */
import { analyze, ProblemError } from 'stillwatch';

const stop = new AbortController();
process.once('SIGINT', () => stop.abort());

try {
  const { campaigns, actions, summary } = await analyze({
    paths: process.argv.slice(2),
    signal: stop.signal,
    onProgress: ({ stage, done, total }) => {
      if (process.stderr.isTTY && total > 0) process.stderr.write(`\r${stage} ${Math.round((100 * done) / total)}%   `);
    },
  });
  const { exchanges, rejected } = summary.input;
  console.log(`${exchanges} exchanges read, ${rejected} records rejected, ${campaigns.length} campaigns`);
  for (const { id, accounts, confidence, action, evidence } of campaigns) {
    console.log(`${id}: ${accounts.length} accounts, confidence ${confidence.toFixed(2)}, ${action}`);
    for (const { family, summary: sentence } of evidence) console.log(`  ${family}: ${sentence}`);
  }
  console.log(`accounts to limit or suspend: ${actions.limit + actions.suspend}`);
} catch (error) {
  if (!(error instanceof ProblemError)) throw error;
  const { code, message, hint } = error.problem;
  console.error(`${code}: ${message} ${hint ?? ''}`);
  process.exitCode = 1;
}
