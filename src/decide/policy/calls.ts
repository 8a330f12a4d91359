/** Operators and functions of the policy language: their types, and what they do. */
import type { CompileContext, Compiled, Expr, ExpressionScope } from './compiled.ts';
import { EXPRESSION_LIMITS } from './expression-limits.ts';
import { compilePattern } from './pattern.ts';
import { BOOL, comparable, INT, isNumeric, NUMBER, typeName, type Value, type ValueType } from './value-type.ts';

type Call = Extract<Expr['exprKind'], { case: 'callExpr' }>['value'];

const LOGIC = new Set(['_&&_', '_||_']);
const EQUALITY = new Set(['_==_', '_!=_']);
const ORDER: Readonly<Record<string, (a: number, b: number) => boolean>> = {
  '_<_': (a, b) => a < b,
  '_<=_': (a, b) => a <= b,
  '_>_': (a, b) => a > b,
  '_>=_': (a, b) => a >= b,
};
const ARITHMETIC: Readonly<Record<string, (a: number, b: number) => number>> = {
  '_+_': (a, b) => a + b,
  '_-_': (a, b) => a - b,
  '_*_': (a, b) => a * b,
  '_/_': (a, b) => a / b,
};
const TEXT: Readonly<Record<string, (text: string, part: string) => boolean>> = {
  startsWith: (text, part) => text.startsWith(part),
  endsWith: (text, part) => text.endsWith(part),
  contains: (text, part) => text.includes(part),
};

export function compileCall(expr: Expr, call: Call, context: CompileContext): Compiled {
  const name = call.function;
  const args = call.args.map((arg) => context.compile(arg, context));
  const cost = 1 + args.reduce((sum, arg) => sum + arg.cost, 0);
  const [a, b, c] = args;
  const want = (k: number, expected: string, fits: (type: ValueType) => boolean): void => {
    if (!fits(args[k].type)) throw context.mistake(call.args[k], expected, `a ${typeName(args[k].type)}`);
  };
  const isBool = (type: ValueType) => type.kind === 'bool';

  if (call.target !== undefined) return method(expr, call, args, context);
  if (LOGIC.has(name)) {
    want(0, 'a condition', isBool);
    want(1, 'a condition', isBool);
    return name === '_&&_'
      ? { type: BOOL, cost, run: (s) => (a.run(s) as boolean) && b.run(s) }
      : { type: BOOL, cost, run: (s) => (a.run(s) as boolean) || b.run(s) };
  }
  if (name === '!_') {
    want(0, 'a condition', isBool);
    return { type: BOOL, cost, run: (s) => !a.run(s) };
  }
  if (EQUALITY.has(name)) {
    want(1, `a ${typeName(a.type)}`, (type) => comparable(a.type, type));
    checkWords(call.args, a.type, b.type, context);
    return name === '_==_'
      ? { type: BOOL, cost, run: (s) => a.run(s) === b.run(s) }
      : { type: BOOL, cost, run: (s) => a.run(s) !== b.run(s) };
  }
  if (Object.hasOwn(ORDER, name)) {
    want(0, 'a number', isNumeric);
    want(1, 'a number', isNumeric);
    const compare = ORDER[name];
    return { type: BOOL, cost, run: (s) => compare(a.run(s) as number, b.run(s) as number) };
  }
  if (Object.hasOwn(ARITHMETIC, name)) {
    const isNumber = (type: ValueType) => type.kind === 'number';
    want(0, 'a number with a point, like 1.0', isNumber);
    want(1, 'a number with a point, like 1.0', isNumber);
    const work = ARITHMETIC[name];
    return { type: NUMBER, cost, run: (s) => work(a.run(s) as number, b.run(s) as number) };
  }
  if (name === '-_') {
    want(0, 'a number', isNumeric);
    return { type: a.type, cost, run: (s) => -(a.run(s) as number) };
  }
  if (name === '_?_:_') {
    want(0, 'a condition', isBool);
    want(2, `a ${typeName(b.type)}`, (type) => type.kind === b.type.kind && type.kind !== 'record' && type.kind !== 'list');
    const type = b.type.kind === 'string' ? { kind: 'string' as const } : b.type;
    return { type, cost, run: (s) => (a.run(s) ? b.run(s) : c.run(s)) };
  }
  if (name === '@in') {
    want(1, 'a list', (type) => type.kind === 'list');
    const { item, most } = b.type as Extract<ValueType, { kind: 'list' }>;
    if (!comparable(a.type, item)) throw context.mistake(call.args[0], `a ${typeName(item)}`, `a ${typeName(a.type)}`);
    const words = call.args[1].exprKind;
    if (words.case === 'listExpr') {
      for (const word of words.value.elements) {
        checkWords([call.args[0], word], a.type, context.compile(word, context).type, context);
      }
    }
    return {
      type: BOOL,
      cost: cost + most,
      run: (s) => {
        const value = a.run(s);
        return (b.run(s) as readonly Value[]).some((item) => item === value);
      },
    };
  }
  if (name === 'size' && args.length === 1) {
    want(0, 'a list', (type) => type.kind === 'list');
    return { type: INT, cost, run: (s) => (a.run(s) as readonly Value[]).length };
  }
  if (name === 'double' && args.length === 1) {
    want(0, 'a number', isNumeric);
    return { type: NUMBER, cost, run: (s) => a.run(s) };
  }
  throw unknown(expr, name, context);
}

