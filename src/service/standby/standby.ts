/**
 * Keeps the standby copy of a node current: once a minute if something changed, and when the service stops. While the record store
 * does not answer, the copy stays as it is. Leaves out its layout (standby-copy.ts) and the start from it (serve.ts).
 */
import { MINUTE } from '../../base/clock.ts';
import type { ServicePart } from '../part.ts';
import { type StandbyCopy, type StandbyOwner, writeStandbyCopy } from './standby-copy.ts';

export interface StandbyOptions {
  readonly directory: string;
  readonly owner: StandbyOwner;
  /** What to keep now; null while the record store does not answer. */
  copy(): StandbyCopy | null;
  /** Called when the copy could not be written; null if it would be too large. */
  onError(error: unknown): void;
}

const EVERY = MINUTE;

/** Makes the part that keeps the copy. */
export function createStandby({ directory, owner, copy, onError }: StandbyOptions): ServicePart {
  let timer: NodeJS.Timeout | undefined;
  let writing: Promise<void> = Promise.resolve();
  let savedMs = 0;

  const save = async (): Promise<void> => {
    const current = copy();
    if (current === null) return;
    try {
      if (await writeStandbyCopy(directory, owner, current)) savedMs = current.saved;
      else onError(null);
    } catch (error) {
      onError(error);
    }
  };
  const saveNext = (): Promise<void> => {
    writing = writing.then(save);
    return writing;
  };
  return {
    name: 'standby',
    async start() {
      timer = setInterval(() => void saveNext(), EVERY);
      timer.unref();
    },
    async stop() {
      clearInterval(timer);
      await saveNext();
    },
    stats: () => ({ savedMs }),
  };
}
