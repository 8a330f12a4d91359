/** How to read the report: what the words mean, and what the figures can and cannot show. */
import { ACTIONS, CONTENT_FAMILIES, RELATIONAL_FAMILIES } from '../../model/vocabulary.ts';
import { kindMark } from '../charts/marks.ts';
import { type Html, html } from '../escape.ts';
import { ACTION_MEANING, FAMILY_MEANING } from '../glossary.ts';
import { capital, spacedWords } from '../words.ts';

/** The closing section; it does not depend on the run. */
export function readingSection(): Html {
  return html`<section id="reading" aria-labelledby="reading-title">
<div class="section-head"><h2 id="reading-title">How to read this</h2></div>
<div class="panel long"><div class="reading">
<div><h3>Confidence</h3><p>From 0 to 1: how strongly all evidence together supports that one operator runs these accounts to collect outputs, compared with ordinary traffic. Very high is 0.95 or more, high 0.80, moderate 0.50. Treat confidence as a ranking, not as a probability and not as proof. It describes the group; a single account has its own risk score.</p></div>
<div><h3>Strength</h3><p>From 0 to 1: how strongly one row of evidence alone supports the finding. Weak rows can add up, and a strong row can still have an innocent cause: open its figures and check them.</p></div>
<div><h3>Texts under review</h3><p>A harvest text whose users nothing ties to one operator. The score orders the list by how private the text is, what it asks for and how its users live by it; it is no probability. Neither risk nor action of an account changes because of a text. Ask the customers, or the router, before you conclude anything.</p></div>
<div><h3>One verified organisation</h3><p>A campaign whose accounts all belong to one organisation that the provider verified. What they share is no evidence, and nothing is hidden: the finding rests on what their requests ask for, its confidence says how clear that is, and it is for review only. Ask the organisation once whether the work is covered by a contract.</p></div>
<div><h3>The rule of two</h3><p>Limiting or suspending an account requires at least two independent families of evidence: a relational one, which shows who belongs together, and a content one, which shows what they do. A person must approve it. Behaviour alone leads to verification at most.</p></div>
<div><h3>What is never evidence</h3><p>Country, nationality and language. They are not stored for accounts, not weighted and not shown. A shared office, campus or carrier is not evidence either: values that many accounts share weigh little.</p></div>
<div><h3>If an account is listed by mistake</h3><p>An analyst can overrule every finding. The holder of an account must be informed of any action and can appeal. Read “Tested and cleared” first: it shows the innocent patterns that the analysis recognises.</p></div>
<div><h3>Limits</h3><p>The analysis sees only the logs it was given. It cannot link accounts that share no value and no wording. Traffic relayed for unwitting end users can look honest, and small campaigns disappear in noise. A missing field (addresses, payment) removes a family of evidence and lowers confidence.</p></div>
<div><h3>What this file contains</h3><p>Account ids as in the log, counts, and redacted outlines. No text of prompts or answers; payment, address and network values only as keyed hashes. It opens offline, makes no requests and stores nothing. Treat it as confidential.</p></div>
<div><h3>Actions, mildest first</h3><dl class="terms">${ACTIONS.map((action) => html`<dt>${capital(action)}</dt><dd>${ACTION_MEANING[action]}</dd>`)}</dl></div>
</div></div>
<div class="two"><div class="panel">${glossary('relational', 'Relational families: who belongs together', RELATIONAL_FAMILIES)}</div>
<div class="panel">${glossary('content', 'Content families: what they do', CONTENT_FAMILIES)}</div></div>
</section>`;
}

function glossary(kind: 'relational' | 'content', title: string, names: readonly (keyof typeof FAMILY_MEANING)[]): Html {
  return html`<h3 class="plain-title glossary kind ${kind}">${kindMark(kind)}${title}</h3><dl class="terms">${names.map(
    (name) => html`<dt>${capital(spacedWords(name))}</dt><dd>${capital(FAMILY_MEANING[name])}.</dd>`,
  )}</dl>`;
}
