/** What travels between the reader of tables and its engine's process. */

export interface EngineJob {
  readonly id: number;
  readonly sql: string;
  /** Rows go into the pipe as lines; otherwise they are the answer. */
  readonly stream: boolean;
}

export type EngineAnswer =
  | { readonly id: number; readonly ok: true; readonly text: string }
  /** `code` is the engine's; `row` and `status` are there if the failure has them. */
  | { readonly id: number; readonly ok: false; readonly code: number; readonly row?: number; readonly status?: number };
