/**
 * Exchange -> fingerprint rows, one block at a time. A block is mined for segments as a whole, so rows are
 * complete only when the block is finished. Text is held until then, for the outlines, and for no longer.
 */
import { type AnchorList, createAnchorList } from '../kernels/winnow.ts';
import type { Exchange } from '../model/wire.ts';
import { createClassifier, loadModel, type ModelFile } from './classify.ts';
import { ExchangeFingerprinter, type HeldText } from './exchange-fingerprinter.ts';
import { type AnchorOutline, BlockMining } from './mining.ts';
import { Outliner } from './outline.ts';
import { type ClientKeys, RowWriter } from './row.ts';

/** What a thread needs to fingerprint blocks in either way; made once. */
export interface Fingerprinting {
  readonly model: ModelFile;
  /** Made when it is first asked for: of many logs every line goes through the kernels. */
  readonly reader: () => ExchangeFingerprinter;
  readonly mining: BlockMining;
}

/** Loads the model. */
export function createFingerprinting(): Fingerprinting {
  const model = loadModel();
  let reader: ExchangeFingerprinter | null = null;
  return {
    model,
    reader() {
      reader ??= new ExchangeFingerprinter(createClassifier(model));
      return reader;
    },
    mining: new BlockMining(new Outliner(model.terms)),
  };
}

/** Fingerprints blocks of exchanges; one instance a thread, used again for every block. */
export class BlockFingerprinter {
  private readonly reader: () => ExchangeFingerprinter;
  private readonly mining: BlockMining;
  private held: HeldText[] = [];
  private readonly rows = new RowWriter();
  private readonly anchors: AnchorList = createAnchorList(1 << 16);
  private start = new Uint32Array(1 << 12);
  private enclosed = new Uint32Array(1 << 12);

  constructor({ reader, mining }: Omit<Fingerprinting, 'model'> = createFingerprinting()) {
    this.reader = reader;
    this.mining = mining;
  }

  /** Adds one exchange to the block. */
  add(exchange: Exchange, client: ClientKeys): void {
    const i = this.rows.count;
    if (i + 2 > this.start.length) {
      this.start = doubled(this.start);
      this.enclosed = doubled(this.enclosed);
    }
    this.start[i] = this.anchors.length;
    const read = this.reader().read(exchange, client, this.rows, this.anchors);
    this.held.push(read);
    this.enclosed[i] = read.enclosed;
    this.start[i + 1] = this.anchors.length;
  }

  /** Mines the block and returns its rows and the outlines of segments not outlined before; it is then empty. */
  finish(): { rows: Uint8Array; count: number; outlines: AnchorOutline[] } {
    const { rows, held } = this;
    const { count } = rows;
    const outlines = this.mining.mine(
      rows.rows,
      { list: this.anchors, start: this.start, enclosed: this.enclosed, count },
      (i) => held[i],
    );
    this.anchors.length = 0;
    this.held = [];
    return { rows: rows.take(), count, outlines };
  }
}

function doubled(numbers: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  const grown = new Uint32Array(numbers.length * 2);
  grown.set(numbers);
  return grown;
}
