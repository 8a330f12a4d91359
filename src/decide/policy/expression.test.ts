import { celEnv, isCelError, parse, plan } from '@bufbuild/cel';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ExpressionMistake } from './compiled.ts';
import { compileExpression, type Expression } from './expression.ts';
import { BOOL, type FieldTypes, listOf, NUMBER, oneOfType, recordOf, STRING, type Value } from './value-type.ts';

const VARIABLES: FieldTypes = {
  a: recordOf({
    n: NUMBER,
    m: NUMBER,
    s: STRING,
    kind: oneOfType(['x', 'y']),
    b: BOOL,
    list: listOf(recordOf({ name: STRING, share: NUMBER }), 4),
  }),
};

function compiled(source: string): Expression {
  const made = compileExpression(source, VARIABLES);
  if (made instanceof ExpressionMistake) throw made;
  return made;
}
function mistake(source: string): ExpressionMistake {
  const made = compileExpression(source, VARIABLES);
  if (!(made instanceof ExpressionMistake)) throw new Error(`${source} was taken`);
  return made;
}

/** Sources and values over which ours and the library's evaluator must agree. */
const number = fc.constantFrom(
  'a.n',
  'a.m',
  '0.5',
  '2.0',
  '-1.5',
  '(a.n + a.m)',
  '(a.n * 2.0)',
  '(a.n - a.m)',
  '(a.m / 2.0)',
  'double(size(a.list))',
);
const whole = fc.constantFrom('0', '1', '2', 'size(a.list)', 'a.list.size()', 'size(a.list.filter(f, f.share > 0.3))');
const text = fc.constantFrom('a.s', "'ab'", "''", 'a.kind', "(a.b ? 'ab' : a.s)");
const condition: fc.Memo<string> = fc.memo((depth) => {
  const leaf = fc.oneof(
    fc.constantFrom('true', 'false', 'a.b'),
    fc
      .tuple(fc.oneof(number, whole), fc.constantFrom('<', '<=', '>', '>=', '==', '!='), fc.oneof(number, whole))
      .map(([l, o, r]) => `${l} ${o} ${r}`),
    fc
      .tuple(fc.constantFrom('a.s', "(a.b ? 'ab' : a.s)"), fc.constantFrom('==', '!='), text)
      .map(([l, o, r]) => `${l} ${o} ${r}`),
    fc.tuple(text, fc.constantFrom('startsWith', 'endsWith', 'contains'), text).map(([l, f, r]) => `${l}.${f}(${r})`),
    fc.constantFrom("a.s.matches('^a+b?$')", "a.s in ['ab', 'b', '']", 'a.n in [1, 2, 0]', 'a.n in [0.5, 2.0]'),
  );
  if (depth <= 1) return leaf;
  const inner = condition(depth - 1);
  return fc.oneof(
    leaf,
    fc.tuple(inner, fc.constantFrom('&&', '||'), inner).map(([l, o, r]) => `(${l} ${o} ${r})`),
    inner.map((c) => `!(${c})`),
    fc.tuple(inner, inner, inner).map(([c, l, r]) => `(${c} ? ${l} : ${r})`),
    fc
      .tuple(fc.constantFrom('exists', 'all', 'exists_one'), inner)
      .map(([m, c]) => `a.list.${m}(f, f.share > a.n || f.name == a.s && (${c}))`),
  );
});
const values = fc.record({
  a: fc.record({
    n: fc.oneof(fc.constantFrom(0, 1, 2, 0.5), fc.double({ min: -3, max: 3, noNaN: true })),
    m: fc.oneof(fc.constantFrom(0, 1, 2, 0.5), fc.double({ min: -3, max: 3, noNaN: true })),
    s: fc.constantFrom('', 'a', 'ab', 'aab', 'b', 'ü'),
    kind: fc.constantFrom('x', 'y'),
    b: fc.boolean(),
    list: fc.array(fc.record({ name: fc.constantFrom('a', 'ab'), share: fc.constantFrom(0.2, 0.4, 1) }), {
      maxLength: 4,
    }),
  }),
});

