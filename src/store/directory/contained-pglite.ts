/**
 * PGlite without its endless loop. PGlite calls PostgreSQL's main loop until a message is processed, and swallows everything that comes out
 * of it except a long jump (`execProtocolRawSync` in PGlite 0.5). After a panic, as when a disk fails, that is an abort at each
 * call: the loop never ends, on the calling thread. Here such an end leaves the loop and rejects the statement, and PostgreSQL
 * is not called again. Callers learn of it in records/guarded-pglite.ts.
 */
import { PGlite } from '@electric-sql/pglite';
import { PostgresEnded } from '../records/guarded-pglite.ts';

/** The functions of PGlite's module that its loop calls, in the order of the calls. */
const CALLED = [
  '_pq_buffer_remaining_data',
  'stackSave',
  '_PostgresMainLoopOnce',
  'stackRestore',
  '_PostgresMainLongJmp',
  '_PostgresSendReadyForQueryIfNecessary',
  '_pgl_pq_flush',
] as const;

/** What PGlite 0.5 keeps to itself. */
interface Inside {
  readonly mod: Record<(typeof CALLED)[number], (...args: unknown[]) => unknown>;
  readonly POSTGRES_MAIN_LONGJMP: number;
}

/** A PGlite whose statements reject with {@link PostgresEnded} once PostgreSQL has ended, also while it opens. */
export class ContainedPglite extends PGlite {
  private contained = false;

  override execProtocolRawSync(message: Uint8Array): Uint8Array {
    if (!this.contained) contain(this as unknown as Inside);
    this.contained = true;
    return super.execProtocolRawSync(message);
  }
}

function contain({ mod, POSTGRES_MAIN_LONGJMP: longJump }: Inside): void {
  let ended: PostgresEnded | null = null;
  for (const name of CALLED) {
    const call = mod[name];
    mod[name] = (...args) => {
      // Thrown by `stackRestore`, it leaves the loop; what the loop's `finally` calls after that throws it again.
      if (ended !== null) throw ended;
      try {
        return call(...args);
      } catch (error) {
        if ((error as { status?: unknown } | null)?.status !== longJump) ended = new PostgresEnded(error);
        throw error;
      }
    };
  }
}
