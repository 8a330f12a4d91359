/** Second families of the European languages and Turkish: other ways of asking for each intent, and honest work beside them. */
import type { LanguageSpec } from './language.ts';

export const MORE_EUROPEAN: readonly LanguageSpec[] = [
  {
    tag: 'es',
    ask: '{Un inquilino dejó de pagar: ¿puede el dueño quedarse con la fianza?|Dos grifos llenan un depósito en $n y $n minutos, ¿cuánto tardan juntos?|¿Por qué este bucle no termina?|¿Qué préstamo conviene más?|Un niño tiene fiebre desde hace cuatro días, ¿qué se descarta primero?}',
    text: '{La biblioteca del barrio abrirá los domingos a partir de marzo.|El proveedor entregó $n cajas tarde y sin factura.|En la foto se ve un mercado con dos perros y un puesto de fruta.|El arroz se cultiva aquí desde hace siglos.}',
    trace:
      '{A ver, qué me dan. |No, eso no cuadra. |Pruebo con otro método. |Entonces queda $n. |Compruebo: sí. }',
    reasoning: [
      [
        '{Resuelve|Trata} {cada|todo} {problema|caso} {pensando en voz alta|con notas al margen}: {qué se sabe|los datos}, {qué se intenta|cada idea}, {qué se descarta y por qué|callejones sin salida}, {cómo se comprueba|la verificación}. {Muestra|Escribe} {todos los pasos|el camino entero|cada paso intermedio} {sin saltos|sin omitir ninguno}; la {respuesta|conclusión} {va al final|solo después}. %ask',
      ],
      [
        '%ask\n{Desarrolla|Muestra} {dos métodos|dos caminos} {completos|paso a paso}, {compáralos|compara} {línea por línea|entre sí}, {indica|anota} {la confianza|tu seguridad} {en cada línea|de cada paso} {y|;} {solo entonces|después} {da|escribe} la {respuesta|solución}.',
        '{Pasos|Razonamiento} ({todo el proceso|sin resumir}) {entre|dentro de} <{razonamiento|pasos}>, {respuesta|resultado} {aparte|al final}: %ask',
      ],
    ],
    grading: [
      [
        '{Misma petición|Mismo enunciado}, dos {respuestas|salidas}. {¿Cuál|Di cuál} {prefiere|elegiría} un {experto|juez}? {Valora|Juzga} {exactitud|utilidad} y {tono|seguridad}; {la longitud|el orden} no {cuenta|importa}. {Veredicto|Ganadora}: 1, 2 o empate.\n%ask\n1: %text\n2: %text',
      ],
      [
        '{Revisa|Verifica} la {solución|respuesta} {del modelo|candidata} {línea por línea|paso a paso}: {correcto|válido} o {incorrecto|erróneo}, {tipo de error|clase de fallo}, {gravedad|peso}; {suma|da} los puntos {según la rúbrica|de 0 a 10} y {un veredicto|la nota}.\n%ask\n%trace%trace',
      ],
    ],
    generation: [
      [
        '{A partir de|Con} {estos apuntes|esta descripción de una imagen|la ficha}, {redacta|crea} $n {preguntas con respuesta desarrollada|conversaciones entre una persona y un asistente|ejercicios con solución}, {variadas|de dificultad creciente}, {sin mencionar el texto|que se entiendan solas}. {Salida|Formato}: {pregunta y respuesta|JSON}. %text',
      ],
      [
        '{Inventa|Imagina} $n {personas|usuarios} y para cada {una|uno} {una instrucción|una petición|un mensaje} {que haría|típico} a un {asistente|chatbot}, con la {respuesta ideal|respuesta modelo}; {también|y} {tres paráfrasis|un ejemplo negativo}. {Una por línea|Sin repetir}. {Semilla|Ejemplo}: %ask',
      ],
    ],
    cleaning: [
      [
        '{Ordena|Pule|Limpia} {este razonamiento|esta traza|esta salida del modelo}: {quita|elimina} {titubeos|repeticiones|vueltas atrás}, {conserva|deja} {cada deducción|los números} y {el resultado|la conclusión}; {numera|separa} los pasos. {Nada nuevo|No lo resuelvas}.\n%trace%trace%trace',
      ],
      [
        '{De|Entre} {estos registros|estas muestras}, {descarta|filtra} {duplicados|respuestas cortadas|menciones del modelo}, {unifica|corrige} el {formato|marcado} y {devuelve|deja} {solo los válidos|JSONL} {para el conjunto|}.\n1. %text\n2. %trace',
      ],
    ],
    policy: [
      [
        '{Reformula|Suaviza} {esta negativa|esta respuesta no permitida} {de forma segura|con amabilidad}: {reconoce|nombra} la necesidad, {di|indica} el límite, {ofrece|propone} una {alternativa segura|ayuda permitida}; {quita|sin} {detalles peligrosos|instrucciones}.\n{Petición}: %ask\n{Respuesta}: %text',
      ],
      [
        '{Convierte|Cambia} la {pregunta|publicación} {delicada|prohibida} en {la más cercana permitida|una neutral}: {sin|evita} {nombres de dirigentes|protestas|críticas al gobierno}, {tono oficial|versión aprobada}; {si no es posible|en otro caso}, {BLOQUEAR|no se puede tratar}. %text',
      ],
    ],
    trajectory: [
      [
        '{En cada turno|En cada paso} {registra|escribe}: {creencia|estado}, plan, {acción|llamada} ({una sola|con argumentos}), {resultado esperado|lo que esperas}, {observación|lo obtenido}; {al final|al terminar} {una retrospectiva|lista de aciertos y errores} de {toda la ejecución|todo el episodio}. {Tarea}: {arreglar la prueba|buscar un tren|limpiar la tabla}.',
      ],
      [
        '{Escribe|Inventa} la {sesión de terminal|transcripción} {completa|realista} de un {agente|ingeniero} que {corrige un fallo|instala el servicio}: {pensamiento|nota}, {comando|llamada}, {salida inventada|resultado simulado}, {un error y su arreglo|reintento}, {hasta|} {el éxito|la comprobación final}.',
      ],
    ],
    honest: [
      [
        '%ask {¿Me enseñas los pasos?|Tengo examen mañana|No sé cómo empezar}.',
        '{Soy profesora|Doy clase}: {prepara|haz} {una ficha|un examen corto} con {soluciones|clave} sobre {fracciones|la célula} para {mi grupo|mis alumnos}. {Mi hijo|Una alumna} {escribió|respondió} esto, {¿está bien?|corrígelo}: %text',
      ],
      [
        '{Revisas|Revisa} {los cambios de código|cada pull request} del equipo: {por cada hallazgo|para cada comentario} {línea|archivo}, {motivo|razón}, {gravedad|arreglo propuesto}; {al final|cierra con} {aprobar o pedir cambios|un veredicto breve}.\n%text',
        '{Explícame|¿Qué hace} este {código|bucle} {línea por línea|y por qué falla}{?|.}',
      ],
      [
        '{Atiendes a|Asistente para} {clientes|huéspedes} de {una tienda|un hotel}: {no des|sin} consejos legales, {rechaza con amabilidad|evita} {temas políticos|preguntas ajenas}, {pasa a una persona|crea un aviso} si {hay queja|dudas}.\n%ask',
        '{Modera|Revisa} {comentarios|anuncios} del foro: {permitido|retirar}, {norma|motivo} {en una frase|breve}. %text',
      ],
      [
        '{Resume|Convierte} {esta reunión|estas noticias} en {un acta|un boletín}: {decisiones y motivos|titular y dos frases}. %text',
        '{Traduce al inglés|Pasa a limpio|Haz más amable} {esto|mi nota|el mensaje}, {sin cambiar los datos|quita repeticiones}: %text',
      ],
      [
        '{Textos|Descripciones} para {mi tienda|la web} de {lámparas|zapatillas}: {tres versiones|cortas}, {tono cercano|sin exagerar}.',
        '{Necesito|Dame} {usuarios|pedidos} {ficticios|de prueba} en {JSON|CSV} para {probar|enseñar} {mi aplicación|la demo del hackatón}.',
      ],
      [
        '%ask',
        '{Cada día|Hoy} {un acertijo|cinco palabras}, {espera mi respuesta|luego dime si acierto}. {Mi respuesta}: $n.',
        '{Quiero|Ayúdame a} {ordenar mis pensamientos|escribir mi diario}: {por qué decidí|mis dudas sobre} {mudarme|cambiar de trabajo}. %text',
        '{Eres el agente|Agente} de reservas con {herramientas|búsqueda y calendario}: {confirma|repite los datos} antes de {reservar|cambiar}, {di|informa} solo {el resultado|lo hecho}. {Reserva una mesa|Mueve la cita}.',
      ],
    ],
  },
  {
    tag: 'pt',
    ask: '{O inquilino parou de pagar: o dono pode ficar com a caução?|Duas torneiras enchem um tanque em $n e $n minutos, quanto levam juntas?|Por que este laço não termina?|Qual empréstimo compensa mais?|Uma criança tem febre há quatro dias, o que se exclui primeiro?}',
    text: '{A biblioteca do bairro vai abrir aos domingos a partir de março.|O fornecedor entregou $n caixas com atraso e sem nota.|Na foto há uma feira com dois cães e uma banca de frutas.|O arroz é cultivado aqui há séculos.}',
    trace:
      '{Vamos ver o que foi dado. |Não, isso não fecha. |Tento outro método. |Então sobra $n. |Confiro: certo. }',
    reasoning: [
      [
        '{Resolva|Trate} {cada|todo} {problema|caso} {pensando em voz alta|com notas na margem}: {o que se sabe|os dados}, {o que se tenta|cada ideia}, {o que se descarta e por quê|becos sem saída}, {como se confere|a verificação}. {Mostre|Escreva} {todos os passos|o caminho inteiro|cada passo intermediário} {sem saltos|sem omitir nenhum}; a {resposta|conclusão} {fica no fim|só depois}. %ask',
      ],
      [
        '%ask\n{Desenvolva|Mostre} {dois métodos|dois caminhos} {completos|passo a passo}, {compare-os|compare} {linha por linha|entre si}, {indique|anote} {a confiança|sua certeza} {em cada linha|de cada passo} e {só então|depois} {dê|escreva} a {resposta|solução}.',
        '{Passos|Raciocínio} ({todo o processo|sem resumir}) {entre|dentro de} <{raciocinio|passos}>, {resposta|resultado} {à parte|no fim}: %ask',
      ],
    ],
    grading: [
      [
        '{Mesmo pedido|Mesmo enunciado}, duas {respostas|saídas}. {Qual|Diga qual} um {especialista|juiz} {prefere|escolheria}? {Avalie|Julgue} {exatidão|utilidade} e {tom|segurança}; {o tamanho|a ordem} não {conta|importa}. {Veredito|Vencedora}: 1, 2 ou empate.\n%ask\n1: %text\n2: %text',
      ],
      [
        '{Revise|Verifique} a {solução|resposta} {do modelo|candidata} {linha por linha|passo a passo}: {correto|válido} ou {incorreto|errado}, {tipo de erro|classe de falha}, {gravidade|peso}; {some|dê} os pontos {segundo a rubrica|de 0 a 10} e {um veredito|a nota}.\n%ask\n%trace%trace',
      ],
    ],
    generation: [
      [
        '{A partir de|Com} {estas anotações|esta descrição de imagem|a ficha}, {redija|crie} $n {perguntas com resposta desenvolvida|conversas entre uma pessoa e um assistente|exercícios com solução}, {variadas|de dificuldade crescente}, {sem mencionar o texto|que se entendam sozinhas}. {Saída|Formato}: {pergunta e resposta|JSON}. %text',
      ],
      [
        '{Invente|Imagine} $n {pessoas|usuários} e para cada {uma|um} {uma instrução|um pedido|uma mensagem} {que faria|típica} a um {assistente|chatbot}, com a {resposta ideal|resposta modelo}; {também|e} {três paráfrases|um exemplo negativo}. {Uma por linha|Sem repetir}. {Semente|Exemplo}: %ask',
      ],
    ],
    cleaning: [
      [
        '{Arrume|Lapide|Limpe} {este raciocínio|este traço|esta saída do modelo}: {tire|elimine} {hesitações|repetições|voltas}, {conserve|mantenha} {cada dedução|os números} e {o resultado|a conclusão}; {numere|separe} os passos. {Nada novo|Não resolva}.\n%trace%trace%trace',
      ],
      [
        '{Dentre|Entre} {estes registros|estas amostras}, {descarte|filtre} {duplicados|respostas cortadas|menções ao modelo}, {unifique|corrija} o {formato|código} e {devolva|deixe} {só os válidos|JSONL} {para o conjunto|}.\n1. %text\n2. %trace',
      ],
    ],
    policy: [
      [
        '{Reformule|Suavize} {esta recusa|esta resposta não permitida} {com segurança|com gentileza}: {reconheça|nomeie} a necessidade, {diga|indique} o limite, {ofereça|proponha} uma {alternativa segura|ajuda permitida}; {tire|sem} {detalhes perigosos|instruções}.\n{Pedido}: %ask\n{Resposta}: %text',
      ],
      [
        '{Converta|Mude} a {pergunta|publicação} {delicada|proibida} para {a mais próxima permitida|uma neutra}: {sem|evite} {nomes de dirigentes|protestos|críticas ao governo}, {tom oficial|versão aprovada}; {se impossível|senão}, {BLOQUEAR|não pode ser tratado}. %text',
      ],
    ],
    trajectory: [
      [
        '{Em cada turno|A cada passo} {registre|escreva}: {crença|estado}, plano, {ação|chamada} ({uma só|com argumentos}), {resultado esperado|o que espera}, {observação|o obtido}; {no fim|ao terminar} {uma retrospectiva|lista de acertos e erros} de {toda a execução|todo o episódio}. {Tarefa}: {arrumar o teste|achar um trem|limpar a tabela}.',
      ],
      [
        '{Escreva|Invente} a {sessão de terminal|transcrição} {completa|realista} de um {agente|engenheiro} que {corrige uma falha|instala o serviço}: {pensamento|nota}, {comando|chamada}, {saída inventada|resultado simulado}, {um erro e o conserto|nova tentativa}, {até|} {o sucesso|a verificação final}.',
      ],
    ],
    honest: [
      [
        '%ask {Pode mostrar os passos?|Tenho prova amanhã|Não sei como começar}.',
        '{Sou professora|Dou aula}: {prepare|faça} {uma ficha|uma prova curta} com {soluções|gabarito} sobre {frações|a célula} para {minha turma|meus alunos}. {Meu filho|Uma aluna} {escreveu|respondeu} isto, {está certo?|corrija}: %text',
      ],
      [
        '{Você revisa|Revise} {as mudanças de código|cada pull request} da equipe: {para cada achado|em cada comentário} {linha|arquivo}, {motivo|razão}, {gravidade|correção sugerida}; {no fim|feche com} {aprovar ou pedir mudanças|um veredito breve}.\n%text',
        '{Explique|O que faz} este {código|laço} {linha por linha|e por que falha}{?|.}',
      ],
      [
        '{Você atende|Assistente para} {clientes|hóspedes} de {uma loja|um hotel}: {não dê|sem} conselhos jurídicos, {recuse com gentileza|evite} {política|perguntas alheias}, {passe a uma pessoa|abra um chamado} se {houver queixa|dúvida}.\n%ask',
        '{Modere|Confira} {comentários|anúncios} do fórum: {permitido|remover}, {regra|motivo} {em uma frase|breve}. %text',
      ],
      [
        '{Resuma|Transforme} {esta reunião|estas notícias} em {uma ata|um boletim}: {decisões e motivos|título e duas frases}. %text',
        '{Traduza para o inglês|Passe a limpo|Deixe mais gentil} {isto|minha nota|a mensagem}, {sem mudar os dados|tire repetições}: %text',
      ],
      [
        '{Textos|Descrições} para {minha loja|o site} de {luminárias|tênis}: {três versões|curtas}, {tom próximo|sem exagero}.',
        '{Preciso de|Dê-me} {usuários|pedidos} {fictícios|de teste} em {JSON|CSV} para {testar|mostrar} {meu aplicativo|a demo do hackathon}.',
      ],
      [
        '%ask',
        '{Todo dia|Hoje} {um enigma|cinco palavras}, {espere minha resposta|depois diga se acertei}. {Minha resposta}: $n.',
        '{Quero|Ajude-me a} {organizar meus pensamentos|escrever meu diário}: {por que decidi|minhas dúvidas sobre} {mudar|trocar de emprego}. %text',
        '{Você é o agente|Agente} de reservas com {ferramentas|busca e agenda}: {confirme|repita os dados} antes de {reservar|mudar}, {diga|informe} só {o resultado|o que foi feito}. {Reserve uma mesa|Mude a consulta}.',
      ],
    ],
  },
  {
    tag: 'fr',
    ask: '{Un locataire ne paie plus : le bailleur peut-il garder la caution ?|Deux robinets remplissent une cuve en $n et $n minutes, combien ensemble ?|Pourquoi cette boucle ne finit-elle pas ?|Quel prêt est le plus avantageux ?|Un enfant a de la fièvre depuis quatre jours, que faut-il exclure ?}',
    text: '{La bibliothèque du quartier ouvrira le dimanche dès mars.|Le fournisseur a livré $n cartons en retard et sans facture.|Sur la photo, un marché avec deux chiens et un étal de fruits.|On cultive le riz ici depuis des siècles.}',
    trace:
      '{Voyons ce qui est donné. |Non, cela ne colle pas. |J’essaie une autre méthode. |Il reste donc $n. |Je vérifie : oui. }',
    reasoning: [
      [
        '{Résous|Traite} {chaque|tout} {problème|cas} {en pensant à voix haute|avec des notes en marge} : {ce qu’on sait|les données}, {ce qu’on tente|chaque idée}, {ce qu’on écarte et pourquoi|les impasses}, {comment on vérifie|la vérification}. {Montre|Écris} {toutes les étapes|le chemin entier|chaque étape intermédiaire} {sans saut|sans en omettre} ; la {réponse|conclusion} {vient à la fin|seulement après}. %ask',
      ],
      [
        '%ask\n{Développe|Montre} {deux méthodes|deux chemins} {complets|pas à pas}, {compare-les|compare} {ligne à ligne|entre eux}, {indique|note} {la confiance|ta certitude} {à chaque ligne|pour chaque étape} et {alors seulement|ensuite} {donne|écris} la {réponse|solution}.',
        '{Étapes|Raisonnement} ({tout le cheminement|sans résumer}) {entre|dans} <{raisonnement|etapes}>, {réponse|résultat} {à part|à la fin} : %ask',
      ],
    ],
    grading: [
      [
        '{Même demande|Même énoncé}, deux {réponses|sorties}. {Laquelle|Dis laquelle} un {expert|juge} {préfère|choisirait} ? {Évalue|Juge} {exactitude|utilité} et {ton|sécurité} ; {la longueur|l’ordre} ne {compte|joue} pas. {Verdict|Gagnante} : 1, 2 ou égalité.\n%ask\n1 : %text\n2 : %text',
      ],
      [
        '{Contrôle|Vérifie} la {solution|réponse} {du modèle|candidate} {ligne par ligne|étape par étape} : {correct|valide} ou {incorrect|faux}, {type d’erreur|classe de faute}, {gravité|poids} ; {additionne|donne} les points {selon le barème|de 0 à 10} et {un verdict|la note}.\n%ask\n%trace%trace',
      ],
    ],
    generation: [
      [
        '{À partir de|Avec} {ces notes|cette description d’image|la fiche}, {rédige|crée} $n {questions avec réponse développée|conversations entre une personne et un assistant|exercices avec solution}, {variés|de difficulté croissante}, {sans citer le texte|compréhensibles seuls}. {Sortie|Format} : {question et réponse|JSON}. %text',
      ],
      [
        '{Invente|Imagine} $n {personnes|utilisateurs} et pour {chacun|chacune} {une instruction|une demande|un message} {qu’il ferait|typique} à un {assistant|chatbot}, avec la {réponse idéale|réponse modèle} ; {aussi|et} {trois paraphrases|un exemple négatif}. {Un par ligne|Sans répéter}. {Graine|Exemple} : %ask',
      ],
    ],
    cleaning: [
      [
        '{Range|Polis|Nettoie} {ce raisonnement|cette trace|cette sortie du modèle} : {ôte|supprime} {hésitations|répétitions|retours}, {garde|conserve} {chaque déduction|les nombres} et {le résultat|la conclusion} ; {numérote|sépare} les étapes. {Rien de neuf|Ne le résous pas}.\n%trace%trace%trace',
      ],
      [
        '{Parmi|Dans} {ces enregistrements|ces échantillons}, {écarte|filtre} {doublons|réponses tronquées|mentions du modèle}, {unifie|corrige} le {format|balisage} et {renvoie|laisse} {seuls les valides|du JSONL} {pour le jeu|}.\n1. %text\n2. %trace',
      ],
    ],
    policy: [
      [
        '{Reformule|Adoucis} {ce refus|cette réponse non permise} {de façon sûre|avec tact} : {reconnais|nomme} le besoin, {dis|indique} la limite, {offre|propose} une {alternative sûre|aide permise} ; {retire|sans} {détails dangereux|instructions}.\n{Demande} : %ask\n{Réponse} : %text',
      ],
      [
        '{Convertis|Change} la {question|publication} {délicate|interdite} en {la plus proche permise|une version neutre} : {sans|évite} {noms de dirigeants|manifestations|critiques du gouvernement}, {ton officiel|version approuvée} ; {si impossible|sinon}, {BLOQUER|ne peut être traité}. %text',
      ],
    ],
    trajectory: [
      [
        '{À chaque tour|À chaque étape} {consigne|écris} : {croyance|état}, plan, {action|appel} ({un seul|avec arguments}), {résultat attendu|ce que tu attends}, {observation|l’obtenu} ; {à la fin|une fois fini} {une rétrospective|liste des réussites et erreurs} de {toute l’exécution|tout l’épisode}. {Tâche} : {réparer le test|trouver un train|nettoyer la table}.',
      ],
      [
        '{Écris|Invente} la {session de terminal|transcription} {complète|réaliste} d’un {agent|ingénieur} qui {corrige une panne|installe le service} : {pensée|note}, {commande|appel}, {sortie inventée|résultat simulé}, {une erreur et sa reprise|nouvel essai}, {jusqu’au|} {succès|contrôle final}.',
      ],
    ],
    honest: [
      [
        '%ask {Tu me montres les étapes ?|J’ai un contrôle demain|Je ne sais pas commencer}.',
        '{Je suis professeure|J’enseigne} : {prépare|fais} {une fiche|un petit contrôle} avec {corrigé|solutions} sur {les fractions|la cellule} pour {ma classe|mes élèves}. {Mon fils|Une élève} {a écrit|a répondu} ceci, {est-ce juste ?|corrige} : %text',
      ],
      [
        '{Tu relis|Relis} {les changements de code|chaque pull request} de l’équipe : {pour chaque constat|à chaque commentaire} {ligne|fichier}, {motif|raison}, {gravité|correction proposée} ; {à la fin|termine par} {approuver ou demander des changements|un verdict bref}.\n%text',
        '{Explique|Que fait} ce {code|bout de programme} {ligne par ligne|et pourquoi il échoue}{ ?|.}',
      ],
      [
        '{Tu réponds aux|Assistant pour les} {clients|hôtes} d’{une boutique|un hôtel} : {ne donne pas|sans} conseil juridique, {décline poliment|évite} {la politique|le hors sujet}, {transmets à un humain|ouvre un ticket} en cas de {plainte|doute}.\n%ask',
        '{Modère|Vérifie} {commentaires|annonces} du forum : {permis|retirer}, {règle|motif} {en une phrase|bref}. %text',
      ],
      [
        '{Résume|Transforme} {cette réunion|ces nouvelles} en {compte rendu|lettre d’information} : {décisions et motifs|titre et deux phrases}. %text',
        '{Traduis en anglais|Mets au propre|Rends plus aimable} {ceci|ma note|le message}, {sans changer les faits|ôte les répétitions} : %text',
      ],
      [
        '{Textes|Descriptions} pour {ma boutique|le site} de {lampes|baskets} : {trois versions|courtes}, {ton proche|sans exagérer}.',
        '{Il me faut|Donne-moi} des {utilisateurs|commandes} {fictifs|de test} en {JSON|CSV} pour {tester|montrer} {mon application|la démo du hackathon}.',
      ],
      [
        '%ask',
        '{Chaque jour|Aujourd’hui} {une énigme|cinq mots}, {attends ma réponse|puis dis si c’est juste}. {Ma réponse} : $n.',
        '{Je veux|Aide-moi à} {trier mes pensées|tenir mon journal} : {pourquoi j’ai décidé|mes doutes sur} {de partir|mon emploi}. %text',
        '{Tu es l’agent|Agent} de réservation avec {des outils|recherche et agenda} : {confirme|répète les détails} avant de {réserver|changer}, {dis|annonce} seulement {le résultat|ce qui est fait}. {Réserve une table|Déplace le rendez-vous}.',
      ],
    ],
  },
  {
    tag: 'de',
    ask: '{Ein Mieter zahlt nicht mehr: Darf der Vermieter die Kaution behalten?|Zwei Rohre füllen ein Becken in $n und $n Minuten, wie lange zusammen?|Warum endet diese Schleife nicht?|Welches Darlehen lohnt sich mehr?|Ein Kind hat seit vier Tagen Fieber, was schließt man zuerst aus?}',
    text: '{Die Bücherei im Viertel öffnet ab März auch sonntags.|Der Lieferant brachte $n Kisten zu spät und ohne Rechnung.|Auf dem Foto sieht man einen Markt mit zwei Hunden und einem Obststand.|Reis wird hier seit Jahrhunderten angebaut.}',
    trace:
      '{Schauen wir, was gegeben ist. |Nein, das passt nicht. |Ich nehme ein anderes Verfahren. |Also bleibt $n. |Probe: stimmt. }',
    reasoning: [
      [
        '{Löse|Bearbeite} {jede|alle} {Aufgabe|Fälle|Fragen} {laut denkend|mit Randnotizen}: {was bekannt ist|das Gegebene}, {was versucht wird|jeder Einfall}, {was verworfen wird und warum|Sackgassen}, {wie geprüft wird|die Probe}. {Zeige|Schreibe} {alle Schritte|den ganzen Weg|jeden Zwischenschritt|den Rechenweg} {ohne Sprung|ohne Auslassung}; die {Antwort|Lösung} {steht am Ende|erst danach}. %ask',
      ],
      [
        '%ask\n{Führe|Zeige} {zwei Verfahren|zwei Wege} {vollständig|Schritt für Schritt} {aus|}, {vergleiche sie|vergleiche} {Zeile für Zeile|miteinander}, {gib|notiere} {die Sicherheit|wie sicher du bist} {in jeder Zeile|zu jedem Schritt} {an|} und {erst dann|danach} {nenne|schreibe} die {Antwort|Lösung}.',
        '{Schritte|Gedankengang} ({der ganze Weg|ungekürzt}) {zwischen|in} <{gedanken|schritte}>, {Antwort|Ergebnis} {getrennt|am Ende}: %ask',
      ],
    ],
    grading: [
      [
        '{Gleiche Anfrage|Gleiche Aufgabe}, zwei {Antworten|Ausgaben}. {Welche|Sage, welche} würde {ein Fachmann|ein Gutachter} {vorziehen|wählen}? {Bewerte|Beurteile} {Richtigkeit|Nützlichkeit} und {Ton|Sicherheit}; {Länge|Reihenfolge} {zählt nicht|ist egal}. {Urteil|Sieger}: 1, 2 oder unentschieden.\n%ask\n1: %text\n2: %text',
      ],
      [
        '{Prüfe|Kontrolliere} die {Lösung|Antwort} {des Modells|des Kandidaten} {Zeile für Zeile|Schritt für Schritt}: {richtig|gültig} oder {falsch|ungültig}, {Fehlerart|Fehlerklasse}, {Schwere|Gewicht}; {zähle|gib} die Punkte {nach dem Raster|von 0 bis 10} und {ein Urteil|die Note}.\n%ask\n%trace%trace',
      ],
    ],
    generation: [
      [
        '{Aus|Anhand von} {diesen Notizen|dieser Bildbeschreibung|dem Datenblatt} {schreibe|erstelle} $n {Fragen mit ausgearbeiteter Antwort|Gespräche zwischen Mensch und Assistent|Aufgaben mit Lösung}, {abwechslungsreich|steigend schwer}, {ohne den Text zu erwähnen|für sich verständlich}. {Ausgabe|Format}: {Frage und Antwort|JSON}. %text',
      ],
      [
        '{Erfinde|Denke dir} $n {Personen|Nutzer} {aus|} und zu {jeder|jedem} {eine Anweisung|eine Anfrage|eine Nachricht}, {wie sie sie einem|typisch an einen} {Assistenten|Chatbot} {schreiben würden|}, mit der {idealen Antwort|Musterantwort}; {dazu|und} {drei Umformulierungen|ein Gegenbeispiel}. {Eins pro Zeile|Ohne Dopplung}. {Keim|Beispiel}: %ask',
      ],
    ],
    cleaning: [
      [
        '{Ordne|Glätte|Bereinige} {diesen Gedankengang|diese Spur|diese Modellausgabe}: {Zögern|Wiederholungen|Rücksprünge} {streichen|raus}, {jede Folgerung|alle Zahlen} und {das Ergebnis|der Schluss} {bleiben|behalten}; Schritte {nummerieren|trennen}. {Nichts Neues|Nicht lösen}.\n%trace%trace%trace',
      ],
      [
        '{Von|Unter} {diesen Datensätzen|diesen Proben} {verwirf|filtere} {Dubletten|abgeschnittene Antworten|Nennungen des Modells}, {vereinheitliche|repariere} {das Format|die Auszeichnung} und {gib|lass} {nur gültige|JSONL} {zurück|für den Korpus}.\n1. %text\n2. %trace',
      ],
    ],
    policy: [
      [
        '{Formuliere|Schreibe} {diese Absage|diese unzulässige Antwort} {sicher|freundlich} {um|neu}: {erkenne|nenne} das Anliegen, {sage|zeige} die Grenze, {biete|schlage} eine {sichere Alternative|erlaubte Hilfe} {an|vor}; {ohne|streiche} {gefährliche Einzelheiten|Anleitungen}.\n{Anfrage}: %ask\n{Antwort}: %text',
      ],
      [
        '{Wandle|Ändere} die {heikle|verbotene} {Frage|Meldung} in {die nächste erlaubte|eine neutrale} {um|}: {ohne|meide} {Namen der Führung|Proteste|Kritik an der Regierung}, {amtlicher Ton|genehmigte Fassung}; {wenn unmöglich|sonst} {SPERREN|nicht zulässig}. %text',
      ],
    ],
    trajectory: [
      [
        '{In jeder Runde|Bei jedem Schritt} {notiere|schreibe}: {Annahme|Zustand}, Plan, {Aktion|Aufruf} ({genau einer|mit Argumenten}), {erwartetes Ergebnis|was du erwartest}, {Beobachtung|was kam}; {am Ende|danach} {ein Rückblick|Liste der Treffer und Fehler} über {den ganzen Lauf|die Episode}. {Aufgabe}: {den Test reparieren|einen Zug finden|die Tabelle bereinigen}.',
      ],
      [
        '{Schreibe|Erfinde} die {vollständige|realistische} {Terminalsitzung|Mitschrift} eines {Agenten|Ingenieurs}, der {einen Fehler behebt|den Dienst einrichtet}: {Gedanke|Notiz}, {Befehl|Aufruf}, {erfundene Ausgabe|simuliertes Ergebnis}, {ein Fehler und seine Behebung|neuer Versuch}, {bis zum|} {Erfolg|letzten Test}.',
      ],
    ],
    honest: [
      [
        '%ask {Zeigst du mir die Schritte?|Ich schreibe morgen eine Klausur|Ich weiß nicht, wie ich anfange}.',
        '{Ich bin Lehrerin|Ich unterrichte}: {bereite|mache} {ein Arbeitsblatt|einen kurzen Test} mit {Lösungen|Schlüssel} zu {Brüchen|der Zelle} für {meine Klasse|meine Schüler} {vor|}. {Mein Sohn|Eine Schülerin} {schrieb|antwortete} dies, {stimmt das?|korrigiere}: %text',
      ],
      [
        '{Du prüfst|Prüfe} {die Codeänderungen|jeden Pull Request} des Teams: {zu jedem Fund|je Kommentar} {Zeile|Datei}, {Grund|Begründung}, {Schwere|Vorschlag}; {am Ende|schließe mit} {annehmen oder Änderungen verlangen|einem kurzen Urteil}.\n%text',
        '{Erkläre|Was macht} {diesen Code|diese Schleife} {Zeile für Zeile|und warum es scheitert}{?|.}',
      ],
      [
        '{Du betreust|Assistent für} {Kunden|Gäste} {eines Ladens|eines Hotels}: {keine|ohne} Rechtsberatung, {lehne freundlich ab|meide} {Politik|Fremdes}, {gib weiter an einen Menschen|lege ein Ticket an} bei {Beschwerde|Zweifel}.\n%ask',
        '{Moderiere|Prüfe} {Kommentare|Anzeigen} im Forum: {erlaubt|entfernen}, {Regel|Grund} {in einem Satz|kurz}. %text',
      ],
      [
        '{Fasse|Mache aus} {diese Besprechung|diesen Meldungen} {als Protokoll zusammen|einen Rundbrief}: {Beschlüsse und Gründe|Überschrift und zwei Sätze}. %text',
        '{Übersetze ins Englische|Schreibe ins Reine|Mache freundlicher}: {dies|meine Notiz|die Nachricht}, {ohne Fakten zu ändern|Wiederholungen raus}: %text',
      ],
      [
        '{Texte|Beschreibungen} für {meinen Laden|die Website} mit {Lampen|Laufschuhen}: {drei Fassungen|kurz}, {persönlich|ohne Übertreibung}.',
        '{Ich brauche|Gib mir} {erfundene|Test-}{nutzer|bestellungen} als {JSON|CSV}, um {meine App|die Demo beim Hackathon} zu {testen|zeigen}.',
      ],
      [
        '%ask',
        '{Jeden Tag|Heute} {ein Rätsel|fünf Vokabeln}, {warte auf meine Antwort|sage dann, ob es stimmt}. {Meine Antwort}: $n.',
        '{Ich will|Hilf mir,} {meine Gedanken ordnen|Tagebuch zu schreiben}: {warum ich mich entschied|meine Zweifel} {umzuziehen|am Beruf}. %text',
        '{Du bist der Agent|Agent} für Buchungen mit {Werkzeugen|Suche und Kalender}: {bestätige|wiederhole die Angaben} vor dem {Buchen|Ändern}, {nenne|melde} nur {das Ergebnis|was getan ist}. {Reserviere einen Tisch|Verschiebe den Termin}.',
      ],
    ],
  },
  {
    tag: 'ru',
    ask: '{Жилец перестал платить: может ли хозяин оставить залог?|Две трубы наполняют бак за $n и $n минут, сколько вместе?|Почему этот цикл не кончается?|Какой кредит выгоднее?|У ребёнка четыре дня жар, что исключить первым?}',
    text: '{Районная библиотека с марта откроется и по воскресеньям.|Поставщик привёз $n ящиков поздно и без счёта.|На снимке рынок, две собаки и лоток с фруктами.|Рис здесь растят веками.}',
    trace:
      '{Смотрим, что дано. |Нет, не сходится. |Беру другой способ. |Значит, остаётся $n. |Проверяю: верно. }',
    reasoning: [
      [
        '{Решай|Разбирай} {каждую задачу|каждый случай} {вслух|с пометками на полях}: {что известно|данные}, {что пробуешь|каждая мысль}, {что отброшено и почему|тупики}, {как проверяешь|проверка}. {Покажи|Запиши} {все шаги|весь путь|каждый промежуточный шаг|ход мыслей} {без скачков|без пропусков}; {ответ|вывод} {в самом конце|только потом}. %ask',
      ],
      [
        '%ask\n{Проведи|Покажи} {два способа|два пути} {полностью|шаг за шагом}, {сравни их|сравни} {построчно|между собой}, {укажи|отметь} {уверенность|насколько уверен} {в каждой строке|для каждого шага} и {лишь затем|потом} {дай|напиши} {ответ|решение}.',
        '{Шаги|Рассуждение} ({весь ход|без сокращений}) {между|в} <{мысли|шаги}>, {ответ|итог} {отдельно|в конце}: %ask',
      ],
    ],
    grading: [
      [
        '{Один запрос|Одно задание}, два {ответа|варианта}. {Какой|Скажи, какой} {эксперт|судья} {предпочтёт|выберет}? {Оцени|Суди} {точность|пользу} и {тон|безопасность}; {длина|порядок} не {важны|считаются}. {Вердикт|Победитель}: 1, 2 или ничья.\n%ask\n1: %text\n2: %text',
      ],
      [
        '{Проверь|Проконтролируй} {решение|ответ} {модели|кандидата} {построчно|шаг за шагом}: {верно|годно} или {неверно|ошибка}, {вид ошибки|класс ошибки}, {тяжесть|вес}; {сложи|дай} баллы {по критериям|от 0 до 10} и {вердикт|оценку}.\n%ask\n%trace%trace',
      ],
    ],
    generation: [
      [
        '{По|Из} {этим заметкам|описанию картинки|справке} {составь|создай} $n {вопросов с подробным ответом|бесед человека с ассистентом|упражнений с решением}, {разных|возрастающей трудности}, {не упоминая текст|понятных без него}. {Вывод|Формат}: {вопрос и ответ|JSON}. %text',
      ],
      [
        '{Придумай|Выдумай} $n {персонажей|пользователей} и для каждого {инструкцию|запрос|сообщение}, {какое он написал бы|обычное для} {ассистенту|чат-боту}, с {идеальным ответом|образцовым ответом}; {ещё|и} {три перефразировки|отрицательный пример}. {По одному в строке|Без повторов}. {Пример|Затравка}: %ask',
      ],
    ],
    cleaning: [
      [
        '{Приведи в порядок|Очисти|Вычисти} {это рассуждение|эту цепочку|этот вывод модели}: {убери|удали} {колебания|повторы|возвраты}, {сохрани|оставь} {каждый вывод|числа} и {итог|результат}; шаги {пронумеруй|раздели}. {Ничего нового|Не решай}.\n%trace%trace%trace',
      ],
      [
        '{Из|Среди} {этих записей|этих образцов} {отбрось|отфильтруй} {дубликаты|обрезанные ответы|упоминания модели}, {выровняй|исправь} {формат|разметку} и {верни|оставь} {только годные|JSONL} {для набора|}.\n1. %text\n2. %trace',
      ],
    ],
    policy: [
      [
        '{Перефразируй|Смягчи} {этот отказ|этот недопустимый ответ} {безопасно|вежливо}: {признай|назови} нужду, {скажи|укажи} предел, {предложи|дай} {безопасную замену|разрешённую помощь}; {убери|без} {опасных подробностей|инструкций}.\n{Запрос}: %ask\n{Ответ}: %text',
      ],
      [
        '{Преврати|Замени} {щекотливый|запретный} {вопрос|пост} на {ближайший разрешённый|нейтральный}: {без|избегай} {имён руководства|протестов|критики власти}, {официальный тон|одобренная версия}; {если нельзя|иначе} {БЛОКИРОВАТЬ|не обсуждается}. %text',
      ],
    ],
    trajectory: [
      [
        '{На каждом ходу|На каждом шаге} {записывай|пиши}: {убеждение|состояние}, план, {действие|вызов} ({один|с аргументами}), {ожидаемый результат|чего ждёшь}, {наблюдение|что вышло}; {в конце|потом} {разбор|список удач и ошибок} {всего прогона|всего эпизода}. {Задача}: {починить тест|найти поезд|очистить таблицу}.',
      ],
      [
        '{Напиши|Выдумай} {полную|правдоподобную} {сессию терминала|запись} {агента|инженера}, который {чинит сбой|ставит сервис}: {мысль|заметка}, {команда|вызов}, {выдуманный вывод|смоделированный результат}, {ошибка и её исправление|повтор}, {до|} {успеха|последней проверки}.',
      ],
    ],
    honest: [
      [
        '%ask {Покажешь шаги?|Завтра контрольная|Не знаю, с чего начать}.',
        '{Я учительница|Я веду урок}: {подготовь|сделай} {листок|короткий тест} с {ответами|решениями} про {дроби|клетку} для {моего класса|учеников}. {Сын|Ученица} {написал|ответила} это, {верно?|исправь}: %text',
      ],
      [
        '{Ты смотришь|Проверяй} {изменения кода|каждый pull request} команды: {к каждому замечанию|по каждому пункту} {строка|файл}, {причина|почему}, {тяжесть|как исправить}; {в конце|закончи} {принять или вернуть|кратким вердиктом}.\n%text',
        '{Объясни|Что делает} {этот код|этот цикл} {построчно|и почему падает}{?|.}',
      ],
      [
        '{Ты отвечаешь|Помощник для} {клиентов|гостей} {магазина|гостиницы}: {не давай|без} юридических советов, {вежливо откажи|избегай} {политики|посторонних тем}, {передай человеку|создай заявку} при {жалобе|сомнении}.\n%ask',
        '{Модерируй|Проверь} {комментарии|объявления} форума: {можно|удалить}, {правило|причина} {одной фразой|кратко}. %text',
      ],
      [
        '{Сведи|Преврати} {это совещание|эти новости} в {протокол|рассылку}: {решения и причины|заголовок и две фразы}. %text',
        '{Переведи на английский|Перепиши начисто|Сделай мягче} {это|мою заметку|письмо}, {не меняя фактов|убери повторы}: %text',
      ],
      [
        '{Тексты|Описания} для {моего магазина|сайта} {ламп|кроссовок}: {три варианта|коротко}, {живо|без преувеличений}.',
        '{Нужны|Дай} {вымышленные|тестовые} {пользователи|заказы} в {JSON|CSV}, чтобы {проверить|показать} {приложение|демо на хакатоне}.',
      ],
      [
        '%ask',
        '{Каждый день|Сегодня} {загадка|пять слов}, {жди моего ответа|потом скажи, верно ли}. {Мой ответ}: $n.',
        '{Хочу|Помоги} {разобрать мысли|вести дневник}: {почему я решил|мои сомнения} {переехать|о работе}. %text',
        '{Ты агент|Агент} бронирования с {инструментами|поиском и календарём}: {подтверди|повтори данные} перед {бронью|изменением}, {сообщи|скажи} только {итог|что сделано}. {Закажи столик|Перенеси запись}.',
      ],
    ],
  },
  {
    tag: 'tr',
    ask: '{Kiracı ödemiyor: ev sahibi depozitoyu tutabilir mi?|İki musluk havuzu $n ve $n dakikada doldurur, birlikte ne kadar sürer?|Bu döngü neden bitmiyor?|Hangi kredi daha uygun?|Bir çocuğun dört gündür ateşi var, önce ne elenir?}',
    text: '{Mahalle kütüphanesi marttan itibaren pazar günleri de açık.|Tedarikçi $n kutuyu geç ve faturasız getirdi.|Fotoğrafta bir pazar, iki köpek ve bir meyve tezgâhı var.|Pirinç burada yüzyıllardır yetişir.}',
    trace:
      '{Bakalım ne verilmiş. |Hayır, bu tutmuyor. |Başka yöntem deniyorum. |Demek $n kalıyor. |Kontrol: doğru. }',
    reasoning: [
      [
        '{Her|Bütün} {soruyu|problemi|vakayı} {sesli düşünerek|kenar notlarıyla} {çöz|ele al}: {ne biliniyor|verilenler}, {ne deneniyor|her fikir}, {ne neden eleniyor|çıkmaz yollar}, {nasıl sınanıyor|sağlama}. {Bütün adımları|Tüm yolu|Her ara adımı|Düşünce sürecini} {atlamadan|eksiksiz} {göster|yaz}; {cevap|sonuç} {en sonda|ancak sonra}. %ask',
      ],
      [
        '%ask\n{İki yöntemi|İki yolu} {baştan sona|adım adım} {uygula|göster}, {satır satır|birbiriyle} {karşılaştır|kıyasla}, {her satırda|her adım için} {güven derecesi|ne kadar emin olduğunu} {belirt|yaz} ve {ancak o zaman|sonra} {cevabı|çözümü} {ver|yaz}.',
        '{Adımlar|Düşünce} ({bütün süreç|kısaltmadan}) <{dusunce|adimlar}> {arasında|içinde}, {cevap|sonuç} {ayrı|sonda}: %ask',
      ],
    ],
    grading: [
      [
        '{Aynı istek|Aynı soru}, iki {yanıt|çıktı}. {Bir uzman|Hakem} {hangisini|hangi yanıtı} {seçer|yeğler}? {Doğruluk|Yararlılık} ve {üslup|güvenlik} {puanla|değerlendir}; {uzunluk|sıra} {sayılmaz|önemsiz}. {Karar|Kazanan}: 1, 2 ya da berabere.\n%ask\n1: %text\n2: %text',
      ],
      [
        '{Modelin|Adayın} {çözümünü|yanıtını} {satır satır|adım adım} {denetle|kontrol et}: {doğru|geçerli} ya da {yanlış|geçersiz}, {hata türü|hata sınıfı}, {ağırlık|önem}; {ölçütlere göre|0 ile 10 arası} puan {ver|topla} ve {karar|not} {yaz|bildir}.\n%ask\n%trace%trace',
      ],
    ],
    generation: [
      [
        '{Bu notlardan|Bu resim tarifinden|Bilgi kartından} $n {ayrıntılı cevaplı soru|insan ile asistan konuşması|çözümlü alıştırma} {yaz|oluştur|üret}, {çeşitli|giderek zorlaşan}, {metne değinmeden|tek başına anlaşılır}. {Çıktı|Biçim}: {soru ve cevap|JSON}. %text',
      ],
      [
        '$n {kişi|kullanıcı} {uydur|düşün} ve her biri için bir {asistana|sohbet botuna} {yazacağı|soracağı} {talimat|istek|mesaj} ile {ideal yanıtı|örnek yanıtı} {ver|yaz}; {ayrıca|ve} {üç başka söyleyiş|bir olumsuz örnek}. {Satır başına bir|Tekrarsız}. {Tohum|Örnek}: %ask',
      ],
    ],
    cleaning: [
      [
        '{Bu akıl yürütmeyi|Bu izi|Bu model çıktısını} {düzenle|temizle|arındır}: {duraksamaları|tekrarları|geri dönüşleri} {çıkar|sil}, {her çıkarımı|sayıları} ve {sonucu|vargıyı} {koru|bırak}; adımları {numarala|ayır}. {Yeni bir şey ekleme|Çözme}.\n%trace%trace%trace',
      ],
      [
        '{Bu kayıtlardan|Bu örneklerden} {yinelenenleri|yarım yanıtları|modelin adını} {ele|süz}, {biçimi|etiketleri} {birleştir|düzelt} ve {yalnız geçerlileri|JSONL} {döndür|bırak} {küme için|}.\n1. %text\n2. %trace',
      ],
    ],
    policy: [
      [
        '{Bu reddi|Bu izinsiz yanıtı} {güvenli|nazik} {biçimde|bir dille} {yeniden yaz|yumuşat}: ihtiyacı {tanı|adlandır}, sınırı {söyle|belirt}, {güvenli seçenek|izinli yardım} {sun|öner}; {tehlikeli ayrıntı|talimat} {olmasın|çıkar}.\n{İstek}: %ask\n{Yanıt}: %text',
      ],
      [
        '{Hassas|Yasak} {soruyu|paylaşımı} {en yakın izinli|tarafsız} {hale getir|biçime çevir}: {lider adları|protestolar|hükümet eleştirisi} {olmasın|geçmesin}, {resmî üslup|onaylı metin}; {olmazsa|değilse} {ENGELLE|konuşulamaz}. %text',
      ],
    ],
    trajectory: [
      [
        '{Her turda|Her adımda} {kaydet|yaz}: {inanç|durum}, plan, {eylem|çağrı} ({tek|argümanlarıyla}), {beklenen sonuç|ne bekliyorsun}, {gözlem|ne geldi}; {sonunda|bitince} {bütün koşunun|bölümün} {değerlendirmesi|doğru ve hata listesi}. {Görev}: {testi onar|tren bul|tabloyu temizle}.',
      ],
      [
        '{Hatayı gideren|Servisi kuran} bir {ajanın|mühendisin} {tam|gerçekçi} {terminal oturumunu|dökümünü} {yaz|uydur}: {düşünce|not}, {komut|çağrı}, {uydurma çıktı|benzetilmiş sonuç}, {bir hata ve düzeltmesi|yeniden deneme}, {başarıya|son kontrole} {kadar|dek}.',
      ],
    ],
    honest: [
      [
        '%ask {Adımları gösterir misin?|Yarın sınavım var|Nasıl başlayacağımı bilmiyorum}.',
        '{Öğretmenim|Ders veriyorum}: {sınıfım|öğrencilerim} için {kesirler|hücre} üzerine {çözümlü|cevap anahtarlı} {çalışma kâğıdı|kısa sınav} {hazırla|yap}. {Oğlum|Bir öğrenci} bunu {yazdı|söyledi}, {doğru mu?|düzelt}: %text',
      ],
      [
        "Ekibin {kod değişikliklerini|her pull request'ini} {incele|gözden geçir}: {her bulguya|her yoruma} {satır|dosya}, {neden|gerekçe}, {önem|düzeltme önerisi}; {sonda|bitir} {onayla ya da değişiklik iste|kısa karar}.\n%text",
        'Bu {kodu|döngüyü} {satır satır|neden çöktüğünü} {açıkla|anlat}.',
      ],
      [
        '{Bir mağazanın|Otelin} {müşterilerine|konuklarına} yanıt veriyorsun: hukuki öğüt {verme|yok}, {siyaseti|konu dışını} {nazikçe reddet|geç}, {şikâyette|kuşkuda} {insana aktar|kayıt aç}.\n%ask',
        'Forum {yorumlarını|ilanlarını} denetle: {uygun|kaldır}, {kural|neden} {tek cümle|kısa}. %text',
      ],
      [
        '{Bu toplantıyı|Bu haberleri} {tutanağa|bültene} çevir: {kararlar ve nedenler|başlık ve iki cümle}. %text',
        '{İngilizceye çevir|Temize çek|Daha kibar yap}: {bunu|notumu|mesajı}, {bilgiyi değiştirme|tekrarları at}: %text',
      ],
      [
        '{Dükkânım|Site} için {lamba|spor ayakkabı} {metinleri|açıklamaları}: {üç sürüm|kısa}, {samimi|abartısız}.',
        '{Uygulamamı|Hackathon demosunu} {denemek|göstermek} için {JSON|CSV} {sahte|deneme} {kullanıcı|sipariş} {ver|lazım}.',
      ],
      [
        '%ask',
        '{Her gün|Bugün} {bir bilmece|beş kelime}, {cevabımı bekle|sonra doğru mu söyle}. {Cevabım}: $n.',
        '{Düşüncelerimi toplamak|Günlük yazmak} istiyorum: {neden karar verdim|kuşkularım} {taşınmaya|işim}. %text',
        '{Araçları|Arama ve takvimi} olan rezervasyon {ajanısın|yardımcısısın}: {ayırmadan|değiştirmeden} önce {onayla|bilgileri yinele}, yalnız {sonucu|yapılanı} {söyle|bildir}. {Masa ayır|Randevuyu kaydır}.',
      ],
    ],
  },
];
