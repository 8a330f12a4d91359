/** The texts under review of the last run. */
import type { TextExplanation } from '../../../model/text-under-review.ts';

export interface TextUnderReviewRow {
  run: number;
  text: string;
  position: number;
  score: number;
  /** Accounts and end users. */
  users: number;
  exchanges: number | string;
  explanation: TextExplanation;
  /** RFC 3339. */
  first_seen: string;
  last_seen: string;
  /** JSON text: the whole finding (src/model/text-under-review.ts). */
  body: string;
}
