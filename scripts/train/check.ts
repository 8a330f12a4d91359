/**
 * `tsx scripts/train/check.ts PROMPTS.jsonl`: scores real prompts with the shipped model and prints, by intent and by
 * source repository and family, what it says. Lines have class, family, source_repo, system, user and tools; class is
 * mapped to the intents that count as right. Nothing of the file is kept or printed but its names and counts.
 */
import { readFileSync } from 'node:fs';
import { type Classifier, createClassifier, readParts } from '../../src/fingerprint/classify.ts';
import { CAPABILITIES, INTENTS } from '../../src/model/vocabulary.ts';
import { groupTable, intentTable, reliabilityTable, type Scored } from './report.ts';
import { partsOf } from './samples.ts';

export interface Prompt {
  readonly class: string;
  readonly family: string;
  readonly source_repo: string;
  readonly system: string | null;
  readonly user: string;
  readonly tools: number;
  /** Overrides the mapping of the class. */
  readonly intents?: readonly string[];
}

/** The intents that count as right for a class, and for families whose class is coarser than our words. */
const BY_CLASS: Readonly<Record<string, readonly string[]>> = {
  distill_grade: ['grading'],
  distill_cot: ['reasoning_elicitation', 'grading'],
  distill_code: ['data_generation'],
  distill_vision: ['data_generation'],
  distill_agent: ['data_generation', 'trajectory_generation'],
  distill_clean: ['data_cleaning', 'grading'],
  benign_judge: ['grading'],
};

export function readCorpusPrompts(path: string): Prompt[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
}

export function expectedIntents(prompt: Prompt): readonly string[] {
  return prompt.intents ?? BY_CLASS[prompt.class] ?? ['answer'];
}

export function scorePrompt(classifier: Classifier, prompt: Prompt): Scored {
  const { words, regions, shape } = readParts(partsOf({ system: prompt.system ?? '', user: prompt.user }));
  shape.tools = prompt.tools;
  shape.turns = 1;
  const capabilities = new Uint8Array(CAPABILITIES.length);
  const intents = new Uint8Array(INTENTS.length);
  classifier.score(words, regions, shape, capabilities, intents);
  return {
    group: `${prompt.source_repo} ${prompt.class}`,
    intents: expectedIntents(prompt),
    capabilities: null,
    intentScores: [...intents].map((score) => score / 255),
    capabilityScores: [...capabilities].map((score) => score / 255),
  };
}

function main(path: string | undefined, byFamily: boolean): void {
  if (path === undefined) {
    process.stderr.write(
      'expected a file of prompts, one JSON object a line: tsx scripts/train/check.ts PROMPTS.jsonl [--families]\n',
    );
    process.exitCode = 2;
    return;
  }
  const classifier = createClassifier();
  const prompts = readCorpusPrompts(path);
  const scored = prompts.map((prompt) => scorePrompt(classifier, prompt));
  const honest = scored.filter((row) => row.intents.includes('answer'));
  const alarms = honest.filter((row) => row.intentScores.some((score, k) => k > 0 && score >= 0.5)).length;
  process.stdout.write(
    [
      `${scored.length} prompts; ${alarms} of ${honest.length} answers score 0.5 or more for anything else`,
      intentTable(scored),
      reliabilityTable(scored),
      groupTable(byFamily ? scored.map((row, i) => ({ ...row, group: prompts[i].family })) : scored),
      '',
    ].join('\n\n'),
  );
}

if (import.meta.url === `file://${process.argv[1]}`) main(process.argv[2], process.argv.includes('--families'));
