/**
 * Reads a file of real prompts: JSON lines of {id, class, family, source_repo, system or null, user, tools}. A fold keeps
 * the prompts of some source repositories only, so that what is tried on one fold was never seen in another. Nothing of
 * the file is kept anywhere but in the world that is written.
 */
import { readFile } from 'node:fs/promises';
import { type Problem, ProblemError } from '../../src/base/problem.ts';
import { createRng } from '../../src/base/rng.ts';

export interface CorpusPrompt {
  /** distill_* or benign_*; what the prompt is for. */
  readonly kind: string;
  /** Prompts of one family were made from one template. */
  readonly family: string;
  readonly repository: string;
  readonly system: string;
  readonly user: string;
  readonly tools: number;
}

/** Part `index` (1 is the first) of `of` parts. */
export interface Fold {
  readonly index: number;
  readonly of: number;
}

const MOST_BYTES = 256 * 1024 * 1024;
/** Prompts longer than this are left out: they are data, not prompts. */
const MOST_CHARS = 200_000;

/** Reads the file and keeps a fold of it. Throws a {@link ProblemError}. */
export async function readCorpus(path: string, fold: Fold | null): Promise<CorpusPrompt[]> {
  let text: string;
  try {
    const bytes = await readFile(path);
    if (bytes.length > MOST_BYTES)
      throw bad(path, `at most ${MOST_BYTES} bytes`, `${bytes.length}`, 'Pass a smaller sample.');
    text = bytes.toString('utf8');
  } catch (error) {
    if (error instanceof ProblemError) throw error;
    const code = (error as NodeJS.ErrnoException).code ?? 'an unknown failure';
    throw bad(path, 'a file that can be read', code, 'Check the path of --text.');
  }
  const prompts: CorpusPrompt[] = [];
  let number = 0;
  for (const line of text.split('\n')) {
    number++;
    if (line.trim() === '') continue;
    const prompt = parse(line, `${path}:${number}`);
    if (prompt.system.length + prompt.user.length <= MOST_CHARS) prompts.push(prompt);
  }
  const kept = fold === null ? prompts : takeFold(prompts, fold);
  for (const side of ['distill_', 'benign_']) {
    if (kept.some((prompt) => prompt.kind.startsWith(side))) continue;
    throw bad(
      path,
      `prompts of a class ${side}*${fold === null ? '' : ` in fold ${fold.index} of ${fold.of}`}`,
      'none',
      fold === null
        ? 'A world needs templates for its campaigns and prompts for its honest people.'
        : 'Use fewer folds, or a file with more source repositories.',
    );
  }
  return kept;
}

/**
 * Deals the repositories out. They are ordered by a hash of their names within three ranks (has campaign templates; has
 * ordinary talk; has neither), so that every fold gets its share of each as long as there are enough.
 */
function takeFold(prompts: readonly CorpusPrompt[], { index, of }: Fold): CorpusPrompt[] {
  const rank = new Map<string, number>();
  for (const { repository, kind } of prompts) {
    const own = kind.startsWith('distill_') ? 0 : kind === 'benign_chat' ? 1 : 2;
    rank.set(repository, Math.min(own, rank.get(repository) ?? 2));
  }
  const hash = (name: string): number => createRng(`text-fold/${name}`).next();
  const order = [...rank.keys()].sort((a, b) => hash(a) - hash(b) || (a < b ? -1 : 1));
  const mine = new Set<string>();
  for (const wanted of [0, 1, 2]) {
    order
      .filter((name) => rank.get(name) === wanted)
      .forEach((name, i) => {
        if (i % of === index - 1) mine.add(name);
      });
  }
  return prompts.filter(({ repository }) => mine.has(repository));
}

function parse(line: string, where: string): CorpusPrompt {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    throw bad(where, 'one JSON object a line', 'something else', 'See docs/simulator.md for the format.');
  }
  const record = (typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown>;
  const text = (name: string): string => {
    const got = record[name];
    if (typeof got === 'string' && got.trim() !== '') return got;
    throw bad(where, `a text in the field ${name}`, typeof got, 'See docs/simulator.md for the format.');
  };
  const kind = text('class');
  if (!/^(distill|benign)_[a-z]+$/.test(kind))
    throw bad(where, 'a class distill_* or benign_*', 'another one', 'See docs/simulator.md for the format.');
  const { system, tools } = record;
  if (system !== null && system !== undefined && typeof system !== 'string')
    throw bad(where, 'a text or null in the field system', typeof system, 'See docs/simulator.md.');
  return {
    kind,
    family: text('family'),
    repository: text('source_repo'),
    system: (system ?? '').trim(),
    user: text('user').trim(),
    tools: typeof tools === 'number' ? tools : 0,
  };
}

function bad(where: string, expected: string, got: string, hint: string): ProblemError {
  const problem: Problem = {
    code: 'bad_text_file',
    message: `expected ${expected}, got ${got}`,
    where,
    hint,
  };
  return new ProblemError(problem);
}
