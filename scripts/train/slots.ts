/** Words that fill the grammar's slots: subjects, people, places, numbers, languages. Broad on purpose. */
import type { Rng } from '../../src/base/rng.ts';

const SUBJECTS =
  'photosynthesis|supply chains|Roman roads|tax law|coral reefs|sourdough baking|jazz harmony|glacier melt|mortgage rates|chess endings|beekeeping|solar panels|the French Revolution|immune cells|renting a flat|marathon training|watercolour painting|tidal energy|contract law|child nutrition|volcanoes|bicycle repair|stoic philosophy|currency unions|drone photography|public transport|medieval trade|orbital mechanics|dental hygiene|game theory|urban gardening|opera|antibiotics|hotel management|railway signalling|wool dyeing|football tactics|inflation|river ecology|film editing|language acquisition|blood pressure|insurance claims|asteroids|cheese making|electric cars|data privacy|bird migration|startup funding|Greek myths'.split(
    '|',
  );
const DOMAINS =
  'mathematics|physics|chemistry|biology|medicine|law|finance|economics|history|geography|programming|algorithms|cybersecurity|logic|statistics|linguistics|education|marketing|customer support|travel|cooking|engineering|psychology|literature|e-commerce|agriculture|logistics|healthcare|software engineering|machine learning|sports|music'.split(
    '|',
  );
const NAMES =
  'Anna|Bilal|Carmen|Dmitri|Eun-ji|Farah|Gustav|Hana|Igor|Joana|Kofi|Lena|Mateo|Nadia|Omar|Priya|Quentin|Rosa|Sven|Tomoko|Uma|Viktor|Wanda|Ximena|Yusuf|Zoe'.split(
    '|',
  );
const PLACES =
  'Lisbon|Nairobi|Oslo|Lima|Hanoi|Toronto|Kraków|Osaka|Accra|Dublin|Quito|Tbilisi|Perth|Lyon|Izmir|Busan|Pune|Bergen|Porto|Malmö'.split(
    '|',
  );
const THINGS =
  'apples|tickets|books|chairs|marbles|parcels|stamps|coins|eggs|bricks|bottles|pencils|shirts|tiles|lamps|buses|plants|cups|boxes|songs'.split(
    '|',
  );
const LANGUAGES =
  'English|French|German|Spanish|Portuguese|Italian|Dutch|Polish|Turkish|Arabic|Hindi|Chinese|Japanese|Korean|Vietnamese|Russian|Swedish|Greek|Thai|Indonesian'.split(
    '|',
  );
const CODE_LANGUAGES =
  'Python|JavaScript|TypeScript|Java|Go|Rust|C++|C#|Ruby|PHP|Kotlin|Swift|SQL|Bash|Scala|Haskell|R|Lua'.split(
    '|',
  );
const TOPIC_VERBS =
  'compare prices|plan a week of meals|choose a laptop|repair a leaking tap|learn the piano|prepare for an interview|move house|start a podcast|save for a holiday|sleep better|write a wedding speech|train a puppy|fix a slow computer|understand my payslip|pick a university|grow tomatoes'.split(
    '|',
  );
const PRODUCTS =
  'a rain jacket|a coffee grinder|a language app|an electric scooter|a desk lamp|running shoes|a budgeting tool|a tent|a baby monitor|a blender|wireless headphones|a mattress|a garden hose|a dating app|a board game'.split(
    '|',
  );
const IMAGES =
  'a street market at dusk|two dogs on a beach|a plate of noodles|a bar chart of yearly sales|a crowded platform|a boy with a red kite|an old bridge in fog|a circuit board|a handwritten receipt|a kitchen with an open window|a cyclist in the rain|a map of a museum'.split(
    '|',
  );

const of = (list: readonly string[]) => (rng: Rng) => rng.pick(list);

export const WORD_SLOTS = {
  subject: of(SUBJECTS),
  domain: of(DOMAINS),
  name: of(NAMES),
  place: of(PLACES),
  thing: of(THINGS),
  language: of(LANGUAGES),
  codelang: of(CODE_LANGUAGES),
  goal: of(TOPIC_VERBS),
  product: of(PRODUCTS),
  picture: of(IMAGES),
  n: (rng: Rng) => String(2 + rng.int(98)),
  few: (rng: Rng) => rng.pick(['3', '4', '5', '8', '10', 'three', 'five', 'ten', 'a few', 'several']),
  many: (rng: Rng) => rng.pick(['10', '20', '30', '50', '100', 'twenty', 'fifty']),
  date: (rng: Rng) => `${1 + rng.int(28)}/${1 + rng.int(12)}/20${10 + rng.int(16)}`,
  letter: (rng: Rng) => rng.pick(['A', 'B', 'C', 'D']),
} as const;
