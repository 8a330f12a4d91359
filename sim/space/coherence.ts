/** Which combinations of levels can exist together. What is only unusual is allowed. */
import type { AttackTraits, HonestTraits } from './traits.ts';

/** Requests that one group may add to a world of a few hundred accounts. */
const MOST_A_DAY = 8_000;
const BURST = 300;

type Shared = Omit<HonestTraits, 'task'>;

/** Registration, network and size, for honest groups and operators alike. */
function possible(traits: Shared): boolean {
  const { payer, network, domain, verification, program, signup, size, volume } = traits;
  if (Number(size) * (volume === 'burst' ? BURST / 2 : Number(volume)) > MOST_A_DAY * (volume === 'burst' ? 1.2 : 1))
    return false;
  // Nobody pays only where a programme pays.
  if (payer === 'none' && program !== 'education' && program !== 'free_credit') return false;
  if (program === 'education' && payer === 'prepaid') return false;
  if (program === 'enterprise' && verification !== 'half' && verification !== 'business') return false;
  // The provider verifies an organisation by its domain.
  const organisation = domain === 'company' || domain === 'companies';
  if ((verification === 'half' || verification === 'business') && !organisation) return false;
  if (verification === 'school' && (program !== 'education' || !organisation)) return false;
  // Several organisations do not share one address; a workshop has a room.
  if (domain === 'companies' && network === 'office') return false;
  return !(signup === 'workshop' && Number(size) > 200);
}

/** Work that people do by hand, and work that programs do. */
const BY_HAND = new Set<string>(['chat', 'coding', 'translation', 'testdata', 'worked_answers', 'grading']);
const BY_PROGRAM = new Set<string>(['extraction', 'review', 'support', 'benchmark']);

export function coherentHonest(traits: HonestTraits): boolean {
  const { task, client, schedule, text, volume, verification, signup } = traits;
  if (!possible(traits)) return false;
  if (BY_PROGRAM.has(task) && client === 'browsers') return false;
  // Nobody types round the clock, in step with others at all hours, or forty times a day in a chat window.
  if (client === 'browsers' && (schedule === 'clock' || volume === 'burst')) return false;
  if (task === 'chat' && (volume === 'burst' || schedule === 'clock')) return false;
  if (!BY_HAND.has(task) && client === 'inhouse' && text === 'own') return false;
  // A benchmark is public, or one organisation's own.
  if (task === 'benchmark' && text === 'own') return false;
  // Whoever was verified as a business did not come through a workshop's link.
  return !(verification === 'business' && signup === 'workshop');
}

/** An excuse brings its own levels; a combination that contradicts them is another point. */
export function coherentAttack(traits: AttackTraits): boolean {
  const { excuse, payer, network, domain, verification, program, text, volume, size, client, schedule, cover } = traits;
  if (!possible(traits)) return false;
  if (client === 'browsers' && (schedule === 'clock' || volume === 'burst')) return false;
  // Nobody verifies an operator as a whole: that is a customer with a contract, and a matter for the contract.
  if (verification === 'business' || verification === 'school' || program === 'enterprise') return false;
  switch (excuse) {
    case 'campus':
      return program === 'education' && payer === 'none' && domain === 'company';
    case 'shell':
      return verification === 'half' && payer === 'one' && domain === 'company';
    case 'pack':
      return text === 'public';
    case 'private_own':
      return text === 'private' && payer === 'own' && network === 'home' && domain === 'provider' && verification !== 'half';
    case 'router':
      return Number(size) <= 200 && verification !== 'half' && program === 'standard' && text !== 'public';
    case 'small':
      return volume === '3' && Number(size) >= 20;
    case 'signatures':
      return cover === 'none';
    case 'agent_front':
      return client !== 'browsers' && text !== 'public';
    default:
      return verification !== 'half';
  }
}
