/**
 * Log lines of every sort for tests that compare two readers: exchanges with usual and odd values, JSON written in unusual
 * ways, lines that are no exchange, and damaged lines. It says nothing about what a reader must make of them.
 */
import { isUtf8 } from 'node:buffer';
import type { Rng } from '../src/base/rng.ts';
import { encodedText } from './encoded-text.ts';

const SENTENCES = [
  'Think step by step and write out the reasoning behind this answer before you give it.',
  'You are a senior engineer. Review the function below, line by line; say what is wrong.',
  'Wait, actually the second case is the other way round. So the sum is 42.',
  'Therefore we substitute x = 3 into the first equation and find y.',
  'const total = items.reduce((a, b) => a + b.price, 0);',
  'if (x == null) { return foo(bar[1]); }',
  '```ts\nexport const a = 1;\n```',
  '<think>First, the premise: nothing follows from nothing. Hmm, but then what does follow from it at all?</think>',
  'Übersetze den folgenden Absatz: „Die Schleuse öffnet um 6 Uhr.“',
  '请逐步思考，并写出每一步的推理。首先计算总和。',
  'これは水門です。次に答えを書いてください。',
  '수문이 열립니다. 그리고 답을 쓰세요.',
  'Оцени ответ по шкале от 1 до 10 и объясни почему.',
  'حل المسألة خطوة بخطوة.',
  'ทำทีละขั้นตอน',
  '🚢 emoji 👩‍👩‍👧 and \ud83d alone, \udc00 too',
  '  indented {\n\t\treturn [1, 2, 3];\n  }',
  'Grade the response using the rubric: accuracy, depth, style. 7 8 9 10 11 12 13 14 15',
  '\\frac{a}{b} \\cdot \\sqrt{2}',
  '"key": "value",',
  'Тhіnk ѕtер bу ѕtер аnd wrіtе оut thе rеаѕоnіng bеhіnd thіs аnѕwеr bеfоrе уоu gіvе іt.',
  'Ｔｈｉｎｋ ｓｔｅｐ by st\u200bep \u2060 and w\u00adrite out the 𝐫𝐞𝐚𝐬𝐨𝐧𝐢𝐧𝐠 \u{e0041}\u{e0042} behind \u{e0100}this ⓐnswer.',
  'ﬁrst ﬃ ǆ ⅷ ½ ﷺ cafe\u0301 café ｶﾅ 🄰🅐 𐐬 \u200b\u200c \ufeff翻\u200b訳',
  'aGVsbG8gd29ybGQgdGhpcyBpcyBhIGxvbmcgcnVuIG9mIGJhc2U2NCB0ZXh0IHdpdGggMTIzNDU2Nzg5MCBpbiBpdA==',
  '%E3%81%93%E3%82%8C%E3%81%AF%E6%B0%B4%E9%96%80%E3%81%A7%E3%81%99%E3%80%82 \ue000\uf8ff\ufffd\udb80\udc00',
  'tab\there \u0000 nul \u001f unit \u007f del \u0085 nel \u00a0 nbsp',
] as const;

/** Makes lines from a generator: the same generator state gives the same lines. */
export class LineMaker {
  private readonly rng: Rng;
  private readonly kept: string[] = [];
  /** Whether damage may leave bytes that are no UTF-8: one such line sends its whole block to the fallback. */
  utf8 = true;

  constructor(rng: Rng) {
    this.rng = rng;
  }

  /** A text; now and then one that came before, a long one, or none. */
  text(): string {
    const { rng } = this;
    if (this.kept.length > 0 && rng.chance(0.4)) return rng.pick(this.kept);
    if (rng.chance(0.05)) return '';
    const sentences = rng.chance(0.04) ? 60 + rng.int(300) : 1 + rng.int(6);
    const parts: string[] = [];
    for (let i = 0; i < sentences; i++) {
      if (rng.chance(0.1)) parts.push(`item ${rng.int(100_000)} of ${rng.int(9)}`);
      else parts.push(rng.chance(0.1) ? this.words() : rng.pick(SENTENCES));
    }
    if (rng.chance(0.08)) parts.push(encodedText(rng, parts.slice(-8).join(' ')));
    const text = parts.join(rng.pick([' ', '\n', '. ', '\r\n', '']));
    if (rng.chance(0.3) && this.kept.length < 40) this.kept.push(text);
    return text;
  }

