/**
 * The process that reads tables: an engine of its own, apart from the one that stores exchanges, so that a damaged or hostile file
 * can take down nothing else and its memory has a bound. Answers go over the channel to the parent, rows into the pipe at
 * descriptor 3. Texts of the engine's errors stay here: they quote data and addresses.
 */
import { Socket } from 'node:net';
import type { EngineAnswer, EngineJob } from './engine-jobs.ts';

const PIPE = 3;

const { Session } = await import('chdb');
const session = new Session(process.argv[2]);
const pipe = new Socket({ fd: PIPE, readable: false, writable: true });
// The parent is gone: so is the work.
process.on('disconnect', () => process.exit(0));
pipe.on('error', () => process.exit(0));

process.on('message', (job: EngineJob) => {
  run(job).then(
    (text) => answer({ id: job.id, ok: true, text }),
    (error) => answer({ id: job.id, ok: false, ...describeFailure(error) }),
  );
});

async function run({ sql, stream }: EngineJob): Promise<string> {
  if (!stream) return (await session.queryAsync(sql, { format: 'JSONEachRow' })).text();
  try {
    for await (const chunk of session.queryStream(sql, { format: 'TSVRaw' })) {
      const bytes = chunk.raw();
      if (!pipe.write(bytes)) await new Promise((resolve) => pipe.once('drain', resolve));
    }
    return '';
  } finally {
    await new Promise<void>((resolve) => pipe.end(resolve));
  }
}

function answer(message: EngineAnswer): void {
  process.send?.(message);
}

/** Numbers only: the engine's code, the row and the HTTP status that its message names. */
function describeFailure(error: unknown): { code: number; row?: number; status?: number } {
  const message = error instanceof Error ? error.message : '';
  const code = Number(/Code: (\d+)/.exec(message)?.[1] ?? 0);
  const row = /at row (\d+)/.exec(message)?.[1];
  const status = /HTTP (?:status|response)(?: code)?:? (\d{3})|response code: (\d{3})/i.exec(message);
  return {
    code,
    ...(row === undefined ? {} : { row: Number(row) }),
    ...(status === null ? {} : { status: Number(status[1] ?? status[2]) }),
  };
}
