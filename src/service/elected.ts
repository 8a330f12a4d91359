/**
 * Which node leads, from the stores' elections: a node that does not lead asks again every few seconds, and one that lost
 * its lead is told and asks again as well. One lead for everything that one node does, so that the node which looks also
 * sends what it found.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { SECOND } from '../base/clock.ts';
import type { Leadership as Elections, Lead } from '../store/leader.ts';
import type { Leadership } from './leadership.ts';

/** How often a node that does not lead asks, ms. */
const ASK_EVERY = 3 * SECOND;
const NAME = 'leader';

export interface Elected extends Leadership {
  /** Gives the lead back. */
  close(): Promise<void>;
}

/** Stands for election until it is closed. @param onError told of elections that failed; they are held again */
export function stand(elections: Elections, onError: (error: unknown) => void): Elected {
  const stop = new AbortController();
  const listeners = new Set<(leads: boolean) => void>();
  let lead: Lead | null = null;
  const tell = (leads: boolean): void => {
    for (const listener of listeners) listener(leads);
  };

  const campaign = async (): Promise<void> => {
    while (!stop.signal.aborted) {
      if (lead === null) {
        try {
          const won = await elections.tryLead(NAME, () => {
            lead = null;
            tell(false);
          });
          if (won?.held()) {
            lead = won;
            tell(true);
          }
        } catch (error) {
          onError(error);
        }
      }
      await delay(ASK_EVERY, undefined, { signal: stop.signal }).catch(() => {});
    }
  };
  const standing = campaign();

  return {
    isLeader: () => lead?.held() ?? false,
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async close() {
      stop.abort();
      await standing;
      const held = lead;
      lead = null;
      if (held !== null) tell(false);
      await held?.resign();
    },
  };
}
