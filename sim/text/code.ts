/** Source code in several languages, stack traces, diffs, shell sessions and programming tasks. */
import { grammar, oneOf, type Text, wordsOf } from './grammar.ts';

const shared = {
  noun: wordsOf(`order, invoice, session, token, batch, report, user, parcel, sensor, ticket, track, recipe, booking, member, frame,
    packet, record, payment, channel, document, cell, route, event, worker, coupon, asset, lesson, shift`),
  verb: wordsOf(`load, merge, parse, filter, sort, sync, validate, render, flush, group, retry, normalise, split, count, schedule,
    compact, resolve, encode, publish, trim, reconcile, index`),
  prop: wordsOf(
    `id, total, name, createdAt, status, owner, size, price, priority, kind, weight, level, region, offset, hash, limit`,
  ),
  file: wordsOf(`store, handlers, parser, queue, models, client, routes, utils, config, service, cache, report, tests, schema, worker,
    pipeline, auth, billing, index, state`),
  dir: wordsOf('src, lib, app, pkg, core, api, internal, server, web, services, tools, modules'),
  ext: wordsOf('py, ts, go, rs, java, rb, js, kt, php, cs'),
  lib: wordsOf(
    'a web framework, an ORM, a queue client, a test runner, a date library, a logger, a linter, a bundler, a parser generator',
  ),
  lang: wordsOf('Python, TypeScript, Go, Rust, Java, C++, Ruby, Kotlin, SQL, Bash, C#, PHP, Swift, Elixir'),
  err: wordsOf(`KeyError, TypeError, IndexError, TimeoutError, NullPointerException, ValueError, RangeError, ConnectionError,
    AssertionError, OverflowError, PermissionError`),
  algo: wordsOf(`a sliding window, topological order, binary search, a trie, union-find, dynamic programming, a priority queue, two pointers,
    memoised recursion, interval merging, a segment tree, breadth-first search, a ring buffer, bit masks, string hashing`),
  limit: wordsOf(
    'linear time, constant memory, n log n, one pass, no recursion, no extra dependencies, integers only, a stable order',
  ),
  structure: wordsOf(
    'an array, a matrix, a linked list, a binary tree, a directed graph, a stream, a string, a grid, a set of intervals, a log file',
  ),
};

