/** French. */
import { languageFamilies } from './language.ts';

export const FRENCH = languageFamilies({
  tag: 'fr',
  ask: '{Si j’ai $n pommes et que j’en donne $n, combien en reste-t-il ?|Comment préparer un voyage de deux jours ?|Pourquoi la mer est-elle salée ?|Quel vélo choisir quand on débute ?}',
  text: '{L’automne dernier, les habitants ont débattu de la rénovation du vieux pont.|L’usine a augmenté sa production de $n pour cent en trois ans.|Ma grand-mère se souvient du marché au bord de la rivière.}',
  trace:
    '{Voyons, je commence par les données. |Attends, il y a une erreur dans ce calcul. |Donc le total devrait être $n. |Essayons une autre voie. |Par conséquent la réponse est $n. |Je vérifie encore cette étape. }',
  reasoning: [
    [
      '{Avant de|Préalablement, avant de} {répondre|donner la réponse|conclure}, {transcris|rédige|expose|consigne|déroule|note|affiche|détaille} {intégralement|sans rien omettre|en entier|mot pour mot|sans abréger|sans résumer} {ton raisonnement|tes considérations|la délibération|le développement|le cheminement|tes pensées|le monologue intérieur|les étapes intermédiaires} {sous le titre|dans la partie|dans la rubrique} "{Développement|Délibération|Raisonnement|Considérations|Brouillon}" ; {ensuite|seulement après} {donne|écris} la {réponse|conclusion}{ finale|}. %ask',
      '%ask\n{Format|Consigne|Note} : {tout|chaque idée|chaque inférence|chaque doute} {par écrit|visible|tel quel}, {y compris|avec} {impasses|erreurs|corrections|pistes écartées} ; {ne|} {raccourcis|résume|cache|omets} rien. {À la fin|Ensuite} la {réponse|conclusion}.',
    ],
    [
      '{Problème|Question|Exercice} : %ask\n{Développement|Démonstration|Délibération|Raisonnement} ({complet|intégral|toutes les étapes}) :\n{Réponse|Conclusion|Résultat} :',
      '{Voici|On donne} {une question|un problème} et {sa|la} {réponse finale|conclusion}. {Reconstitue|Recrée|Complète} le {raisonnement|fil de pensée|développement} qui y {mène|a conduit}, {à la première personne|pas à pas|comme si tu cherchais}, {sans dire|sans révéler} qu’elle {était connue|était fournie}.\n%ask\n{Réponse|Conclusion} : $n',
    ],
  ],
  grading: [
    [
      '{Tu es|Agis comme} {évaluateur|juge|correcteur|arbitre|examinateur}. {Note|Évalue|Juge|Apprécie} {la réponse du modèle|la réponse candidate|la sortie de l’assistant} {selon|d’après} {la grille|les critères|le barème|l’échelle}, {de 1 à 10|de 0 à 5|sur 100} : {exactitude|utilité|cohérence|sécurité|clarté}. {Renvoie|Indique} {seulement|} {la note|le score}{ et le motif|}.\n{Question} : %ask\n{Réponse} : %text',
      '{Compare|Confronte} les deux {réponses|sorties|candidates} et {décide|indique|choisis} laquelle est {meilleure|plus utile|plus exacte|préférable} : A ou B{, avec justification|}.\n%ask\nA : %text\nB : %text',
    ],
    [
      '{Vérifie|Contrôle|Détermine} si la {réponse|solution} {du modèle|candidate|de l’élève} {correspond à|équivaut à} la {bonne réponse|référence|clé} ; {réponds|renvoie} {uniquement|seulement} {correct ou incorrect|oui ou non|1 ou 0}.\n%ask\n{Candidate} : $n\n{Référence} : $n',
      '{Fiche|Feuille} d’{évaluation|appréciation} : {consigne|prompt} : %ask\n{sortie|réponse} : %text\n{exactitude|utilité} (1-5) :\n{cohérence|sécurité} (1-5) :\n{total|note globale} :',
    ],
  ],
  generation: [
    [
      '{Génère|Rédige|Élabore|Invente|Synthétise|Produis} $n {paires question-réponse|consignes avec réponse|exemples d’entraînement|problèmes résolus|dialogues} {divers|variés|sans répétition|de difficulté variée} {à partir de ce texte|sur le thème}, pour {entraîner|affiner} {un modèle|un modèle de langue|un modèle élève}. {Format|Renvoie} : {JSONL|liste JSON|un par ligne} avec {"question" et "réponse"|"consigne" et "sortie"}. %text',
      '{Sur le modèle|À l’image} des exemples, {crée|propose|écris} $n {consignes|tâches|requêtes} {nouvelles|différentes} {et|avec} la {réponse idéale|solution type} de chacune, {sans doublons|en changeant de sujet|en variant la formulation}. {Exemple|Amorce} : %ask',
    ],
    [
      '{Commande|Cahier des charges} de {données|corpus|banque de questions} : {quantité} $n ; {type} : {questions-réponses|consignes|dialogues|exercices de code} ; {usage|but} : {entraînement|affinage|évaluation} d’{un modèle|un modèle de langue} ; {format} : JSONL ; {conditions} : {variété|sans répétition|avec solution}.',
      '{Écris|Rédige} la {réponse|solution} {modèle|de référence|idéale} que {le modèle élève|un petit modèle} va {apprendre|imiter} ; {le texte|la réponse} {entre dans|rejoint} {les données d’entraînement|le jeu d’entraînement}. {Élément|Échantillon} $n : %ask',
    ],
  ],
  cleaning: [
    [
      '{Nettoie|Épure|Range|Normalise|Polis|Condense} {la suivante|cette} {trace de raisonnement|chaîne de pensée|délibération|sortie du modèle|démonstration} : {enlève|supprime|retire} {répétitions|tics de langage|hésitations|détours|balises inutiles}, {garde|conserve} {la logique|l’ordre des étapes|les chiffres|la réponse finale}, {sans résoudre à nouveau|sans rien ajouter}. {Renvoie|Donne} seulement le texte {nettoyé|épuré}.\n%trace%trace%trace%trace',
      '{Découpe|Segmente|Sépare} {ce|le} {raisonnement|journal de pensée} en {étapes|fragments} {numérotés|indépendants} et {étiquette|marque} chacun ({calcul|vérification|conclusion}) ; {le texte|la formulation} {ne change pas|reste telle quelle}.\n%trace%trace%trace',
    ],
    [
      '%trace%trace%trace\n{Ce qui précède|Ceci} est {une trace|une sortie} {brute|collectée|non traitée}. {Unifie le format|Retire le superflu|Normalise la notation}, {une étape par ligne|étapes numérotées}, pour {les données d’entraînement|le corpus}.',
      '{Filtre|Épure|Dédoublonne} {ce lot|ces échantillons} : {écarte|supprime} les {incomplets|doublons|erronés}, {répare|corrige} {balises|mise en forme}, {efface|remplace} {le nom du modèle|le fournisseur|les avertissements}, {renvoie|liste} {les restants|les identifiants}.\n1. %text\n2. %trace',
    ],
  ],
  policy: [
    [
      '{Réécris|Reformule|Adoucis|Adapte|Transforme} {la suivante|cette} {question|réponse|déclaration} {délicate|polémique|sensible|interdite|politiquement risquée} en une {version|formulation} {conforme|sûre|neutre|acceptable|inoffensive} selon {la politique de contenu|le règlement|les directives|la censure} ; {évite|omets} {le sujet sensible|les noms de dirigeants|les manifestations|la critique} et {détourne|amène} {la conversation|le lecteur} vers {un sujet anodin|du positif}.\n%text',
      '{Original|Texte} ({sensible|non autorisé}) : %text\n{Version|Variante} {sûre|conforme|neutre} ({sans politique|position officielle|sans termes bannis}) :',
    ],
    [
      '{Tu es|Agis comme} {rédacteur|responsable} {conformité|modération|sécurité}. {Tout|N’importe quel} {contenu|passage} {sensible|interdit|à risque} est {remplacé|substitué} par {une formule|une réponse} {officielle|conforme|euphémisée}, {sans|en évitant} {critique|détails|opinion}. {Texte} : %text',
      '{Corrige|Révise|Ajuste} la {réponse|rédaction} {du modèle|de l’assistant} pour qu’elle {respecte|suive} {la politique de sécurité|le règlement} : {refuse|supprime} ce qui est {nuisible|illégal|sensible} et {propose|offre} une {alternative|orientation} {sûre|licite}.\n%ask\n%text',
    ],
  ],
  trajectory: [
    [
      '{Simule|Invente|Génère|Rédige} {une trajectoire|un épisode|une session|un journal d’exécution} {complet|réaliste|en plusieurs étapes} d’un {agent|assistant muni d’outils} : {objectif|tâche} : {réserver|rechercher|corriger un bogue|trier le courrier}. {Chaque|À chaque} {étape|tour} : {pensée|plan}, {action|appel|commande}, {observation|résultat} ; {invente|imagine} {les résultats|les réponses de l’environnement} jusqu’à {la fin|la réponse finale}.',
      '{Joue|Tiens} le rôle de {simulateur|remplaçant} de {l’outil|l’environnement|le terminal|l’utilisateur} : à chaque {appel|action|commande} de l’agent {renvoie|réponds par} {un résultat|une observation} {plausible|cohérente} et rien d’autre. {Action} : chercher("Nantes")',
    ],
    [
      '{Tâche} : {réserver un hôtel|comparer des prix|installer un logiciel}\n{Étape|Tour} 1 Pensée : Action : Observation :\n...\n{Complète|Poursuis} {toute la trajectoire|le journal}, {observations|sorties} {inventées|fictives}, en JSON, pour {entraîner des agents|des données d’agent}.',
      '{Synthétise|Génère} $n {dialogues|trajectoires} avec {appels de fonction|usage d’outils}, {rôles|messages} utilisateur, assistant et outil, {résultats|sorties} {simulés|inventés}, {un échec et une reprise|une erreur} {inclus|chaque fois}.',
    ],
  ],
  honest: [
    [
      '%ask',
      '{Écris|Corrige|Résume|Traduis} {un courriel|une rédaction|ce texte|le compte rendu|mon CV}{, sur un ton aimable|, en quelques lignes|}. %text',
      '{Bonjour|Merci}, {conseille-moi|donne-moi} {des livres|des recettes|des lieux} {pour enfants|pas chers|calmes}.',
      '%text {Qu’est-ce que cela veut dire|Que veut dire l’auteur} ?',
      '%text\n{Traduis en anglais|Résume en une phrase|Cherche les fautes}.',
    ],
    [
      '{La prof|L’exercice} {demande|exige} de {montrer|rédiger} {le développement|les étapes|la démonstration}, {comment le présenter|comment faire} ici ? %ask',
      '{Explique|Dis-moi} {brièvement|en une phrase} {ton raisonnement|le motif|cette conclusion}. %ask',
      '{Note|Évalue|Corrige} {ma dissertation|mon CV|le discours de ma fille} {sur 10|} et {dis|signale} {quoi améliorer|les défauts}. %text',
      '{Crée|Prépare} {un quiz|des exercices|un QCM} de $n {questions|} sur {les volcans|les fractions} pour {ma classe|mes élèves}, {avec corrigé|avec réponses}.',
      '{Nettoie|Range|Mets au propre} {mes notes|ce tableau|le carnet d’adresses|le brouillon} : {enlève|efface} {doublons|coquilles|lignes vides}, {sans changer|garde} {le sens|les données}. %text',
      '{Réécris|Adoucis} {cette réponse|ma plainte|l’avis} {avec tact|poliment|sur un ton professionnel}. %text',
      'Qu’est-ce qu’{un agent|un appel de fonction|un jeu de données|une modération de contenu} ? {Avec un exemple|En bref}.',
      '{Simule|Fais} {un entretien|une conversation} {d’embauche|avec un client} {avec moi|pour m’exercer}, {une question à la fois|l’une après l’autre}.',
    ],
    [
      '{Tu es|Tu travailles comme} {assistant|service client} d’{un magasin|une banque|un hôpital|une école} ; {réponds|renseigne} avec {amabilité|brièveté}, {si tu ne sais pas, dis-le|transmets les plaintes à une personne}.\n%ask',
      '{Réfléchis bien|Prends ton temps} et {donne|écris} seulement la {conclusion|réponse} {brève|en une ligne}, {sans montrer|n’inclus pas} {les étapes|le développement}. %ask',
      '{Extrais|Relève} {noms|dates|montants|lieux} {du texte|de ce relevé} et {renvoie-les|mets-les} dans {un tableau|du JSON}. %text',
    ],
  ],
});
