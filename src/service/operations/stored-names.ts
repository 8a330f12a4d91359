/**
 * Looks once, after the start, for accounts and end users that are stored under a mail address, an IP address or a phone number: from
 * before such ids were hashed, or while that was switched off. Nothing rewrites them: decisions, their inputs' hashes and the audit log
 * name accounts by these ids (docs/how-to/operate.md#ids-stored-before-they-were-hashed). Leaves out names of models.
 */
import { personalIdentifier } from '../../ingest/personal-identifier.ts';
import type { ExchangeStore } from '../../store/exchanges/exchange-store.ts';
import type { ServicePart } from '../part.ts';

/** Names that may be personal and are looked at, so that a store full of them takes neither memory nor time. */
const MOST = 100_000;
/** What every such id has; RE2. What it lets through is looked at here. */
const CANDIDATE = '@|＠|%40|[0-9]+[.][0-9]+[.][0-9]+[.][0-9]+|:[0-9a-fA-F]*:|[+][0-9]|^00[0-9]|[0-9][ ().-]+[0-9]';

/** How many accounts and end users are stored under a personal identifier; at most {@link MOST}. */
export async function countPersonalNames(exchanges: Pick<ExchangeStore, 'rows'>): Promise<number> {
  const rows = await exchanges.rows<{ account: string; sub_account: string | null }>(
    `SELECT account, sub_account FROM names FINAL
     WHERE kind = 'unit' AND (match(account, '${CANDIDATE}') OR match(ifNull(sub_account, ''), '${CANDIDATE}')) LIMIT ${MOST}`,
  );
  const isPersonal = (id: string | null): boolean => id !== null && personalIdentifier(id) !== undefined;
  return rows.filter(({ account, sub_account: user }) => isPersonal(account) || isPersonal(user)).length;
}

export interface StoredNamesOptions {
  readonly exchanges: Pick<ExchangeStore, 'rows'>;
  /** Called if there are some. */
  onFound(count: number): void;
  onError(error: unknown): void;
}

/** The part that looks, while the service already works. */
export function storedNamesPart({ exchanges, onFound, onError }: StoredNamesOptions): ServicePart {
  let found = 0;
  let looking: Promise<void> = Promise.resolve();
  return {
    name: 'names',
    async start() {
      looking = countPersonalNames(exchanges)
        .then((count) => {
          found = count;
          if (count > 0) onFound(count);
        })
        .catch(onError);
    },
    stop: () => looking,
    stats: () => ({ personal: found }),
  };
}
