/** What campaigns need from the rest of a world. */
import type { Rng } from '../../src/base/rng.ts';
import type { AgentTool } from '../text/agent.ts';

export interface CampaignContext {
  /** An agent product, popular ones more often: re-routed users and a proxy's customers use them. */
  readonly pickTool: (rng: Rng) => AgentTool;
}
