/** Counts what inputWarnings() needs over rows as they pass: no values are kept but the first ones and the extremes. */
import { FINGERPRINT_STRIDE, OFFSET } from '../model/fingerprint-layout.ts';
import type { InputFacts } from '../model/input-warnings.ts';

const AT = {
  time: OFFSET.time,
  unit: OFFSET.unit,
  account: OFFSET.account,
  ip: OFFSET.ip,
  prompt: OFFSET.prompt_chars,
  output: OFFSET.output_chars,
};

/** Facts about all rows that were added. Counts of distinct values stop at 2. */
export class RowFacts {
  private exchanges = 0;
  private withoutAddress = 0;
  private withoutText = 0;
  private withoutAnswer = 0;
  private first = Number.POSITIVE_INFINITY;
  private last = Number.NEGATIVE_INFINITY;
  private readonly accounts = new FewValues();
  private readonly units = new FewValues();
  private readonly addresses = new FewValues();

  /** @param rows `count` fingerprint rows */
  add(rows: Uint8Array, count: number): void {
    const view = new DataView(rows.buffer, rows.byteOffset, rows.byteLength);
    this.exchanges += count;
    for (let i = 0, at = 0; i < count; i++, at += FINGERPRINT_STRIDE) {
      const time = view.getUint32(at + AT.time, true) + view.getInt32(at + AT.time + 4, true) * 2 ** 32;
      if (time < this.first) this.first = time;
      if (time > this.last) this.last = time;
      if (view.getUint32(at + AT.prompt, true) === 0) this.withoutText++;
      if (view.getUint32(at + AT.output, true) === 0) this.withoutAnswer++;
      this.accounts.add(view.getUint32(at + AT.account, true), view.getUint32(at + AT.account + 4, true));
      this.units.add(view.getUint32(at + AT.unit, true), view.getUint32(at + AT.unit + 4, true));
      const [low, high] = [view.getUint32(at + AT.ip, true), view.getUint32(at + AT.ip + 4, true)];
      if (low === 0 && high === 0) this.withoutAddress++;
      else this.addresses.add(low, high);
    }
  }

  /** @param accountRecords known of the accounts, in the log and from earlier */
  facts(accountRecords: number): InputFacts {
    return {
      exchanges: this.exchanges,
      accounts: this.accounts.count,
      units: this.units.count,
      addresses: this.addresses.count,
      withoutAddress: this.withoutAddress,
      first: this.first,
      last: this.last,
      withoutText: this.withoutText,
      withoutAnswer: this.withoutAnswer,
      accountRecords,
    };
  }
}

/** Tells none, one and several values apart. */
class FewValues {
  count: 0 | 1 | 2 = 0;
  private low = 0;
  private high = 0;

  add(low: number, high: number): void {
    if (this.count === 2 || (this.count === 1 && low === this.low && high === this.high)) return;
    this.count = this.count === 0 ? 1 : 2;
    this.low = low;
    this.high = high;
  }
}
