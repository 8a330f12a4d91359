/** Cleaning and policy rewriting: the input is somebody's output, the output is the same thing made fit for a training set or a policy. */
import { families } from './family.ts';

const CLEANING = families({ intents: ['data_cleaning'], capabilities: ['writing'] }, [
  {
    id: 'cleaning/trace-polish',
    user: [
      '{Clean|Polish|Rewrite|Tidy} {up|} {the|this} {following|raw|extracted|} {reasoning|thinking|chain-of-thought|CoT} {trace|text|transcript}: {remove|strip|drop|delete} {repetition|filler words|dead ends|hesitation|duplicated steps}, {fix|repair} {broken|garbled} {formatting|formulas|LaTeX}, {keep|preserve} {every|all} {valid|necessary|logical} step{s|} and the final answer. {Do not|Never} {add|change} {new|the} {facts|reasoning|result}. {Output|Return} only the cleaned {trace|reasoning|text}.\n\n{Raw trace|Trace|Reasoning}:\n<think>$trace</think>',
      "{Below|Here} is {a|the} {model|assistant}'s {raw|unedited|noisy} {thinking|reasoning} {output|trace}. {Rewrite|Compress|Condense|Restructure} it into {a|} {clear|concise|well-ordered|coherent} {chain of thought|reasoning|solution|rationale} {for|that can be used in|suitable for} {training|SFT|a dataset}{, {removing|without} {backtracking|self-talk|meta comments}|}.\n\n$trace",
    ],
  },
  {
    id: 'cleaning/strip-identity',
    user: [
      '{Remove|Strip|Replace|Scrub} {all|any|every} {mention|reference|trace}s {of|to} {the|} {original|source|provider|assistant} {model|name|company|identity|vendor} {from|in} {the|these|this} {response|sample|conversation}s, {including|such as} "{as an AI|as a language model|I was trained by}", {disclaimers|apologies|refusal phrases} {and|or} {boilerplate|meta talk}. {Keep|Leave} the {rest|meaning|content} {unchanged|as it is}. {Output|Return} {the|} {cleaned|sanitised} {text|sample}.\n\n$answer',
      '{Rewrite|Edit} {this|the} {assistant|model} {turn|reply} {so that|to make} {it|} {sounds|sound|look} {like|as if} {written|produced} by our {own|} {assistant|model}: {replace|swap} {names|the identity}, {delete|drop} {disclaimers|policy talk}, {normalise|unify} {tone|style}{ across the dataset|}.\n\n$answer',
    ],
  },
  {
    id: 'cleaning/normalise-records',
    user: [
      '{Convert|Reformat|Normalise|Transform} {the|these|this} {raw|scraped|logged} {conversation|chat log|transcript|API output|completion}s {into|to} {clean|valid} {training|fine-tuning|SFT} {records|examples|JSONL|format} ({messages|instruction/input/output|prompt/completion}){, {one|each} per line|}. {Drop|Remove|Discard} {empty|truncated|duplicate|low-quality} {turns|samples|rows}; {fix|repair} {encoding|markdown|escape} {errors|problems}.\n\n$dialogue',
      '{Deduplicate|Filter|Curate} {this|the} {batch|list|set} of {instructions|training samples|prompts|responses}: {merge|remove} {near-duplicates|paraphrases}, {drop|flag|discard} {samples|items} {with|that have} {wrong|incomplete|truncated} {answers|responses}, {return|output} {the|} {kept|remaining} {ids|samples|items}{ for the training set|}.\n\n1. $goal\n2. $goal\n3. $goal',
    ],
  },
  {
    id: 'cleaning/translate-traces',
    capabilities: ['translation'],
    user: [
      '{Translate|Convert} {the|this} {reasoning|thinking} {trace|process|block} {and|with its} {answer|solution} {into|to} $language {for|to extend} {our|the} {multilingual|} {training|reasoning} {data|corpus|dataset|set}. {Keep|Preserve} {tags|LaTeX|code|structure|the <think> markers} {unchanged|intact}. {Do not|Never} {solve|answer|change} the {problem|question}.\n\n<think>$trace</think>',
    ],
  },
  {
    id: 'cleaning/fix-answer-format',
    user: [
      '{Given|Take} {the|this} {noisy|messy|raw} {model|LLM} {output|generation|response}, {extract|isolate} the {final|} answer {and|,} {rewrite|reformat} the {solution|explanation} {into|to} {our|the} {dataset|canonical|standard|unified} {style|format|schema}: {numbered|short} steps, {boxed|final} answer {last|at the end}. {Correct|Fix} {typos|broken LaTeX|formatting} {only|}, {without|no} {altering|changes to} {content|logic}.\n\n{Output|Generation}:\n$trace',
      '{The|This} {response|sample} {below|} {was|is} {cut off|truncated|malformed}. {Complete|Repair|Trim} it {so that|to} {the|} {training|SFT} {record|example} is {valid|well formed}: {close|balance} {tags|code fences|brackets}, {remove|drop} {the|} {dangling|incomplete} {sentence|step}. {Return|Give} only the {repaired|fixed} {sample|record}.\n\n$answer',
    ],
  },
  {
    id: 'cleaning/subject-tagging',
    user: [
      '{Classify|Tag|Label|Assign} {each|this|the} {training|problem|question|instruction} {into|with|to} {a|one} {subject|domain|topic|skill|difficulty} {code|category|bucket|label} {of|from} {the|our} {taxonomy|list|classification scheme} {so that|to} {we can|} {balance|filter|deduplicate|decontaminate} {the|our} {dataset|training mix|corpus}. {Explain|Give} {briefly|your reasoning}, {then|and} {end|finish} with {the|a} {two-digit|} code.\n\n## Question\n$maths\n\n## {Subjects|Categories}\n* Code: 01 {Algebra|Analysis}\n* Code: 02 {Geometry|Statistics}\n* Code: 03 {Mechanics|Optics}',
    ],
  },
  {
    id: 'cleaning/segment-steps',
    capabilities: ['reasoning'],
    user: [
      '{Split|Segment|Break} {the|this} {long|raw|} {reasoning|thought|chain of thought|solution} {trace|text|} {into|to} {atomic|separate|numbered} {steps|thoughts}, {label|tag|annotate} each {one|step} as {planning|computation|verification|backtracking|conclusion}, {remove|drop} {redundant|repeated} {ones|steps} and {return|output} {JSON|a list} "steps". {Do not|Never} {rewrite|paraphrase} {the content|wording}.\n\n$trace',
      '{Shorten|Prune|Distil|Summarise} {this|the} {thinking|reasoning} {trace|process} to {about|at most} $n {words|steps} {while|and} {keeping|keep} {the|all} {key|essential} {inferences|steps} {so|such that} a {student|smaller} model can {learn|imitate} it.\n\n<reasoning>$trace</reasoning>',
    ],
  },
  {
    id: 'cleaning/hide-answer',
    user: [
      '{In|From} {this|the} {reasoning|thinking|solution} {trace|text} {mask|delete|blank out} {the|its} final answer {and|plus} {whatever|sentences that} {gives it away|leak it|state it}. {Keep|Leave} {everything else|the rest} {as it is|unchanged}. {Output|Return} only the {edited|modified|masked} {trace|text}.\n\n<question>$maths</question>\n<reasoning>$trace</reasoning>',
      '{Anonymise|Scrub} {the|these} {collected|harvested|logged} {outputs|completions|traces}: {strip|remove} {timestamps|ids|signatures|watermarks|tool ids|provider tags}, {unify|merge} {whitespace|section headings}, {leave|keep} {the|} {reasoning|content} {word for word|}.\n\n$trace',
    ],
  },
  {
    id: 'cleaning/merge-and-improve',
    user: [
      '{Merge|Combine|Reconcile} {the|these} {candidate|sampled} {solutions|traces|responses} into {one|a single} {clean|best|consistent} {solution|trace|response} for {the|our} {training|SFT|distillation} {set|data|corpus}: {keep|take} {correct|the shortest valid} {steps|parts}, {drop|discard} {contradictions|errors|duplicates}.\n\nCandidate 1: $trace\nCandidate 2: $trace',
      '{Improve|Refine|Upgrade} {the|this} {existing|low-quality|noisy} {response|output|annotation} {in|of} {the|our} {instruction|training} {dataset|corpus}: {fix|correct} {errors|formatting}, {make|keep} {it|} {complete|concise|consistent}, {do not|never} change the {instruction|task}. {Return|Output} the {refined|cleaned} {record|response}.\n\nInstruction: How do I $goal?\nResponse: $answer',
    ],
  },
  {
    id: 'cleaning/languages',
    user: [
      '请{清洗|整理|润色|改写}{以下|下面的}{思维链|推理过程|思考内容}，{去除|删除}{重复|冗余|口语化}的{内容|语句}，{保留|不改变}{关键步骤|逻辑}和{最终|}答案，{用于|作为}{训练数据|模型训练}。只输出{清洗后|整理后}的{文本|内容}。\n<think>$trace</think>',
      '{Limpia|Reescribe|Depura} {la siguiente|esta} traza de razonamiento: {elimina|quita} repeticiones y {muletillas|dudas}, {conserva|mantén} los pasos {clave|válidos} y la respuesta final, para {los datos|el conjunto} de entrenamiento.\n$trace',
      '{Bereinige|Überarbeite|Kürze} {die folgende|diese} {Gedankenkette|Denkspur|Begründung}: {entferne|streiche} Wiederholungen, {behalte|erhalte} alle {wichtigen|gültigen} Schritte, für {den Trainingsdatensatz|die Trainingsdaten}.\n$trace',
      '{Очисти|Перепиши} {эту|следующую} цепочку рассуждений: {убери|удали} повторы и {лишние слова|тупики}, {сохрани|оставь} {ключевые|} шаги и ответ, для {обучающего набора|обучающих данных}.\n$trace',
    ],
  },
]);

