/**
 * What people and harvesters talk about: a field, things to ask about, objects that occur, tasks to do, terms.
 * Grammars of every kind of traffic draw from the same list, so that no topic marks an account.
 */
import { assert } from '../../src/base/assert.ts';
import { escapeGrammar, lines, type Topic, words } from './grammar.ts';

/** One line a topic: field; subjects; objects; tasks; terms. */
const SOURCE = `
cardiology; heart rhythm disorders, blood pressure control, cardiac rehabilitation; an ECG trace, a stress test, a discharge letter; choose a follow-up interval, compare two drug regimens; ejection fraction, arrhythmia, stent
dental care; root canal treatment, gum disease, orthodontic retainers; an x-ray, a treatment plan, a night guard; explain aftercare, estimate healing time; plaque, enamel, crown
nutrition; iron intake, meal timing, fibre in the diet; a weekly menu, a food diary, a lab result; plan meals for a family, adjust portions; protein, glycaemic index, electrolytes
veterinary care; a limping dog, cat vaccinations, horse dentistry; a feeding schedule, a prescription, a travel crate; spot warning signs, prepare for surgery; parasite, sedation, litter
physiotherapy; knee pain after running, shoulder mobility, back strain; an exercise sheet, a brace, a gait video; build up load slowly, track progress; tendon, range of motion, rest day
pharmacy; drug interactions, storage of insulin, generic substitution; a label, a blister pack, a dosage table; check a contraindication, explain a leaflet; half-life, dose, excipient
elementary algebra; linear equations, factoring, inequalities; a worksheet, a graph, a word problem; solve for the unknown, check a solution; coefficient, root, slope
probability; conditional probability, expected value, random walks; a deck of cards, two dice, a biased coin; compute an exact value, bound a tail; variance, independence, prior
geometry; circle theorems, similar triangles, volumes of solids; a sketch, a compass, a proof; find an angle, prove an identity; radius, tangent, bisector
number theory; modular arithmetic, prime factorisation, Diophantine equations; a remainder table, a lemma, a counterexample; show divisibility, find all solutions; congruence, gcd, residue
calculus; integration by parts, series convergence, optimisation; a curve, a limit, an integral table; find a maximum, justify a step; derivative, antiderivative, domain
classical mechanics; collisions, rotating frames, friction; a pulley, a pendulum, a ramp; derive the motion, estimate an error; torque, momentum, inertia
thermodynamics; heat engines, phase changes, entropy; a piston, a steam table, a heat pump; compute efficiency, balance energy; enthalpy, adiabatic, reservoir
organic chemistry; substitution reactions, protecting groups, stereochemistry; a spectrum, a mechanism, a flask; predict the product, name a compound; nucleophile, chirality, yield
cell biology; membrane transport, mitosis, protein folding; a micrograph, a pathway, a gel; explain a signal, design a control; receptor, organelle, enzyme
astronomy; exoplanet transits, stellar spectra, tides; a light curve, a telescope, a star chart; estimate a distance, plan an observation; redshift, parallax, orbit
geology; volcanic soils, river erosion, earthquakes; a core sample, a map, a cross section; date a layer, read a profile; basalt, fault, sediment
climate science; heat waves, carbon budgets, sea ice; a model run, a station record, a scenario; compare projections, explain a trend; albedo, forcing, anomaly
contract law; termination clauses, late delivery, warranties; a draft agreement, an addendum, a notice; spot a risk, rewrite a clause; liability, indemnity, breach
tenancy; rent increases, deposits, shared heating bills; a lease, a handover protocol, a meter reading; write a letter, check a deadline; landlord, notice period, repair
employment law; probation, overtime, remote work rules; a contract, a payslip, a warning; summarise obligations, prepare a question; severance, leave, union
tax; home office costs, capital gains, value added tax; a receipt, a return, an assessment; list deductions, check a figure; allowance, bracket, refund
personal finance; emergency savings, index funds, mortgage rates; a budget sheet, a loan offer, a statement; compare two offers, plan a year; interest, inflation, fee
accounting; accruals, bank reconciliation, depreciation; a ledger, an invoice, a trial balance; book an entry, find a difference; debit, credit, asset
supply chain; safety stock, lead times, port delays; a bill of lading, a forecast, a warehouse plan; reorder parts, rank suppliers; backlog, pallet, demand
manufacturing; scrap rates, tool wear, line balancing; a drawing, a work order, a control chart; reduce downtime, set a tolerance; batch, torque, fixture
construction; roof insulation, concrete curing, stair dimensions; a site plan, a permit, a bill of quantities; estimate material, order the steps; beam, load, moisture
electrical work; fuse ratings, three-phase motors, earthing; a wiring diagram, a meter, a breaker; trace a fault, size a cable; voltage, ground, relay
plumbing; low water pressure, boiler noise, drain slopes; a valve, a pump, a pipe plan; find a leak, choose a fitting; thread, trap, head
gardening; tomato blight, raised beds, pruning roses; a planting calendar, a soil test, a compost bin; plan a bed, rescue a plant; mulch, seedling, frost
farming; crop rotation, milk yields, irrigation; a field log, a feed ration, a weather report; schedule spraying, compare varieties; nitrogen, acreage, herd
cooking; sourdough, braised vegetables, fish stock; a recipe, a cast-iron pan, a thermometer; scale a recipe, replace an ingredient; dough, simmer, seasoning
baking; puff pastry, egg-free cakes, rye bread; a mixer, a baking tin, a proofing basket; fix a dense crumb, time the oven; yeast, gluten, glaze
travel; night trains, visa rules, hiking huts; an itinerary, a packing list, a booking; plan five days, compare routes; layover, pass, season
history; trade routes, city charters, postal reform; a letter, a map, a chronicle; explain causes, compare two periods; treaty, guild, archive
archaeology; pottery dating, burial sites, ship timbers; a trench plan, a shard, a catalogue; describe a find, order layers; stratum, kiln, survey
philosophy; free will, personal identity, scepticism; a dialogue, an argument, a thought experiment; reconstruct an argument, raise an objection; premise, intuition, virtue
linguistics; vowel harmony, loan words, tone languages; a corpus, a transcript, a gloss; analyse a sentence, compare dialects; morpheme, clause, stress
poetry; the sonnet, free verse, translation of metre; a draft, a stanza, an anthology; revise a line, find a rhyme; image, cadence, refrain
fiction writing; a slow first chapter, dialogue tags, unreliable narrators; a synopsis, a scene, a character sheet; tighten a scene, outline an act; pace, voice, setting
music theory; modulation, counterpoint, jazz voicings; a lead sheet, a score, a metronome; harmonise a melody, analyse a cadence; interval, chord, tempo
film; long takes, sound design, low-budget lighting; a shot list, a storyboard, a script; plan a shoot, edit a scene; frame, cut, lens
painting; glazing, colour mixing, urban sketching; a palette, a canvas, a reference photo; fix muddy colours, plan a series; pigment, value, wash
photography; night exposure, portrait light, film scanning; a tripod, a contact sheet, a lens; choose settings, sort a shoot; aperture, grain, histogram
chess; rook endings, the Caro-Kann, time trouble; a game score, a puzzle, a repertoire; find the plan, annotate a game; tempo, pin, outpost
board games; solo rules, balance in a draft, campaign pacing; a rule book, a prototype, a card list; teach the rules, balance a faction; turn, token, score
cycling; hill repeats, tubeless tyres, bike fit; a training plan, a power file, a gear chart; build a plan, choose a ratio; cadence, threshold, cassette
football coaching; pressing triggers, set pieces, youth sessions; a session plan, a match report, a squad list; design a drill, review a half; line, overload, shape
education; mixed-ability classes, feedback on essays, exam anxiety; a lesson plan, a rubric for pupils, a seating chart; plan a unit, adapt a task; outcome, scaffold, pace
child care; sleep routines, picky eating, sibling quarrels; a routine chart, a picture book, a diary; set up an evening, word a message; nap, tantrum, play
psychology; habit formation, sleep and memory, group norms; a questionnaire, a study, a diary; design a survey, explain an effect; bias, sample, reward
human resources; onboarding, salary bands, exit interviews; a job ad, a handbook, a review form; word a message, plan a week; role, candidate, retention
marketing; newsletter open rates, landing pages, local campaigns; a brief, a content calendar, a survey; write three variants, plan a launch; audience, funnel, tone
sales; cold outreach, renewal talks, pricing tiers; a proposal, a pipeline export, a call note; draft a reply, rank leads; quota, churn, discount
customer support; refund requests, delayed parcels, login trouble; a ticket, a macro, a chat log; answer politely, find the cause; escalation, queue, policy
project management; scope creep, risk registers, status reports; a plan, a retrospective board, a memo; split a milestone, write an update; dependency, owner, slack
urban planning; cycle lanes, noise maps, mixed-use blocks; a zoning plan, a traffic count, a survey; compare two options, summarise comments; density, setback, transit
energy; home batteries, heat networks, wind farm siting; a load profile, a tariff, a meter file; size a system, explain a bill; inverter, peak, grid
aviation; crosswind landings, weight and balance, weather briefings; a checklist, a chart, a logbook; plan a leg, read a forecast; flap, stall, approach
shipping; ballast water, port fees, container stowage; a manifest, a tide table, a charter; check a route, compare rates; berth, draught, knot
databases; slow queries, index choice, schema migrations; an execution plan, a dump, a changelog; rewrite a query, plan a migration; join, lock, replica
web development; form validation, caching headers, accessible menus; a component, a stylesheet, a bundle report; fix a layout, speed up a page; hydration, viewport, cookie
mobile apps; push notifications, offline sync, battery drain; a crash report, a screen, a store listing; trace a crash, plan a release; widget, permission, build
operating systems; file permissions, swap use, boot problems; a journal excerpt, a unit file, a partition; find the cause, write a script; kernel, mount, daemon
networking; packet loss, VLAN design, DNS caching; a capture, a routing table, a switch; isolate a fault, plan addresses; latency, subnet, gateway
security engineering; password rotation, least privilege, log retention; a threat model, a policy, an audit list; review a design, rank risks; token, scope, incident
machine learning; class imbalance, learning curves, feature leakage; a notebook, a confusion table, a data card; compare two models, choose a metric; loss, batch, overfit
statistics; survey weights, A/B tests, missing data; a regression table, a plot, a codebook; choose a test, explain an interval; residual, power, outlier
data engineering; late events, schema drift, partitioning; a pipeline, a table, a run log; backfill a day, write a check; batch, key, lineage
game development; path finding, save files, frame spikes; a level, a profile, a shader; fix a stutter, balance an economy; sprite, tick, collision
embedded systems; watchdog resets, sensor noise, low-power modes; a schematic, a register map, a trace; debug a bus, write a driver; interrupt, clock, firmware
robotics; sensor fusion, gripper design, warehouse paths; a map, a log file, a calibration board; tune a controller, plan a route; odometry, joint, torque
public health; vaccination outreach, water quality, school meals; a survey, a registry, a leaflet; explain a measure, compare districts; incidence, cohort, screening
journalism; source checking, data stories, interview notes; a transcript, a press release, a draft; find the lead, check a claim; quote, angle, deadline
museum work; loan agreements, wall texts, climate control; a catalogue entry, a floor plan, a condition report; write a label, plan a display; collection, pigment, visitor
insurance; water damage, claim deadlines, deductible choice; a policy, a claim form, a photo; word a claim, compare cover; premium, exclusion, adjuster
`;

export const TOPICS: readonly Topic[] = lines(SOURCE).map((line) => {
  const parts = line.split(';').map((part) => words(part).map(escapeGrammar));
  assert(parts.length === 5 && parts.every((part) => part.length > 0), `a topic line has five parts: ${line}`);
  const [field, subjects, objects, tasks, terms] = parts as [string[], string[], string[], string[], string[]];
  return { field: field[0] as string, subjects, objects, tasks, terms };
});
