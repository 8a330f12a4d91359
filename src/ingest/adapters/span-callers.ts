/**
 * Remembers what the spans of recent traces said about the caller, so that a model call without one takes it from its parent
 * or from the root of its trace: spans end, and are sent, before their parents or in other requests. Bounded: the oldest are
 * forgotten, and a model call that then has no caller is rejected and counted like any other.
 */
import { type FoundPlaces, findPlaces } from './otlp-caller.ts';
import type { Attributes } from './otlp-values.ts';

/** Spans that are remembered, and the characters of what they say: together some 32 MB at most. */
const MOST_SPANS = 32_768;
const MOST_CHARS = 8_388_608;
/** Length of a chain of parents. */
const MOST_PARENTS = 64;

interface Known {
  /** Key of the parent; null for a root. */
  readonly parent: string | null;
  readonly found: FoundPlaces;
  readonly chars: number;
}

/** Where a span stands in its trace, by keys that name the trace as well; parent null: it is the root. */
export interface SpanLinks {
  readonly trace: string;
  readonly key: string;
  readonly parent: string | null;
}

/** The memory of one reading thread. */
export class SpanCallers {
  // A Map keeps insertion order: its first key is the oldest.
  private readonly spans = new Map<string, Known>();
  /** Key of the root of each trace whose root says something. */
  private readonly roots = new Map<string, string>();
  private chars = 0;
  private readonly most: number;

  /** @param most spans that are remembered */
  constructor(most = MOST_SPANS) {
    this.most = most;
  }

  /** Remembers a span of any kind. `own` are its attributes, without those of its resource. @returns what it says of the caller */
  learn({ trace, key, parent }: SpanLinks, own: Attributes): FoundPlaces {
    const found = findPlaces(own);
    let chars = key.length + (parent?.length ?? 0);
    for (const value of found.values()) chars += value.length;
    this.forget(key);
    this.spans.set(key, { parent, found, chars });
    this.chars += chars;
    if (parent === null && found.size > 0) this.roots.set(trace, key);
    for (const oldest of this.spans.keys()) {
      if (this.spans.size <= this.most && this.chars <= MOST_CHARS) break;
      this.forget(oldest);
    }
    return found;
  }

  /** Whether the parent of a span, if it has one, came already: if not, it may still come. */
  hasParent({ parent }: SpanLinks): boolean {
    return parent === null || this.spans.has(parent);
  }

  /** Whether every span above this one came already: if not, one that may know the caller is missing. */
  hasWholeChain({ parent }: SpanLinks): boolean {
    let key = parent;
    for (let i = 0; key !== null && i < MOST_PARENTS; i++) {
      const known = this.spans.get(key);
      if (known === undefined) return false;
      key = known.parent;
    }
    return true;
  }

  /** What the parents of a span say, nearest first, and the root of its trace where the chain does not lead there. */
  parents({ trace, parent }: SpanLinks): FoundPlaces[] {
    const chain: FoundPlaces[] = [];
    let key = parent;
    for (let i = 0; key !== null && i < MOST_PARENTS; i++) {
      const known = this.spans.get(key);
      if (known === undefined) break;
      if (known.found.size > 0) chain.push(known.found);
      key = known.parent;
    }
    const root = key === null ? undefined : this.spans.get(this.roots.get(trace) ?? '')?.found;
    return root === undefined ? chain : [...chain, root];
  }

  private forget(key: string): void {
    const known = this.spans.get(key);
    if (known === undefined) return;
    this.spans.delete(key);
    this.chars -= known.chars;
    const trace = key.slice(0, key.lastIndexOf(':'));
    if (this.roots.get(trace) === key) this.roots.delete(trace);
  }
}
