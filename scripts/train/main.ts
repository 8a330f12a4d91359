/** `npm run train`: trains the classifier and writes src/fingerprint/model.bin; prints the held-out figures. */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { SCORED_CAPABILITIES, SCORED_INTENTS } from '../../src/fingerprint/classify.ts';
import { encodeModel } from '../../src/fingerprint/model-writer.ts';
import { trainingGrammar } from './grammar.ts';
import { type HeldOut, trainModel } from './model.ts';
import {
  capabilityTable,
  groupTable,
  intentTable,
  languageTable,
  meanTable,
  purposeTable,
  reliabilityTable,
  type Scored,
} from './report.ts';

const target = fileURLToPath(new URL('../../src/fingerprint/model.bin', import.meta.url));
const { model, heldOut, purpose } = trainModel();
const bytes = encodeModel(model);
writeFileSync(target, bytes);

const scored = heldOut.map((row) => ({ ...toScored(row), language: row.document.language }));
const roundOf = new Map(trainingGrammar().families.map(({ id, round }) => [id, round]));
const upTo = (round: number) => scored.filter(({ group }) => roundOf.get(group)! <= round);
const earlier = upTo(2);
const early = upTo(1);
process.stdout.write(
  [
    `${model.terms.length} terms, ${bytes.length} bytes, training ${model.training}`,
    `the outputs that have columns, held out by grammar family: ${scored.length} documents`,
    intentTable(scored),
    meanTable(scored),
    'the first two rounds of families alone:',
    intentTable(earlier),
    meanTable(earlier),
    languageTable(earlier),
    'the first round of families alone:',
    intentTable(early),
    meanTable(early),
    languageTable(scored),
    capabilityTable(scored),
    reliabilityTable(scored),
    groupTable(scored),
    'the stated purpose, held out by grammar family:',
    purposeTable(purpose.heldOut),
    '',
  ].join('\n\n'),
);

function toScored({ document, logits }: HeldOut): Scored {
  const p = [...logits].map((logit, k) => 1 / (1 + Math.exp(-(model.slope[k] * logit + model.offset[k]))));
  const intents = p.slice(0, SCORED_INTENTS.length);
  const capabilities = p.slice(SCORED_INTENTS.length, SCORED_INTENTS.length + SCORED_CAPABILITIES.length);
  return {
    group: document.family,
    intents: document.intents,
    capabilities: document.capabilities,
    intentScores: [1 - Math.max(...intents), ...intents],
    capabilityScores: [...capabilities, 1 - Math.max(...capabilities)],
  };
}
