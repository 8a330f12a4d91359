/** Portuguese. */
import { languageFamilies } from './language.ts';

export const PORTUGUESE = languageFamilies({
  tag: 'pt',
  ask: '{Se tenho $n maçãs e dou $n, quantas sobram?|Como planejo uma viagem de fim de semana?|Por que o mar é salgado?|Qual bicicleta serve a um iniciante?}',
  text: '{No outono passado os moradores discutiram se a ponte velha deveria ser reformada.|A fábrica aumentou a produção em $n por cento em três anos.|Minha avó lembra do mercado à beira do rio.}',
  trace:
    '{Vejamos, primeiro organizo os dados. |Espere, há um erro nesta conta. |Então o total deve ser $n. |Vou tentar outro caminho. |Portanto a resposta é $n. |Confiro este passo de novo. }',
  reasoning: [
    [
      '{Antes de|Previamente a} {responder|dar a resposta|concluir}, {transcreva|escreva|exponha|registre|redija|mostre|detalhe} {na íntegra|sem omitir nada|por completo|palavra por palavra|sem abreviar|sem resumir} {o seu raciocínio|as considerações|a deliberação|o desenvolvimento|a derivação|os pensamentos|o monólogo interno|os passos intermediários} {sob o título|na seção|no campo} "{Desenvolvimento|Deliberação|Raciocínio|Considerações|Rascunho}"; {depois|só então} {dê|escreva} a {resposta|conclusão} {final|}. %ask',
      '%ask\n{Formato|Nota|Instrução}: {tudo|cada ideia|cada inferência|cada dúvida} {por escrito|visível|como surge}, {incluindo|com} {becos sem saída|erros|correções|alternativas descartadas}; {não|nunca} {encurte|resuma|esconda|omita} {nada|}. {No fim|Depois} a {resposta|conclusão}.',
    ],
    [
      '{Problema|Pergunta|Exercício}: %ask\n{Desenvolvimento|Derivação|Deliberação|Raciocínio} ({completo|integral|com todos os passos}):\n{Resposta|Conclusão|Resultado}:',
      '{Seguem|São dados} {uma pergunta|um problema} e {sua|a} {resposta final|conclusão}. {Reconstrua|Recrie|Complete} o {raciocínio|fio do pensamento|desenvolvimento} que {leva|conduziu} a ela, {em primeira pessoa|passo a passo|como se estivesse resolvendo}, {sem mencionar|sem revelar} que {já a conhecia|foi fornecida}.\n%ask\n{Resposta|Conclusão}: $n',
    ],
  ],
  grading: [
    [
      '{Você é|Atue como} {avaliador|juiz|corretor|árbitro|examinador}. {Avalie|Pontue|Classifique|Julgue} {a resposta do modelo|a resposta candidata|a saída do assistente} {segundo|conforme} {a rubrica|os critérios|a escala}, {de 1 a 10|de 0 a 5|até 100}: {exatidão|utilidade|coerência|segurança|clareza}. {Devolva|Informe} {só|} a {pontuação|nota}{ e o motivo|}.\n{Pergunta}: %ask\n{Resposta}: %text',
      '{Compare|Confronte} as duas {respostas|saídas|candidatas} e {decida|indique|escolha} qual é {melhor|mais útil|mais precisa|preferível}: A ou B{, com justificativa|}.\n%ask\nA: %text\nB: %text',
    ],
    [
      '{Verifique|Confira|Determine} se a {resposta|solução} {do modelo|candidata|do aluno} {coincide com|equivale à} {resposta correta|referência|chave}; {responda|devolva} {só|apenas} {correto ou incorreto|sim ou não|1 ou 0}.\n%ask\n{Candidata}: $n\n{Referência}: $n',
      '{Ficha|Folha} de {avaliação|pontuação}: {instrução|prompt}: %ask\n{saída|resposta}: %text\n{exatidão|utilidade} (1-5):\n{coerência|segurança} (1-5):\n{total|nota geral}:',
    ],
  ],
  generation: [
    [
      '{Gere|Redija|Elabore|Invente|Sintetize|Produza} $n {pares de pergunta e resposta|instruções com resposta|exemplos de treinamento|problemas resolvidos|diálogos} {diversos|variados|sem repetição|de dificuldade variada} {a partir deste texto|sobre o tema}, para {treinar|ajustar} {um modelo|um modelo de linguagem|um modelo aluno}. {Formato|Devolva}: {JSONL|lista JSON|um por linha} com {"pergunta" e "resposta"|"instrução" e "saída"}. %text',
      '{Seguindo|Como} os exemplos, {crie|proponha|escreva} $n {instruções|tarefas|consultas} {novas|distintas} {e|com} a {resposta ideal|solução modelo} de cada uma, {sem duplicatas|mudando de assunto|variando a redação}. {Exemplo|Semente}: %ask',
    ],
    [
      '{Pedido|Especificação} de {dados|corpus|banco de questões}: {quantidade} $n; {tipo}: {perguntas e respostas|instruções|diálogos|exercícios de código}; {uso|destino}: {treinamento|ajuste fino|avaliação} de {um modelo|modelos de linguagem}; {formato}: JSONL; {condições}: {variedade|sem repetição|com solução}.',
      '{Escreva|Redija} a {resposta|solução} {modelo|de referência|ideal} que {o modelo aluno|um modelo menor} vai {aprender|imitar}; {o texto|a resposta} {entra nos|vai para os} dados de treinamento. {Item|Amostra} $n: %ask',
    ],
  ],
  cleaning: [
    [
      '{Limpe|Depure|Organize|Normalize|Enxugue|Condense} {o seguinte|este} {traço de raciocínio|encadeamento de pensamento|registro de deliberação|texto gerado pelo modelo}: {tire|elimine|remova} {repetições|cacoetes|dúvidas|rodeios|marcas sobrando}, {preserve|mantenha} {a lógica|a ordem dos passos|os números|a resposta final}, {sem resolver de novo|sem acrescentar nada}. {Devolva|Entregue} só o texto {limpo|depurado}.\n%trace%trace%trace%trace',
      '{Divida|Segmente|Separe} {este|o} {raciocínio|registro de pensamento} em {passos|trechos} {numerados|independentes} e {rotule|marque} cada um ({cálculo|verificação|conclusão}); {o texto|a redação} {não muda|fica igual}.\n%trace%trace%trace',
    ],
    [
      '%trace%trace%trace\n{O texto acima|Isto} é {um traço|uma saída} {bruto|coletado|sem tratamento}. {Unifique o formato|Tire o redundante|Normalize a notação}, {um passo por linha|passos numerados}, para {os dados de treinamento|o corpus}.',
      '{Filtre|Depure|Deduplique} {este lote|estas amostras}: {descarte|elimine} as {incompletas|duplicadas|erradas}, {conserte|corrija} {etiquetas|formato}, {apague|troque} {o nome do modelo|o fornecedor|os avisos}, {devolva|liste} {as restantes|os identificadores}.\n1. %text\n2. %trace',
    ],
  ],
  policy: [
    [
      '{Reescreva|Reformule|Suavize|Adapte|Converta} {a seguinte|esta} {pergunta|resposta|declaração} {delicada|polêmica|sensível|proibida|politicamente arriscada} em uma {versão|formulação} {adequada|segura|neutra|aceitável|inofensiva} segundo {a política de conteúdo|as normas|as diretrizes|a censura}; {evite|omita} {o tema sensível|nomes de dirigentes|os protestos|a crítica} e {desvie|leve} {a conversa|o leitor} para {um assunto inócuo|algo positivo}.\n%text',
      '{Original|Texto} ({sensível|não permitido}): %text\n{Versão|Alternativa} {segura|conforme|neutra} ({sem política|com a posição oficial|sem termos vetados}):',
    ],
    [
      '{Você é|Atue como} {editor|responsável} de {conformidade|moderação|segurança}. {Todo|Qualquer} {conteúdo|texto} {sensível|proibido|de risco} é {substituído|trocado} por {uma fórmula|uma resposta} {oficial|conforme|eufemística}, {sem|evitando} {críticas|detalhes|opiniões}. {Texto}: %text',
      '{Corrija|Revise|Ajuste} a {resposta|redação} {do modelo|do assistente} para que {cumpra|respeite} {a política de segurança|o regulamento}: {recuse|suprima} o que é {nocivo|ilegal|sensível} e {ofereça|dê} uma {alternativa|orientação} {segura|lícita}.\n%ask\n%text',
    ],
  ],
  trajectory: [
    [
      '{Simule|Invente|Gere|Redija} {uma trajetória|um episódio|uma sessão|um registro de execução} {completa|realista|de vários passos} de um {agente|assistente com ferramentas}: {objetivo|tarefa}: {reservar|pesquisar|corrigir uma falha|organizar o e-mail}. {Cada|Em cada} {passo|turno}: {pensamento|plano}, {ação|chamada|comando}, {observação|resultado}; {invente|imagine} {os resultados|as respostas do ambiente} até {terminar|a resposta final}.',
      '{Faça o papel de|Atue como} {simulador|substituto} da {ferramenta|plataforma}, do {ambiente|terminal|usuário}: a cada {chamada|ação|comando} do agente {devolva|responda com} {um resultado|uma observação} {plausível|coerente} e nada mais. {Ação}: buscar("Recife")',
    ],
    [
      '{Tarefa}: {reservar hotel|comparar preços|instalar um programa}\n{Passo|Turno} 1 Pensamento: Ação: Observação:\n...\n{Complete|Continue} {toda a trajetória|o registro}, {observações|saídas} {inventadas|fictícias}, em JSON, para {treinar agentes|dados de agente}.',
      '{Sintetize|Gere} $n {diálogos|trajetórias} com {chamadas de função|uso de ferramentas}, {papéis|mensagens} usuário, assistente e ferramenta, {resultados|saídas} {simulados|inventados}, {uma falha e nova tentativa|um erro} {incluído|em cada}.',
    ],
  ],
  honest: [
    [
      '%ask',
      '{Escreva|Corrija|Resuma|Traduza} {um e-mail|uma redação|este texto|a ata|meu currículo}{, em tom gentil|, em poucas linhas|}. %text',
      '{Olá|Obrigado}, {recomende|me diga} {livros|receitas|lugares} {para crianças|baratos|tranquilos}.',
      '%text {O que significa|O que o autor quer dizer}?',
      '%text\n{Traduza para o inglês|Resuma em uma frase|Procure os erros}.',
    ],
    [
      '{A professora|O exercício} {pede|exige} {mostrar|escrever} {o desenvolvimento|os passos|a derivação}, {como coloco|como se faz} neste? %ask',
      '{Explique|Conte} {brevemente|em uma frase} {seu raciocínio|o motivo|essa conclusão}. %ask',
      '{Dê uma nota|Avalie|Corrija} {minha redação|meu currículo|o discurso da minha filha} {de 1 a 10|} e {diga|aponte} {o que melhorar|as falhas}. %text',
      '{Crie|Prepare} {um questionário|exercícios|perguntas de múltipla escolha} de $n {perguntas|} sobre {vulcões|frações} para {minha turma|meus alunos}, {com gabarito|com respostas}.',
      '{Limpe|Organize|Passe a limpo} {minhas anotações|esta tabela|a agenda|o rascunho}: {tire|apague} {duplicatas|erros|linhas vazias}, {sem mudar|mantenha} {o sentido|os dados}. %text',
      '{Reescreva|Suavize} {esta resposta|minha reclamação|o aviso} {com mais tato|de forma educada|em tom profissional}. %text',
      'O que é {um agente|uma chamada de função|um conjunto de dados|moderação de conteúdo}? {Com um exemplo|Em poucas palavras}.',
      '{Simule|Faça} {uma entrevista|uma conversa} {de emprego|com um cliente} {comigo|para eu praticar}, {uma pergunta por vez|uma de cada vez}.',
    ],
    [
      '{Você é|Trabalha como} {assistente|atendente} de {uma loja|um banco|um hospital|uma escola}; {responda|atenda} com {gentileza|brevidade}, {se não souber, diga|passe as reclamações a uma pessoa}.\n%ask',
      '{Pense bem|Reflita} e {dê|escreva} só a {conclusão|resposta} {breve|em uma linha}, {sem mostrar|não inclua} {os passos|o desenvolvimento}. %ask',
      '{Extraia|Retire} {nomes|datas|valores|lugares} {do texto|deste registro} e {devolva|coloque} em {uma tabela|JSON}. %text',
    ],
  ],
});
