/**
 * Pasted material: what stands between or around instructions in real requests (articles, code, dialogues, answers
 * to be judged, reasoning traces, tables, logs). It teaches the model what to ignore; a trace is the only payload that
 * says something about an intent, and it says it through the shape feature.
 */
import type { Rng } from '../../src/base/rng.ts';
import { COMMON_WORDS } from './common-words.ts';
import { CONCEPTS } from './concepts.ts';
import { expand } from './expand.ts';
import { WORD_SLOTS } from './slots.ts';

const PROSE = [
  'The {history|future|cost|theory|practice} of $subject {is|remains|was} {more|less} {complicated|settled|local} than {it looks|most people think|the textbooks say}.',
  'In $place, {officials|residents|researchers|shop owners} {said|argued|found|reported} that $subject {had|has} {grown|declined|changed} by $n {percent|points} since $date.',
  '{However|Meanwhile|At the same time|In contrast}, {a second|another|an earlier} {study|survey|account|report} {suggests|shows|claims} {the opposite|a slower trend|a mixed picture}.',
  '$name, who {runs|studies|teaches|writes about} $subject, {remembers|describes|explains} {the first|a difficult|the last} {season|year|week} {there|in $place}.',
  '{Prices|Numbers|Results|Costs} {rose|fell|varied} from $n to $n {between|over} {spring and autumn|two decades|the two regions}, {which|and that} {surprised|worried|pleased} {many|some|the board}.',
  'It {was built|opened|began|closed} in $n and {holds|covers|serves} about $n {people|rooms|hectares|visitors} {a day|in total|every year}.',
  '{Critics|Supporters|Neighbours|Players} {disagree|are divided|have long complained} about {how|whether|when} {the plan|the rule|the work} should {end|go on|be paid for}.',
  'The {company|school|committee|band|team} {announced|confirmed|denied} on {Monday|Thursday|Sunday} that {it|they} would {sell|repair|reopen|replace} {the site|two branches|the old hall|its fleet}.',
  '{Most|Some|Few} of the {evidence|material|money|water} {comes|came} from {small|distant|older} {farms|towns|archives|sources}, {and|but} {not all|nearly all} of it {is|was} {used|counted|published}.',
  '{Later|Afterwards|By then}, $name {moved|returned|wrote} to $place, {where|and} {the weather|the work|her family} {was|seemed} {kinder|harder|much the same}.',
  'A {correct|good|final|strong} {result|answer|score|response} {came|arrived} only {after|in} the {second|third} {half|attempt|round}, {when|because} {the judges|the users|the students} {agreed|objected|left}.',
  '{Training|Data|Quality|Feedback|Instruction} {was|is} {part of|central to} {the programme|daily work|the club}, and {each|every} {member|worker|assistant} {receives|keeps} {a copy|notes|a badge}.',
];

const CODE_LINES = [
  'def {load|parse|merge|count|clean}_{rows|items|config|tokens}({path|data|items}, {limit|key|default}=None):',
  '    {result|total|out|rows} = [{x|row|item} for {x|row|item} in {data|items} if {x|row|item}.{id|size|name}]',
  '    if not {path|data|items}: raise ValueError("{missing|empty|bad} {input|path|row}")',
  '    return {result|total|out|rows}',
  'for (let i = 0; i < {items|rows|nodes}.length; i++) { sum += {items|rows|nodes}[i].{value|cost|weight}; }',
  'export function {toMap|readAll|groupBy|findNode}({list|text|root}: {string|Node|number}[]): Map<string, number> {',
  '  const {seen|cache|index} = new Map(); const {queue|stack} = [{root|list}];',
  'SELECT {u|o|c}.name, COUNT(*) FROM {users|orders|claims} {u|o|c} WHERE {u|o|c}.created > now() GROUP BY 1;',
  'fn {main|parse|run}({input|args}: &str) -> Result<usize, Error> {',
  '    let mut {count|total} = 0; while let Some({line|token}) = iter.next() { {count|total} += 1; }',
  'public {int|String|List<Item>} {find|save|build}({String id|Request request|int size}) { return {repository|service}.{find|save}({id|request|size}); }',
  'assert {result|value} == {expected|other}, "{mismatch|wrong size}"',
  'import {os|json|re|sys|math}; from {typing|pathlib|collections} import {Any|Path|deque}',
  '}',
];

