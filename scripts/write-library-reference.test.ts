import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import * as library from '../src/library/index.ts';
import { libraryReference, REFERENCE_FOLDER } from './write-library-reference.ts';

/** TypeDoc reads all that the library imports. */
const TEST_TIMEOUT = 180_000;

it(
  'the reference of the library is what its comments say, and has every name',
  async () => {
    const pages = await libraryReference();
    expect(readdirSync(REFERENCE_FOLDER).sort()).toEqual([...pages.keys()].sort());
    for (const [name, text] of pages)
      expect(readFileSync(join(REFERENCE_FOLDER, name), 'utf8') === text, `${name} is stale: run npm run reference`).toBe(
        true,
      );
    const text = [...pages.values()].join('\n');
    const types = [
      'Analysis',
      'AnalysisOptions',
      'Campaign',
      'Evidence',
      'AccountFinding',
      'OpenedService',
      'ServiceSettings',
    ];
    for (const name of [...Object.keys(library), ...types]) expect(text).toMatch(new RegExp(`^### ${name}(\\(\\))?$`, 'm'));
    expect(text).not.toContain('Zod');
  },
  TEST_TIMEOUT,
);
