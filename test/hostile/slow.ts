/** Clients that take their time: each kind so many connections, and how long the server bears them. */
import { connect, type Socket } from 'node:net';

const AT_ONCE = 20;
const PAUSE_MS = 100;
const PROBE_MS = 5_000;

export interface SlowKind {
  readonly name: string;
  /** What is sent at once. */
  readonly first: string;
  /** Sent one byte a second behind it; empty: nothing. */
  readonly drip: string;
  /** Reads what comes. */
  readonly reads: boolean;
  /** Most ms until the server has ended every one of them; null: it may bear them. */
  readonly within: number | null;
}

/** Connections of one kind. */
export class SlowClients {
  readonly kind: SlowKind;
  private readonly wanted: number;
  private readonly sockets: Socket[] = [];
  private readonly begun = performance.now();
  private readonly timer: NodeJS.Timeout;
  private last = 0;
  private ended = 0;
  private dripped = 0;

  constructor(port: number, kind: SlowKind, many: number) {
    this.kind = kind;
    this.wanted = many;
    void this.openAll(port);
    this.timer = setInterval(() => this.drip(), 1_000);
  }

  /** Those that the server has not ended. */
  get left(): number {
    return this.wanted - this.ended;
  }

  /** ms until the last of them was ended. */
  get longest(): number {
    return this.last;
  }

  /** Resolves when the server has ended all, or the kind's time is over. */
  async over(): Promise<void> {
    const { within } = this.kind;
    if (within === null) return;
    await this.endedBefore(this.begun + within);
    if (this.left === 0) return;
    // Who says and reads nothing does not hear of an end, nor that a busy kernel has dropped a connection that it said it had.
    // A server that has it still passes over an empty line.
    for (const socket of this.sockets) {
      socket.write('\r\n');
      socket.resume();
    }
    await this.endedBefore(performance.now() + PROBE_MS);
  }

  close(): void {
    clearInterval(this.timer);
    for (const socket of this.sockets) socket.destroy();
  }

  private async endedBefore(end: number): Promise<void> {
    while (this.left > 0 && performance.now() < end) await new Promise((resolve) => setTimeout(resolve, 100));
  }

  /** Not faster than a server takes them in: more than wait at its door would be the kernel's to refuse. */
  private async openAll(port: number): Promise<void> {
    while (this.sockets.length < this.wanted) {
      for (let i = 0; i < AT_ONCE && this.sockets.length < this.wanted; i++) this.open(port);
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
  }

  private open(port: number): void {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true });
    this.sockets.push(socket);
    socket.on('error', () => {});
    socket.on('close', () => {
      this.ended++;
      this.last = Math.round(performance.now() - this.begun);
    });
    if (this.kind.first !== '') socket.write(this.kind.first);
    if (this.kind.reads) socket.resume();
    else socket.pause();
  }

  private drip(): void {
    const { drip } = this.kind;
    if (drip === '') return;
    const byte = drip[this.dripped++ % drip.length] as string;
    for (const socket of this.sockets) if (!socket.destroyed) socket.write(byte);
  }
}

/** `key` is good for everything. */
export function slowKinds(key: string): Readonly<Record<'silent' | 'headers' | 'bodies' | 'deaf' | 'streams', SlowKind>> {
  const head = `Host: x\r\nAuthorization: Bearer ${key}\r\n`;
  return {
    silent: { name: 'that say nothing', first: '', drip: '', reads: true, within: 30_000 },
    headers: {
      name: 'with a byte of a header a second',
      first: `GET /v1/keys HTTP/1.1\r\n${head}`,
      drip: 'X-Slow: a\r\n',
      reads: true,
      within: 30_000,
    },
    bodies: {
      name: 'with a byte of a body a second',
      first: `POST /v1/exchanges HTTP/1.1\r\n${head}Content-Type: application/x-ndjson\r\nContent-Length: 100000\r\n\r\n`,
      drip: ' ',
      reads: true,
      within: 60_000,
    },
    deaf: {
      name: 'that ask and ask and read nothing',
      first: `GET /v1/openapi.json HTTP/1.1\r\n${head}\r\n`.repeat(500),
      drip: '',
      reads: false,
      within: 150_000,
    },
    streams: {
      name: 'with streams of events that they do not read',
      first: `GET /v1/events?after=0 HTTP/1.1\r\n${head}\r\n`,
      drip: '',
      reads: false,
      within: null,
    },
  };
}
