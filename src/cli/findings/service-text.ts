/** What a service knows of an account besides its findings, for a person to read: decisions and the window of the last run. */
import { moment, plural } from '../../base/format.ts';
import type { AccountExplanation, ServiceKnowledge } from './explanation.ts';

type Decision = ServiceKnowledge['decisions'][number];
type Row = (label: string, text: string) => string;

const MOST_EARLIER = 8;

/** What holds now, what waits, and what the last detection run recommends. */
export function currentLines({ action }: AccountExplanation, service: ServiceKnowledge, row: Row): string[] {
  const now = service.decisions.find(({ state }) => state === 'in_force');
  const lines =
    now === undefined
      ? [row('action', 'allow: no decision is in force.')]
      : [
          row('action', `${now.action} since ${moment(now.since)}, until ${moment(now.until)} unless it is renewed.`),
          row('', `${now.reason} (${by(now)})`),
        ];
  for (const waiting of service.decisions)
    if (waiting.state === 'pending')
      lines.push(
        row(
          'waiting',
          `${waiting.action} is proposed since ${moment(waiting.since)} and has ${waiting.approved_by.length} of ${plural(waiting.approvals_needed, 'approval')}. It has no effect until then.`,
        ),
        row('', waiting.reason),
      );
    else if (waiting.state === 'scheduled')
      lines.push(row('waiting', `${waiting.action} is decided and will be enforced from ${moment(waiting.enforce_from)}.`));
  const waits = service.decisions.some(
    (one) => one.action === action && (one.state === 'pending' || one.state === 'scheduled'),
  );
  if (service.has_finding && action !== (now?.action ?? 'allow') && !waits)
    lines.push(row('', `The last detection run recommends ${action}.`));
  return lines;
}

/** Decisions that hold no more, the latest first. */
export function earlierLines({ decisions }: ServiceKnowledge, row: Row): string[] {
  const over = decisions.filter(({ state }) => state !== 'in_force' && state !== 'pending' && state !== 'scheduled');
  const lines = over
    .slice(0, MOST_EARLIER)
    .map((one, k) => row(k === 0 ? 'earlier' : '', `${moment(one.since)}: ${one.action}, ${ended(one)}. ${one.reason}`));
  if (over.length > MOST_EARLIER) lines.push(row('', `and ${plural(over.length - MOST_EARLIER, 'more')}`));
  return lines;
}

/** What the last detection run covered, and what it says of groups that were cleared. */
export function windowLines({ window, has_finding, cleared_in }: ServiceKnowledge, row: Row): string[] {
  const lines: string[] = [];
  if (window.last_run_ended === null) lines.push(row('last run', 'none yet: the service has looked at nothing so far.'));
  else
    lines.push(
      row(
        'last run',
        `ended ${moment(window.last_run_ended)}, covers ${moment(window.from)} to ${moment(window.to)}${window.sample ? ', sample data' : ''}.`,
      ),
    );
  if (window.last_run_ended !== null && !has_finding)
    lines.push(row('', 'It has no finding about this account, which may have sent nothing in that time.'));
  if (cleared_in.length > 0)
    lines.push(
      row(
        'cleared',
        `It is in ${plural(cleared_in.length, 'group')} that looked like a campaign and ${cleared_in.length === 1 ? 'was' : 'were'} cleared. The service keeps no details of these; analyze lists them.`,
      ),
    );
  return lines;
}

function by({ rule, policy, approved_by, proposed_by }: Decision): string {
  const source = rule === null ? `proposed by ${proposed_by}` : `rule ${rule} of policy ${policy}`;
  return approved_by.length === 0 ? source : `${source}, approved by ${approved_by.join(' and ')}`;
}

function ended({ state, ended: at, ended_by: person, end_reason: reason }: Decision): string {
  const when = at === null ? '' : ` ${moment(at)}`;
  const who = person === null ? '' : ` by ${person}`;
  return `${state}${when}${who}${reason ? `: ${reason}` : ''}`;
}
