/** A part of the page: a heading, its text, and the pictures that the text shows. */
import type { SectionRows } from './results.ts';

export interface DocumentSection {
  readonly title: string;
  readonly body: string;
  /** File name -> SVG. */
  readonly images: ReadonlyMap<string, string>;
}

export const IMAGE_FOLDER = 'images/evaluation';

export function picture(name: string, alternative: string): string {
  return `![${alternative}](${IMAGE_FOLDER}/${name})`;
}

/** What to say of cells that were not run; null when there are none. */
export function missingText({ rows, missing, leftOut }: SectionRows): string | null {
  if (leftOut !== undefined && rows.length === 0) return `Not measured: ${lowerFirst(leftOut)}`;
  if (rows.length === 0) return 'Not measured in this run.';
  return missing === 0 ? null : `${missing} of ${missing + rows.length} cells of this section were not run.`;
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
