/**
 * The library: what `import { … } from 'stillwatch'` gives. Nothing happens on import. The client of a service that runs elsewhere
 * is `stillwatch/client`.
 */
export { type Problem, ProblemError } from '../base/problem.ts';
export type { PolicyDocument, PolicyRule } from '../decide/policy/document.ts';
export type { FormatName } from '../ingest/format.ts';
export type { MapTarget } from '../ingest/tables/field-mapping.ts';
export type {
  AccountFinding,
  AccountLine,
  Campaign,
  Counterfactual,
  Evidence,
  LeftAlone,
  Related,
  SegmentFinding,
} from '../model/finding.ts';
export type { ReplaySummary } from '../model/replay.ts';
export type { InputSummary, RunSummary } from '../model/summary.ts';
export type { TextUnderReview } from '../model/text-under-review.ts';
export type { Action } from '../model/vocabulary.ts';
export type { Progress, ResultFiles, StageName } from '../pipeline/analysis.ts';
export type { ServiceSettings } from '../service/config/schema.ts';
export { type OpenedService, type OpenServiceOptions, openService } from './embedded-service.ts';
export { type Analysis, type AnalysisOptions, analyzeLogs as analyze } from './log-analysis.ts';
