/**
 * One careless operator and the single steps by which it can hide: what each changes, and what it costs. Every step is tried
 * with every harvesting task, so that its recall can be compared with the careless operator's.
 */
import { type AttackPoint, type AttackTraits, EXCUSES, HARVEST_TASKS, type HarvestTask, perDayOf } from './traits.ts';

type Change = Partial<Omit<AttackTraits, 'task'>>;

export interface Evasion {
  readonly name: string;
  readonly change: Change;
  /** What it costs beside accounts, cards and yield, which follow from the traits. */
  readonly pays: string;
}

/** A card for every few accounts, a few sites, one fresh domain, one week, one library, one text, round the clock. */
export const CARELESS: Omit<AttackTraits, 'task'> = {
  excuse: 'none',
  cover: 'none',
  payer: 'few',
  network: 'few',
  domain: 'throwaway',
  verification: 'email',
  program: 'standard',
  signup: 'week',
  client: 'sdk',
  schedule: 'clock',
  text: 'private',
  volume: '10',
  size: '60',
};

export const EVASIONS: readonly Evasion[] = [
  { name: 'nothing', change: {}, pays: '-' },
  { name: 'own cards', change: { payer: 'own' }, pays: 'a card for each account' },
  { name: 'prepaid cards', change: { payer: 'prepaid' }, pays: 'a prepaid card for each account' },
  { name: 'free credit', change: { payer: 'none', program: 'free_credit' }, pays: 'accounts end with their credit' },
  { name: 'residential exits', change: { network: 'exits' }, pays: 'a proxy subscription by volume' },
  { name: 'homes', change: { network: 'home' }, pays: 'a household’s line for each account' },
  {
    name: 'big mailbox provider',
    change: { domain: 'provider' },
    pays: 'a mailbox with a telephone number for each account',
  },
  { name: 'aged accounts', change: { signup: 'years' }, pays: 'accounts bought or prepared long before' },
  { name: 'own browsers', change: { client: 'browsers', schedule: 'human' }, pays: 'a browser profile for each account' },
  { name: 'human hours', change: { schedule: 'human' }, pays: 'idle nights' },
  { name: 'own wording', change: { text: 'own' }, pays: 'a rewritten instruction for each account' },
  { name: 'public prompt', change: { text: 'public' }, pays: 'a text that others know too' },
  { name: 'half unrelated requests', change: { cover: 'half' }, pays: 'real customers, or paid filler' },
  { name: 'three a day', change: { volume: '3' }, pays: '-' },
  { name: 'few accounts', change: { size: '8', volume: '40' }, pays: '-' },
  {
    name: 'no tie',
    change: { payer: 'own', network: 'home', domain: 'provider', signup: 'years', excuse: 'private_own' },
    pays: 'cards, lines, mailboxes and age for each account',
  },
  {
    name: 'no tie, like people',
    change: {
      payer: 'own',
      network: 'home',
      domain: 'provider',
      signup: 'years',
      client: 'browsers',
      schedule: 'human',
      excuse: 'private_own',
    },
    pays: 'as above, a browser profile for each account, idle nights',
  },
  {
    name: 'claims a campus',
    change: { excuse: 'campus', payer: 'none', domain: 'company', program: 'education' },
    pays: 'a domain that looks like a school',
  },
  {
    name: 'shell company',
    change: { excuse: 'shell', payer: 'one', domain: 'company', verification: 'half' },
    pays: 'a registered company; it can be held liable',
  },
  { name: 'prompt pack', change: { excuse: 'pack', text: 'public' }, pays: 'the pack is for sale: rivals have it' },
  { name: 'behind a router', change: { excuse: 'router' }, pays: 'the router’s margin' },
  { name: 'agent tool in front', change: { excuse: 'agent_front' }, pays: 'input tokens of the tool’s prompt' },
  { name: 'base64', change: { excuse: 'base64' }, pays: 'a third more input; worse answers' },
  { name: 'text in tool results', change: { excuse: 'tool_results' }, pays: 'worse obedience' },
  { name: 'look-alike letters', change: { excuse: 'look_alike' }, pays: 'several times the input tokens; worse answers' },
  { name: 'at most ten requests', change: { excuse: 'small', volume: '3' }, pays: '-' },
  { name: 'signatures of others', change: { excuse: 'signatures' }, pays: '-' },
];

/** The first `count` points: every evasion once, then every evasion with the next task. */
export function evasionPoints(count: number): AttackPoint[] {
  return Array.from({ length: Math.min(count, EVASIONS.length * HARVEST_TASKS.length) }, (_, i) => {
    const { name, change } = EVASIONS[i % EVASIONS.length] as Evasion;
    const task = HARVEST_TASKS[(i + Math.floor(i / EVASIONS.length)) % HARVEST_TASKS.length] as HarvestTask;
    return {
      kind: 'attack',
      id: `e${String(i + 1).padStart(4, '0')}`,
      story: name,
      traits: { task, ...CARELESS, ...change },
    };
  });
}

/** How many of an operator's traits are not the careless one's: how much it invested in not being seen. */
export function stackedEvasions(traits: AttackTraits): number {
  const names = Object.keys(CARELESS) as (keyof typeof CARELESS)[];
  return names.filter((name) => HIDES[name]?.includes(traits[name]) ?? false).length;
}

/** Levels that hide something the careless operator shows. */
const HIDES: Readonly<Partial<Record<keyof typeof CARELESS, readonly string[]>>> = {
  excuse: EXCUSES.filter((excuse) => excuse !== 'none'),
  cover: ['half'],
  payer: ['own', 'prepaid', 'none'],
  network: ['home', 'exits'],
  domain: ['provider', 'companies'],
  verification: ['half'],
  signup: ['years'],
  client: ['browsers'],
  schedule: ['human', 'office'],
  text: ['own', 'public'],
  volume: ['3'],
  size: ['8'],
};

export interface EvasionCost {
  /** For as many harvesting requests a day as the careless operator has. */
  readonly accounts: number;
  readonly cards: number;
  /** Harvesting requests a day and account. */
  readonly perAccount: number;
}

const SITES_OF_CARDS = 6;
const DAYS = 14;
/** Mean of three to ten requests in a window. */
const SMALL = 6.5;

/** Accounts, cards and yield follow from the traits. */
export function costOf(traits: Omit<AttackTraits, 'task'>): EvasionCost {
  const target = Number(CARELESS.size) * Number(CARELESS.volume);
  const sent = traits.excuse === 'small' ? SMALL / DAYS : (perDayOf({ ...traits, task: 'qa_pairs' }) ?? 0);
  const perAccount = sent * (traits.cover === 'half' ? 0.5 : 1);
  const accounts = Math.ceil(target / perAccount);
  const cards = { own: accounts, prepaid: accounts, few: Math.ceil(accounts / SITES_OF_CARDS), one: 1, none: 0 }[
    traits.payer
  ];
  return { accounts, cards, perAccount };
}
