import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, vi } from 'vitest';
import { createRng } from '../../src/base/rng.ts';
import { createClassifier, loadModel } from '../../src/fingerprint/classify.ts';
import { encodeModel } from '../../src/fingerprint/model-writer.ts';
import { INTENTS } from '../../src/model/vocabulary.ts';
import { expectedIntents, readCorpusPrompts, scorePrompt } from './check.ts';
import { makeDocuments } from './documents.ts';
import { expand } from './expand.ts';
import { trainingGrammar } from './grammar.ts';
import { SETTINGS, trainingHash, trainModel } from './model.ts';
import { payload, slots } from './payload.ts';
import { isRight, type Scored } from './report.ts';
import { partsOf } from './samples.ts';

/** Each test generates documents and trains on them. */
const TEST_TIMEOUT = 60_000;
vi.setConfig({ testTimeout: TEST_TIMEOUT });

const CORPUS = fileURLToPath(new URL('../../../shared/corpus/prompts.jsonl', import.meta.url));
const FAMILIES = trainingGrammar().families;
const SMALL = {
  ...SETTINGS,
  perFamily: 4,
  vocabulary: 800,
  languageVocabulary: 40,
  folds: 2,
  epochs: 2,
  purpose: { ...SETTINGS.purpose, perFamily: 4, vocabulary: 100, languageVocabulary: 5 },
};
/** Every fourth family, which leaves some for every intent. */
const FEW = FAMILIES.filter((_, k) => k % 4 === 0);

describe('the grammar', () => {
  it('expands every template of every family without an unknown slot or an open brace', () => {
    const rng = createRng('templates');
    for (const family of FAMILIES) {
      for (const template of [...family.user, ...(family.system ?? [])]) {
        expect(expand(template, slots(), rng).length, family.id).toBeGreaterThan(0);
        expect(() => expand(template, slots(), rng), family.id).not.toThrow();
      }
    }
  });

  it('has unique family ids and several families for every intent', () => {
    expect(new Set(FAMILIES.map(({ id }) => id)).size).toBe(FAMILIES.length);
    for (const intent of INTENTS.slice(1)) {
      expect(FAMILIES.filter(({ intents }) => intents.some((name) => name === intent)).length, intent).toBeGreaterThan(5);
    }
  });

  it('makes the same documents from the same seed', () => {
    expect(makeDocuments('a', FAMILIES.slice(0, 5), 2)).toEqual(makeDocuments('a', FAMILIES.slice(0, 5), 2));
    expect(makeDocuments('a', FAMILIES.slice(0, 5), 2)).not.toEqual(makeDocuments('b', FAMILIES.slice(0, 5), 2));
  });
});

describe('training', () => {
  it('gives the same bytes twice', () => {
    expect(encodeModel(trainModel(SMALL, FEW).model).equals(encodeModel(trainModel(SMALL, FEW).model))).toBe(true);
  });

  it('has been run since the grammar or the settings last changed', () => {
    expect(loadModel().training, 'run `npm run train` and commit src/fingerprint/model.bin').toBe(trainingHash());
  });

  it('keeps its floors on documents of known families with fresh seeds', () => {
    const classifier = createClassifier();
    const documents = makeDocuments('floors', FAMILIES, 10);
    const scored = documents.map((document): Scored => {
      const row = scorePrompt(classifier, {
        class: '',
        family: document.family,
        source_repo: '',
        ...partsAsPrompt(document),
        tools: document.tools,
        intents: document.intents,
      });
      return row;
    });
    const honest = scored.filter((row) => row.intents.includes('answer'));
    const harvest = scored.filter((row) => !row.intents.includes('answer'));
    expect(honest.filter(asHarvest).length / honest.length).toBeLessThan(0.03);
    expect(harvest.filter(isRight).length / harvest.length).toBeGreaterThan(0.8);
  });
});

describe('languages', () => {
  const classifier = createClassifier();
  const documents = makeDocuments('languages', FAMILIES, 25);
  const scored = documents.map((document) => ({
    language: document.language,
    purpose: document.purpose === true,
    row: scorePrompt(classifier, {
      class: '',
      family: document.family,
      source_repo: '',
      ...partsAsPrompt(document),
      tools: document.tools,
      intents: document.intents,
    }),
  }));
  const languages = [...new Set(scored.map(({ language }) => language))];
  /** Mean over honest requests of the strongest harvest intent. */
  const honestMean = (language: string) => {
    const rows = scored.filter((one) => one.language === language && one.row.intents.includes('answer'));
    return rows.reduce((sum, { row }) => sum + Math.max(...row.intentScores.slice(1)), 0) / rows.length;
  };

  it('are no evidence: honest requests score as low in each as in English', () => {
    expect(languages.length).toBeGreaterThan(12);
    for (const language of languages) expect(honestMean(language), language).toBeLessThan(honestMean('en') + 0.04);
  });

  it('are all read: harvest requests are recognised in each', () => {
    for (const language of languages) {
      const rows = scored.filter((one) => one.language === language && !one.row.intents.includes('answer'));
      const plain = rows.filter(({ purpose }) => !purpose);
      expect(plain.filter(({ row }) => isRight(row)).length / plain.length, language).toBeGreaterThan(0.8);
      // A stated purpose says that it is a harvest, and not of which kind.
      const stated = rows.filter(({ purpose }) => purpose);
      expect(stated.filter(({ row }) => asHarvest(row)).length / stated.length, language).toBeGreaterThan(0.8);
    }
  });

  it('say nothing when only the language is foreign: plain prose in none of them is evidence', () => {
    const rng = createRng('prose');
    for (let i = 0; i < 200; i++) {
      const row = scorePrompt(classifier, {
        class: '',
        family: '',
        source_repo: '',
        system: null,
        user: payload('foreign', 4, rng),
        tools: 0,
      });
      expect(Math.max(...row.intentScores.slice(1))).toBeLessThan(0.5);
    }
  });
});

function partsAsPrompt(document: { system: string; user: string }): { system: string | null; user: string } {
  expect(partsOf(document).length).toBe(document.system ? 2 : 1);
  return { system: document.system || null, user: document.user };
}

function asHarvest(row: Scored): boolean {
  return row.intentScores.some((score, k) => k > 0 && score >= 0.5);
}

describe.skipIf(!existsSync(CORPUS))('real prompts (skipped: ../shared/corpus is not there)', () => {
  const classifier = createClassifier();
  const prompts = existsSync(CORPUS) ? readCorpusPrompts(CORPUS) : [];
  const scored = prompts.map((prompt) => scorePrompt(classifier, prompt));

  it('score 0.5 or more for a harvest intent in fewer than 3 of 100 honest prompts', () => {
    const honest = scored.filter((_, i) => expectedIntents(prompts[i]).includes('answer'));
    expect(honest.length).toBeGreaterThan(1000);
    expect(honest.filter(asHarvest).length / honest.length).toBeLessThan(0.03);
  });

  it('are recognised in every source repository of harvest or judge prompts', () => {
    const groups = new Map<string, Scored[]>();
    for (const row of scored) {
      if (!row.intents.includes('answer')) groups.set(row.group, [...(groups.get(row.group) ?? []), row]);
    }
    expect(groups.size).toBeGreaterThan(5);
    for (const [group, rows] of groups) {
      expect(rows.filter(isRight).length / rows.length, group).toBeGreaterThan(0.6);
    }
  });
});
