/**
 * The stylesheet: palette first, then base, components and print. The theme follows the system until the reader
 * switches it, for as long as the page is open: nothing is stored.
 */
import { DARK, declarations, LIGHT, PRINT } from './palette.ts';
import { BASE } from './styles/base.ts';
import { COMPONENTS } from './styles/components.ts';
import { PRINT_RULES } from './styles/print.ts';

/** The whole stylesheet of the report. */
export function stylesheet(): string {
  const light = declarations(LIGHT);
  const dark = declarations(DARK);
  const families = Object.keys(LIGHT)
    .filter((name) => name.startsWith('family-'))
    .map((name) => `.${name}{--family:var(--${name})}`)
    .join('\n');
  return [
    `:root{color-scheme:light;${light}}`,
    `@media screen and (prefers-color-scheme:dark){:root:not([data-theme=light]){color-scheme:dark;${dark}}}`,
    `@media screen{:root[data-theme=dark]{color-scheme:dark;${dark}}}`,
    `@media print{:root,:root[data-theme]{color-scheme:light;${declarations(PRINT)}}}`,
    families,
    `.mark{fill:var(--family);stroke:var(--family);stroke-width:1.5}.mark.hollow{fill:var(--surface)}`,
    BASE,
    COMPONENTS,
    PRINT_RULES,
  ].join('\n');
}
