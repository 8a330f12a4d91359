/** The detection window as answers about findings say it, and why there are none. */
import { z } from 'zod';
import { DAY } from '../base/clock.ts';
import { INPUT_WARNINGS } from '../model/input-warnings.ts';
import { type CurrentWindow, WINDOW_ENDS, type WindowReader } from '../service/detection/detection-window.ts';

const time = z.string().describe('RFC 3339');
const count = z.number().int().min(0);

/** The schema of the window. */
export const WindowBody = z
  .object({
    from: time.describe('Exchanges before this time are left out.'),
    to: time,
    days: z.number().describe('Its length in days.'),
    ends_at: z
      .enum(WINDOW_ENDS)
      .describe('`clock`: at the time of the run. `newest_exchange`: at the newest exchange stored, for a log of the past.'),
    last_run_ended: time.nullable().describe('Null before the first detection run.'),
    exchanges: count.describe('Exchanges in the window at the last run.'),
    outside: count.describe(
      'Exchanges in the store that are older than the window, and that detection therefore leaves out.',
    ),
    warnings: z
      .array(
        z.object({
          name: z.enum(INPUT_WARNINGS),
          message: z.string(),
          advice: z.string().describe('What to do about it.'),
        }),
      )
      .describe('What is suspicious about these exchanges as a whole, such as one account for all: the worst first.'),
    sample: z
      .literal(true)
      .optional()
      .describe('The exchanges are the sample data of `serve --demo`. Absent for real data.'),
  })
  .describe('The window of the last detection run; before the first, the one that it will have.')
  .meta({ id: 'DetectionWindow' });

/** Why a list of findings is empty. */
export const EMPTY_REASONS = ['no_run_yet', 'no_exchanges_in_window', 'nothing_found'] as const;

/** The window for an answer. */
export function windowBody(window: CurrentWindow): z.infer<typeof WindowBody> {
  const iso = (ms: number): string => new Date(ms).toISOString();
  return {
    from: iso(window.from),
    to: iso(window.to),
    days: Math.round(((window.to - window.from) / DAY) * 100) / 100,
    ends_at: window.end,
    last_run_ended: window.finished === null ? null : iso(window.finished),
    exchanges: window.exchanges,
    outside: window.outside,
    warnings: window.warnings.map((warning) => ({ ...warning })),
    ...(window.sample ? { sample: true as const } : {}),
  };
}

/** Why there is nothing in a list, in one word. */
export function emptyReason({ finished, exchanges }: CurrentWindow): (typeof EMPTY_REASONS)[number] {
  if (finished === null) return 'no_run_yet';
  return exchanges === 0 ? 'no_exchanges_in_window' : 'nothing_found';
}

/** A stored JSON object with the window added at its end: parsing a large one would hold the thread. */
export async function withWindow(body: string, windows: WindowReader): Promise<string> {
  return `${body.slice(0, -1)},"window":${JSON.stringify(windowBody(await windows.current()))}}`;
}
