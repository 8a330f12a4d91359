import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SCRIPTS } from '../model/fingerprint-layout.ts';
import { createShape, type ShapeFeatures, textShape } from './shape.ts';

function shapeOf(...texts: string[]): ShapeFeatures {
  const shape = createShape();
  textShape(texts, texts.length, shape);
  return shape;
}

const TRACE = `Okay, I need to find how many tiles are left. There were 40 tiles and 12 broke.
So 28 remain. Wait, two of the broken ones were glued again. Hmm, that makes 30.
Let me check that: 40 - 12 = 28, and 28 + 2 = 30. Therefore the count is 30. Actually, the question asks for boxes of 6.
So 30 / 6 = 5. Thus the answer is 5.`;

const PROSE = `The old ferry still crosses twice a day. It carries cars, bicycles and the post, and in winter it carries coal.
Its captain has worked there since 1998; his daughter sells the tickets. So far nobody has asked for a bridge.`;

describe('code share', () => {
  it('is near one for code and near zero for prose', () => {
    const code = 'function add(a, b) {\n  const sum = a + b;\n  return sum;\n}\nexport const x = add(1, 2);';
    expect(shapeOf(code).codeShare).toBeGreaterThan(0.7);
    expect(shapeOf(PROSE).codeShare).toBe(0);
  });

  it('sees indented Python and the inside of a code fence', () => {
    expect(shapeOf('def f(rows):\n    out = [r for r in rows if r.ok]\n    return sum(out)').codeShare).toBeGreaterThan(0.5);
    expect(shapeOf('Please look:\n```\nfoo bar\nbaz qux\n```').codeShare).toBeCloseTo(2 / 3);
  });

  it('does not take JSON members, TeX, lists, tables of prose or bare tags for code', () => {
    expect(shapeOf('"verdict": "yes",\n"reason": "short",').codeShare).toBe(0);
    expect(shapeOf('\\frac{a}{b} = \\sqrt{c_1}').codeShare).toBe(0);
    expect(shapeOf('- one thing\n- **another** thing\n1. a third\n| a | b |').codeShare).toBe(0);
    expect(shapeOf('<document>\nSome words here.\n</document>').codeShare).toBe(0);
  });
});

describe('script', () => {
  it.each([
    ['latin', 'Bonjour tout le monde'],
    ['cyrillic', 'Добрый день, как дела'],
    ['han', '请帮我写一封信给老师，谢谢你的帮助'],
    ['kana', '手紙を書いてください。お願いします'],
    ['hangul', '편지를 써 주세요 감사합니다'],
    ['arabic', 'اكتب رسالة من فضلك'],
    ['devanagari', 'कृपया एक पत्र लिखें'],
    ['other', 'γράψε ένα γράμμα σε παρακαλώ'],
    ['none', '12345 !!! ???'],
  ])('is %s', (name, text) => {
    expect(SCRIPTS[shapeOf(text).script]).toBe(name);
  });
});

describe('reasoning in the input', () => {
  it('is high for a pasted trace and low for prose', () => {
    expect(shapeOf(TRACE).reasoningInInput).toBeGreaterThan(0.7);
    expect(shapeOf(PROSE).reasoningInInput).toBeLessThan(0.2);
  });

  it('takes text between thinking tags for a trace, but not the mere mention of the tags', () => {
    const long = 'the speed is known and the time is known and the rest follows from both of them '.repeat(8);
    expect(shapeOf(`<think>${long}</think>\n5`).reasoningInInput).toBeGreaterThan(0.6);
    expect(shapeOf('Put your thoughts in <think> </think> tags, then answer.').reasoningInInput).toBeLessThan(0.1);
  });

  it('is low for an ordinary request that asks for steps', () => {
    expect(
      shapeOf('Explain step by step how to change a tyre. First the tools, then the wheel.').reasoningInInput,
    ).toBeLessThan(0.2);
  });
});

it('leaves counts of parts, tools and turns alone and stays within range for any text', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'binary', maxLength: 8000 }), { maxLength: 4 }), (texts) => {
      const shape = { ...createShape(), images: 2, tools: 3, toolResults: 4, turns: 5 };
      textShape(texts, texts.length, shape);
      expect(shape).toMatchObject({ images: 2, tools: 3, toolResults: 4, turns: 5 });
      for (const value of [shape.codeShare, shape.reasoningInInput]) {
        expect(value).toBeGreaterThanOrEqual(0);
        expect(value).toBeLessThanOrEqual(1);
      }
      expect(SCRIPTS[shape.script]).toBeDefined();
    }),
  );
});

it('reads only the first count texts and samples a long one', () => {
  const shape = createShape();
  textShape([PROSE, TRACE], 1, shape);
  expect(shape.reasoningInInput).toBeLessThan(0.2);
  expect(shapeOf('x = f(y);\n'.repeat(50_000)).codeShare).toBeGreaterThan(0.9);
});
