/** What a check of `doctor` gives. */
/** The result of one check. */
export interface Check {
  readonly name: string;
  readonly state: 'ok' | 'warn' | 'fail';
  readonly found: string;
  /** What to do; present unless the state is ok. */
  readonly advice?: string;
}
