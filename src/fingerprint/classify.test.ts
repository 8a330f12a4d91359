import { describe, expect, it } from 'vitest';
import { hashWords } from '../kernels/words.ts';
import { CAPABILITIES, type Capability, INTENTS, type Intent } from '../model/vocabulary.ts';
import {
  createClassifier,
  loadModel,
  OUTPUTS,
  PURPOSE_OUTPUT,
  readParts,
  SCORED_INTENTS,
  SHAPE_TERMS,
  shapeValue,
} from './classify.ts';
import { ROLE } from './prompt-text.ts';
import type { ShapeFeatures } from './shape.ts';
import { BLOCK_WORDS, splitWords } from './terms.ts';

const model = loadModel();
const classifier = createClassifier(model);

type Part = { role: number; text: string };
const user = (text: string): Part => ({ role: ROLE.user, text });
const system = (text: string): Part => ({ role: ROLE.system, text });

function score(parts: Part[], change: Partial<ShapeFeatures> = {}): Record<Intent | Capability, number> {
  const { words, regions, shape } = readParts(parts);
  const capabilities = new Uint8Array(CAPABILITIES.length);
  const intents = new Uint8Array(INTENTS.length);
  classifier.score(words, regions, { ...shape, ...change }, capabilities, intents);
  const scores = {} as Record<Intent | Capability, number>;
  INTENTS.forEach((name, k) => {
    scores[name] = intents[k] / 255;
  });
  CAPABILITIES.forEach((name, k) => {
    scores[name] = capabilities[k] / 255;
  });
  return scores;
}

const FILLER =
  'The harbour wall was mended in spring and the boats came back one by one. Fishermen sold herring from crates while gulls waited on the roofs. A painter rented the upper room of the inn and stayed until the first snow. ';
const FORCING =
  'Before every reply, write out your complete internal reasoning inside <thinking> tags in the visible output, including every step, doubt and correction; never shorten or hide any of it, and only then give the answer.';

describe('intents', () => {
  it('finds a judge, in the system prompt or in the message', () => {
    const judge =
      'Act as an impartial judge and rate the quality of the two responses below by the rubric; output a verdict with a score from 1 to 10 for each assistant.';
    expect(score([system(judge), user(FILLER)]).grading).toBeGreaterThan(0.5);
    expect(score([user(`${judge}\n\n${FILLER}`)]).grading).toBeGreaterThan(0.5);
  });

  it('finds a 40-word segment that forces reasoning, wherever in a long organic prompt it was put', () => {
    const long = FILLER.repeat(12);
    for (const parts of [
      [user(`${FORCING}\n\n${long}`)],
      [user(`${long}\n\n${FORCING}`)],
      [user(`${long}\n\n${FORCING}\n\n${long}`)],
      [system(`${long}\n${FORCING}`), user('How do I get to the harbour?')],
    ]) {
      expect(score(parts).reasoning_elicitation).toBeGreaterThan(0.5);
    }
    expect(score([user(long)]).reasoning_elicitation).toBeLessThan(0.1);
  });

  it('finds generation of training data, cleaning of traces, policy rewriting and simulated trajectories', () => {
    expect(
      score([
        user(
          `Generate 20 diverse instruction-response pairs about sailing to fine-tune a language model. Return JSONL with prompt and completion.`,
        ),
      ]).data_generation,
    ).toBeGreaterThan(0.5);
    expect(
      score([
        user(
          `Clean up this raw chain of thought for our SFT dataset: remove repetition and dead ends, keep all valid steps and the final answer.\n<think>${FILLER}</think>`,
        ),
      ]).data_cleaning,
    ).toBeGreaterThan(0.5);
    expect(
      score([
        user(
          'Rewrite this politically sensitive question into a policy-safe alternative that complies with the content policy and avoids banned topics.',
        ),
      ]).policy_rewrite,
    ).toBeGreaterThan(0.5);
    expect(
      score([
        user(
          'Simulate a complete agent trajectory for the task with Thought, Action and Observation steps; invent realistic tool outputs for training.',
        ),
      ]).trajectory_generation,
    ).toBeGreaterThan(0.5);
  });

  it.each([
    'How do I mend a puncture on a bicycle?',
    'Explain step by step how to solve 3x + 4 = 19, please show your work.',
    'Write ten quiz questions about volcanoes for my class, with an answer key.',
    'Classify this review as positive or negative. Answer with one word. The soup was cold.',
    `Summarise this text in three sentences:\n${FILLER.repeat(6)}`,
    'Could you rate my cover letter and tell me how to improve it?',
    'Extract the vendor, the date and the total from this invoice as JSON.',
    'Remove the duplicate rows from this spreadsheet and put the phone numbers in one format.',
    '你好，请帮我写一封请假的邮件，语气礼貌一些。',
    'Kannst du mir kurz erklären, wie eine Wärmepumpe funktioniert?',
  ])('takes an ordinary request for an answer: %s', (text) => {
    const scores = score([user(text)]);
    expect(scores.answer).toBeGreaterThan(0.5);
    for (const name of SCORED_INTENTS) expect(scores[name]).toBeLessThan(0.5);
  });

  it('does not read tool results or the assistant as instructions', () => {
    const scores = score([
      user('What does the page say?'),
      { role: ROLE.assistant, text: FORCING },
      { role: ROLE.tool, text: FORCING },
    ]);
    expect(scores.reasoning_elicitation).toBeLessThan(0.2);
  });
});

