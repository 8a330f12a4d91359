/** What a hash stands for: a unit has an account (and a sub-account), a model, a surface and an outline have a name. */
export interface NamedHash {
  readonly kind: 'unit' | 'model' | 'surface' | 'outline';
  readonly hash: bigint;
  readonly account?: string;
  readonly sub_account?: string | null;
  readonly name?: string;
}
