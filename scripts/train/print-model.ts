/**
 * `tsx scripts/train/print-model.ts [TERM...]`: the classifier's model as text. Without terms the whole file as a table
 * separated by tabs, one term a line, numbers as they are stored; with terms, each one's weights in logits, strongest
 * first. A term is a word, or two words in quotation marks ("step by").
 */
import { loadModel, type ModelFile } from '../../src/fingerprint/classify.ts';

/** The model as a table: a column an output; rows in parentheses are not terms. */
export function modelTable(model: ModelFile): string {
  const { outputs, scale, bias, slope, offset, shape, terms, weights } = model;
  const rows = Object.entries({ scale, bias, slope, offset, ...shape }).map(([name, row]) => [`(${name})`, ...row] as const);
  const lines = [['(training)', model.training], ['(term)', ...outputs], ...rows].map((row) => row.join('\t'));
  terms.forEach((term, i) => {
    lines.push(`${term}\t${weights.subarray(i * outputs.length, (i + 1) * outputs.length).join('\t')}`);
  });
  return `${lines.join('\n')}\n`;
}

/** What one term says: its weight for every output, in logits before calibration. */
export function termText(model: ModelFile, term: string): string {
  const { outputs, scale, terms, weights } = model;
  const id = terms.indexOf(term);
  if (id < 0) return `${term}: no term of the model\n`;
  const lines = outputs
    .map((name, k) => ({ name, logits: weights[id * outputs.length + k] * scale[k] }))
    .sort((a, b) => b.logits - a.logits)
    .map(({ name, logits }) => `  ${logits.toFixed(3).padStart(7)}  ${name}\n`);
  return `${term}\n${lines.join('')}`;
}

function main(terms: readonly string[]): void {
  const model = loadModel();
  // `| head` closes the pipe early; that is no failure.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
  process.stdout.write(terms.length === 0 ? modelTable(model) : terms.map((term) => termText(model, term)).join(''));
}

if (import.meta.url === `file://${process.argv[1]}`) main(process.argv.slice(2));