const rules = grammar(
  {
    python: [
      'def «verb»_«noun»s(«noun»s, «prop»=None):\n    result = []\n    for «noun» in «noun»s:\n        if «noun».«prop» is None:\n            continue\n        result.append(«noun».«prop» * «2..60»)\n    return sorted(result)',
      'class «noun»Store:\n    def __init__(self, «prop»):\n        self.«prop» = «prop»\n        self._items = {}\n\n    def «verb»(self, key):\n        item = self._items.get(key)\n        if item is None:\n            raise KeyError(key)\n        return item["«prop»"]',
      'import csv\n\nwith open("«noun»s.csv") as f:\n    rows = [r for r in csv.DictReader(f) if int(r["«prop»"]) > «2..400»]\n\nby_«prop» = {}\nfor r in rows:\n    by_«prop».setdefault(r["«prop»"], []).append(r)\nprint(len(by_«prop»))',
    ],
    typescript: [
      'export async function «verb»«noun»(«noun»: Input, limit = «2..90»): Promise<Output[]> {\n  const seen = new Map<string, Output>();\n  for (const item of «noun».items) {\n    if (seen.has(item.«prop»)) continue;\n    seen.set(item.«prop», await «verb»(item));\n    if (seen.size >= limit) break;\n  }\n  return [...seen.values()];\n}',
      'const [«noun»s, set«noun»s] = useState<«noun»[]>([]);\nuseEffect(() => {\n  fetch("/api/«noun»s?«prop»=" + «prop»)\n    .then((r) => r.json())\n    .then(set«noun»s);\n}, []);',
    ],
    go: [
      'func «verb»«noun»(ctx context.Context, in []«noun») (int, error) {\n\ttotal := 0\n\tfor _, v := range in {\n\t\tif v.«prop» == 0 {\n\t\t\treturn 0, fmt.Errorf("«noun» %v: empty «prop»", v)\n\t\t}\n\t\ttotal += v.«prop»\n\t}\n\treturn total, nil\n}',
    ],
    rust: [
      'pub fn «verb»_«noun»(items: &[«noun»]) -> Option<u64> {\n    let mut best = None;\n    for item in items {\n        let value = item.«prop».checked_mul(«2..99»)?;\n        best = Some(best.map_or(value, |b: u64| b.max(value)));\n    }\n    best\n}',
    ],
    java: [
      'public List<«noun»> «verb»(List<«noun»> input) {\n    return input.stream()\n        .filter(x -> x.get«prop»() > «2..500»)\n        .sorted(Comparator.comparing(«noun»::get«prop»))\n        .limit(«5..90»)\n        .toList();\n}',
    ],
    sql: [
      "SELECT «noun».«prop», count(*) AS n, avg(«noun».«prop») AS mean\nFROM «noun»s AS «noun»\nLEFT JOIN «noun»_events e ON e.«noun»_id = «noun».id\nWHERE e.created_at > now() - interval '«2..90» days'\nGROUP BY 1\nHAVING count(*) > «2..60»\nORDER BY n DESC;",
      'CREATE TABLE «noun»s (\n  id bigint PRIMARY KEY,\n  «prop» text NOT NULL,\n  «prop»_2 numeric(10,2),\n  updated_at timestamptz DEFAULT now()\n);',
    ],
    c: [
      'static int «verb»_«noun»(struct «noun» *p, size_t n) {\n    int acc = 0;\n    for (size_t i = 0; i <= n; i++) {\n        if (p[i].«prop» < 0) return -«1..9»;\n        acc += p[i].«prop» << «1..7»;\n    }\n    return acc;\n}',
    ],
    bash: [
      'for f in /var/log/«noun»/*.log; do\n  n=$(grep -c "«err»" "$f")\n  if [ "$n" -gt «2..80» ]; then\n    echo "$f $n" >> «noun».txt\n  fi\ndone',
    ],
    css: [
      '.«noun»-card {\n  display: grid;\n  grid-template-columns: repeat(«2..6», 1fr);\n  gap: «4..32»px;\n}\n.«noun»-card > .«prop» { margin-left: auto; }',
    ],
    path: '«dir»/«file»/«noun»_«file».«ext»\n«dir»/«noun»/«file».«ext»\n«dir»/«file».«ext»',
    trace: [
      'Traceback (most recent call last):\n  File "«path»", line «10..900», in «verb»_«noun»\n    value = «noun»["«prop»"]\n  File "«path»", line «10..900», in __getitem__\n«err»: «prop»',
      '«err»: cannot read «prop» of undefined\n    at «verb»«noun» («path»:«10..900»:«2..60»)\n    at process («path»:«10..900»:«2..60»)\n    at async run («path»:«2..90»:«2..40»)',
      'thread main panicked at «path»:«10..900»:«2..60»:\nindex out of bounds: the len is «2..60» but the index is «60..90»',
    ],
    diff: [
      '--- a/«path»\n+++ b/«path»\n@@ -«2..400»,7 +«2..400»,9 @@\n   const «noun» = «verb»(input);\n-  if («noun».«prop» > «2..90») {\n+  if («noun».«prop» >= «2..90» && !«noun».«prop») {\n     return «noun»;\n   }',
    ],
    shell: [
      '$ git status --short\n M «path»\n M «path»\n?? «path»',
      '$ pytest -q\n«2..90» passed, «1..9» failed in «1..60».«10..99»s\nFAILED «path»::test_«verb»_«noun» - «err»',
      '$ npm test\n\n  «10..400» passing (4s)\n  «1..5» failing\n\n  1) «verb»s the «noun»: expected «2..90» to equal «2..90»',
      '$ ls «dir»\n«file».«ext»\n«file».«ext»\n«noun».«ext»\nREADME.md',
      '$ grep -rn "«verb»_«noun»" «dir»\n«path»:«2..900»: «verb»_«noun»(x)\n«path»:«2..900»: return «verb»_«noun»(a, b)',
      '$ go build ./...\n«path»:«2..900»:«2..60»: undefined: «verb»«noun»',
    ],
    task: `
      Implement a function in «lang» that takes «structure» of «noun»s and returns the «prop» of the «2..9» largest, using «algo».
      Given «structure», «verb» every «noun» whose «prop» exceeds the mean, in «limit».
      Write a «lang» class that can «verb» and «verb» «noun»s by «prop», thread-safe, with «limit».
      Design a rate limiter for «noun» requests that allows «5..900» a minute and keeps «limit».
      «verb» overlapping «noun» windows given as pairs and report gaps longer than «2..60» minutes; use «algo».
      Build a command line tool in «lang» that reads «noun»s from standard input and prints a table of «prop» by «prop».
      Find the longest run of «noun»s in «structure» with at most «2..9» different values of «prop».
      Port a «lang» module that «verb»s «noun»s to «lang» and keep its public interface.
      Add pagination by cursor to the endpoint that lists «noun»s, sorted by «prop» and id.
      Detect cycles among «noun» dependencies and print one of them, in «limit».`,
    issue: `
      «verb»_«noun» fails with «err» when «prop» is empty
      The «noun» page shows the wrong «prop» after a second «verb»
      «noun» «file» leaks memory when «lib» is upgraded
      Flaky test: «verb» «noun» by «prop» passes only on the second run
      Support «prop» in the «noun» «file» and document it
      Slow «verb» of «noun»s with more than «2..90» thousand rows
      Time zone is ignored when «noun»s are grouped by «prop»
      Replace «lib» in «dir»/«file» without changing behaviour`,
  },
  shared,
);

export const snippet: Text = oneOf(
  ['«python»', '«python»', '«typescript»', '«typescript»', '«go»', '«rust»', '«java»', '«sql»', '«c»', '«bash»', '«css»'],
  rules,
);
export const trace: Text = rules.trace;
export const diff: Text = rules.diff;
export const shell: Text = rules.shell;
export const path: Text = rules.path;
export const codingTask: Text = rules.task;
export const issue: Text = rules.issue;
export const language: Text = shared.lang;
