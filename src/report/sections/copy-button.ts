/** Commands to be copied: what to run in one's own log to see more. Without the script there are no buttons; docs have the commands. */
import { type Html, html } from '../escape.ts';

/**
 * A button that copies a command.
 * @param name what the button is called by a screen reader
 * @param label what stands on it
 */
export function copyButton(command: string, name: string, label: string): Html {
  return html`<button type="button" class="copy" data-copy="${command}" title="${command}" aria-label="${name}">${label}</button>`;
}

/** The button on a line of its own, beneath a row. */
export function commandLine(command: string, name: string): Html {
  return html`<p class="card-tools" data-needs-script hidden>${copyButton(command, name, 'Copy command for its requests')}</p>`;
}
