/** Why an account belongs to a campaign, in sentences. */
import { grouped } from '../population/numbers.ts';
import type { CarryingExchanges, MemberFinding } from './finding.ts';

/** All reasons of a member, what it sends first. */
export function memberReasons({ carrying, exchanges, reasons }: MemberFinding): string[] {
  if (carrying === undefined) return [...reasons];
  return [`${countText(carrying)} of ${grouped(exchanges)} exchanges carry the group's own text`, ...reasons];
}

/** "438" if it was counted, "about 438" if not. */
export function countText({ exchanges, counted }: CarryingExchanges): string {
  return counted ? grouped(exchanges) : `about ${grouped(exchanges)}`;
}
