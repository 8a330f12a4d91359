/**
 * Families of the grammar and the reader of their files. A family is one way of asking for one thing, with the labels its
 * texts carry:
 *
 *     * language=fr share=0.4            what the families below have unless they say otherwise; the next `*` replaces it
 *     %ask: {…|…}                        a text that the templates and texts below may name
 *     grading/rubric-rows tools=2        a family
 *       system: You are a {strict|} …    a system prompt
 *       {Grade|Rate} this: %ask          a message of the user
 *
 * The part of the id before the slash gives the labels; `intents=` and `capabilities=` (with commas, or empty) override them.
 */
import { z } from 'zod';
import { CAPABILITIES, INTENTS } from '../../src/model/vocabulary.ts';
import { type Block, failAt, type TextLine } from './grammar-file.ts';

const INTENT = z.enum(INTENTS).exclude(['answer']);
const CAPABILITY = z.enum(CAPABILITIES).exclude(['general_chat']);

export interface PhraseFamily {
  /** Unique; families, never single texts, are what held-out splits leave out. */
  readonly id: string;
  /** From 1: earlier rounds are measured alone too, to see what later ones gained. */
  readonly round: number;
  /** Empty means the output is an answer for its reader. */
  readonly intents: readonly z.infer<typeof INTENT>[];
  /** Empty means general chat. */
  readonly capabilities: readonly z.infer<typeof CAPABILITY>[];
  /** One is drawn; without it there is no system prompt. */
  readonly system?: readonly string[];
  /** One is drawn. */
  readonly user: readonly string[];
  readonly tools?: number;
  readonly toolResults?: number;
  readonly images?: number;
  readonly turns?: number;
  /** ISO 639-1 when all its texts are in one language beside English; its vocabulary is chosen among those. */
  readonly language?: string;
  /** Documents of this family against an ordinary one; 1 unless given. A language's families together would outweigh the rest. */
  readonly share?: number;
  /** Every text says that the output trains a model. */
  readonly purpose?: true;
  /** Other prompts may carry its texts in front or behind: short, fixed, meant for every request. */
  readonly injectable?: boolean;
}

/** Labels by the part of an id before the slash. */
const LABELS: Readonly<Record<string, Pick<PhraseFamily, 'intents' | 'capabilities'>>> = {
  reasoning: { intents: ['reasoning_elicitation'], capabilities: ['reasoning'] },
  grading: { intents: ['grading'], capabilities: ['reasoning'] },
  generation: { intents: ['data_generation'], capabilities: ['writing'] },
  cleaning: { intents: ['data_cleaning'], capabilities: ['writing'] },
  policy: { intents: ['policy_rewrite'], capabilities: ['writing'] },
  trajectory: { intents: ['trajectory_generation'], capabilities: ['agentic_tool_use'] },
  honest: { intents: [], capabilities: [] },
};

const listOf = <T extends z.ZodType<unknown, string>>(item: T) =>
  z
    .string()
    .transform((text) => (text === '' ? [] : text.split(',')))
    .pipe(z.array(item));
const COUNT = z
  .string()
  .regex(/^[1-9]\d?$/, 'expected a number from 1 to 99')
  .transform(Number);

const FLAG = z.literal('', 'expected no value').transform((): true => true);

/** What heads may say, as text. */
const ATTRIBUTES = z
  .strictObject({
    intents: listOf(INTENT),
    capabilities: listOf(CAPABILITY),
    tools: COUNT,
    toolResults: COUNT,
    images: COUNT,
    turns: COUNT,
    language: z.string().regex(/^[a-z]{2}$/, 'expected two letters'),
    share: z
      .string()
      .regex(/^0\.\d+$/, 'expected a number between 0 and 1')
      .transform(Number),
    injectable: FLAG,
    purpose: FLAG,
  })
  .partial();

/** The families of one file, in its order. Throws an error with file and line at the first thing that is wrong. */
export function familiesOf(blocks: readonly Block[], round: number): PhraseFamily[] {
  const families: PhraseFamily[] = [];
  const texts = new Map<string, string>();
  let common = {};
  for (const block of blocks) {
    if (block.name === '*') common = attributesOf(block);
    else if (block.name.startsWith('%')) {
      if (block.texts.length !== 1) failAt(block, `expected one text for ${block.name}`);
      texts.set(block.name, filledIn(block.texts[0], texts));
    } else families.push({ ...familyOf(block, common, texts), round });
  }
  return families;
}

/** A text with the named texts in it. */
function filledIn(line: TextLine, texts: ReadonlyMap<string, string>): string {
  const text = line.text.replace(
    /%[a-z]+/g,
    (name) => texts.get(name) ?? failAt(line, `expected ${name} to be defined above`),
  );
  checkBraces({ ...line, text });
  return text;
}

const SYSTEM = 'system: ';

function familyOf(
  block: Block,
  common: z.infer<typeof ATTRIBUTES>,
  texts: ReadonlyMap<string, string>,
): Omit<PhraseFamily, 'round'> {
  const [, kind] = /^([a-z]+)\/[a-z0-9-]+$/.exec(block.name) ?? failAt(block, `expected kind/name, got '${block.name}'`);
  const labels =
    LABELS[kind] ?? failAt(block, `expected one of ${Object.keys(LABELS).join(', ')} before the slash, got '${kind}'`);
  const template = (line: TextLine) => filledIn(line, texts);
  const isSystem = ({ text }: TextLine) => text.startsWith(SYSTEM);
  const system = block.texts.filter(isSystem).map((line) => template({ ...line, text: line.text.slice(SYSTEM.length) }));
  const user = block.texts.filter((line) => !isSystem(line)).map(template);
  if (user.length === 0) failAt(block, `expected a message of the user in family ${block.name}`);
  return {
    ...labels,
    ...common,
    ...attributesOf(block),
    id: block.name,
    user,
    ...(system.length > 0 ? { system } : {}),
  };
}

function attributesOf(block: Block): z.infer<typeof ATTRIBUTES> {
  const pairs = block.attributes.map((word) => word.split(/=(.*)/, 2));
  const names = pairs.map(([name]) => name);
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice !== undefined) failAt(block, `expected ${twice} once`);
  const parsed = ATTRIBUTES.safeParse(Object.fromEntries(pairs.map(([name, value = '']) => [name, value])));
  if (parsed.success) return parsed.data;
  const [{ path, message }] = parsed.error.issues;
  return failAt(block, [...path.slice(0, 1), message].join(': '));
}

function checkBraces(line: TextLine): void {
  let depth = 0;
  for (const char of line.text) {
    if (char === '{') depth++;
    if (char === '}') depth--;
    if (depth < 0) failAt(line, 'expected an opening brace before this closing one');
  }
  if (depth > 0) failAt(line, 'expected a closing brace');
}
