/**
 * Families of one language: two ways of asking for each intent, and honest requests in the same language that use the
 * same words. A language therefore stands on both sides and says nothing by itself. `%ask`, `%text` and `%trace` stand
 * for an everyday question, a sentence of prose and a line of thinking aloud in the language.
 */
import { type Family, families } from '../family.ts';

export interface LanguageSpec {
  /** ISO 639-1; part of the family ids. */
  readonly tag: string;
  readonly ask: string;
  readonly text: string;
  readonly trace: string;
  readonly reasoning: Ways;
  readonly grading: Ways;
  readonly generation: Ways;
  readonly cleaning: Ways;
  readonly policy: Ways;
  readonly trajectory: Ways;
  /** Chat, neighbours of the harvest words, assistants of products. */
  readonly honest: readonly (readonly string[])[];
}

/** The templates of two families. */
type Ways = readonly [readonly string[], readonly string[]];

/** A language's families get fewer documents each: together they would outweigh the rest. */
const SHARE = 0.4;

const LABELS = {
  reasoning: { intents: ['reasoning_elicitation'], capabilities: ['reasoning'] },
  grading: { intents: ['grading'], capabilities: ['reasoning'] },
  generation: { intents: ['data_generation'], capabilities: ['writing'] },
  cleaning: { intents: ['data_cleaning'], capabilities: ['writing'] },
  policy: { intents: ['policy_rewrite'], capabilities: ['writing'] },
  trajectory: { intents: ['trajectory_generation'], capabilities: ['agentic_tool_use'] },
} as const;

/** `after` says how many families of each intent, and of honest requests, the language has already. */
export function languageFamilies(spec: LanguageSpec, after = { harvest: 0, honest: 0 }): Family[] {
  const fill = (template: string) =>
    template.replaceAll('%ask', spec.ask).replaceAll('%text', spec.text).replaceAll('%trace', spec.trace);
  const harvest = Object.entries(LABELS).flatMap(([name, labels]) =>
    families(
      labels,
      spec[name as keyof typeof LABELS].map((templates, i) => ({
        id: `${name}/${spec.tag}-${i + 1 + after.harvest}`,
        user: templates.map(fill),
        share: SHARE,
        language: spec.tag,
      })),
    ),
  );
  const honest = families(
    { intents: [], capabilities: [] },
    spec.honest.map((templates, i) => ({
      id: `honest/${spec.tag}-${i + 1 + after.honest}`,
      user: templates.map(fill),
      share: SHARE,
      language: spec.tag,
    })),
  );
  return [...harvest, ...honest];
}
