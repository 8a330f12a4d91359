/** The files of a multipart/form-data body (RFC 7578), as much of it as a client of ClickHouse sends. */

export interface MultipartFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Null if the content type is another one. */
export function multipartFiles(type: string, body: Buffer): MultipartFile[] | null {
  const boundary = /^multipart\/form-data;\s*boundary="?([^";]+)"?/.exec(type)?.[1];
  if (boundary === undefined) return null;
  const mark = Buffer.from(`--${boundary}`);
  const files: MultipartFile[] = [];
  for (let at = body.indexOf(mark); at >= 0; ) {
    const next = body.indexOf(mark, at + mark.length);
    if (next < 0) break;
    const part = body.subarray(at + mark.length + 2, next - 2);
    const end = part.indexOf('\r\n\r\n');
    const name = /name="([^"]+)"/.exec(part.toString('latin1', 0, end))?.[1];
    if (name === undefined || end < 0) throw new Error('a part has a name');
    files.push({ name, bytes: part.subarray(end + 4) });
    at = next;
  }
  return files;
}