function method(expr: Expr, call: Call, args: readonly Compiled[], context: CompileContext): Compiled {
  const name = call.function;
  const target = context.compile(call.target, context);
  const cost = target.cost + args.reduce((sum, arg) => sum + arg.cost, 0) + 4;
  if (name === 'size' && args.length === 0 && target.type.kind === 'list') {
    return { type: INT, cost, run: (s) => (target.run(s) as readonly Value[]).length };
  }
  const matches = name === 'matches';
  if ((!matches && !Object.hasOwn(TEXT, name)) || args.length !== 1) throw unknown(expr, name, context);
  if (target.type.kind !== 'string') {
    throw context.mistake(call.target, `a string before .${name}()`, `a ${typeName(target.type)}`);
  }
  const [part] = args;
  if (part.type.kind !== 'string') throw context.mistake(call.args[0], 'a string', `a ${typeName(part.type)}`);
  const text = (s: ExpressionScope) => target.run(s) as string;
  if (!matches) {
    const holds = TEXT[name];
    return { type: BOOL, cost, run: (s) => holds(text(s), part.run(s) as string) };
  }
  const { exprKind } = call.args[0];
  const literal = exprKind.case === 'constExpr' && exprKind.value.constantKind;
  if (literal === false || literal.case !== 'stringValue')
    throw context.mistake(call.args[0], 'a pattern in quotes', 'another string');
  if (literal.value.length > EXPRESSION_LIMITS.patternChars) {
    throw context.mistake(
      call.args[0],
      `a pattern of at most ${EXPRESSION_LIMITS.patternChars} characters`,
      `${literal.value.length}`,
    );
  }
  const test = compilePattern(literal.value);
  if (test === null) throw context.mistake(call.args[0], 'an RE2 pattern', 'another');
  return { type: BOOL, cost: cost + 200, run: (s) => test(text(s)) };
}

function unknown(expr: Expr, name: string, context: CompileContext) {
  const known = '&& || ! == != < <= > >= + - * / in ?: size double startsWith endsWith contains matches';
  return context.mistake(expr, `one of ${known}`, name.replaceAll('_', ''));
}

/** A word that a variable never is was meant to be another one. */
function checkWords(exprs: readonly Expr[], a: ValueType, b: ValueType, context: CompileContext): void {
  if (a.kind !== 'string' || b.kind !== 'string' || a.of === undefined || b.of === undefined) return;
  const [few, many, at] = a.of.length <= b.of.length ? [a.of, b.of, exprs[0]] : [b.of, a.of, exprs[1]];
  if (!few.some((word) => many.includes(word))) {
    throw context.mistake(at, `one of ${many.join(', ')}`, few.join(', '));
  }
}