const ANSWER = [
  '{Sure|Certainly|Of course}! {Here|Below} {is|are} {a short overview|some ideas|the main points} {about|on} $subject.',
  '{First|To start|One option is to}, {look at|consider|write down} {the budget|your goals|what you already have}.',
  '{It depends on|That depends on} {the season|your level|where you live}, but {in general|usually} {a slow start|two hours a week|a simple plan} {works|is enough}.',
  '{I hope this helps|Let me know if you have questions}!',
];

const DIALOGUE = [
  '{Customer|User|A|Guest|$name}: {Hi|Hello}, {my order|the parcel|my booking} {has not arrived|is wrong|was charged twice}.',
  '{Agent|Support|B|Host|$name}: {Sorry to hear that|Let me check|One moment}, {could you give me|what is} {the number|your date of birth|the address}?',
  '{Customer|User|A|$name}: {It is|The number is} $n. {I need it by|We leave on} {Friday|tomorrow|$date}.',
];

const TRACE = [
  '{Okay|Okay, so|Alright}, {let me think about|I need to work out|let me try to understand} {this|the problem|what is asked}.',
  '{Wait|Hmm|Wait, no}, {that is not right|I forgot the $thing|let me check that again|the sign should flip}.',
  '{So|Then|Now} {there are|we get|that gives} $n {$thing|ways|units}, {and|which means} $n {are left|in total|each}.',
  '{Alternatively|Actually}, {maybe|perhaps} I {can|should} {use|try} {a different way|the other formula|small cases}.',
  '{Step|step} $n: {multiply|divide|subtract|add} {both sides|the totals} {by|from} $n.',
  '{Therefore|So|Thus}, {the answer|the result|the total} {is|should be} $n.',
];

const LOG = [
  '$date 0$n:$n:$n {INFO|WARN|ERROR} {worker|db|auth|cart} {request|job|query} $n {done|failed|retried} in $n ms',
  '{id|sku|ref}: $n, {name|item}: $thing, {city|store}: $place, {price|total}: $n',
];

const MATHS = [
  '$name {has|buys|packs} $n $thing and {gives|sells|loses} $n of them {to $name|on Monday}. How many {are left|does $name have now}?',
  'A {train|truck|boat} {travels|covers} $n km in $n hours. {How fast is that on average|How long does it need for $n km}?',
  'If x + $n = $n, find {x|2x|x squared}?',
];

const FOREIGN = [
  '去年秋天，{这座城市|那家工厂|这所学校}的{人口|产量|学生}增加了百分之$n，居民们对此看法不一。',
  'El {otoño|verano} pasado, {la ciudad|la fábrica|el mercado} {creció|cambió|cerró} y {los vecinos|los dueños} {no estaban de acuerdo|lo celebraron}.',
  'Im {Herbst|Sommer} wurde {die Brücke|das Werk|die Schule} {geschlossen|erneuert}, {obwohl|weil} $n {Anwohner|Kunden} dagegen waren.',
  'В прошлом году {завод|город|рынок} {вырос|закрылся}, и {жители|соседи} {спорили|радовались} об этом.',
  '去年、{町|工場|学校}の{人口|生産}は$n％{増え|減り}、{住民|先生}の意見は分かれた。',
  '작년에 {도시|공장|학교}의 {인구|생산}가 $n퍼센트 {늘었고|줄었고} {주민|상인}들의 의견은 갈렸다.',
  'No verão passado {a cidade|o mercado} {cresceu|fechou} e {os vizinhos|os donos} {reclamaram|festejaram}.',
  'L’été dernier, {la ville|le marché} a {changé|fermé} et {les voisins|les commerçants} en ont {discuté|ri}.',
  'في الصيف الماضي {كبرت|تغيرت} {المدينة|السوق} واختلف {السكان|التجار} حول ذلك.',
  'पिछले साल {शहर|कारखाना|बाज़ार} {बढ़ा|बंद हुआ} और {लोग|पड़ोसी} {खुश|नाराज़} हुए।',
  'Geçen yıl {şehir|fabrika} {büyüdü|kapandı} ve {komşular|esnaf} {sevindi|tartıştı}.',
  'Năm ngoái {thành phố|nhà máy} {lớn lên|đóng cửa} và {người dân|hàng xóm} {vui|tranh cãi}.',
  'Tahun lalu {kota|pabrik} {tumbuh|tutup} dan {warga|pedagang} {senang|berdebat}.',
];