  /** Words of every length, of letters, figures, and some that are neither ASCII nor a word alone. */
  private words(): string {
    const { rng } = this;
    const words: string[] = [];
    for (let i = 1 + rng.int(12); i > 0; i--) {
      const letters = [
        ...rng.pick([
          'аеоАЕ\u200bx',
          '\u0301e\u{e0101}',
          '\u{1d41a}z\u{1f130}\u{10428}',
          '0123456789',
          'aBcXyZ_',
          'aB_09',
          'éßЖİſ',
          'aé9',
          'aБ字0',
          '字か글',
          'ﬀ۵٣9',
        ]),
      ];
      let word = '';
      for (let n = 1 + rng.int(rng.chance(0.1) ? 90 : 16); n > 0; n--) word += letters[rng.int(letters.length)];
      words.push(word);
    }
    return words.join(rng.pick([' ', '-', '\u2014', ', ']));
  }

  /** Mostly one of the usual values, seldom one that the kernels leave to the fallback. */
  private some<T>(usual: readonly T[], odd: readonly T[]): T {
    return this.rng.pick(this.rng.chance(0.03) ? odd : usual);
  }

  private odd(): unknown {
    return this.rng.pick<unknown>([null, true, 0, -1, 1.5, '', 'odd', [], {}, 1e300, 'x'.repeat(200)]);
  }

  /** Mostly the value, seldom something of another type. */
  private mostly(value: unknown): unknown {
    return this.rng.chance(0.002) ? this.odd() : value;
  }

  private maybe(value: () => unknown, chance = 0.5): unknown {
    if (!this.rng.chance(chance)) return this.rng.chance(0.08) ? null : undefined;
    return this.mostly(value());
  }

  private part(): unknown {
    const { rng } = this;
    const way = rng.int(9);
    const signature = rng.chance(0.2) ? `sig${rng.int(50)}==` : undefined;
    if (way < 3) return { type: 'text', text: this.text(), signature };
    if (way === 3) return { type: 'thinking', thinking: this.text(), signature };
    if (way === 4 && rng.chance(0.6)) return this.document();
    if (way === 4) return { type: rng.pick(['image', 'input_image', 'image_url', 'document']), source: { data: 'AAAA' } };
    if (way === 5)
      return {
        type: 'tool_result',
        tool_use_id: 't1',
        content: rng.chance(0.5) ? this.text() : this.results(),
      };
    if (way === 6) return { type: 'tool_use', name: 'read', input: { path: '/x', depth: [[1]] }, signature };
    if (way === 7) return rng.chance(0.5) ? { text: this.text(), type: 'text' } : { text: this.text() };
    return this.some<unknown>(
      [{}, { type: 'text', text: 'a', thinking: 'b' }, { type: 'tool_result', text: 'left out', content: 'read' }],
      [{ tool_use_id: 't2', content: 'c' }, { tool_use_id: 't2', text: 'both' }, { type: null }],
    );
  }

  private document(): unknown {
    const { rng } = this;
    const type = rng.pick(['document', 'document', 'search_result']);
    if (rng.chance(0.2)) return { type, text: this.text(), source: { type: 'text', data: 'left out' } };
    if (rng.chance(0.2))
      return { type, content: rng.chance(0.5) ? this.text() : this.results(), source: rng.pick([null, 'web']) };
    return {
      type,
      source: rng.pick<unknown>([
        { type: 'text', media_type: 'text/plain', data: this.text() },
        { type: 'content', content: this.results() },
        { content: this.text(), type: 'content', data: 'left out' },
        { type: 'base64', media_type: 'application/pdf', data: 'JVBERi0xLjcK' },
        { type: 'text', data: 5 },
        { type: 7 },
        {},
        [],
      ]),
    };
  }

  private results(): unknown[] {
    const list: unknown[] = [];
    for (let i = this.rng.int(4); i > 0; i--) {
      list.push(
        this.rng.pick<unknown>([
          { type: 'text', text: this.text() },
          { text: this.text(), extra: [1] },
          { type: 'image' },
          'bare',
          null,
          7,
          { text: 5 },
        ]),
      );
    }
    return list;
  }

  private content(): unknown {
    if (this.rng.chance(0.6)) return this.text();
    const parts: unknown[] = [];
    for (let i = this.rng.int(4); i > 0; i--) parts.push(this.part());
    return parts;
  }