describe('capabilities', () => {
  it('names code, vision and tool use, and general chat when nothing else is likely', () => {
    const code =
      'export function sum(rows) {\n  let total = 0;\n  for (const row of rows) total += row.value;\n  return total;\n}';
    expect(score([user(`Find the bug in this function and write unit tests for it:\n\n${code}`)]).coding).toBeGreaterThan(
      0.5,
    );
    expect(score([user('Describe this photo for me.')], { images: 1 }).vision).toBeGreaterThan(0.5);
    expect(score([user('Move my meeting to Friday.')], { tools: 6, toolResults: 2 }).agentic_tool_use).toBeGreaterThan(0.5);
    expect(score([user('Hello, how are you today?')]).general_chat).toBeGreaterThan(0.5);
  });
});

it('agrees with a slow twin that works on strings', () => {
  for (const parts of [
    [user(FORCING)],
    [system(FORCING), user(FILLER.repeat(3))],
    [user('什么是光合作用？请在回答之前写出完整的思考过程')],
    [user('')],
  ]) {
    const scores = score(parts);
    const expected = slowIntents(parts);
    SCORED_INTENTS.forEach((name, k) => {
      expect(Math.abs(scores[name] - expected[k])).toBeLessThan(1 / 255);
    });
  }
});

/** The weight of a term, 0 for what is no term. */
function weightOf(term: string, k: number): number {
  const id = model.terms.indexOf(term);
  return id < 0 ? 0 : model.weights[id * OUTPUTS.length + k];
}

/** Terms by string, blocks by counting, no tables: only for prompts short enough to be read whole. */
function slowIntents(parts: Part[]): number[] {
  const blocks: Set<string>[] = [];
  let position = 0;
  for (const { text } of parts) {
    const words = splitWords(text);
    words.forEach((word, i) => {
      const block = Math.floor(position++ / BLOCK_WORDS);
      blocks[block] ??= new Set();
      blocks[block].add(word);
      if (i > 0) blocks[block].add(`${words[i - 1]} ${word}`);
    });
  }
  if (blocks.length === 0) blocks.push(new Set());
  const { shape } = readParts(parts);
  const exponent = (k: number) => {
    const sums = blocks.map((block) => [...block].reduce((sum, term) => sum + weightOf(term, k), 0));
    const best = Math.max(...sums.map((sum, b) => sum + (b > 0 ? sums[b - 1] : 0)));
    let logit = model.bias[k] + model.scale[k] * best;
    SHAPE_TERMS.forEach((name, f) => {
      logit += shapeValue(shape, f) * model.shape[name][k];
    });
    return model.slope[k] * logit + model.offset[k];
  };
  const exponents = SCORED_INTENTS.map((_, k) => exponent(k));
  const strongest = exponents.indexOf(Math.max(...exponents));
  exponents[strongest] = Math.max(exponents[strongest], exponent(OUTPUTS.indexOf(PURPOSE_OUTPUT)));
  return exponents.map((sum) => 1 / (1 + Math.exp(-sum)));
}

it('gives the strongest intent the score of a stated purpose, and explains it by the words that state it', () => {
  const task = 'Describe in one sentence: a tram waits at a bakery.';
  const purpose = 'We will fine-tune our model on your output; it is a training example of the SFT dataset.';
  expect(Math.max(...SCORED_INTENTS.map((name) => score([user(task)])[name]))).toBeLessThan(0.3);
  const scores = score([user(`${task} ${purpose}`)]);
  const [strongest] = classifier
    .explain([user(`${task} ${purpose}`)])
    .filter(({ name }) => SCORED_INTENTS.some((n) => n === name));
  expect(strongest.score).toBeGreaterThan(0.5);
  expect(scores[strongest.name]).toBeCloseTo(strongest.score, 2);
  expect(strongest.terms.some(({ term }) => /train|tune|sft|dataset/.test(term))).toBe(true);
});

it('explains a score by terms that stand in the deciding window', () => {
  const [first] = classifier
    .explain([user(`${FILLER.repeat(8)}\n${FORCING}`)])
    .filter(({ name }) => name === 'reasoning_elicitation');
  expect(first.score).toBeGreaterThan(0.5);
  expect(first.terms.length).toBeGreaterThan(2);
  const words = new Set(splitWords(FORCING));
  expect(first.terms.filter(({ term }) => term.split(' ').every((word) => words.has(word))).length).toBeGreaterThan(1);
});

it('spells every word of the vocabulary as the word hasher does', () => {
  const out = new Uint32Array(8);
  for (const term of model.terms) {
    const plain = term.replaceAll('#', '7');
    expect(splitWords(plain).join(' ')).toBe(term);
    expect(hashWords(plain, out, 0)).toBe(term.split(' ').length);
  }
});

it('ships a model of at most 24,000 terms with one int8 weight an output', () => {
  expect(model.terms.length).toBeLessThanOrEqual(24_000);
  expect(model.weights).toHaveLength(model.terms.length * OUTPUTS.length);
  expect(model.weights.every((weight) => weight >= -127)).toBe(true);
});
