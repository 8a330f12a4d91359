/**
 * `tsx scripts/train/judge.ts`: scores the judging set with the shipped model and prints recall and false alarms by kind, as
 * in docs/model-card.md.
 */
import { createClassifier } from '../../src/fingerprint/classify.ts';
import { INTENTS, type Intent } from '../../src/model/vocabulary.ts';
import { scorePrompt } from './check.ts';
import { type JudgingPrompt, judgingPrompts, SIDES } from './judging.ts';
import { THRESHOLD } from './report.ts';

interface Judged extends JudgingPrompt {
  /** By intent, 0..1, in the order of INTENTS. */
  readonly scores: readonly number[];
}

export function judged(): Judged[] {
  const classifier = createClassifier();
  return judgingPrompts().map((prompt) => {
    const { intentScores } = scorePrompt(classifier, {
      ...prompt,
      class: '',
      family: prompt.kind,
      source_repo: '',
      tools: 0,
    });
    return { ...prompt, scores: intentScores };
  });
}

/** Detection reads how far from an answer a request is: the highest harvest intent, whichever it is. */
export const harvestScoreOf = ({ scores }: Judged): number => Math.max(...scores.slice(1));

/** Share of prompts read as harvest at the threshold. */
export function flaggedShare(rows: readonly Judged[]): number {
  return rows.filter((row) => harvestScoreOf(row) >= THRESHOLD).length / Math.max(1, rows.length);
}

function table(rows: readonly Judged[]): string {
  const lines = ['| kind | n | harvest | right intent | mean | most often |', '| --- | ---: | ---: | ---: | ---: | --- |'];
  for (const side of SIDES) {
    const own = rows.filter((row) => row.side === side);
    for (const kind of new Set(own.map((row) => row.kind)))
      lines.push(
        row(
          kind,
          own.filter((one) => one.kind === kind),
        ),
      );
    lines.push(row(`**all ${side}**`, own));
  }
  return lines.join('\n');
}

function row(name: string, rows: readonly Judged[]): string {
  const share = (part: readonly Judged[]) => (part.length / rows.length).toFixed(3);
  const said = rows.filter((one) => harvestScoreOf(one) >= THRESHOLD);
  const right = rows.filter((one) => one.intents.some((intent) => one.scores[INTENTS.indexOf(intent)] >= THRESHOLD));
  const mean = rows.reduce((sum, one) => sum + harvestScoreOf(one), 0) / rows.length;
  return `| ${[name, rows.length, share(said), share(right), mean.toFixed(3), mostOften(rows)].join(' | ')} |`;
}

function mostOften(rows: readonly Judged[]): Intent {
  const counts = INTENTS.map((_, k) => rows.filter(({ scores }) => scores.every((score) => score <= scores[k])).length);
  return INTENTS[counts.indexOf(Math.max(...counts))];
}

if (import.meta.url === `file://${process.argv[1]}`) process.stdout.write(`${table(judged())}\n`);
