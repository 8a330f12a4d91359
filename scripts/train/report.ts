/** Figures of a scored set: per-class precision and recall at a threshold, confusion, reliability. Plain text tables. */
import { CAPABILITIES, INTENTS, type Intent } from '../../src/model/vocabulary.ts';

export interface Scored {
  readonly group: string;
  /** Expected names; several may be right. */
  readonly intents: readonly string[];
  readonly capabilities: readonly string[] | null;
  readonly intentScores: readonly number[];
  readonly capabilityScores: readonly number[];
}

export const THRESHOLD = 0.5;

export function intentTable(scored: readonly Scored[]): string {
  return classTable(
    scored,
    INTENTS,
    (row) => row.intents,
    (row) => row.intentScores,
  );
}

export function capabilityTable(scored: readonly Scored[]): string {
  const labelled = scored.filter((row) => row.capabilities !== null);
  return classTable(
    labelled,
    CAPABILITIES,
    (row) => row.capabilities!,
    (row) => row.capabilityScores,
  );
}

function classTable(
  scored: readonly Scored[],
  names: readonly string[],
  expected: (row: Scored) => readonly string[],
  scores: (row: Scored) => readonly number[],
): string {
  const lines = ['| class | n | precision | recall | false alarms |', '| --- | ---: | ---: | ---: | ---: |'];
  names.forEach((name, k) => {
    let hit = 0;
    let wrong = 0;
    let missed = 0;
    for (const row of scored) {
      const said = scores(row)[k] >= THRESHOLD;
      const right = expected(row).includes(name);
      if (said && right) hit++;
      else if (said) wrong++;
      else if (right) missed++;
    }
    const others = scored.length - hit - missed;
    lines.push(
      `| ${name} | ${hit + missed} | ${ratio(hit, hit + wrong)} | ${ratio(hit, hit + missed)} | ${ratio(wrong, others)} |`,
    );
  });
  return lines.join('\n');
}

/** Where each group's mean score goes: a row a group, a column an intent. */
export function groupTable(scored: readonly Scored[], names: readonly string[] = INTENTS): string {
  const groups = new Map<string, Scored[]>();
  for (const row of scored) {
    const list = groups.get(row.group);
    if (list) list.push(row);
    else groups.set(row.group, [row]);
  }
  const lines = [
    `| group | n | expected | right at ${THRESHOLD} | ${names.join(' | ')} |`,
    `| --- | ---: | --- | ---: | ${names.map(() => '---:').join(' | ')} |`,
  ];
  for (const [group, rows] of [...groups].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const right = rows.filter((row) => isRight(row)).length;
    const means = names.map((_, k) => rows.reduce((sum, row) => sum + row.intentScores[k], 0) / rows.length);
    lines.push(
      `| ${group} | ${rows.length} | ${rows[0].intents.join(' or ')} | ${ratio(right, rows.length)} | ${means.map((mean) => mean.toFixed(2)).join(' | ')} |`,
    );
  }
  return lines.join('\n');
}

/**
 * What a group of requests shows: by intent, the mean score of requests made for it and of honest ones. Detection reads
 * means over a slice, so the distance between the two matters more than any threshold.
 */
export function meanTable(scored: readonly Scored[]): string {
  const lines = ['| intent | mean of its requests | mean of honest requests |', '| --- | ---: | ---: |'];
  INTENTS.slice(1).forEach((name, i) => {
    const mean = (rows: readonly Scored[]) =>
      rows.reduce((sum, row) => sum + row.intentScores[i + 1], 0) / Math.max(1, rows.length);
    const own = mean(scored.filter((row) => row.intents.includes(name)));
    const honest = mean(scored.filter((row) => row.intents.includes('answer')));
    lines.push(`| ${name} | ${own.toFixed(3)} | ${honest.toFixed(3)} |`);
  });
  return lines.join('\n');
}

