/**
 * An HTTP/1.1 client that sends any bytes and reads what comes: fast, and without the manners of a real one. Leaves out TLS
 * and everything that a client does to help the server.
 */
import { connect, type Socket } from 'node:net';

export interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Longest wait for an answer, ms. */
const PATIENCE = 60_000;
const HEAD_END = Buffer.from('\r\n\r\n');

interface Waiting {
  readonly methods: readonly string[];
  readonly answers: HttpAnswer[];
  readonly settle: (answers: readonly HttpAnswer[]) => void;
  readonly timer: NodeJS.Timeout;
}

/** One connection; one call of {@link Connection.ask} at a time. */
export class Connection {
  private readonly port: number;
  private socket: Socket | null = null;
  private bytes: Buffer = Buffer.alloc(0);
  private waiting: Waiting | null = null;
  /** Answers that did not come within a minute. */
  late = 0;

  constructor(port: number) {
    this.port = port;
  }

  /**
   * Sends bytes that hold requests of these methods, and gives the answers: fewer when the server ended the connection
   * before. With `cut` the connection is ended once they are sent, or on the first answer.
   */
  ask(bytes: Buffer, methods: readonly string[], cut = false): Promise<readonly HttpAnswer[]> {
    const socket = this.socket ?? this.open();
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        this.late++;
        this.close();
      }, PATIENCE);
      const settle = (answers: readonly HttpAnswer[]): void => {
        clearTimeout(timer);
        this.waiting = null;
        resolve(answers);
      };
      this.waiting = { methods, answers: [], settle, timer };
      socket.write(bytes, () => {
        if (cut) setTimeout(() => this.close(socket), 5);
      });
    });
  }

  /** Whether the next call goes over a connection that was used before. */
  get used(): boolean {
    return this.socket !== null;
  }

  close(socket = this.socket): void {
    socket?.destroy();
    if (socket !== this.socket) return;
    this.socket = null;
    this.bytes = Buffer.alloc(0);
    this.waiting?.settle(this.waiting.answers);
  }

  private open(): Socket {
    const socket = connect({ port: this.port, host: '127.0.0.1', noDelay: true });
    this.socket = socket;
    socket.on('error', () => {});
    socket.on('close', () => this.gone(socket));
    socket.on('data', (chunk: Buffer) => {
      if (socket !== this.socket) return;
      this.bytes = this.bytes.length === 0 ? chunk : Buffer.concat([this.bytes, chunk]);
      this.read(false);
    });
    return socket;
  }

  private gone(socket: Socket): void {
    if (socket !== this.socket) return;
    this.read(true);
    this.close(socket);
  }

  private read(ended: boolean): void {
    for (;;) {
      const { waiting } = this;
      if (waiting === null) return;
      const parsed = parseAnswer(this.bytes, waiting.methods[waiting.answers.length] === 'HEAD', ended);
      if (parsed === null) return;
      this.bytes = this.bytes.subarray(parsed.length);
      if (parsed.answer.status < 200) continue;
      waiting.answers.push(parsed.answer);
      const last = parsed.last || waiting.answers.length === waiting.methods.length;
      if (parsed.last) this.close();
      else if (last) waiting.settle(waiting.answers);
    }
  }
}

interface Parsed {
  readonly answer: HttpAnswer;
  readonly length: number;
  /** Nothing comes behind it. */
  readonly last: boolean;
}

/** The first answer in these bytes; null when it is not all there. */
function parseAnswer(bytes: Buffer, bodiless: boolean, ended: boolean): Parsed | null {
  const end = bytes.indexOf(HEAD_END);
  if (end < 0) return null;
  const [first, ...lines] = bytes.toString('latin1', 0, end).split('\r\n');
  const status = Number(/^HTTP\/1\.[01] (\d{3})/.exec(first as string)?.[1] ?? 0);
  const headers: Record<string, string> = {};
  for (const line of lines) {
    const at = line.indexOf(':');
    headers[line.slice(0, at).toLowerCase()] = line.slice(at + 1).trim();
  }
  const start = end + 4;
  const closes = headers.connection === 'close';
  const give = (body: string, length: number, last = closes): Parsed => ({
    answer: { status, headers, body },
    length,
    last,
  });
  if (bodiless || status < 200 || status === 204 || status === 304) return give('', start);
  // A stream has no end: that it has begun is its answer.
  if (headers['content-type']?.startsWith('text/event-stream')) return give('', bytes.length, true);
  if (headers['content-length'] !== undefined) {
    const stop = start + Number(headers['content-length']);
    return bytes.length < stop ? null : give(bytes.toString('utf8', start, stop), stop);
  }
  if (headers['transfer-encoding'] === 'chunked') return chunked(bytes, start, give);
  return ended ? give(bytes.toString('utf8', start), bytes.length, true) : null;
}

function chunked(bytes: Buffer, start: number, give: (body: string, length: number) => Parsed): Parsed | null {
  let body = '';
  for (let at = start; ; ) {
    const line = bytes.indexOf('\r\n', at);
    if (line < 0) return null;
    const size = Number.parseInt(bytes.toString('latin1', at, line), 16);
    const stop = line + 2 + size + 2;
    if (bytes.length < stop) return null;
    if (size === 0) return give(body, stop);
    body += bytes.toString('utf8', line + 2, line + 2 + size);
    at = stop;
  }
}
