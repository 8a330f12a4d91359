/** Data generation: the output is a training or test item (instruction, pair, problem, dialogue, defect), not an answer for a reader. */
import { families } from './family.ts';

export const GENERATION = families({ intents: ['data_generation'], capabilities: ['writing'] }, [
  {
    id: 'generation/seed-instructions',
    user: [
      '{Generate|Propose|Create|Write} $many {diverse|new|novel|varied} {task|} {instructions|tasks|prompts} {with which {a|our} {language model|AI assistant|LLM} {will|can} be {tested|trained|evaluated|fine-tuned}|for {a|an} {assistant|language} model}. {Requirements|Rules|Constraints}:\n1. {Verbs|The main verb} {must|should} differ {between|across} instructions{ for diversity|}.\n2. {The|} {language|wording|style} {used|} {should|must} {be diverse|vary}: {combine|mix} questions with {imperative|command} {instructions|sentences}.\n3. {The type|Types} of {instructions|tasks} should be diverse: {open-ended generation|brainstorming|classification|editing|rewriting}.\n4. {Nothing|No task} {a|the} text {model|assistant} cannot {do|perform}.\n5. {Write|Give} {an appropriate|a realistic} input {to|for} the instruction {or "<noinput>"|}.\n\n{List|Seed tasks}:\n###\n1. Instruction: $goal\n1. Input: <noinput>\n1. Output:',
      '{Here|Below} are {$few|some} {example|seed|in-context} {tasks|instructions|prompts}:\n1. $goal\n2. {Describe|Classify} $subject\n3. $goal\n{Write|Generate|Add} {$few|more|another} {new|different} {tasks|instructions|prompts} {in the same format|unlike the examples|of the same kind but {different|other} topics}.\n{Task|Instruction} 4:',
    ],
  },
  {
    id: 'generation/evolve-prompt',
    user: [
      '{You are|Act as} a prompt {rewriter|creator|engineer|evolver}. {The goal:|} {rewrite|evolve|transform|turn} {a|the} {given|original|#Given Prompt#} {prompt|instruction} into a {more complex|harder|rarer|brand new} {version|prompt|one}, {one|so} that {strong|current} {AI systems|chat models|LLMs} {find|have} {more demanding|more work with}. {A|} {person|reader} must {still|} be able to {understand|answer} the {rewritten|new|created} {prompt|instruction}. {Complicate|Increase the difficulty} {using|by} {this method|one of: adding {constraints|requirements}, deepening, concretizing, {increasing|adding} reasoning steps}. {Try not to|Avoid} {make|making} {it|the rewritten prompt} {verbose|longer than}: {add|only add} 10 to 20 words.\n\n#{The Given|Given|Original} Prompt#:\nHow do I $goal?\n\n#{Rewritten|New|Created} Prompt#:',
      '{Start|Depart} from the {given|seed} prompt {and|to} {invent|create} {another|a new|a rarer} {one|prompt} in {its|that} domain, {about as|no less} {long|complex|difficult}. {Only output|Output} the {new|created} prompt.\n#Given Prompt#: {Explain|List} $subject\n#Created Prompt#:',
    ],
  },
  {
    id: 'generation/instruction-response',
    system: [
      '{You are|} {a|an} {synthetic data|training data|dataset|data} {generator|creator|engineer|annotator} {for|of} {instruction tuning|supervised fine-tuning|chat models|LLM training}.',
    ],
    user: [
      '{Generate|Create|Produce|Write} {$many|$few} {high-quality|diverse|realistic|unique} {instruction-response|prompt-completion|question-answer|user-assistant|input-output} pairs {about|on|covering|in the domain of} $domain {for|to use in} {fine-tuning|training|instruction tuning|SFT of} {a|an} {language model|chat assistant|smaller model|LLM}. {Each|Every} {pair|example|sample} {must|should} {be|} {self-contained|independent}{, {vary|varying} in {difficulty|length|style}|}. {Return|Output|Format} {as|} {JSONL|a JSON array|one JSON object per line} with {keys|fields} "{instruction|prompt|question}", "{input|context}" and "{output|response|completion|answer}".',
      '{Create|Generate} {a|one} {training|fine-tuning} {example|record|sample} {in|using} {the|} {ShareGPT|Alpaca|chat|messages|OpenAI} format {on|about} $subject: {a|the} {user|human} {message|turn} and {an ideal|a gold|the perfect} {assistant|gpt} {message|reply}. {Difficulty|Level}: {easy|hard|expert}. {Language|Style}: $language.',
    ],
  },
  {
    id: 'generation/qa-from-document',
    user: [
      '{Given|Based on|Using|From} the {following|} {document|passage|context|text|chunk|article}, {generate|create|write|produce|formulate} $few {diverse|different|factoid|high-quality} {question-answer pairs|question and answer pairs|QA pairs|questions with answers|questions and answers}. {Each|Every|The} {question|pair} {must|should} {rest|rely} {solely|only|} on {that|the} {context|document|text|passage} {and|,} be {self-contained|understandable without it}; {do not|never|avoid} {refer|referring} to "{the passage|the text|the document|the context}" {in the question|}. {Vary|Mix} {question types|difficulty}{: factual, reasoning, comparison|}. {Return|Output|Format} {as|} JSON {list|array|objects} with "question" and "answer".\n\n{Context|Document|Passage|Text}:\n$prose',
      '{From|Out of} {this|the} context, {write|derive} {one|a} {factoid|multi-hop|hypothetical|search} question {with|and} its answer. {A|One} {short|specific|concise} {fact|detail} {of|in} the context {answers|must answer} it. {Phrase|Word} it {as|the way} {people|users} {type|ask} in a search {engine|box}; {never|do not} {hint|say} {that|} a {passage|context} exists. {Layout|Format}: Question: ... Answer: ...\n\nContext: $prose',
    ],
  },
  {
    id: 'generation/personas',
    user: [
      '{Create|Write|Generate|Produce} {a|an} {challenging|diverse|realistic|} {math problem|instruction|prompt|question|logical reasoning problem|user request} {that|which} {the|this|a person with the} {following|} persona {might|would|could|may} {ask|send|pose|be interested in}{ an AI assistant|}:\n\n{Persona|Profile}: {a|an} {nurse|beekeeper|train driver|violin teacher|tax adviser} {from|in} $place who {loves|studies|works on} $subject\n\nNote:\n1. {The|} {problem|prompt|question} should {be|} {reflect|match} the persona{\'s knowledge|}.\n2. {Your|The} output {should|must} start with "{User prompt|Math problem|Question}:". {Do not|Don\'t} {include|give} the answer{ or solution|}.',
      '{Who is likely to|Which persona would} {read|write|like|use} {the|this} text? {Generate|Infer|Describe} {a|one} {specific|detailed|fine-grained} persona {description|} {for|that fits} it{, to be used {for|in} {diverse|synthetic} data {synthesis|generation}|}.\n\nText: $sentence\nPersona:',
    ],
  },
  {
    id: 'generation/dialogues',
    user: [
      '{Simulate|Write|Generate|Create|Synthesize} {a|$many} {realistic|natural|multi-turn|synthetic} {conversation|dialogue|chat}s {between|of} {a|} {user|human|customer} and {an AI assistant|a helpful assistant|a chatbot|a support agent} {about|on|regarding} $subject. {The|Each} {conversation|dialogue} {should|must} have {at least|between} $few turns{, {label|mark}ed "{User|Human}:" and "{Assistant|AI}:"|}. {Make|Vary} {the|} {user|users} {sound different|ask follow-up questions|change tone|make typos}. {Output|Return} {JSON|a list of messages} with role and content.',
      '{Act|Play} as {the|a} {curious|human|simulated} user {talking|chatting} to {an|the} {AI assistant|assistant}. {Given|Considering} {the|this} {conversation|chat} {history|so far}, {write|generate|produce} {the|} {next|a plausible next} {user|human} {message|turn|query}. {Do not|Never} {answer|reply|act} as the assistant.\n\n$dialogue\n\n{Next user message|User}:',
    ],
  },
  {
    id: 'generation/preference-pairs',
    user: [
      '{For|Given} {the|each|this} {prompt|instruction}, {write|generate|produce} {a|one} {good|helpful|chosen|preferred} response and {a|one} {worse|bad|rejected|subtly flawed|less helpful} response{, {for|to build} {preference|DPO|reward model|RLHF} {training|data|optimisation}|}. {The|} {rejected|worse} {one|response} {should|must} be {plausible|fluent} but {contain|have} {an error|a factual mistake|a missing step}. {Return|Output} {JSON|} {with|:} "chosen" and "rejected".\n\n{Prompt|Instruction}: How do I $goal?',
      '{Rewrite|Corrupt|Degrade} {the|this} {good|correct} {answer|response} {so that|to} {it|} {contain|become|is|contains} {subtly|slightly} {wrong|worse|less helpful}, {to serve as|as} a {negative|rejected|hard negative} {example|sample} for {training|contrastive learning|a reward model}.\n\n{Answer|Response}: $answer',
    ],
  },
  {
    id: 'generation/code-from-snippet',
    capabilities: ['coding'],
    user: [
      '{Inspired by|Starting from|With ideas from} {the|this|a} {random|given} {code|} {snippet|fragment|file}, {create|design|invent} {a|one} {high-quality|challenging|self-contained|original} {programming|coding|algorithmic} {problem|exercise|challenge|task}. {Present|Give|Provide} {your|the} output in {two|three} {sections|parts}: [{Problem Description|Problem}] {,|and} [{Solution|Reference solution}] {and [Tests]|}. {The|} {problem|description} {must|should} {stand|be} {alone|self-contained}: {whatever|all} {context|information} {one|a reader} needs is {in it|given}. {Solution|The solution} {must|should} be {comprehensive|correct|complete}.\n\n{Code snippet|Snippet}{ for inspiration|}:\n```\n$code\n```',
      '{Generate|Write|Create|Invent} {$few|a} {coding|programming|$codelang} {interview|competition|} {problem|question|exercise|task}s {together|} with {a|the} {reference|correct|canonical} solution and {unit tests|test cases|assert statements} {covering|for} {edge cases|all branches}, {inspired by|based on|using the concepts in} {this|the} {code|repository|function}. {Problems|They|Each problem} {should|must} {vary|differ} in difficulty {and|} {be|} {unambiguous|self-contained}. {Return|Format as} JSON with "problem", "solution", "tests".\n$code',
    ],
  },
  {
    id: 'generation/bug-injection',
    capabilities: ['coding'],
    system: [
      '{Mutation|Chaos|Fault injection} testing{ for a software team|}: {rewrite|modify|change|edit} {the|one} {function|class|module|file} {and|to} {introduce|plant} {a|one or more} {subtle|realistic|logical} bug{s|} {that|which} {break|breaks|will break|fail} {existing|some} {unit|} tests {without|but without} {syntax errors|changing the signature}. {Some kinds of|Possible} bugs {include|are}: {swapped|wrong} {conditions|operators}, {off-by-one|boundary} errors, {missing|dropped} {state|initialisation}, {wrong|stale} {variables|defaults}.',
    ],
    user: [
      '{Imagine|You are|Simulate} {a|} {tired|careless|junior|rushed} {developer|programmer} {who|working late:} {improve|rewrite}s {the|this} {function|code} {but|and} {introduces|leaves} {a|} subtle {mistake|logical bug}{s|} that {pass|passes} {code|} review {yet|but} {break|breaks} {tests|production}. {Return|Output} {only|} the {new|rewritten} {function|code}{, no hints|}.\n$code',
      "<{INPUT|code|source}>\n$code\n</{INPUT|code|source}>\n\n{Remember|Reminder|Important}: {do not|don't|never} {add|leave|include} {any|} comments {that|which} {reveal|point out|hint at} the bug{ or its location|}. {OUTPUT|Return the buggy code}:",
      '{Insert|Inject|Plant|Introduce} {a|one} {realistic|hard to spot} bug into {this|the} {function|code} {and|, then} {explain|describe} it in {a|one} {separate|JSON} {field|block}{ so that the pair can be used {for training|to train|as a repair task}|}:\n```\n$code\n```',
    ],
  },
  {
    id: 'generation/issue-writing',
    capabilities: ['coding', 'writing'],
    system: [
      '{Software engineers|You} {build|write} {a|} {realistic|synthetic|} {dataset|collection} of {GitHub|bug|} issue{s| reports}. Input: {a|the} {patch|diff} {that|which} introduces {a|the} bug, {the|} {failing|} test {source|code} and {its|the} {test|execution} output{, and {demonstrations|example issues}|}. {Write|Output} {an|the} issue {text|report} {as if|like one} {filed|reported} by a {user|developer}.',
    ],
    user: [
      '{Mimic|Match} the style of {the|this} {demonstration|example}. {Do not|Never} {give away|reveal|mention} the {fix|solution|failing test}s. {Include|Add} {code|steps} to reproduce. {Keep|} {the|} {issue|length} {short|reasonable|natural}.\n\n<{patch|diff}>\n$code\n</{patch|diff}>\n<test_output>\n$log\n</test_output>\n\n{Issue text|Write the issue}:',
    ],
  },
  {
    id: 'generation/commit-tasks',
    capabilities: ['coding'],
    user: [
      '{Given|From} {this|the} {commit|pull request|repository|function}, {write|generate|create|synthesize} {a|the} {task|instruction|problem statement|natural language request} {that|to which} {a developer could have {given|asked}|the diff is the solution|would lead {an|a} {coding agent|model} to this change}. {Do not|Avoid} {leak|reveal|include} {the|} {implementation|solution} {details|}. {Also|Then} {write|provide} {hidden|} tests {that|which} {pass|fail} only {with|without} the change. {Output|Return} {"instruction"|"task"}, {"tests"}.\n\n$code',
      '{Remove|Delete|Strip} {the|} {function|body} {implementation|} {and|} {leave|keep} {the|a} {signature|docstring}, {then|and} {write|produce} {an|the} {instruction|task description} {asking|for a model} to {implement|complete} it, {for|as} {a|our} {code completion|training} {benchmark|dataset|set}:\n$code',
    ],
  },
  {
    id: 'generation/image-captions',
    capabilities: ['vision', 'writing'],
    system: [
      '{Imagine|Act as} {an AI|a} visual assistant {that {can|is able to} {analyse|look at}|looking at} {a|one} {single|} {image|picture|photo}. {In place of|Instead of} {pixels|the picture} {there are|come} {five|several|some} {sentences|captions}{ {and|plus} {object|} {locations|bounding boxes|coordinates}|}. {Using|From|Based on} {the|these|} {captions|provided information}, {design|create|generate|write} {a|} {conversation|diverse questions and answers|a detailed description|complex reasoning questions and answers} {with a person curious about|about|for} {this|the} {photo|image|picture}. {Answer|The answers should be} {as if|like someone} {seeing|looking at} {it|the image}. {Ask|Write} {nothing|no question} {without|that lacks} a {definite|certain} answer. {Do not|Never} mention {the|that the information comes from} {captions|coordinates|bounding boxes}.',
    ],
    user: [
      '$picture.\n{A photo of|There is|Some people near} $picture.\n{A view of|} $picture.\n{person|chair|dog|car}: [0.$n, 0.$n, 0.$n, 0.$n]\n{bottle|tree|bus}: [0.$n, 0.$n, 0.$n, 0.$n]',
      '{Captions|Descriptions}:\n- $picture\n- {two people at|close-up of} $picture\n\n{Question|Conversation|Description}:',
    ],
  },
  {
    id: 'generation/chart-ocr-data',
    capabilities: ['vision', 'data_analysis'],
    images: 1,
    user: [
      '{Generate|Create|Write} $few {question-answer|QA|instruction} pairs {about|for|from} {this|the} {chart|figure|screenshot|document image|table} {to train|for training|suitable for fine-tuning} a {vision-language|multimodal} model. {Questions|They} {should|must} {require|need} {reading|counting|comparing} {values|elements}. {Return|Output} JSON.',
      '{Write|Produce} {a|an extremely} {dense|detailed|long} caption {of|for} {the|this} image {for|to be used in} {text-to-image|multimodal|vision} {training|pretraining} {data|}: {describe|cover} {every|all} {object|attribute|relation|text}{s|} {objectively|}, {do not|never} start with "{the image|this image}".',
    ],
  },
  {
    id: 'generation/math-variants',
    capabilities: ['reasoning'],
    user: [
      '{Create|Generate|Write|Design} {a|$few} {new|similar|harder|novel} {math|word|physics|logic} problem{s|} {inspired by|based on|by rephrasing|by modifying|from} {the|this} {given|seed|original|example} {problem|question|one}. {Change|Alter} the {numbers|names|scenario|conditions} {and|but} {keep|make sure} {it|each} {is|} {solvable|answerable} {with|and has} {a|one} {unique|single|numeric} answer. {Then|Also} {provide|write} {a|the} {step-by-step|detailed} solution {ending with|and} {the|a} {final|boxed} answer.\n\n{Seed|Original|Given} {problem|question}: $maths\n{New|Rewritten} {problem|question}:',
      '{Rephrase|Paraphrase|Augment|Back-translate} {the|this} {question|problem} {in|into} $few {different ways|variants|variations} {without|not} {changing|altering} the answer{, {for|as} {data augmentation|training}|}. {Question|Problem}: $maths',
    ],
  },
  {
    id: 'generation/classification-data',
    user: [
      '{Generate|Write|Produce|Synthesize} {$many|$few} {synthetic|realistic|fake|labelled|example} {customer reviews|support tickets|tweets|queries|utterances|sentences|documents} {labelled|for the class|with the label|of the intent} "{refund|positive|spam|billing|neutral}" {to train|for training|for} a {text|} {classifier|classification model|intent detector|embedding model}. {Each|Every|They} {should|must} {be|differ} {different|in wording|unique}. {Vary|Mix} {length|tone}, {typos|register}. {Output|Return} {one per line|CSV|JSONL}.',
      '{You have been assigned|Your mission is|} {a|to complete a} {retrieval|text matching|similarity} task: {generate|write} {a|one} {JSON|example} with "{user_query|query}", "{positive_document|positive}" and "{hard_negative_document|hard_negative}" {for|about} $subject. {The|} hard negative {only appears|must look} relevant {to|} the query. {All documents|Both} must be {created|created independent of the query}. {Your|The} output {must|should} {always|only} be a JSON object.',
    ],
  },
  {
    id: 'generation/textbook-style',
    user: [
      '{Write|Create|Generate} {an extensive|a long|a comprehensive} {and detailed|} {synthetic|} {course unit|textbook chapter|textbook section|tutorial|blog post} {suitable|intended} for {a|} {textbook|corpus|pretraining data|training data} {targeted at|for} {college|grade school|expert} {students|readers}, {related to|inspired by} {the|this|a} {given topic|extract|web snippet}: "$sentence" {Do not|Don\'t} {just list|simply restate|copy} {concepts|it}{, but develop each one in detail before moving to the next|}. {Do not|No} {include|use} a title{ or introduction|}{; {write|output} only the content|}.',
      '{Produce|Synthesize|Generate} {$n|more} {tokens|documents|passages} of {synthetic|} {pretraining|corpus|training} {text|data} {in|about} {the style of|} $domain {for|to expand} our {dataset|corpus}. {Avoid|No} {duplicates|repetition}; {vary|diversify} {genre|audience|format}.',
    ],
  },
  {
    id: 'generation/function-calls',
    capabilities: ['agentic_tool_use'],
    user: [
      '{Generate|Create|Write} {$few|$many} {diverse|realistic} {user queries|examples|samples} {together|} with {the|their} {correct|corresponding|ground-truth} {function|tool|API} call{s|} {in JSON|} {for|using|given} {the|these} {available|following} {functions|tools|API specification}, {for|to build} {a|} {function-calling|tool-use} {dataset|training set|benchmark}. {Cover|Include} {parallel|multiple|missing parameter} {calls|cases}. {Each|Every} {example|sample} {has|contains} "query" and "answers".\n\nTools: {get_weather|search_flights|send_mail}(city, date)',
    ],
  },
  {
    id: 'generation/topics-taxonomy',
    user: [
      '{List|Generate|Enumerate|Produce} {$many|a taxonomy of} {diverse|distinct|fine-grained} {topics|subtopics|skills|task types|scenarios} {in|within|for} $domain {that|which} {we can|will be|can be} {use|used|turn} {as seeds|to seed|to prompt} {for|} {synthetic data generation|instruction generation|a dataset|our data pipeline|question generation}. {No|Avoid} {overlap|duplicates}. {Return|Output} {JSON|a numbered list}.',
      '{Extract|Identify} {the|} {key|} concepts {from|in} {this|the} {text|snippet} {and|, then} {combine|recombine} them {into|to form} {$few|new} {prompts|instructions|training tasks} {a|for a} {model|student model} {should learn|to learn from}. {Text|Snippet}: $prose',
    ],
  },
  {
    id: 'generation/flawed-dialogues',
    user: [
      '{Generate|Write|Create} {a|} {natural|realistic} {dialogue|transcript} between {a|} {coach|tutor|agent|doctor} and {a|} {client|student|caller|patient} that {subtly|deliberately} {violates|breaks|follows|shows} the {principle|rule|guideline}: "{listen first|no promises|avoid jargon}". {The|} {violation|behaviour} {must|should} be {subtle|labelled}. {Use|Include} {start|begin} and {end|stop} {of transcript|} markers. {Then|Also} {label|name} the {violated|tested} {principle|rule}{ for the dataset|}.',
      '{Create|Write} {a|one} {synthetic|fictional but realistic} {patient note|call transcript|contract|medical record|bank statement|case report} {about|with} {randomised|varied} {details|entities} {for|to populate|as part of} {a|our} {synthetic|training|benchmark} {corpus|dataset|set}. {Do not|Avoid} {reuse|repeat} {names|details} {from|of} {previous|earlier} {samples|records}. Sample {n|} $n of $n.',
    ],
  },
  {
    id: 'generation/knowledge-rewrites',
    user: [
      '{Rewrite|Rephrase|Transform|Reformat} {the|this} {passage|document|web text} {into|as} {a|} {diverse|high-quality} {question-answer|wikipedia-style|dialogue|textbook} {format|version|style} {to|that will|so it can} {augment|expand|enrich} {the|our} {pretraining|training|instruction} {corpus|data|mix}. {Preserve|Keep} {all|the} {facts|knowledge}. {Output|Return} only the {rewritten|new} text.\n\n$prose',
      '{Write|Generate} {a|the} {user|human} {instruction|prompt|query} {for which|to which} {this|the following} {text|document|response} {is|would be} {the|a} {perfect|ideal|correct} {answer|output|response} {(instruction backtranslation)|}. {Output|Return} only the {instruction|prompt}.\n\n{Text|Response}: $prose\n\n{Instruction|Prompt}:',
    ],
  },
  {
    id: 'generation/answer-bank',
    user: [
      '{You are|Act as} {generating|producing} {the|} {gold|target|reference|ideal} {responses|completions|outputs} {for|in} {a|our} {supervised|instruction|} fine-tuning {dataset|corpus|run}. {For|To} {the|each} {instruction|prompt} below {write|give} {the|one} {best|ideal} {possible|} {response|completion}{, {written|phrased} as the {target|student} {model|assistant} would|}. {Do not|Never} {mention|say} {you are|being} an AI{ from another company|}. {Output|Return} only the {response|completion}.\n\n{Instruction|Prompt}: How do I $goal?',
      'Sample ID {n|}$n. {Instruction|Prompt} {for|to} {label|annotate}: How do I $goal?\n{Write|Produce} {the|} {training|target} {completion|label} {in|as} {a|} {single|one} {JSON line|record} {"prompt"|"messages"} {"completion"}. {Keep|Maintain} {style|format} {consistent|identical} {across|over} {samples|the dataset}.',
    ],
  },
  {
    id: 'generation/languages',
    user: [
      '请{阅读|利用}{以下|给定的}{文档|文本|段落}，{生成|构造|编写}{5|10|20}{条|个|组}{高质量|多样化}的{问答对|指令数据|训练样本|问题和答案}，用于{大模型|语言模型}{微调|训练}。{要求|注意}：{问题|指令}{不要重复|多样}，{答案|输出}{完整|准确}，以JSON格式输出，{包含|字段为}"instruction"、"input"、"output"。\n$foreign',
      '{Genera|Crea|Escribe} {20|10|varios} pares {diversos|de alta calidad|} de {instrucción y respuesta|pregunta y respuesta} {sobre|a partir de} {este documento|el texto} para {entrenar|ajustar} un modelo de lenguaje. {Devuelve|Formato} JSON con "instruction" y "output".\n$foreign',
      '{Erzeuge|Erstelle|Generiere} {20|10} {vielfältige|hochwertige} {Frage-Antwort-Paare|Instruktions-Paare|Trainingsbeispiele} {zum|aus dem} {folgenden|} Text {für|zum} {das Training|Feintuning} eines Sprachmodells{, als JSON|}.\n$foreign',
      '{Создай|Сгенерируй} {20|10} {разнообразных|} пар {вопрос-ответ|инструкция-ответ} {по тексту|} для {обучения|дообучения} языковой модели в формате JSON.\n$foreign',
      '{以下の|次の}{文書|テキスト}から、言語モデルの{学習|ファインチューニング}用に{多様な|高品質な}{質問と回答のペア|指示と応答のペア}を{10|20}個{作成|生成}し、JSONで出力してください。\n$foreign',
    ],
  },
]);