const KINDS = {
  prose: PROSE,
  code: CODE_LINES,
  answer: ANSWER,
  dialogue: DIALOGUE,
  trace: TRACE,
  log: LOG,
  maths: MATHS,
  foreign: FOREIGN,
} as const;
export type PayloadKind = keyof typeof KINDS | 'common';

/** A pasted text of about `lines` lines. */
export function payload(kind: PayloadKind, lines: number, rng: Rng): string {
  if (kind === 'common') return commonText(lines, rng);
  const list = KINDS[kind];
  const out: string[] = [];
  for (let i = 0; i < lines; i++) {
    // Code keeps its indentation and braces: only words inside alternatives vary.
    out.push(kind === 'code' ? expandCode(rng.pick(list), rng) : expand(rng.pick(list), WORD_SLOTS, rng));
  }
  return out.join(kind === 'prose' || kind === 'trace' ? ' ' : '\n');
}

const GLUE = [
  'the',
  'a',
  'of',
  'and',
  'to',
  'in',
  'is',
  'for',
  'with',
  'was',
  'it',
  'that',
  'on',
  'as',
  'by',
  'his',
  'her',
  'their',
  'more',
  'not',
];

/** Sentences of everyday words in no order: words without their company. */
function commonText(lines: number, rng: Rng): string {
  const out: string[] = [];
  for (let i = 0; i < lines; i++) {
    const words: string[] = [];
    const length = 6 + rng.int(14);
    for (let w = 0; w < length; w++)
      words.push(rng.pick(COMMON_WORDS), ...(rng.chance(0.6) ? [rng.pick(GLUE)] : []));
    out.push(`${words.join(' ')}.`);
  }
  return out.join(' ');
}

/** Expands only groups that hold a `|` and no space after the brace, so that literal braces of code stay. */
function expandCode(line: string, rng: Rng): string {
  return line.replace(/\{([^{}\n]*\|[^{}\n]*)\}/g, (_, group: string) => rng.pick(group.split('|')));
}

/** Slots of the grammar: the words and the payloads of every kind. */
export const SLOTS = {
  ...WORD_SLOTS,
  ...CONCEPTS,
  /** Any ordinary request: what an instruction about the form of replies is about. */
  ask: (rng: Rng) =>
    rng.pick([
      '$maths',
      'How do I $goal?',
      'Why does $subject matter?',
      '$sentence What does this mean?',
      'Fix this:\n$code',
      'Compare $subject and $subject.',
    ]),
  prose: (rng: Rng) => payload('prose', 2 + rng.int(8), rng),
  sentence: (rng: Rng) => payload('prose', 1, rng),
  code: (rng: Rng) => payload('code', 4 + rng.int(12), rng),
  answer: (rng: Rng) => payload('answer', 2 + rng.int(4), rng),
  dialogue: (rng: Rng) => payload('dialogue', 2 + rng.int(5), rng),
  trace: (rng: Rng) => payload('trace', 6 + rng.int(12), rng),
  log: (rng: Rng) => payload('log', 3 + rng.int(8), rng),
  maths: (rng: Rng) => payload('maths', 1, rng),
  foreign: (rng: Rng) => payload('foreign', 2 + rng.int(4), rng),
};
