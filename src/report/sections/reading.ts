/** How to read the report: what the words mean, what the figures can carry, and what they cannot. */
import { ACTIONS, CONTENT_FAMILIES, RELATIONAL_FAMILIES } from '../../model/vocabulary.ts';
import { kindMark } from '../charts/marks.ts';
import { type Html, html } from '../escape.ts';
import { capital, spacedWords } from '../format.ts';
import { ACTION_MEANING, FAMILY_MEANING } from '../glossary.ts';

export function readingSection(): Html {
  return html`<section id="reading" aria-labelledby="reading-title">
<div class="section-head"><h2 id="reading-title">How to read this</h2></div>
<div class="panel long"><div class="reading">
<div><h3>Confidence</h3><p>How sure the analysis is that one operator runs these accounts and collects outputs with them, from 0 to 100%. It weighs all evidence rows together against what ordinary traffic would show. Very high is from 95%, high from 80%, moderate from 50%. It is an estimate for setting priorities, not proof, and it says nothing about any single account: that is the account’s own risk.</p></div>
<div><h3>Strength</h3><p>How far one row of evidence would carry the finding alone, from 0 to 1. Weak rows can add up, and a strong row can still have an innocent cause: open its figures and check them.</p></div>
<div><h3>The rule of two</h3><p>Limiting or suspending needs two independent families: at least one that shows who belongs together (relational), and at least one that shows what they do (content). A person approves it. Behaviour alone leads to verification at most.</p></div>
<div><h3>What is never evidence</h3><p>Country, nationality and language. They are not kept for accounts, not weighed, and not shown. A shared office, campus or carrier is not evidence either: values that many share weigh little.</p></div>
<div><h3>If an account is in here by mistake</h3><p>A person can overrule every finding, and an account that is acted on must be told so and can appeal. Read “Left alone” first: it shows the look-alikes the analysis knows.</p></div>
<div><h3>Limits</h3><p>Only the log that was given is seen. Operators who share no value and no wording cannot be linked; traffic passed on for unwitting end users can look honest; small campaigns hide in noise. A missing field (no addresses, no payment) removes a family and lowers confidence.</p></div>
<div><h3>What is in this file</h3><p>Account ids as they stand in the log, counts, and redacted outlines. No prompt or answer text; payment, address and network values only as keyed hashes. It opens offline, asks for nothing and stores nothing. Treat it as confidential all the same.</p></div>
<div><h3>Actions, mildest first</h3><dl class="terms">${ACTIONS.map((action) => html`<dt>${capital(action)}</dt><dd>${ACTION_MEANING[action]}</dd>`)}</dl></div>
</div></div>
<div class="two"><div class="panel">${glossary('relational', 'Relational families: who belongs together', RELATIONAL_FAMILIES)}</div>
<div class="panel">${glossary('content', 'Content families: what they do', CONTENT_FAMILIES)}</div></div>
</section>`;
}

function glossary(
  kind: 'relational' | 'content',
  title: string,
  names: readonly (keyof typeof FAMILY_MEANING)[],
): Html {
  return html`<h3 class="plain-title glossary kind ${kind}">${kindMark(kind)}${title}</h3><dl class="terms">${names.map(
    (name) => html`<dt>${capital(spacedWords(name))}</dt><dd>${capital(FAMILY_MEANING[name])}.</dd>`,
  )}</dl>`;
}
