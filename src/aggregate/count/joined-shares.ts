/** Puts the shares of all anchors behind each other, in the order of their first bits: that of the hashes. */
import type { Shapes, TextPostings } from '../detect-input.ts';
import type { ShareSums } from './sums.ts';

export function joined(shares: readonly ShareSums[]): ShareSums {
  if (shares.length === 1) return shares[0];
  const numbers = (of: (share: ShareSums) => Float64Array) => joinedNumbers(shares.map(of));
  const shape = (of: (shapes: Shapes) => Float64Array) => numbers((share) => of(share.shapes));
  const key = new BigUint64Array(shares.reduce((n, share) => n + share.key.length, 0));
  let at = 0;
  for (const share of shares) {
    key.set(share.key, at);
    at += share.key.length;
  }
  return {
    key,
    postings: joinedPostings(shares.map(({ postings }) => postings)),
    exchanges: numbers((share) => share.exchanges),
    bodies: numbers((share) => share.bodies),
    intents: numbers((share) => share.intents),
    capabilities: numbers((share) => share.capabilities),
    followUps: numbers((share) => share.followUps),
    toolResults: numbers((share) => share.toolResults),
    refused: numbers((share) => share.refused),
    reasoningInInput: numbers((share) => share.reasoningInInput),
    outputTokens: numbers((share) => share.outputTokens),
    shapes: {
      logBody: shape((shapes) => shapes.logBody),
      logBodySquares: shape((shapes) => shapes.logBodySquares),
      truncated: shape((shapes) => shapes.truncated),
      sampled: shape((shapes) => shapes.sampled),
      traced: shape((shapes) => shapes.traced),
      encoded: shape((shapes) => shapes.encoded),
    },
  };
}

function joinedPostings(parts: readonly TextPostings[]): TextPostings {
  const values = parts.reduce((n, part) => n + part.values, 0);
  const pairs = parts.reduce((n, part) => n + part.unit.length, 0);
  const start = new Uint32Array(values + 1);
  const unit = new Uint32Array(pairs);
  const weight = new Float64Array(pairs);
  const harvest = new Float32Array(pairs);
  let value = 0;
  let pair = 0;
  for (const part of parts) {
    for (let v = 0; v <= part.values; v++) start[value + v] = pair + part.start[v];
    unit.set(part.unit, pair);
    weight.set(part.weight, pair);
    harvest.set(part.harvest, pair);
    value += part.values;
    pair += part.unit.length;
  }
  return { values, start, unit, weight, harvest };
}

function joinedNumbers(parts: readonly Float64Array[]): Float64Array {
  const all = new Float64Array(parts.reduce((n, part) => n + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
