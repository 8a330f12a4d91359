/** The macros exists, all, exists_one and filter, as CEL's parser expands them. `map` and the two-variable forms are left out. */
import type { CompileContext, Compiled, Expr, ExpressionScope } from './compiled.ts';
import { BOOL, typeName, type Value } from './value-type.ts';

/** The longest list that a macro goes through. */
const MOST_ITEMS = 64;

type Kind = Expr['exprKind'];
type Comprehension = Extract<Kind, { case: 'comprehensionExpr' }>['value'];
type Macro = 'exists' | 'all' | 'exists_one' | 'filter';

export function compileComprehension(expr: Expr, node: Comprehension, context: CompileContext): Compiled {
  const range = context.compile(node.iterRange, context);
  if (range.type.kind !== 'list') {
    throw context.mistake(expr, 'a list before the macro', `a ${typeName(range.type)}`);
  }
  const found = macroOf(node);
  if (found === null || node.iterVar2 !== '' || node.iterVar.startsWith('@')) {
    throw context.mistake(expr, 'one of the macros exists, all, exists_one, filter', 'another');
  }
  const { item, most } = range.type;
  if (most > MOST_ITEMS) throw context.mistake(expr, `a list of at most ${MOST_ITEMS}`, `one of ${most}`);
  const at = context.bound.length;
  const inner = { ...context, bound: [...context.bound, { name: node.iterVar, type: item }] };
  const condition = context.compile(found.condition, inner);
  if (condition.type.kind !== 'bool') {
    throw context.mistake(found.condition, 'a condition', `a ${typeName(condition.type)}`);
  }
  const holds = (scope: ExpressionScope, value: Value): boolean => {
    scope.bound[at] = value;
    return condition.run(scope) as boolean;
  };
  const values = (scope: ExpressionScope) => range.run(scope) as readonly Value[];
  const cost = range.cost + 1 + most * (condition.cost + 1);
  switch (found.macro) {
    case 'exists':
      return { type: BOOL, cost, run: (scope) => values(scope).some((value) => holds(scope, value)) };
    case 'all':
      return { type: BOOL, cost, run: (scope) => values(scope).every((value) => holds(scope, value)) };
    case 'exists_one':
      return {
        type: BOOL,
        cost,
        run: (scope) => values(scope).filter((value) => holds(scope, value)).length === 1,
      };
    case 'filter':
      return { type: range.type, cost, run: (scope) => values(scope).filter((value) => holds(scope, value)) };
  }
}

/** Which macro it was, told from the shape of what the parser made of it. */
function macroOf({ loopStep, accuInit }: Comprehension): { macro: Macro; condition: Expr | undefined } | null {
  const step = callOf(loopStep);
  if (step === null) return null;
  const start = accuInit?.exprKind;
  const bool = start?.case === 'constExpr' && start.value.constantKind.case === 'boolValue';
  if (step.function === '_||_' && bool) return { macro: 'exists', condition: step.args[1] };
  if (step.function === '_&&_' && bool) return { macro: 'all', condition: step.args[1] };
  if (step.function !== '_?_:_') return null;
  const [condition, then] = step.args;
  const added = callOf(then)?.args[1]?.exprKind;
  if (start?.case === 'constExpr') return { macro: 'exists_one', condition };
  // filter appends the name itself, map what is made of it.
  const [only] = added?.case === 'listExpr' ? added.value.elements : [];
  return only?.exprKind.case === 'identExpr' ? { macro: 'filter', condition } : null;
}

function callOf(expr: Expr | undefined) {
  return expr?.exprKind.case === 'callExpr' ? expr.exprKind.value : null;
}
