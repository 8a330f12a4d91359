import { readFileSync } from 'node:fs';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { isParameterFile, parameterFiles, parameterPage, parameterPagePath, sourceFiles } from './write-parameters.ts';

const FILES = await parameterFiles();
const FAMILIES = FILES.flatMap(({ families }) => families);
const ROWS = FAMILIES.flatMap(({ name, family, readers }) =>
  Object.entries(family).map(([key, parameter]) => ({ name: `${name}.${key}`, key, parameter, readers })),
);

/** Numbers that are no thresholds, and why. */
const GUARDS: Readonly<Record<string, string>> = {
  'detect/detect.ts POPULATION_MADE': 'progress of the bar',
  'detect/detect.ts CANDIDATES_TESTED': 'progress of the bar',
  'detect/detect.ts OVERLAPS_RESOLVED': 'progress of the bar',
  'detect/detect.ts COMMUNITIES_FOUND': 'progress of the bar',
  'detect/detect.ts COMMUNITIES_TESTED': 'progress of the bar',
  'detect/population/traits.ts UNKNOWN': 'a mark, not a quantity',
  'detect/group/sharing.ts NONE': 'a mark, not a quantity',
  'detect/campaign/operators.ts NOBODY': 'a mark, not a quantity',
  'detect/group/openness.ts NOBODY': 'a mark, not a quantity',
  'detect/campaign/shared-origin.ts REACH': 'bounds the work: beyond it a kernel is nothing',
  'detect/population/hourly-curve.ts KINDS': 'the hours of a day and one more',
  'detect/population/hourly-curve.ts FLAT': 'a mark, not a quantity',
  'detect/population/unit-weights.ts STEPS': 'keeps sums exact',
  'detect/evidence/timing/co-activity.ts WEEK': 'the days of a week',
  'detect/group/expected-count.ts CLASSES': 'the binary digits of a whole number',
  'detect/evidence/focus.ts SHOWN': 'length of a list for the reader',
  'detect/evidence/intent/purpose.ts SHOWN_SHARE': 'length of a list for the reader',
  'detect/evidence/segment/own-text.ts SHOWN': 'length of a list for the reader',
  'detect/evidence/sharing-evidence.ts MENTIONED_BELOW': 'wording of a sentence',
  'detect/evidence/timing/rhythm.ts QUIET_HOURS': 'wording of a sentence',
  'detect/evidence/timing/rhythm.ts UNKNOWN': 'a mark, not a quantity',
  'detect/evidence/timing/rhythm.ts FLAT_WEEK': 'two days of seven',
  'detect/evidence/timing/synchrony.ts ROUNDED': 'the steps to which clocks round',
  'detect/evidence/timing/synchrony.ts MAX_EXAMINED': 'bounds the work',
  'detect/evidence/network/rotation.ts UNKNOWN': 'a mark, not a quantity',
  'detect/evidence/registration/throwaway.ts NONE': 'a mark, not a quantity',
  'detect/evidence/registration/throwaway.ts LASTING': 'a mark, not a quantity',
  'detect/evidence/registration/throwaway.ts THROWN_AWAY': 'a mark, not a quantity',
  'detect/group/segment-tally.ts MOST_PARTIES': 'as far as minUsingParties asks, in arrays of fixed width',
};

describe('the page of parameters', () => {
  it('is current (npm run parameters writes it)', async () => {
    expect(readFileSync(parameterPagePath(), 'utf8')).toBe(await parameterPage());
  });

  it('finds the families of every room', () => {
    const paths = FILES.map(({ path }) => path);
    for (const start of [
      'aggregate/',
      'detect/parameters/population',
      'detect/parameters/group',
      'detect/parameters/campaign',
    ])
      expect(
        paths.filter((path) => path.startsWith(start)),
        start,
      ).not.toEqual([]);
    expect(FILES.filter(({ families }) => families.length === 0).map(({ path }) => path)).toEqual([]);
  });
});

describe('every parameter', () => {
  it('lies in its range', () => {
    const outside = ROWS.filter(({ parameter: { value, range } }) =>
      [value].flat().some((one) => !(one >= range[0] && one <= range[1])),
    );
    expect(outside.map(({ name }) => name)).toEqual([]);
  });

  it('has a range with room in it', () => {
    expect(ROWS.filter(({ parameter: { range } }) => !(range[0] < range[1])).map(({ name }) => name)).toEqual([]);
  });

  it('says what it is, where it comes from and what it moves', () => {
    const silent = ROWS.filter(({ parameter: { unit, meaning, basis, effect } }) =>
      [unit, meaning, basis, effect].some((text) => text.trim() === ''),
    );
    expect(silent.map(({ name }) => name)).toEqual([]);
  });

  it('is read by a module that names its family', () => {
    const sources = sourceFiles();
    const unread = ROWS.filter(({ key, readers }) => {
      const used = new RegExp(`\\b${key}\\b`);
      return !readers.some((path) => used.test(sources.get(path) ?? ''));
    });
    expect(unread.map(({ name }) => name)).toEqual([]);
  });
});

describe('a module of detection', () => {
  it('has no threshold of its own: what findings depend on is a documented parameter', () => {
    const found: string[] = [];
    for (const [path, text] of sourceFiles()) {
      if (!path.startsWith('detect/') || isParameterFile(path)) continue;
      for (const name of numericConstants(path, text)) found.push(`${path} ${name}`);
    }
    expect(found.filter((name) => GUARDS[name] === undefined)).toEqual([]);
    expect(Object.keys(GUARDS).filter((name) => !found.includes(name))).toEqual([]);
  });

  it('is found out when it has one', () => {
    const text =
      "const A = 3;\nexport const B_C = 7 * DAY;\nconst D: readonly number[] = [0.1, 0.2];\nconst E = [1, -2] as const;\nconst F = 1 / 3;\nconst { g } = valuesOf(X);\nconst H = new Map();\nconst K = 'text';\nconst L = INTENTS.indexOf('answer');\nfunction f() { const M = 3; }";
    expect(numericConstants('x.ts', text)).toEqual(['A', 'B_C', 'D', 'E', 'F']);
  });
});

/** Names of the top-level constants in capitals whose value is made of numbers and of other constants in capitals. */
function numericConstants(path: string, text: string): string[] {
  const names: string[] = [];
  for (const statement of ts.createSourceFile(path, text, ts.ScriptTarget.Latest).statements) {
    if (!ts.isVariableStatement(statement)) continue;
    for (const { name, initializer } of statement.declarationList.declarations) {
      if (ts.isIdentifier(name) && /^[A-Z][A-Z0-9_]*$/.test(name.text) && initializer && isNumeric(initializer))
        names.push(name.text);
    }
  }
  return names;
}

function isNumeric(node: ts.Expression): boolean {
  if (ts.isNumericLiteral(node)) return true;
  if (ts.isIdentifier(node)) return /^[A-Z][A-Z0-9_]*$/.test(node.text);
  if (ts.isPrefixUnaryExpression(node)) return isNumeric(node.operand);
  if (ts.isBinaryExpression(node)) return isNumeric(node.left) && isNumeric(node.right);
  if (ts.isParenthesizedExpression(node) || ts.isAsExpression(node)) return isNumeric(node.expression);
  return ts.isArrayLiteralExpression(node) && node.elements.length > 0 && node.elements.every(isNumeric);
}