describe('the policy language', () => {
  it("means what CEL means: every expression gives what the library's own evaluator gives", () => {
    fc.assert(
      fc.property(condition(3), values, (source, given) => {
        fc.pre(source.length <= 1000);
        const ours = compileExpression(source, VARIABLES);
        // Too deep or too costly is told, and not compared.
        if (ours instanceof ExpressionMistake) {
          expect(ours.message).toMatch(/levels|steps/);
          return;
        }
        // The library takes plain objects only.
        const theirs = plan(celEnv(), parse(source).expr)(JSON.parse(JSON.stringify(given)));
        expect(isCelError(theirs), source).toBe(false);
        expect(ours.test(given as unknown as { [name: string]: Value }), source).toBe(theirs);
      }),
      { numRuns: 500 },
    );
  });

  it('says what was expected, what came, and where', () => {
    const cases: [string, RegExp][] = [
      ['a.n > ', /CEL expression/],
      ['b.n > 1', /variables a, got b/],
      ['true && a.x', /fields n, m, s.*got x/],
      ["a.n == 'ab'", /number, got a string/],
      ['a.n', /a condition, got a number/],
      ["a.kind == 'z'", /one of x, y, got z/],
      ["a.kind in ['x', 'z']", /one of x, y, got z/],
      ['a.n + 1 > 2', /1\.0, got a whole number/],
      ['has(a.n)', /has\(\)/],
      ["a.s.matches('(')", /RE2/],
      ['a.s.matches(a.s)', /in quotes/],
      ['timestamp(a.s) > timestamp(a.s)', /one of .*got timestamp/],
      ['a.list.map(f, f.share) == [1.0]', /macros/],
      ['[] == []', /something in it/],
      ['a.list[0].share > 1.0', /one of/],
      ['a.toString == 1', /fields/],
      ['constructor', /variables/],
    ];
    for (const [source, message] of cases) {
      const found = mistake(source);
      expect(found.message, source).toMatch(message);
      expect(found.position).toBeGreaterThan(0);
      expect(found.position).toBeLessThanOrEqual(source.length + 1);
    }
    // A field stands at its point.
    expect(mistake('true && a.x').position).toBe(10);
    expect(mistake("a.n == 'ab'").position).toBe(8);
    expect(mistake('true && nothing').position).toBe(9);
  });

  it('bounds what an expression may be and may cost', () => {
    const nested = (depth: number): string =>
      depth === 0 ? 'a.b' : `a.list.exists(f${depth}, f${depth}.share > 0.0 && ${nested(depth - 1)})`;
    expect(compiled(nested(3)).cost).toBeLessThan(2000);
    expect(mistake(nested(6)).message).toMatch(/2000 steps/);
    expect(mistake(`${'a.b && '.repeat(200)}a.b`).message).toMatch(/1000 characters/);
    expect(mistake(`${'('.repeat(30)}a.b${')'.repeat(30)}`).message).toMatch(/16 levels/);
    expect(mistake(`a.s.matches('${'a'.repeat(101)}')`).message).toMatch(/100 characters/);
    const began = performance.now();
    for (const hostile of ['(', '[', '!', '-', 'a?', 'a.b.', 'f(', '"', "'''", '{1:']) {
      compileExpression(hostile.repeat(900).slice(0, 1000), VARIABLES);
    }
    expect(performance.now() - began).toBeLessThan(5000);
  });

  it('takes no time in proportion to the square of a text, whatever the pattern', () => {
    const test = compiled("a.s.matches('^(a+)+$')");
    const began = performance.now();
    expect(test.test({ a: { n: 0, m: 0, s: `${'a'.repeat(5000)}b`, kind: 'x', b: true, list: [] } })).toBe(false);
    expect(performance.now() - began).toBeLessThan(2000);
  });
});