/** Honest and harvest requests by language: alarms and mean of the strongest harvest intent; recall of the right one. */
export function languageTable(scored: readonly (Scored & { readonly language: string })[]): string {
  const lines = [
    '| language | honest n | alarms | mean | harvest n | recall | mean |',
    '| --- | ---: | ---: | ---: | ---: | ---: | ---: |',
  ];
  for (const language of [...new Set(scored.map((row) => row.language))].sort()) {
    const own = scored.filter((row) => row.language === language);
    const honest = own.filter((row) => row.intents.includes('answer'));
    const harvest = own.filter((row) => !row.intents.includes('answer'));
    const strongest = honest.map((row) => Math.max(...row.intentScores.slice(1)));
    const right = harvest.map((row) =>
      Math.max(...row.intents.map((name) => row.intentScores[INTENTS.indexOf(name as Intent)])),
    );
    const mean = (list: readonly number[]) =>
      (list.reduce((sum, score) => sum + score, 0) / Math.max(1, list.length)).toFixed(3);
    lines.push(
      `| ${language} | ${honest.length} | ${ratio(strongest.filter((score) => score >= THRESHOLD).length, honest.length)} | ${mean(strongest)} | ${harvest.length} | ${ratio(right.filter((score) => score >= THRESHOLD).length, harvest.length)} | ${mean(right)} |`,
    );
  }
  return lines.join('\n');
}

/** The output of the stated purpose by language: recall of texts that state it, alarms and mean of honest ones. */
export function purposeTable(
  rows: readonly { readonly document: { readonly language: string; readonly purpose?: true }; readonly score: number }[],
): string {
  const lines = [
    '| language | purpose n | recall | honest n | alarms | mean |',
    '| --- | ---: | ---: | ---: | ---: | ---: |',
  ];
  for (const language of ['all', ...[...new Set(rows.map(({ document }) => document.language))].sort()]) {
    const own = rows.filter(({ document }) => language === 'all' || document.language === language);
    const purpose = own.filter(({ document }) => document.purpose);
    const honest = own.filter(({ document }) => !document.purpose);
    const reached = (list: readonly { readonly score: number }[]) =>
      ratio(list.filter(({ score }) => score >= THRESHOLD).length, list.length);
    const mean = honest.reduce((sum, { score }) => sum + score, 0) / Math.max(1, honest.length);
    lines.push(
      `| ${language} | ${purpose.length} | ${reached(purpose)} | ${honest.length} | ${reached(honest)} | ${mean.toFixed(3)} |`,
    );
  }
  return lines.join('\n');
}

/** The strongest intent is one of the expected ones. */
export function isRight(row: Scored): boolean {
  let best = 0;
  row.intentScores.forEach((score, k) => {
    if (score > row.intentScores[best]) best = k;
  });
  return row.intents.includes(INTENTS[best]);
}

/** Predicted against observed, in bins of the predicted probability, all scored intents together. */
export function reliabilityTable(scored: readonly Scored[]): string {
  const bins = [0, 0.02, 0.1, 0.3, 0.5, 0.7, 0.9, 0.98, 1.0001];
  const lines = ['| predicted | cases | mean predicted | observed |', '| --- | ---: | ---: | ---: |'];
  for (let b = 0; b + 1 < bins.length; b++) {
    let cases = 0;
    let sum = 0;
    let observed = 0;
    for (const row of scored) {
      for (let k = 1; k < INTENTS.length; k++) {
        const score = row.intentScores[k];
        if (score < bins[b] || score >= bins[b + 1]) continue;
        cases++;
        sum += score;
        if (row.intents.includes(INTENTS[k])) observed++;
      }
    }
    if (cases > 0) {
      lines.push(
        `| ${bins[b]}-${Math.min(1, bins[b + 1]).toFixed(2)} | ${cases} | ${(sum / cases).toFixed(3)} | ${(observed / cases).toFixed(3)} |`,
      );
    }
  }
  return lines.join('\n');
}

function ratio(part: number, whole: number): string {
  return whole === 0 ? '-' : (part / whole).toFixed(3);
}
