/** Which anchors a share has: those whose hashes begin with certain bits. Shares have nothing in common. */

/** Hashes that begin with these `bits` bits. */
export interface HashShare {
  readonly bits: number;
  readonly index: number;
}

export const ALL_ANCHORS: HashShare = { bits: 0, index: 0 };

/** An anchor is of the share if the high half of its hash has these bits under this mask. */
export interface ShareMask {
  readonly mask: number;
  readonly bits: number;
}

export function maskOf({ bits, index }: HashShare): ShareMask {
  return bits === 0 ? { mask: 0, bits: 0 } : { mask: -1 << (32 - bits), bits: index << (32 - bits) };
}
