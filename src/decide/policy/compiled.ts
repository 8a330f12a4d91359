/** A compiled part of an expression, and what the compilers of its kinds of nodes share. */
import type { parse } from '@bufbuild/cel';
import type { FieldTypes, Value, ValueType } from './value-type.ts';

export type Expr = ReturnType<typeof parse>['expr'];

/** Where the values of variables and of names bound by macros stand while an expression runs. */
export interface ExpressionScope {
  readonly variables: { readonly [name: string]: Value };
  /** Innermost last. */
  readonly bound: Value[];
}

export interface Compiled {
  readonly type: ValueType;
  readonly cost: number;
  run(scope: ExpressionScope): Value;
}

/** What a compiler of one kind of node may ask for. */
export interface CompileContext {
  readonly variables: FieldTypes;
  /** Names bound by macros around this place, innermost last. */
  readonly bound: readonly { readonly name: string; readonly type: ValueType }[];
  compile(expr: Expr | undefined, context: CompileContext): Compiled;
  mistake(expr: Expr | undefined, expected: string, got: string): ExpressionMistake;
}

/** Thrown while compiling, and caught by compileExpression. */
export class ExpressionMistake extends Error {
  readonly expected: string;
  readonly got: string;
  /** Characters from the beginning, from 1. */
  readonly position: number;

  constructor(expected: string, got: string, position: number) {
    super(`Expected ${expected}, got ${got}, at character ${position}.`);
    this.expected = expected;
    this.got = got;
    this.position = position;
  }
}
