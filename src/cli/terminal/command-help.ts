/** What the commands' descriptions have in common. */

export const HANDBOOK = 'docs/reference/command-line.md';

/** Hands a command's work to the program, which runs it and keeps its exit code. */
export type RunCommand = (work: () => Promise<number>) => Promise<void>;

/** The end of a help page: examples, and where to read on. */
export function after(page: string, examples: readonly string[]): string {
  return `\nExamples:\n${examples.map((line) => `  $ ${line}`).join('\n')}\n\nLearn more: ${page}\n`;
}
