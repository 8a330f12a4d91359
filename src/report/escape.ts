/**
 * HTML that escapes by default. `html` is the only way to create markup; its values are text unless they are Html made by
 * `html` itself. Everything from a log passes through here, so that a prompt, an account id or a file name can neither
 * run nor change the layout: markup characters become references, and characters that are invisible or change the
 * direction of text are shown as their code points.
 *
 * Leaves out URLs, style and script contexts: the report never interpolates into those (html() asserts what it can), and
 * its script and style blocks are constants marked by `trusted`.
 */
import { assert } from '../base/assert.ts';

/** Markup that is safe to insert into a document as it is. */
export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** What a template may interpolate: text is escaped, markup is not, nothing is nothing, lists are joined. */
type HtmlValue = string | number | Html | null | undefined | readonly HtmlValue[];

/** Tagged template: literal parts are markup, values are escaped. Attribute values must be in double quotes. */
export function html(parts: TemplateStringsArray, ...values: HtmlValue[]): Html {
  let out = parts[0] as string;
  for (let i = 0; i < values.length; i++) {
    assert(!out.endsWith('='), 'an interpolated attribute value must be quoted');
    out += render(values[i]) + (parts[i + 1] as string);
  }
  return new Html(out);
}

/** Marks a constant of this program (a stylesheet, a script) as markup. Never use it for input. */
export function trusted(text: string): Html {
  return new Html(text);
}

/** A data block: JSON that can neither end its script element nor break a JavaScript parser. */
export function jsonBlock(id: string, value: unknown): Html {
  const text = JSON.stringify(value).replace(
    /[<>&\u2028\u2029]/g,
    (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return html`<script type="application/json" id="${id}">${trusted(text)}</script>`;
}

function render(value: HtmlValue): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Html) return value.text;
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') return escapeText(value);
  return value.map(render).join('');
}

const REFERENCES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '`': '&#96;',
};

/** Escapes for element content and for quoted attribute values alike. */
export function escapeText(text: string): string {
  return reveal(text).replace(/[&<>"'`]/g, (c) => REFERENCES[c] as string);
}

/*
 * Shown as code points: control characters (but tab and line feed), soft hyphen, direction marks and overrides,
 * zero-width spaces, line separators, tags, private noncharacters and halves of surrogate pairs. Joiners are kept
 * after a character outside ASCII, where scripts and emoji need them, and shown where they can only deceive.
 */
const HIDDEN =
  /(?![\t\n])\p{Cc}|[\u00ad\u061c\u115f\u1160\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\ufff9-\ufffb\ufffe\uffff\ufdd0-\ufdef\u{e0000}-\u{e0fff}]|(?<!\P{ASCII})[\u200c\u200d]|\p{Surrogate}/gu;

/** The text with every invisible character written out, such as ⟨U+202E⟩. */
export function reveal(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(HIDDEN, (c) => `⟨U+${(c.codePointAt(0) as number).toString(16).toUpperCase().padStart(4, '0')}⟩`);
}
