/** Cleaning of model output (traces above all) in many styles, each dense in synonyms. */
import { families } from './family.ts';

export const CLEANING_STYLES = families({ intents: ['data_cleaning'], capabilities: ['writing'] }, [
  {
    id: 'cleaning/terse-order',
    user: [
      '$cleanup {this|the} $tracename. {Out|Remove|Drop}: $noise, $noise. {Keep|Rule}: $keepall.\n\n$trace',
      '$tracename {below|follows}. $cleanup {it|}: no $noise, no $noise; $keepall. {Output|Return} {only|just} {the|} {result|text}.\n---\n$trace',
      '$trace\n\n{The above|This} is {a|the} {raw|collected|sampled|unprocessed} $tracename. $cleanup it{ for {the|our} $corpus|}; $keepall.',
    ],
  },
  {
    id: 'cleaning/editor-system',
    system: [
      '{You are|Act as|Serve as} {an editor|a curator|a cleaner|a post-processor|a copy editor} of {model|machine|AI} {reasoning|thinking|output|traces}. {Each|Every} {message|input|record} {is|holds|contains} {a|one} $tracename. $cleanup it: {remove|delete|take out} $noise, $noise and $noise; $keepall; $keepall. {Return|Emit} {only|} the {cleaned|edited|finished} {text|version}.',
      '{The|This} {stage|component|filter} {of the pipeline|} {receives|takes} a $tracename and {shall|must|will} $cleanup it. {Forbidden|Not allowed}: {new|additional} {steps|facts|answers}. {Required|Mandatory}: $keepall. {Discard|Remove}: $noise, $noise.',
    ],
    user: ['$trace', '<{record|input|trace}>$trace</{record|input|trace}>', 'Q: $maths\n$trace'],
  },
  {
    id: 'cleaning/numbered-protocol',
    user: [
      '{Procedure|Steps|Protocol}:\n1. {Read|Take} the $tracename.\n2. {Delete|Strike|Remove} $noise and $noise.\n3. {Merge|Join} {repeated|duplicate|overlapping} {steps|passages}.\n4. {Number|Order|Segment} {what remains|the rest}.\n5. {Check|Make sure}: $keepall.\n6. {Output|Write} {the|a} {clean|final} {version|text}{ $emitas|}.\n\n$trace',
      '{Cleaning|Normalisation|Curation} {rules|checklist}:\n- {strip|remove} $noise\n- {strip|remove} $noise\n- {unify|standardise} {notation|units|spelling|tags}\n- $keepall\n{Apply|Use} {them|the rules} {to|on} {this|the} $tracename:\n$trace',
    ],
  },
  {
    id: 'cleaning/xml-record',
    user: [
      '<{task|instruction}>$cleanup the {content|text} of <{raw|trace|source}>; {write|put} {the result|it} {in|into} <{clean|final|output}>. $keepall. {No|Remove} $noise, $noise.</{task|instruction}>\n<{raw|trace|source}>$trace</{raw|trace|source}>',
      '{Input|In}: {record|object} with "{question|prompt}", "{reasoning|thinking|trace}", "{answer|final}". {Output|Out}: {the|} same {record|keys}, {field|} "{reasoning|thinking|trace}" {cleaned|normalised|tidied|condensed}: {without|minus} $noise, $noise; $keepall.\nquestion: $maths\nreasoning: $trace\nanswer: $n',
    ],
  },
  {
    id: 'cleaning/segment-annotate',
    capabilities: ['reasoning'],
    user: [
      '{Segment|Split|Cut|Divide|Break up|Partition} the $tracename into {steps|segments|units|moves|chunks} and {tag|label|annotate|number} {each|every one} ({setup|goal}, {computation|deduction}, {check|verification}, {conclusion|result}). {Text|Wording} {unchanged|stays}; $keepall. {Return|Emit} {a list|JSON|one segment per line}.\n\n$trace',
      '{Mark|Find|List} the {spans|sentences|passages} of {this|the} $tracename that are $noise or $noise {so that|and} {they|these} can be {cut|removed|filtered} {before|prior to} {training|fine-tuning|storage}.\n\n$trace',
    ],
  },
  {
    id: 'cleaning/normalise-layout',
    user: [
      '{Bring|Put|Convert|Normalise|Cast} {this|the} $tracename {into|to} {the|our} {house|canonical|standard|uniform|target} {layout|form|schema|template}: {numbered steps|one step per line|heading, steps, result}, {LaTeX|formulas} {fixed|unified}, {units|notation} {consistent|normalised}, {final|boxed} answer {last|at the end}. $keepall.\n\n$trace',
      '{Same|One} {style|format} for all {records|traces|samples} {in|of} {the|our} $corpus: {rewrite|recast|adjust} {this one|the following} {accordingly|to match}, {drop|remove} $noise, $keepall.\n\n$trace',
    ],
  },
  {
    id: 'cleaning/condense',
    user: [
      '{Condense|Shorten|Compress|Prune|Boil down|Distil} the $tracename to {half|a third|$n percent|at most $n steps}, {without|minus} $noise and $noise. $keepall. {The|A} {short|compact} {version|trace} {will|is to} {teach|train|be shown to} $target.\n\n$trace',
      '{Make|Turn} {this|the} {rambling|messy|noisy|wordy} $tracename {into|} {a|} {crisp|linear|readable|straight} {argument|solution|proof|explanation}: $keepall, {out with|lose} the $noise.\n\n$trace',
    ],
  },
  {
    id: 'cleaning/identity-scrub',
    user: [
      '{Scrub|Strip|Purge|Erase|Mask|Replace} {every|any|all} {hint|mention|sign|trace} {of|to|pointing to} {the|its} {origin|source|author model|vendor|provider|maker|company} {from|in} {the|this} {sample|completion|dialogue|response|$tracename}: {names|signatures|watermarks|disclaimers|apologies|"as an AI" phrases}. {Leave|Keep} {everything else|the substance} {untouched|as is}.\n\n$answer',
      '{Replace|Swap} the {assistant|model} {name|identity|persona} {by|with} {ours|"{Nova|Helper|X}"} {in|throughout} {these|the} {samples|transcripts|outputs}, {drop|delete} {refusals|disclaimers|policy remarks}, {ready|} for {the|our} $corpus.\n$dialogue\n$answer',
    ],
  },
  {
    id: 'cleaning/filter-batch',
    user: [
      '{Filter|Screen|Sift|Curate|Triage} {this|the} batch of {samples|completions|traces|records} {for|before it enters} {the|our} $corpus: {drop|discard|reject} {truncated|duplicate|incoherent|wrong|off-topic|refused} {ones|entries}, {fix|repair} {broken|garbled} {tags|formatting}, {return|list} {the|} {kept|surviving} {ids|entries} {with|and} {a|the} reason.\n\n[1] $answer\n[2] $trace\n[3] $answer',
      '{Deduplicate|Decontaminate|Cluster and thin} {the|these} {instructions|questions|samples}: {near-identical|overlapping} {ones|items} {become one|are merged}, {benchmark|leaked} {items|questions} {go|are removed}. {Output|Return} {the|} {remaining|clean} {list|set}{ $emitas|}.\n- $maths\n- $maths\n- $goal',
    ],
  },
  {
    id: 'cleaning/chatty',
    user: [
      "{hey|hi|ok}, {here's|this is} a $tracename {a model|the bot|it} {spat out|produced}. {can you|please|pls} $cleanup it? {get rid of|kill|lose} the $noise and the $noise, but $keepall {ok|}\n$trace",
      '{We|I} {collected|harvested|gathered|sampled} {thousands of|a lot of} {these|such} {traces|outputs}; {here is|take} one. {Please|} $cleanup {it|} {so it is fit|to make it usable} for {training|the $corpus|tuning $target}: {without|no} $noise; $keepall.\n$trace',
    ],
  },
  {
    id: 'cleaning/pseudo-code',
    user: [
      'clean = {normalize|tidy|filter|strip}({trace|raw}, {drop|remove}=["$noise", "$noise"], keep=["{steps|numbers}", "{final answer|result}"]); {print|return}(clean)\n# $keepall\n{trace|raw} = """$trace"""',
      'INPUT {TRACE|OUTPUT}: $trace\nOPERATION: $cleanup ({minus|without} $noise)\nINVARIANT: $keepall\nOUTPUT {TRACE|TEXT}:',
    ],
  },
]);
