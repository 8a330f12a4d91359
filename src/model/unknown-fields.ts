/** Fields of accepted records that no rule reads: counted, so that a misspelled field is noticed. Names only, never values. */

/** Most names that an answer, a metric or a page gives. */
const NAMES_SHOWN = 20;

export interface UnknownFieldCounts {
  /** Accepted records with at least one such field. */
  readonly records: number;
  /** Records by the path of the field, such as `client.user-agent`. */
  readonly fields: Readonly<Record<string, number>>;
  /** Fields of records whose name is not given: it may be data, or there were too many names. */
  readonly unnamed: number;
}

/** The fields of the most records first; equal counts by name. */
function mostFrequentFields(fields: Readonly<Record<string, number>>): (readonly [name: string, records: number])[] {
  return Object.entries(fields)
    .toSorted(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
    .slice(0, NAMES_SHOWN);
}

/** The counts with the most frequent names only; the others count as not given. */
export function shownCounts({ records, fields, unnamed }: UnknownFieldCounts): UnknownFieldCounts {
  const shown = mostFrequentFields(fields);
  const sum = (counts: readonly number[]): number => counts.reduce((all, n) => all + n, 0);
  const hidden = sum(Object.values(fields)) - sum(shown.map(([, n]) => n));
  return { records, fields: Object.fromEntries(shown), unnamed: unnamed + hidden };
}

/** Adds up counts, with a bound on the names that it remembers. */
export class UnknownFieldTally implements UnknownFieldCounts {
  records = 0;
  unnamed = 0;
  readonly fields: Record<string, number> = Object.create(null) as Record<string, number>;
  private names = 0;
  private readonly most: number;

  constructor(most: number) {
    this.most = most;
  }

  /** @param name as {@link UnknownFieldCounts.fields} has it; null: it is not given */
  field(name: string | null, records: number): void {
    if (name === null || (this.fields[name] === undefined && this.names >= this.most)) {
      this.unnamed += records;
      return;
    }
    if (this.fields[name] === undefined) this.names++;
    this.fields[name] = (this.fields[name] ?? 0) + records;
  }

  add({ records, fields, unnamed }: UnknownFieldCounts): void {
    this.records += records;
    this.unnamed += unnamed;
    for (const name in fields) this.field(name, fields[name]);
  }

  /** What can be sent to another thread and kept. */
  counts(): UnknownFieldCounts {
    return { records: this.records, fields: { ...this.fields }, unnamed: this.unnamed };
  }
}
