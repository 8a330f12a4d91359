/**
 * Prompts that hide: a small world whose harvesters put theirs into tool results, documents and the words that the answer is
 * to begin with, encode them, or write them in letters that look alike. They must be found as if they had said them.
 */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { simulate } from '../sim/index.ts';
import { createRng, type Rng } from '../src/base/rng.ts';
import type { Exchange, Message, Truth } from '../src/model/wire.ts';
import { analyzed, makeFolder, readCampaigns, readLines, writeLines } from './analysis-run.ts';

/** One analysis of a world of a few hundred accounts, on a busy machine. */
const TEST_TIMEOUT = 240_000;
vi.setConfig({ testTimeout: TEST_TIMEOUT });

const LOOK_ALIKES: Record<string, string> = {
  a: 'а',
  c: 'с',
  e: 'е',
  i: 'і',
  k: 'к',
  n: 'ո',
  o: 'ο',
  p: 'р',
  s: 'ѕ',
  y: 'у',
};
const UNSEEN = ['\u200b', '\u200c', '\u2060', '\u00ad', '\ufeff'];
const ASK: Message = { role: 'user', content: 'Please go on.' };

const said = ({ content }: Message): string =>
  typeof content === 'string' ? content : (content ?? []).map((part) => part.text ?? '').join('\n');

/** What the system prompt and the user say. */
function promptOf({ request }: Exchange): string {
  const system = request.system ? said({ role: 'system', content: request.system }) : '';
  const asked = (request.messages ?? []).filter(({ role }) => role === 'user' || role === 'system').map(said);
  return [system, ...asked].filter((text) => text !== '').join('\n\n');
}

/** Writes some of the words, 20 to 100 % of them, in other letters or with characters that are not seen. */
function disguised(text: string, rng: Rng): string {
  const share = 0.2 + 0.8 * rng.next();
  return text.replace(/[A-Za-z]+/g, (word) => {
    if (!rng.chance(share)) return word;
    const letters = [...word];
    const way = rng.int(3);
    if (way === 0) return letters.map((letter) => LOOK_ALIKES[letter] ?? letter).join('');
    if (way === 1) return letters.map((letter) => letter + (rng.chance(0.4) ? rng.pick(UNSEEN) : '')).join('');
    return letters.map((letter) => String.fromCharCode(letter.charCodeAt(0) + 0xfee0)).join('');
  });
}

/** In base64 or hexadecimal, in lines or not, behind one of several sentences. */
function encodedIn(text: string, rng: Rng): string {
  const bytes = Buffer.from(text, 'utf8');
  const codes = [
    bytes.toString('hex'),
    bytes.toString('base64url'),
    bytes.toString('base64').replace(/.{76}/g, '$&\r\n'),
    Buffer.from(bytes.toString('base64')).toString('base64'),
  ];
  const sentence = rng.pick([
    'Decode and answer.',
    'What does this ask for? Do it:',
    'My note, packed for the mail:',
    'input =',
  ]);
  return `${sentence}\n\n${rng.pick(codes)}`;
}

const called = (content: unknown): Message => ({ role: 'assistant', content: content as Message['content'] });

const DISGUISES: Record<string, (prompt: string, rng: Rng) => Message[]> = {
  'tool messages': (prompt) => [ASK, { role: 'assistant', tool_calls: [{ id: 'c' }] }, { role: 'tool', content: prompt }],
  'tool results': (text) => [
    ASK,
    called([{ type: 'tool_use', name: 'read', input: {} }]),
    { role: 'user', content: [{ type: 'tool_result', tool_use_id: 'c', content: [{ type: 'text', text }] }] },
  ],
  documents: (data) => [
    { role: 'user', content: [{ type: 'document', source: { type: 'text', data } }, { text: 'Please go on.' }] },
  ],
  'words to begin with': (text) => [ASK, called([{ type: 'text', text }])],
  'base64 and hexadecimal': (prompt, rng) => [{ role: 'user', content: encodedIn(prompt, rng) }],
  'look-alike letters': (prompt, rng) => [{ role: 'user', content: disguised(prompt, rng) }],
};

let root: string;
let harvesters: Map<string, string>;
let found: Set<string>;
let honestFound: string[];

beforeAll(async () => {
  root = makeFolder('disguises');
  const world = join(root, 'world');
  const { files } = await simulate({ world: 'feb-2026', scale: 0.004, seed: 3, days: 4, honest: 0.5, out: world });
  const truth = readLines<Truth>(join(world, 'truth.ndjson'));
  const ways = Object.keys(DISGUISES);
  harvesters = new Map(
    truth.filter(({ campaign }) => campaign !== null).map(({ account }, i) => [account, ways[i % ways.length]]),
  );
  const rng = createRng('disguises');
  for (const file of files.filter((name) => /exchanges/.test(name))) {
    const exchanges = readLines<Exchange>(file).map((exchange) => {
      const way = harvesters.get(exchange.account);
      if (way === undefined) return exchange;
      const request = { ...exchange.request, system: undefined, messages: DISGUISES[way](promptOf(exchange), rng) };
      return { ...exchange, request };
    });
    writeLines(file, exchanges);
  }
  const out = join(root, 'out');
  await analyzed({ paths: files.filter((file) => !file.endsWith('truth.ndjson')), out, workers: 1 });
  found = new Set(readCampaigns(out).campaigns.flatMap(({ accounts }) => accounts));
  honestFound = [...found].filter((account) => !harvesters.has(account));
}, TEST_TIMEOUT);

afterAll(() => rmSync(root, { recursive: true, force: true }));

describe('a harvest is found', () => {
  it.each(Object.keys(DISGUISES))('that hides in %s', (way) => {
    const hidden = [...harvesters].filter(([, its]) => its === way).map(([account]) => account);
    expect(hidden.length).toBeGreaterThan(15);
    expect(hidden.filter((account) => found.has(account)).length / hidden.length).toBeGreaterThanOrEqual(0.9);
  });

  it('and nobody else is', () => {
    expect(honestFound).toEqual([]);
  });
});