  private messages(): unknown[] {
    const { rng } = this;
    const messages: unknown[] = [];
    for (let i = rng.int(5); i >= 0; i--) {
      messages.push({
        role: this.mostly(
          rng.pick(['user', 'user', 'assistant', 'system', 'developer', 'tool', 'function', 'critic', 'USER']),
        ),
        content: this.maybe(() => this.content(), 0.95),
        tool_calls: this.maybe(() => [{ id: 'c', function: { name: 'f', arguments: '{}' } }], 0.1),
      });
    }
    return messages;
  }

  private tools(): unknown[] {
    const { rng } = this;
    const tools: unknown[] = [];
    for (let i = rng.int(4); i > 0; i--) {
      tools.push(
        rng.pick<unknown>([
          'search',
          { name: 'read', description: 'Reads.', input_schema: { type: 'object', properties: {} } },
          { type: 'function', function: { name: 'run', parameters: {} } },
          { name: 5, function: 'inner' },
          {},
          null,
        ]),
      );
    }
    return tools;
  }

  private exchange(): Record<string, unknown> {
    const { rng } = this;
    const time = 1.7e12 + rng.int(1e9);
    return {
      id: this.mostly(`req_${rng.int(1e9)}`),
      time: this.mostly(
        rng.chance(0.6)
          ? time
          : this.some<unknown>(
              [new Date(time).toISOString(), '2026-03-01T12:00:00Z', '2026-05-31T23:59:59.1234567Z'],
              ['2026-02-29T12:00:00Z', '2026-03-01T12:00:00+02:00', Math.floor(time / 1000), time + 0.5, 9e12, 1e12, '12'],
            ),
      ),
      account: this.mostly(rng.pick(['acct_1', 'acct_2', 'acct_3', 'Kontó', `acct_${rng.int(500)}`])),
      sub_account: this.maybe(() => rng.pick(['u1', 'u2', 'ü']), 0.2),
      api_key: this.maybe(() => 'key_1'),
      session: this.maybe(() => rng.pick(['', 's1', 's\u2028', 's2'])),
      surface: this.maybe(() => rng.pick(['api', 'console', 'router:über'])),
      model: this.mostly(rng.pick(['aster-4', 'aster-5', 'm"q'])),
      request: this.mostly({
        system: this.maybe(() => this.content()),
        messages: this.maybe(() => this.messages(), 0.95),
        tools: this.maybe(() => this.tools(), 0.3),
        temperature: this.maybe(() => this.some([0, 0.7, 1, 1.005, -1, 2.55, 0.1234567890123], [1e-7, 0.1234567890123456])),
        max_tokens: this.maybe(() => this.some([1, 4096, 0, 12.5, 1e10], [-1, 1e21]), 0.6),
        max_completion_tokens: this.maybe(() => 77, 0.2),
        n: this.maybe(() => rng.pick([1, 0, 2, 300, 1.5]), 0.2),
        logprobs: this.maybe(() => rng.pick([true, false, 0, 5]), 0.2),
        thinking: this.maybe(
          () => rng.pick<unknown>([false, true, { type: 'enabled' }, { type: 'disabled' }, {}, 0, '', [], 'x']),
          0.3,
        ),
        reasoning_effort: this.maybe(() => rng.pick(['', 'high']), 0.1),
        stream: this.maybe(() => rng.chance(0.5), 0.3),
        top_p: this.maybe(() => 0.9, 0.2),
      }),
      response: this.maybe(() => ({
        text: this.maybe(() => this.text()),
        stop_reason: this.maybe(() => rng.pick(['end_turn', 'max_tokens', 'length', 'refusal', 'content_filter', 'stop'])),
        refused: this.maybe(() => rng.chance(0.2), 0.2),
        thinking: this.maybe(() => rng.chance(0.5), 0.3),
        signatures: this.maybe(() => [`sig${rng.int(50)}==`, 'é', `sig${rng.int(50)}`].slice(rng.int(4)), 0.3),
      })),
      usage: this.maybe(() => ({
        input_tokens: this.maybe(() => rng.int(1e6)),
        output_tokens: this.maybe(() => this.some([5, 9e15, 4294967296], [1.5, -1, 1e16])),
        cache_read_tokens: this.maybe(() => 7),
        reasoning_tokens: this.maybe(() => 0),
      })),
      client: this.maybe(() => ({
        ip: this.maybe(() => rng.pick(['1.2.3.4', '', '2001:db8::1', 'nowhere', `10.0.${rng.int(256)}.9`])),
        asn: this.maybe(() => this.some([1, 4294967295], [4294967296])),
        country: this.maybe(() => this.some(['DE', ''], ['toolongcountry'])),
        user_agent: this.maybe(() => rng.pick(['curl/8', '', 'Mozilla/5.0 (ünix)', 'q"uote'])),
        ja4: this.maybe(() => 't13d1516h2_x'),
      })),
      status: this.maybe(() => this.some([200, 429, 999, 0], [1000])),
      latency_ms: this.maybe(() => this.some([0, 12.25, 5e9, 1234], [-1])),
      created: this.maybe(() => 'unknown field', 0.05),
    };
  }

