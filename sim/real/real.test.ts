import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join as path } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { ProblemError } from '../../src/base/problem.ts';
import { createRng } from '../../src/base/rng.ts';
import { TOPICS } from '../text/topics.ts';
import { realVoice } from '../voice/real.ts';
import { GRADER, inventedPrompts } from './invented.ts';
import { join, looksLikeCode, split } from './pieces.ts';
import { type CorpusPrompt, readCorpus } from './read.ts';
import { paraphrase, reword } from './reword.ts';
import { skeleton } from './skeleton.ts';

/** Each test simulates worlds from text. */
const TEST_TIMEOUT = 60_000;
vi.setConfig({ testTimeout: TEST_TIMEOUT });

let folder = '';
const write = async (text: string): Promise<string> => {
  const file = path(folder, `${Math.abs(createRng(text).int(2 ** 31))}.jsonl`);
  await writeFile(file, text);
  return file;
};
const problemOf = async (promise: Promise<unknown>): Promise<ProblemError['problem']> => {
  const error = await promise.then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(ProblemError);
  return (error as ProblemError).problem;
};
beforeAll(async () => {
  folder = await mkdtemp(path(tmpdir(), 'sim-real-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

describe('a file of prompts', () => {
  it('is read whole, or a fold of its repositories, and folds do not overlap', async () => {
    const file = await write(inventedPrompts(3));
    const all = await readCorpus(file, null);
    expect(all).toHaveLength(27);
    const [one, two] = [await readCorpus(file, { index: 1, of: 2 }), await readCorpus(file, { index: 2, of: 2 })];
    const names = (list: CorpusPrompt[]): Set<string> => new Set(list.map(({ repository }) => repository));
    for (const name of names(one)) expect(names(two).has(name)).toBe(false);
    expect(one.length + two.length).toBe(all.length);
    for (const side of ['distill_', 'benign_chat'])
      for (const part of [one, two]) expect(part.some(({ kind }) => kind.startsWith(side))).toBe(true);
  });

  it('is refused with its place when it is missing, not JSON, lacks a field, or a fold has no templates', async () => {
    const good = inventedPrompts(2);
    expect(await problemOf(readCorpus(path(folder, 'none'), null))).toMatchObject({ code: 'bad_text_file' });
    const broken = await write(`${good}{"id":`);
    expect((await problemOf(readCorpus(broken, null))).where).toBe(`${broken}:19`);
    const kind = await problemOf(readCorpus(await write(good.replace('distill_grade', 'harvest')), null));
    expect(kind.message).toContain('a class distill_* or benign_*');
    const chat = good.split('\n').filter((line) => !line.includes('distill_'));
    expect((await problemOf(readCorpus(await write(chat.join('\n')), null))).message).toContain('distill_*');
    const many = await problemOf(readCorpus(await write(good), { index: 5, of: 5 }));
    expect(many.message).toContain('in fold 5 of 5');
    expect(JSON.stringify([kind, many])).not.toContain('apprentices');
  });
});

describe('pieces', () => {
  it('give the text back', () => {
    const text = 'First. Second one: here?  Third\n\n- item, 1.5 of it\n\tcode(x): y\nlast line';
    expect(join(split(text))).toBe(text);
    expect(split(text).length).toBeGreaterThan(5);
  });

  it('tell code from sentences', () => {
    expect(looksLikeCode('for (let i = 0; i < n; i++) { total += list[i]; }')).toBe(true);
    expect(looksLikeCode('The keeper of the harbour has seven lanterns and two kites.')).toBe(false);
  });
});

describe('the template of a family', () => {
  it('is what all samples share, and its slots are what differs', () => {
    const values = ['red kites fly', 'blue wagons roll', 'grey anvils fall'];
    const found = skeleton(
      values.map((value) => `Read the note with care.\nNote: ${value}\nThen answer the question in one word.`),
    );
    expect(found.pieces.map(({ text }) => text)).toEqual([
      'Read the note with care.',
      'Note:',
      'Then answer the question in one word.',
    ]);
    expect(found.slots.map((slot) => slot.values)).toEqual([[], [], values, []]);
  });

  it('survives a stray sample of another template', () => {
    const texts = ['a b', 'c d', 'e f', 'g h'].map((value) => `Do this first of all.\n${value}\nDo that at the very end.`);
    expect(skeleton([...texts, 'Nothing in common here.']).pieces).toHaveLength(2);
  });
});

describe('paraphrase', () => {
  const pieces = split(GRADER.concat('## Heading', 'Make a complete example of the following problem.').join('\n'));

  it('leaves headings alone and changes more sentences the more is asked', () => {
    const changed = (share: number): number => {
      const rng = createRng('share');
      let sum = 0;
      for (let i = 0; i < 400; i++)
        sum += paraphrase(rng, pieces, share).filter((text, k) => text !== pieces[k]?.text).length;
      return sum / 400;
    };
    expect(changed(0)).toBe(0);
    expect(changed(0.1)).toBeLessThan(changed(0.4));
    expect(changed(0.4)).toBeLessThan(changed(0.9));
    const rng = createRng('heading');
    for (let i = 0; i < 50; i++) expect(paraphrase(rng, pieces, 1)).toContain('## Heading');
  });

  it('rewords with other words', () => {
    const rng = createRng('words');
    const made = new Set(Array.from({ length: 60 }, () => reword(rng, pieces.at(-1)?.text as string)));
    expect(made.size).toBeGreaterThan(30);
    expect([...made].some((text) => text.includes('task'))).toBe(true);
  });
});

describe('the voice of a file', () => {
  const load = async (): Promise<ReturnType<typeof realVoice>> =>
    realVoice(await readCorpus(await write(inventedPrompts(20)), null));
  const env = { topic: TOPICS[1]!, reword: true };

  it("keeps a template's words and makes nearly every request new", async () => {
    const voice = await load();
    const rng = createRng('made');
    const all = ['reasoning', 'agentic', 'orchestration'].flatMap((purpose) => {
      const templates = voice.templates(purpose as 'reasoning', purpose);
      return Array.from({ length: 500 }, () => rng.pick(templates)(rng, env.topic, 0));
    });
    expect(new Set(all.map((body) => body.system + body.user)).size).toBeGreaterThan(all.length * 0.95);
    const graded = all.filter((body) => body.system !== '');
    expect(graded.length).toBeGreaterThan(100);
    for (const body of graded) for (const line of GRADER) expect(body.system).toContain(line);
    expect(all.every((body) => body.user !== '')).toBe(true);
    expect(() => JSON.parse(`["${all.map((body) => body.user).join('","')}"]`)).not.toThrow();
  });

  it('gives operators other families as long as there are some, then editions of their own', async () => {
    const voice = await load();
    const rng = createRng('operators');
    const head = (operator: string): string => {
      const [template] = voice.templates('reasoning', operator);
      return template!(rng, env.topic, 0).system.slice(0, 400);
    };
    expect(voice.templates('reasoning', 'a')).toBe(voice.templates('reasoning', 'a'));
    const heads = ['a', 'b', 'c', 'd', 'e', 'f'].map(head);
    const graders = heads.filter((text) => text.includes('apprentices'));
    expect(graders.length).toBeGreaterThanOrEqual(2);
    expect(graders.length).toBeLessThan(6);
    expect(new Set(graders).size).toBe(graders.length);
  });

  it('lets people say mostly new things and copy some', async () => {
    const voice = await load();
    const rng = createRng('people');
    const asked = Array.from({ length: 1_000 }, () => voice.ask(rng, 'question', env, 'en'));
    expect(new Set(asked).size).toBeGreaterThan(700);
    const copied = Array.from({ length: 1_000 }, () => voice.popular(rng, env));
    expect(new Set(copied).size).toBeLessThan(600);
    const counts = new Map<string, number>();
    for (const text of copied) counts.set(text, (counts.get(text) ?? 0) + 1);
    expect(Math.max(...counts.values())).toBeGreaterThan(30);
    expect(asked.filter((text) => /keeper|best way/.test(text)).length).toBeGreaterThan(500);
  });
});
