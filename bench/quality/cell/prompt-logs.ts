/**
 * Logs made from real prompts (scripts/corpus/write-logs.ts): honest accounts that each do one kind of work, and a planted
 * group that sends prompts of pipelines for training data, all of them or one repository's alone. There are no account
 * records, so cards and sign-ups say nothing: what is left is text, addresses, clients and time.
 */
import { mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { writeLogs } from '../../../scripts/corpus/write-logs.ts';
import type { PromptLogCell } from './cell.ts';

interface Prompt {
  readonly class: string;
  readonly family: string;
  readonly source_repo: string;
  readonly system: string | null;
  readonly user: string;
  readonly tools: number;
}

export interface PromptLogs {
  readonly paths: readonly string[];
  readonly truth: string;
  readonly exchanges: number;
  readonly bytes: number;
  readonly accounts: number;
}

export function readPromptFile(path: string): Prompt[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Prompt);
}

export function isHarvest(prompt: Prompt): boolean {
  return prompt.class.startsWith('distill_');
}

/** Repositories with at least `least` harvest prompts, by name. */
export function harvestRepositories(prompts: readonly Prompt[], least: number): string[] {
  const counts = new Map<string, number>();
  for (const prompt of prompts)
    if (isHarvest(prompt)) counts.set(prompt.source_repo, (counts.get(prompt.source_repo) ?? 0) + 1);
  return [...counts]
    .filter(([, n]) => n >= least)
    .map(([name]) => name)
    .sort();
}

export function writePromptLogs(cell: PromptLogCell, folder: string): PromptLogs {
  const prompts = readPromptFile(cell.prompts.path).filter(
    (prompt) => !isHarvest(prompt) || cell.repository === null || prompt.source_repo === cell.repository,
  );
  const logs = join(folder, 'logs');
  mkdirSync(logs, { recursive: true });
  const { calls, planted, honest } = writeLogs(prompts, logs, String(cell.seed));
  return {
    paths: [logs],
    truth: `${logs}.truth.ndjson`,
    exchanges: calls,
    bytes: readdirSync(logs).reduce((sum, name) => sum + statSync(join(logs, name)).size, 0),
    accounts: planted.length + honest.length,
  };
}
