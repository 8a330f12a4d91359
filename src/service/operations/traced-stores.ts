/** Wraps stores so that every write has a trace span. */
import type { Tracer } from '../../base/tracing.ts';
import type { OpenStores } from './stores-part.ts';

/** The same stores with spans around their writes. */
export function tracedStores<S extends OpenStores>(stores: S, tracer: Tracer): S {
  const { exchanges, records } = stores;
  return {
    ...stores,
    exchanges: {
      ...exchanges,
      insert: (...given) =>
        tracer.span('store.insert exchanges', { 'stillwatch.rows': given[1] }, () => exchanges.insert(...given)),
      insertNames: (entries) =>
        tracer.span('store.insert names', { 'stillwatch.rows': entries.length }, () => exchanges.insertNames(entries)),
      deleteBefore: (time) => tracer.span('store.delete exchanges', {}, () => exchanges.deleteBefore(time)),
    },
    records: {
      ...records,
      upsertAccounts: (accounts) =>
        tracer.span('store.upsert accounts', { 'stillwatch.rows': accounts.length }, () => records.upsertAccounts(accounts)),
      upsertReleases: (releases) =>
        tracer.span('store.upsert releases', { 'stillwatch.rows': releases.length }, () => records.upsertReleases(releases)),
      saveRun: (run, ended, live) => tracer.span('store.save run', {}, () => records.saveRun(run, ended, live)),
    },
  };
}
