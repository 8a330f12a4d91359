/** The log formats that can be read, and the units that travel from the reader to the parsers. */

export const FORMAT_NAMES = [
  'stillwatch',
  'openai',
  'anthropic',
  'otlp',
  'litellm',
  'bedrock',
  'langfuse',
  'azure-apim',
  'kong',
  'table',
] as const;
/** The name of a log format; docs/formats/README.md says what each is. */
export type FormatName = (typeof FORMAT_NAMES)[number];

/** Where a record stood. */
export interface SourcePosition {
  file: string;
  /** 1-based line, or element of a JSON array or wrapper. */
  line: number;
}

/** Whole lines of one file, ready for a worker. */
export interface LineBlock {
  file: string;
  /** How the lines are to be read. Joined formats arrive as 'stillwatch': the reader has already made wire lines of them. */
  format: FormatName;
  /** The format the file itself has; what a summary counts. */
  origin: FormatName;
  /** Number of the first line (or element). */
  firstLine: number;
  /**
   * Whole NDJSON lines separated by '\n'; blank lines count as lines. Has its memory for itself: it may be transferred, or is shared
   * (block-memory.ts).
   */
  bytes: Uint8Array;
  /** Raw bytes of the file read so far, for progress; of joined records, of all files joined so far. */
  consumed: number;
  /** Where each line came from, when the lines are joined records: places[i] belongs to line i. */
  places?: SourcePosition[];
}

/**
 * Whole wire lines of a plain file, to be read where they are parsed: the reader has looked at nothing but where lines
 * end, so the number of the first of them is not known yet.
 */
export interface FileRange {
  file: string;
  format: 'stillwatch';
  origin: 'stillwatch';
  /** Bytes of the file, up to and including a newline (or the file's end). */
  from: number;
  to: number;
  /** Raw bytes of the file read so far, for progress. */
  consumed: number;
  /** To be read past the system's cache: there is more to read than it keeps. */
  uncached?: boolean;
  /** Set when the range is one line that is too long to be read: why it is set aside. */
  fault?: { reason: string; expected: string; got: string };
}
