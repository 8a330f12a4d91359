/** Places for a block's bytes in the kernels' memory: one that is read, and two that are filled at the same time. */
export const INPUTS = 3;
