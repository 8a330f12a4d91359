/** The page docs/reference/configuration.md, from the keys of the configuration's schema. */
import { type ConfigKey, configKeys } from '../src/service/config/keys.ts';

const HEAD = `# Configuration

What \`stillwatch serve\` can be told. This page is written by \`npm run schemas\` from the schema in
\`src/service/config/schema.ts\`; [config.schema.json](../formats/config.schema.json) lets an editor check a file.
[Operations](../how-to/operate.md) says how the settings work together.

- A file of JSON, given by \`--config FILE\` or \`STILLWATCH_CONFIG\`: \`{"listen": {"port": 8787}, "log": {"level": "warn"}}\`.
- Variables of the environment stand above it: \`STILLWATCH_\` and the path of the key in capitals, joined by \`_\`. A key
  that holds a list takes JSON. An empty variable is none.
- Options of the command line stand above both.
- Secrets (marked) are never printed and never logged. Their variable may have \`_FILE\` behind it, and then names a file
  that holds the secret.
- What nobody knows is an error that names the nearest key; so is a value of another kind. All are told at once.
- \`stillwatch serve --print-config\` prints what is in force.
`;

export function configurationPage(): string {
  const sections = new Map<string, ConfigKey[]>();
  for (const key of configKeys()) {
    const [section = '', rest] = key.path.split('.');
    const name = rest === undefined ? 'General' : section;
    sections.set(name, [...(sections.get(name) ?? []), key]);
  }
  const general = sections.get('General') ?? [];
  sections.delete('General');
  const blocks = [['General', general] as const, ...sections].map(([name, keys]) => sectionText(name, keys));
  return `${HEAD}\n${blocks.join('\n')}`;
}

function sectionText(name: string, keys: readonly ConfigKey[]): string {
  return [
    `## ${name}`,
    '',
    '| key | variable | default | |',
    '| --- | --- | --- | --- |',
    ...keys.map(
      (key) => `| \`${key.path}\` | \`${key.variable}\` | ${fallbackText(key)} | ${meaning(key)} |`,
    ),
    '',
  ].join('\n');
}

function fallbackText({ fallback, required }: ConfigKey): string {
  if (required) return 'needed';
  return fallback === undefined ? '-' : `\`${JSON.stringify(fallback)}\``;
}

function meaning({ description, secret }: ConfigKey): string {
  return (secret ? `**Secret.** ${description}` : description).replaceAll('|', '\\|');
}
