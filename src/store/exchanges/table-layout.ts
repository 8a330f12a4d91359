/**
 * How the tables of an exchange store are laid out: in the process, on one server, or over the shards of a cluster.
 * Whoever asks for rows sees the same names and columns in each: `exchanges` and `names`.
 *
 * On a server nodes may store one exchange twice (each knows only what it asked before), so the table is a
 * ReplacingMergeTree in whose sorting key the id comes last: copies of a row fall together, at a merge on disk and, by
 * the setting `final`, in every query. In a cluster the shards hold `exchanges_local`, and `exchanges` is a Distributed
 * table over them; an account is on one shard, its copies too.
 */

export type TableLayout =
  | {
      readonly kind: 'embedded';
      /** The directory is removed at the end of the run: nothing has to outlive a power cut. */
      readonly scratch: boolean;
    }
  | { readonly kind: 'server' }
  | { readonly kind: 'cluster'; readonly cluster: string; readonly database: string };

/** Form of a cluster name; `{cluster}`, a macro of the servers, is allowed as well. */
export const CLUSTER_NAME = /^[A-Za-z0-9_.{}-]{1,128}$/;

export type ClusterLayout = Extract<TableLayout, { kind: 'cluster' }>;

/** Whether what is stored is gone when the run ends. */
export function isScratch(layout: TableLayout): boolean {
  return layout.kind === 'embedded' && layout.scratch;
}

/** The words that make a statement run on every server of the cluster. */
export function onCluster({ cluster }: ClusterLayout): string {
  return `ON CLUSTER '${cluster}'`;
}

/** A table of a cluster, with its database: a statement on another server has no current one to rely on. */
export function clusterTable({ database }: ClusterLayout, name: string): string {
  return `${backquoted(database)}.${name}`;
}

/** A table whose rows are divided over the shards; replicas of one shard share a path. */
export function shardedEngine(layout: ClusterLayout, name: string): string {
  return `ReplicatedReplacingMergeTree('/clickhouse/tables/{shard}/${layout.database}/${name}', '{replica}')`;
}

/** A table that every server has whole: one path, and a replica's name that is unique in the cluster. */
export function everywhereEngine(layout: ClusterLayout, name: string): string {
  return `ReplicatedReplacingMergeTree('/clickhouse/tables/all/${layout.database}/${name}', '{shard}-{replica}')`;
}

/** Where the rows of `exchanges` lie, and what a statement about them says to reach all of them. */
export interface ExchangeTable {
  readonly table: string;
  /** '' or 'ON CLUSTER …'. */
  readonly onCluster: string;
}

/** The table that stores exchanges in this layout. */
export function storedExchanges(layout: TableLayout): ExchangeTable {
  if (layout.kind !== 'cluster') return { table: 'exchanges', onCluster: '' };
  return { table: clusterTable(layout, 'exchanges_local'), onCluster: onCluster(layout) };
}

/** Statements for changes of columns ("ADD COLUMN …") wherever the layout keeps `exchanges`. */
export function alterExchanges(layout: TableLayout, changes: readonly string[]): string[] {
  const alter = ({ table, onCluster }: ExchangeTable, change: string): string =>
    `ALTER TABLE ${table} ${onCluster} ${change}`.replace('  ', ' ');
  const stored = storedExchanges(layout);
  if (layout.kind !== 'cluster') return changes.map((change) => alter(stored, change));
  // The table over the shards stores nothing: it takes no codec, and there is nothing to write down in it.
  const over = { ...stored, table: clusterTable(layout, 'exchanges') };
  const ofRows = /^MATERIALIZE /;
  const codec = / CODEC\([^ ]*\)$/;
  return changes.flatMap((change) => [
    alter(stored, change),
    ...(ofRows.test(change) ? [] : [alter(over, change.replace(codec, ''))]),
  ]);
}

function backquoted(name: string): string {
  return `\`${name.replaceAll('`', '``')}\``;
}
