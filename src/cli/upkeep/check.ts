/** What `doctor` says of one thing it looked at. */
export interface Check {
  readonly name: string;
  readonly state: 'ok' | 'warn' | 'fail';
  readonly found: string;
  /** What to do; present unless the state is ok. */
  readonly advice?: string;
}