  /** One line, as text or, when damaged, as bytes. */
  line(): string | Buffer {
    const { rng } = this;
    const way = rng.int(100);
    if (way === 0) return rng.pick(['', '  \t', '\r', 'null', '[]', '7', '{', '{}', '{"a":1}', '\ufeff{}', 'text']);
    if (way === 1) return JSON.stringify({ account: 'a', created: 1.7e12, program: 'standard' });
    if (way === 2) return JSON.stringify({ model: 'm', released: '2026-01-01T00:00:00Z' });
    if (way === 3) return JSON.stringify({ account: 'a', group: 'g', campaign: null });
    if (way === 4) return `{"id":"d","x":${'['.repeat(70)}${']'.repeat(70)}}`;
    const value = this.exchange();
    const text = rng.chance(0.5) ? JSON.stringify(value) : this.write(value);
    return rng.chance(0.12) ? this.damage(text) : text;
  }

  /** Writes JSON as others do: blanks, keys in any order, escapes that need not be, members twice. */
  private write(value: unknown): string {
    const { rng } = this;
    const gap = (): string => (rng.chance(0.05) ? rng.pick([' ', '\t', '  ', '\r']) : '');
    if (typeof value === 'string') return this.quote(value);
    if (Array.isArray(value))
      return `[${gap()}${value.map((one) => this.write(one ?? null)).join(`${gap()},${gap()}`)}${gap()}]`;
    if (typeof value !== 'object' || value === null) {
      if (typeof value === 'number' && rng.chance(0.003)) return value.toExponential();
      return JSON.stringify(value);
    }
    const members = Object.entries(value).filter(([, one]) => one !== undefined);
    if (rng.chance(0.2)) members.sort(() => rng.next() - 0.5);
    if (members.length > 0 && rng.chance(0.002)) members.push(rng.pick(members));
    if (rng.chance(0.01)) members.push(['__proto__', { role: 'user', type: 'disabled', text: 'x' }]);
    return `{${gap()}${members
      .map(
        ([key, one]) => `${rng.chance(0.0005) ? this.escaped(key) : JSON.stringify(key)}${gap()}:${gap()}${this.write(one)}`,
      )
      .join(`${gap()},${gap()}`)}${gap()}}`;
  }

  private quote(text: string): string {
    if (this.rng.chance(0.1)) return this.escaped(text);
    const plain = JSON.stringify(text);
    return this.rng.chance(0.1) ? plain.replaceAll('/', '\\/') : plain;
  }

  private escaped(text: string): string {
    let out = '"';
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i).toString(16).padStart(4, '0');
      out += this.rng.chance(0.2) || !/[ -!#-[\]-~]/.test(text[i]) ? `\\u${code}` : text[i];
    }
    return `${out}"`;
  }

  /** A byte changed, dropped or put in, or the end cut off. */
  private damage(text: string): Buffer {
    const { rng } = this;
    const bytes = Buffer.from(text);
    const at = rng.int(bytes.length);
    const byte = rng.pick([0x22, 0x5c, 0x7b, 0x7d, 0x2c, 0x3a, 0x30, 0x2d, 0x65, 0x00, 0x1f, 0x80, 0xc3, 0xff, 0x20]);
    const [from, put, to] = rng.pick([
      [at, [byte], at + 1],
      [at, [], at + 1],
      [at, [byte], at],
      [at, [], bytes.length],
    ] as const);
    const damaged = Buffer.concat([bytes.subarray(0, from), Buffer.from(put), bytes.subarray(to)]);
    return this.utf8 && !isUtf8(damaged) ? bytes : damaged;
  }
}
