/** Buttons that copy a command to run on one's own log. They need the script of the report; the docs have the commands too. */
import { type Html, html } from '../escape.ts';

/**
 * A button that copies a command.
 * @param name its name for screen readers
 * @param label its visible text
 */
export function copyButton(command: string, name: string, label: string): Html {
  return html`<button type="button" class="copy" data-copy="${command}" title="${command}" aria-label="${name}">${label}</button>`;
}

/** The button on a line of its own, beneath a row. */
export function commandLine(command: string, name: string): Html {
  return html`<p class="card-tools" data-needs-script hidden>${copyButton(command, name, 'Copy command for its requests')}</p>`;
}
