/** Things that are not prose: tables, logs, JSON, maths and logic problems, multiple-choice items. */
import { grammar, oneOf, type Text, wordsOf } from './grammar.ts';

const shared = {
  column:
    wordsOf(`region, quarter, units, price, customer, status, weight, duration, score, segment, channel, station, age, returns,
    margin, visits, temperature, stock, rating, distance`),
  region: wordsOf('north, south, east, west, centre, coast, island, upper, lower, outer'),
  status: wordsOf('ok, late, open, closed, failed, pending, void, new'),
  svc: wordsOf('billing, search, mailer, gateway, scheduler, inventory, sessions, uploads, ledger, export, webhook, cache'),
  level: wordsOf('INFO, WARN, ERROR, DEBUG, INFO, INFO'),
  thing: wordsOf(
    'marbles, tickets, books, apples, tiles, coins, lanterns, bottles, stamps, ropes, bricks, seats, eggs, shirts',
  ),
  actor: wordsOf(
    'a baker, a farmer, a teacher, a courier, a carpenter, a librarian, a gardener, a pilot, a tailor, a diver, two sisters, a club',
  ),
  colour: wordsOf('red, blue, green, yellow, white, black, grey, orange'),
  seat: wordsOf('the doctor, the painter, the cook, the pilot, the judge, the singer, the guard, the clerk'),
  hex: (rng: { int(n: number): number }) => (rng.int(0xffff) + 0x10000).toString(16),
};

const rules = grammar(
  {
    row: '«region»,«status»,«3..9800»,«1..99».«10..99»,«2..400»',
    logline: `
      2026-0«1..9»-«10..28» «10..23»:«10..59»:«10..59» «level» «svc»: request «hex»«hex» took «2..4800» ms
      2026-0«1..9»-«10..28» «10..23»:«10..59»:«10..59» «level» «svc»: retry «1..5» of 5 after timeout to «svc»
      2026-0«1..9»-«10..28» «10..23»:«10..59»:«10..59» «level» «svc»: queue depth «1..9000», workers «1..32»
      2026-0«1..9»-«10..28» «10..23»:«10..59»:«10..59» «level» «svc»: connection reset by peer (fd «3..900»)
      2026-0«1..9»-«10..28» «10..23»:«10..59»:«10..59» «level» «svc»: cache miss for key «hex», size «1..900» kB`,
    field2: `
      "«column»": «1..9000»
      "«column»": "«status»"
      "«column»": "«region»"
      "«column»_id": "«hex»«hex»"
      "«column»": «0..99».«1..9»`,
    maths: `
      «actor» buys «12..90» boxes with «3..40» «thing» each, gives away «2..9» of every «10..24» and sells the rest for «2..19» cents a piece. How much is earned?
      Find all integers n between «1..50» and «60..900» for which n squared plus «2..40» is divisible by «3..37».
      A tank fills in «3..30» hours through one pipe and in «4..50» hours through another, and drains in «6..90» hours. Starting empty, when is it «2..9» tenths full?
      Let f(x) = x^«2..5» - «2..30»x + «1..60». Determine where f is increasing and the sum of its real roots.
      «2..9» «colour» and «3..12» «colour» «thing» are in a bag. «2..4» are drawn without replacement. What is the probability that they have one colour?
      A train leaves at «1..11»:«10..59» going «40..180» km/h; another follows «5..90» minutes later at «60..240» km/h. Where do they meet?
      The sides of a triangle are «5..40», «6..40» and x. For which integer x is the angle opposite x obtuse?
      Compute the remainder of «2..19»^«20..900» modulo «7..101».
      How many ways are there to place «3..9» «thing» on «4..14» shelves so that no two neighbours hold the same number?
      A sequence starts with «1..9» and «2..12»; each further term is «2..5» times the last minus the one before. Which term first exceeds «500..90000»?
      Evaluate the integral of x^«2..6» times e^(-«2..9»x) from 0 to infinity.
      Show that among any «5..30» integers there are two whose difference is divisible by «4..29».`,
    logic: `
      «seat», «seat» and «seat» each own a «colour» or a «colour» coat. Exactly «1..2» of them tells the truth. The first says the second wears «colour»; the second says the third lies. Who wears what?
      Five houses in a row have five colours. The «colour» one is left of the «colour» one; «seat» lives in house «1..5»; «seat» is a neighbour of the «colour» house. Where can «seat» live?
      «3..8» switches control «3..8» lamps in another room; you may enter «1..2» times. How do you match them, and when is it impossible?
      If every one of the «thing» that is «colour» is heavy, and «2..9» of «10..30» are light, what follows about the «colour» ones?
      «seat» arrives before «seat» but after «seat»; «seat» is not last. List every order that fits.
      A scale has two pans and you have «6..27» «thing», one of them lighter. What is the least number of weighings, and why?`,
    choice: String.raw`
      Which statement about «term» is correct?\nA. It always rises with «subject».\nB. It is measured with «object».\nC. It cannot be compared.\nD. None of these.
      In «field», «object» is used to\nA. «task»\nB. «task»\nC. record «term»\nD. avoid «subject»
      What best describes «subject»?\nA. A change of «term»\nB. A kind of «object»\nC. A way to «task»\nD. A rule`,
  },
  shared,
);

/** A CSV of 4 to 10 rows. */
export const csvTable: Text = (rng, env) => {
  let text = `${shared.column(rng, env)},status,${shared.column(rng, env)},price,${shared.column(rng, env)}`;
  for (let rows = 4 + rng.int(7); rows > 0; rows--) text += `\\n${rules.row(rng, env)}`;
  return text;
};

/** 3 to 9 log lines. */
export const log: Text = (rng, env) => {
  let text = rules.logline(rng, env);
  for (let more = 2 + rng.int(7); more > 0; more--) text += `\\n${rules.logline(rng, env)}`;
  return text;
};

/** A JSON object as a tool returns it, as text inside a JSON string. */
export const json: Text = oneOf(
  [
    '{«field2», «field2», «field2»}',
    '{"items": [{«field2», «field2»}, {«field2», «field2»}], "total": «2..900»}',
    '{"ok": true, "data": {«field2», «field2», «field2», «field2»}}',
    '[{«field2», «field2»}, {«field2», «field2»}, {«field2», «field2»}]',
  ],
  rules,
);

export const maths: Text = rules.maths;
export const logic: Text = rules.logic;
export const multipleChoice: Text = rules.choice;
