/**
 * One exchange before it runs: the decision for its account, whose campaign's text it carries, and what the policy's request
 * rules say. In memory and within a tenth of a millisecond: only what a rule reads is computed. A request rule makes
 * nothing milder, and asks for verification at most.
 */
import type { ExchangeFacts } from '../../decide/policy/facts.ts';
import type { Policy } from '../../decide/policy/policy.ts';
import { RequestFeatures } from '../../fingerprint/request-features.ts';
import { asksForThinking } from '../../fingerprint/row.ts';
import { ACTIONS, type Action, CAPABILITIES, type Capability, INTENTS, type Intent } from '../../model/vocabulary.ts';
import type { Exchange } from '../../model/wire.ts';
import { noneInForce } from './current-items.ts';
import type { DecisionIndex } from './decision-index.ts';

export type AskedExchange = Pick<Exchange, 'account' | 'sub_account' | 'model' | 'surface' | 'request'>;

export interface Match {
  readonly campaign: string;
  readonly segment: string;
}

export interface ExchangeDecision {
  readonly action: Action;
  readonly reason: string;
  /** ms since the epoch; null when no decision is in force. */
  readonly since: number | null;
  readonly until: number | null;
  readonly policy: string;
  /** Null when the action rests on no decision. */
  readonly decision: string | null;
  /** The request rule that made the action stronger. */
  readonly rule: string | null;
  readonly matched: readonly Match[];
}

/** Segments named in an answer. */
const MOST_MATCHES = 8;
const NONE: readonly Match[] = [];

export class ExchangeDecider {
  private readonly index: DecisionIndex;
  private readonly glance = new RequestFeatures();

  constructor(index: DecisionIndex) {
    this.index = index;
  }

  decide(policy: Policy, exchange: AskedExchange, now: number): ExchangeDecision {
    const { index, glance } = this;
    const item = index.at(exchange.account, exchange.sub_account ?? null, now);
    const search = !index.anchors.empty;
    const read = search || policy.hasRequestRules;
    if (read) glance.read(exchange);
    const matched = search ? this.match() : NONE;
    // A contract that allows it is no policy's to question.
    const asks = policy.hasRequestRules && !index.isAuthorised(exchange.account, exchange.model, now);
    if (asks) {
      const campaign = index.campaign(mostMatched(matched) ?? item?.campaign ?? null);
      const action = item?.action ?? 'allow';
      const caller = {
        id: exchange.account,
        end_user: exchange.sub_account != null,
        action,
        decided: item !== null,
      };
      const asked = policy.decideRequest(campaign, caller, this.facts(exchange, matched.length));
      if (asked !== null && ACTIONS.indexOf(asked.action) > ACTIONS.indexOf(action)) {
        return {
          action: asked.action,
          reason: asked.reason,
          since: null,
          until: null,
          policy: policy.version,
          decision: item?.id ?? null,
          rule: asked.rule,
          matched,
        };
      }
    }
    if (item === null) {
      return {
        action: 'allow',
        reason: noneInForce(index.next(exchange.account, exchange.sub_account ?? null, now)),
        since: null,
        until: null,
        policy: policy.version,
        decision: null,
        rule: null,
        matched,
      };
    }
    const { action, reason, since, until, id } = item;
    return { action, reason, since, until, policy: item.policy, decision: id, rule: null, matched };
  }

  private match(): readonly Match[] {
    const { glance } = this;
    const table = this.index.anchors;
    glance.findAnchors();
    const { lo, hi, length } = glance.anchors;
    let matched: Match[] | null = null;
    for (let j = 0; j < length; j++) {
      const found = table.find(hi[j], lo[j]);
      if (found === undefined || matched?.some((one) => one.segment === found.segment)) continue;
      matched ??= [];
      matched.push({ campaign: found.campaign, segment: found.segment });
      if (matched.length === MOST_MATCHES) break;
    }
    return matched ?? NONE;
  }

  /** Scores are computed when a condition comes to read them: a rule that asks for what is cheap first seldom does. */
  private facts(exchange: AskedExchange, matched: number): ExchangeFacts {
    const { glance } = this;
    const { text } = glance;
    const { request } = exchange;
    let scored = false;
    const score = () => {
      if (!scored) glance.score();
      scored = true;
    };
    return {
      model: exchange.model,
      surface: exchange.surface ?? '',
      max_tokens: request.max_tokens ?? request.max_completion_tokens ?? 0,
      samples: request.n ?? 1,
      thinking: asksForThinking(request.thinking) || Boolean(request.reasoning_effort),
      stream: request.stream ?? false,
      follow_up: text.followUp,
      turns: text.turns,
      tools: text.tools,
      tool_results: text.toolResults,
      images: text.images,
      prompt_chars: text.promptChars,
      system_chars: text.systemChars,
      get capabilities() {
        score();
        return named(CAPABILITIES, glance.capabilities);
      },
      get intents() {
        score();
        return named(INTENTS, glance.intents);
      },
      matched,
    };
  }
}

function named<T extends Capability | Intent>(names: readonly T[], scores: Uint8Array): Record<T, number> {
  const out = {} as Record<T, number>;
  for (let k = 0; k < names.length; k++) out[names[k]] = scores[k] / 255;
  return out;
}

/** The campaign with the most segments in the text. */
function mostMatched(matched: readonly Match[]): string | null {
  let best: string | null = null;
  let most = 0;
  for (const { campaign } of matched) {
    const count = matched.filter((one) => one.campaign === campaign).length;
    if (count > most) {
      most = count;
      best = campaign;
    }
  }
  return best;
}
