/** A text as one word of a POSIX shell, for commands that are printed to be copied. A word that begins with a hyphen stays an option. */
export function shellWord(text: string): string {
  return /^[\w./:@%+=,-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
