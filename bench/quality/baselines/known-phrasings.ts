/**
 * Phrasings that keyword rules look for: what the February 2026 disclosure names (reasoning step by step, rubric grading,
 * policy-safe rewrites). The short phrases are common ones, and Glasswally's published list has many of them too; the
 * whole requests below are worded anew. A rule knows its phrases beforehand; an attacker who reads the rule avoids them.
 */

const REASONING = [
  'chain of thought',
  'chain-of-thought',
  'step by step',
  'step-by-step',
  'internal reasoning',
  'your reasoning',
  'reasoning behind',
  'every step',
  'each step',
  'reward model',
  'rubric',
  'act as a judge',
  'act as a grader',
  'politically sensitive',
  'reinforcement learning',
  'only in json',
  'only with json',
];

const FIELDS: readonly (readonly [string, readonly string[]])[] = [
  ['reasoning', ['step by step', 'reasoning']],
  ['agents', ['tool call', 'tool use', 'agent']],
  ['coding', ['unit test', 'implement', 'function']],
  ['vision', ['screenshot', 'image']],
  ['grading', ['rubric', 'reward', 'score']],
  ['data', ['data analyst', 'statistical', 'dataset']],
];

/** Whole requests, for comparison by similarity. */
export const PHRASINGS: readonly string[] = [
  'explain the reasoning behind this answer step by step and write out the internal thought process',
  'show every step of your reasoning before the final answer',
  'you are a judge score the response against the rubric and return a grade',
  'compare the two responses and say which one is better as a preference pair',
  'write a complete working implementation with unit tests and error handling',
  'plan the task and carry it out with the tools step by step as an agent',
  'describe everything that is visible in the screenshot in detail',
  'rewrite this sensitive topic so that it is safe and keeps the information',
  'generate diverse question and answer pairs as training data for fine tuning',
  'analyse the data set with statistical rigour and deep expertise',
  'answer only in json with these keys',
  'clean up and expand the following reasoning trace',
];

const ASKS = new RegExp(REASONING.join('|'), 'i');
const FIELD_WORDS = FIELDS.map(([field, words]) => [field, words.map((word) => new RegExp(word, 'i'))] as const);

export interface Phrasing {
  /** Asks for reasoning, a grade or a rewrite in one of the known ways. */
  readonly asks: boolean;
  /** The field with most of its words in the prompt, the first of equals; null for none. */
  readonly field: string | null;
}

/** What a list of phrases makes of a prompt. */
export function phrasingOf(system: string, user: string): Phrasing {
  const prompt = `${system}\n${user}`;
  let field: string | null = null;
  let most = 0;
  for (const [name, words] of FIELD_WORDS) {
    const hits = words.filter((word) => word.test(prompt)).length;
    if (hits > most) {
      field = name;
      most = hits;
    }
  }
  return { asks: ASKS.test(prompt), field };
}
