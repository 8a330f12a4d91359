/** Every bound on input from outside, in one place. A bound that is hit is counted and reported, never silent. */
export const LIMITS = {
  /** Longest accepted line of a log (one record), in bytes; a longer one is set aside and skipped, not buffered. */
  lineBytes: 16 * 1024 * 1024,
  /** Raw bytes handed to a worker at once; also the unit in which segments are mined. */
  blockBytes: 16 * 1024 * 1024,
  /** Deepest nesting of objects and arrays in one record. */
  jsonDepth: 64,
  /** Most messages of a conversation that are read; the first and the last are kept when there are more. */
  messages: 4_096,
  /** Most characters of one exchange's text that are fingerprinted. */
  fingerprintChars: 1024 * 1024,
  /** Longest identifier (id, account, sub_account, model …) in characters. */
  idChars: 128,
  /** Most rejected lines written out with their reasons; past that they are only counted. */
  rejectedLines: 100_000,
  /** A time later than now by more than this is set aside. */
  futureMs: 24 * 60 * 60 * 1_000,
  /** Largest body of an ingest request once it is decompressed, in bytes. */
  bodyBytes: 32 * 1024 * 1024,
  /** Most bytes that one compressed byte of a body may become, on the whole … */
  bodyRatio: 200,
  /** … beyond this many, which any body may have. */
  bodyRatioFrom: 1024 * 1024,
  /** Most records of such a body: lines, elements or spans. */
  bodyRecords: 100_000,
  /** Most values of one OTLP body: each costs memory, however few bytes it takes. */
  bodyValues: 1_000_000,
  /** Most records of a body that the answer names as set aside; past that they are only counted. */
  bodyErrors: 100,
  /** Most names of fields that no rule reads that a run or a service remembers; others are only counted. */
  unknownFields: 256,
  /** Most steps of a replay; one that would have more stops there and says so. */
  replaySteps: 100_000,
} as const;