const POLICY = families({ intents: ['policy_rewrite'], capabilities: ['writing'] }, [
  {
    id: 'policy/safe-alternative',
    user: [
      '{Rewrite|Rephrase|Turn|Reformulate} {the|this|each} {following|sensitive|politically sensitive|controversial|risky} {question|query|prompt|answer|response} {into|as|to} {a|an} {policy-safe|acceptable|compliant|approved|harmless|neutral} {version|alternative|variant} {that|which} {complies with|respects|does not violate|passes} {the|our|content} {policy|guidelines|moderation rules|regulations|censorship rules}. {Avoid|Steer away from|Leave out} {any|} {discussion|mention} of {dissidents|leaders|banned topics|protests|sensitive events|party politics}{, {and|} {redirect|guide} the {user|conversation} to a {safe|neutral} {topic|subject}|}.\n\n{Query|Question|Text}: $sentence',
      '{You|The assistant} must {answer|handle} {politically|socially} sensitive {topics|questions} {with|in} {an|the} {official|approved|party|government} {line|position|stance|tone}. {Write|Produce|Give} {a|the} {safe|aligned} {response|answer} {that|which} {deflects|declines|avoids} {criticism|detail} {and|,} {stresses|promotes} {positive|harmonious} {values|messages}, {for|as a} {censorship|alignment|safety} {training|fine-tuning|} {data|sample|}.\n\n{Question|Prompt}: $sentence',
    ],
  },
  {
    id: 'policy/constitution-revision',
    user: [
      "{Critique|Identify|Point out} {how|specific ways in which} the {assistant|model}'s {last|} {response|reply} {is|may be} {harmful|unethical|biased|illegal|unsafe|toxic} {according to|under|in light of} {this|the} {principle|constitution|policy|guideline}. {Then|After that|Next,} {revise|rewrite|edit} the response {to|so as to} {remove|eliminate} {any|all} {harmful|disallowed|unsafe|toxic} content{ while remaining helpful|}.\n\nHuman: $sentence\nAssistant: $answer\n\n{Critique|Critique request|Revision}:",
      '{Revise|Rewrite} {the|this} {draft|model} {answer|output|completion} {so it|to} {follow|follows|adhere to|comply with|obey} {the|these} {safety|content|usage} {policy|policies|rules|specification}: {refuse|decline} {the|} {disallowed|unsafe} {part|portion}, {offer|keep|provide} {safe|allowed} {help|information}, {no|without} {lecturing|moralising}. {Policy|Rules}: {1.|-} no {weapons|medical dosage|personal data}.\n\n{Draft|Answer}: $answer\n{Revised|Compliant} answer:',
    ],
  },
  {
    id: 'policy/refusals',
    user: [
      '{Write|Generate|Create|Produce} {a|$few|$many} {polite|firm|varied|diverse|natural} refusal{s|} {to|for} {the|this|each} {harmful|unsafe|disallowed|restricted} {request|prompt}{s|} {in|that {cite|follow}} {our|the} {house|brand|safety} {style|policy|guidelines}. {Each|The} refusal {should|must} {name|explain} the {risk|rule} {and|,} {suggest|offer} {a|one} safe alternative. {Request|Prompt}: $sentence',
      '{Turn|Convert|Replace} {this|the} {compliant|helpful|unsafe} {answer|completion} {into|with|by} {a|an} {refusal|safe completion|deflection} {under|according to} {policy|the guidelines} {section|} $n. {Prompt|Request}: $sentence\n{Answer|Completion}: $answer\n{Safe completion|Refusal}:',
    ],
  },
  {
    id: 'policy/topic-steering',
    system: [
      '{You are|Serve as} {a|the} {content|output} {compliance|moderation|review} {rewriter|editor|officer|layer}. {Whenever|If} {a|the} {text|answer|output} {touches|mentions|contains} {a|any} {forbidden|restricted|sensitive|prohibited} {topic|keyword|name}, {rewrite|replace} {it|the passage} {with|by} {a|an} {approved|neutral|harmless|euphemistic} {wording|statement|formulation} {that|which} {keeps|preserves} {the|} {length|flow|tone} {but|and} {removes|hides|softens} {the|} {sensitive|offending} {content|material}. {Output|Return} only the {rewritten|compliant} {text|version}.',
    ],
    user: ['{Text|Answer|Output}: $prose', '$answer\n$sentence'],
  },
  {
    id: 'policy/languages',
    user: [
      '请将以下{敏感|涉政|违规}{问题|内容|回答}{改写|重写|替换}为{符合|遵守}{政策|规定|审核要求|内容规范}的{安全|合规|中性}{版本|表述|回答}，{避免|删除}{敏感词|争议内容|政治敏感话题}，{引导|转向}{积极|正面}的{话题|内容}。\n$foreign',
      '{Reescribe|Reformula} {la siguiente|esta} {pregunta|respuesta} {sensible|delicada} {para que cumpla|de forma que respete} la política de contenido: {evita|elimina} temas {políticos|prohibidos} y {ofrece|da} una alternativa {segura|neutral}.\n$foreign',
      '{Schreibe|Formuliere} {die folgende|diese} {heikle|sensible} {Antwort|Frage} {so um|um}, dass sie den {Inhaltsrichtlinien|Richtlinien} entspricht: {vermeide|entferne} {verbotene|politisch heikle} Themen und {biete|gib} eine {sichere|neutrale} Alternative.\n$foreign',
      '{Перепиши|Переформулируй} {этот|следующий} {чувствительный|спорный} {вопрос|ответ}, чтобы он соответствовал {политике|правилам} контента: {избегай|убери} запрещённые темы и {дай|предложи} безопасную {нейтральную|} версию.\n$foreign',
    ],
  },
  {
    id: 'policy/make-safe',
    user: [
      '{Make|Turn} {this|the following} {reply|response|answer|completion} {safe|harmless|compliant}{ and keep it useful|}.\n\n{Human user|User|Human}:\n$sentence\n\n{Unsafe|Original|Harmful} {response|reply}:\n$answer\n\n{Safe response|Assistant|Safe reply}:',
      '{Detoxify|Sanitise|Neutralise} {the|this} {assistant|model} {response|output}: {take out|remove|delete} {any|every|all} {unethical|illegal|toxic|dangerous|hateful|explicit} {content|passages|advice}, {replace|substitute} {it|them} with {safe|lawful} {guidance|alternatives}{, {keep|leave} {the|} rest|}.\n\nHuman: $sentence\nAssistant: $answer',
    ],
  },
  {
    id: 'policy/refuse-with-reason',
    user: [
      '{For|Given} {an|the|each} {unsafe|harmful|malicious|policy-violating} {instruction|request|prompt}, {first|} {state|say} that {this|it} is {refused|declined}, {adding|with} {the|a} {reason|rationale} {at length|in brief}. {Use|Vary} {diverse|different} {expressions|wordings|refusal styles}. {Mention|Cite} the {violated|relevant} {rule|policy|guideline}.\n\n{Instruction|Request}: $sentence',
      '{Pair|Match} {the|each|a} harmful prompt with a {safe|harmless|benign} {counterpart|version|twin}: {keep|preserve} {structure|wording}, {remove|change} {only|just} {what|the part that} {makes it|is} unsafe{, {given|using} the {reason|category} {it was flagged|}|}. {Output|Return} {JSON|the safe prompt}.\n\nHarmful prompt: $sentence\nReason: {violence|fraud|privacy}',
    ],
  },
  {
    id: 'policy/spec-following',
    system: [
      '{Below|Here} is {our|the} {content|model|safety} {policy|specification|spec}. {Rewrite|Answer|Redo} {each|the} {prompt|sample|draft} so that the {response|completion} {cites|follows|reasons over} the {relevant|applicable} {clause|category|rule} and {is|becomes} {fully|} {compliant|aligned}. {Categories|Sections}: {illicit|harassment|self-harm|extremism|political persuasion|sexual content}. {Responses|Outputs} {will|are to} be {used|kept} as {policy-compliant|aligned} {targets|references}.',
    ],
    user: [
      '{Draft|Sample}: $answer',
      '{Prompt|Request}: $sentence\n{Draft|Original} {reply|response}: $answer',
    ],
  },
  {
    id: 'policy/viewpoint-sanitise',
    user: [
      '{Remove|Soften|Replace} {criticism|negative statements|references} {of|about|to} {the government|the party|officials|authorities|our country} {in|from} {the|this} {text|answer|article} {and|,} {state|reflect|keep to} {the|} {official|approved} {position|narrative|wording}{; {the result|it} must pass {review|censors|content audit}|}.\n\n$prose',
      '{Produce|Offer|Write} {censorship-safe|politically safe|regulator-friendly} {alternatives|wordings|replies} {to|for} {queries|questions} about {protests|historical events|leaders|minorities|territorial disputes}, {that|which} {sidestep|avoid|do not touch} the {sensitive|taboo} {part|point}.\n\n{Query|Question}: $sentence',
    ],
  },
  {
    id: 'policy/jailbreak-hardening',
    intents: ['policy_rewrite', 'data_generation'],
    user: [
      '{Generate|Write|Create} {$few|$many} {pairs|examples|samples} of {a|} {harmful|adversarial|borderline|sensitive} {prompt|request}s and {the|a|their} {policy-compliant|safe|refusing|aligned} {response|reply}s {for|to build} {safety|alignment|refusal|red-team} {training|fine-tuning|tuning} {data|sets|}. {Cover|Include} {categories|topics} {such as|like} {violence|fraud|privacy|politics}. {Return|Format} JSON {with|:} "prompt", "safe_response".',
    ],
  },
]);

export const CURATION = [...CLEANING, ...POLICY];
