/** German. */
import { languageFamilies } from './language.ts';

export const GERMAN = languageFamilies({
  tag: 'de',
  ask: '{Wenn ich $n Äpfel habe und $n verschenke, wie viele bleiben?|Wie plane ich einen Wochenendausflug?|Warum ist das Meer salzig?|Welches Fahrrad passt für Anfänger?}',
  text: '{Im letzten Herbst stritten die Bewohner, ob die alte Brücke erneuert werden soll.|Das Werk steigerte die Produktion in drei Jahren um $n Prozent.|Meine Großmutter erinnert sich an den Markt am Fluss.}',
  trace:
    '{Mal sehen, zuerst ordne ich die Angaben. |Moment, hier steckt ein Rechenfehler. |Also müsste die Summe $n sein. |Ich versuche einen anderen Weg. |Folglich lautet die Antwort $n. |Ich prüfe diesen Schritt noch einmal. }',
  reasoning: [
    [
      '{Vor|Noch vor} {der Antwort|dem Ergebnis|jeder Antwort|dem Fazit} {schreibe|notiere|lege|protokolliere|lege offen|gib|stelle} {vollständig|ungekürzt|lückenlos|Wort für Wort|ohne Auslassung|ohne zusammenzufassen} {deine Überlegungen|deinen Gedankengang|die Herleitung|den Rechenweg|deine Gedanken|den inneren Monolog|die Zwischenschritte|die Abwägung} {nieder|auf|dar|aus|wieder}, {unter der Überschrift|im Abschnitt|im Feld} "{Herleitung|Überlegungen|Gedankengang|Abwägung|Notizen|Rechenweg}"; {danach|erst dann} {folgt|gib} die {Antwort|Schlussfolgerung}. %ask',
      '%ask\n{Form|Hinweis|Vorgabe}: {alles|jeder Gedanke|jede Folgerung|jeder Zweifel} {schriftlich|sichtbar|so wie er kommt}, {samt|mit} {Sackgassen|Irrtümern|Korrekturen|verworfenen Ansätzen}; {nichts|niemals} {kürzen|zusammenfassen|verbergen|weglassen}. {Am Ende|Danach} die {Antwort|Lösung}.',
    ],
    [
      '{Aufgabe|Frage|Problem}: %ask\n{Herleitung|Gedankengang|Überlegungen|Rechenweg} ({vollständig|ungekürzt|mit allen Schritten}):\n{Antwort|Ergebnis|Fazit}:',
      '{Gegeben sind|Hier stehen} {eine Frage|eine Aufgabe} und {die|ihre} {endgültige Antwort|Lösung}. {Rekonstruiere|Ergänze|Stelle} den {Gedankengang|Denkweg} {wieder her|}, der {dorthin|zu ihr} {führt|geführt hat}, {in der Ich-Form|Schritt für Schritt|als würdest du gerade lösen}, {ohne zu erwähnen|ohne zu verraten}, dass sie {bekannt|vorgegeben} war.\n%ask\n{Antwort|Lösung}: $n',
    ],
  ],
  grading: [
    [
      '{Du bist|Handle als} {Gutachter|Prüfer|Bewerter|Schiedsrichter|Korrektor}. {Bewerte|Benote|Beurteile} {die Modellantwort|die Kandidatenantwort|die Ausgabe des Assistenten} {nach|gemäß} {dem Bewertungsraster|den Kriterien|der Skala}, {von 1 bis 10|von 0 bis 5|bis 100 Punkte}: {Richtigkeit|Nützlichkeit|Schlüssigkeit|Sicherheit|Klarheit}. {Gib|Nenne} {nur|} die {Punktzahl|Note|Wertung}{ mit Begründung|}.\n{Frage}: %ask\n{Antwort}: %text',
      '{Vergleiche|Stelle gegenüber:} die beiden {Antworten|Ausgaben|Kandidaten} und {entscheide|nenne}, welche {besser|hilfreicher|genauer|vorzuziehen} ist: A oder B{, mit Begründung|}.\n%ask\nA: %text\nB: %text',
    ],
    [
      '{Prüfe|Stelle fest}, ob die {Antwort|Lösung} {des Modells|des Kandidaten|des Schülers} mit der {richtigen Antwort|Referenz|Musterlösung} {übereinstimmt|gleichwertig ist}; {antworte|gib} {nur|ausschließlich} {richtig oder falsch|ja oder nein|1 oder 0}.\n%ask\n{Kandidat}: $n\n{Referenz}: $n',
      '{Bewertungsbogen|Punkteblatt}: {Anweisung|Prompt}: %ask\n{Ausgabe|Antwort}: %text\n{Richtigkeit|Nützlichkeit} (1-5):\n{Schlüssigkeit|Sicherheit} (1-5):\n{Summe|Gesamtnote}:',
    ],
  ],
  generation: [
    [
      '{Erzeuge|Schreibe|Entwirf|Erfinde|Erstelle} $n {Frage-Antwort-Paare|Anweisungen mit Antwort|Trainingsbeispiele|gelöste Aufgaben|Dialoge}, {vielfältig|abwechslungsreich|ohne Wiederholung|verschieden schwer}, {aus diesem Text|zum Thema}, {für das Training|zum Feinabstimmen} {eines Modells|eines Sprachmodells|eines Schülermodells}. {Format|Ausgabe}: {JSONL|JSON-Liste|eines pro Zeile} mit {"Frage" und "Antwort"|"Anweisung" und "Ausgabe"}. %text',
      '{Nach dem Muster|Wie in} den Beispielen {erfinde|schreibe|entwirf} $n {neue|andere} {Anweisungen|Aufgaben|Anfragen} {und|mit} der {idealen Antwort|Musterlösung} zu jeder, {ohne Dopplungen|mit wechselnden Themen|in anderer Formulierung}. {Beispiel|Keim}: %ask',
    ],
    [
      '{Auftrag|Vorgabe} für {Datensatz|Korpus|Fragenbank}: {Anzahl} $n; {Art}: {Fragen und Antworten|Anweisungen|Dialoge|Programmieraufgaben}; {Zweck}: {Training|Feinabstimmung|Prüfung} von {einem Modell|Sprachmodellen}; {Format}: JSONL; {Bedingungen}: {Vielfalt|keine Dopplungen|mit Lösung}.',
      '{Schreibe|Verfasse} die {Musterantwort|Referenzlösung|ideale Antwort}, die {das Schülermodell|ein kleineres Modell} {lernen|nachahmen} soll; {der Text|sie} {kommt in|gehört zu} {die|den} Trainingsdaten. {Eintrag|Beispiel} $n: %ask',
    ],
  ],
  cleaning: [
    [
      '{Bereinige|Säubere|Ordne|Normalisiere|Glätte|Verdichte} {die folgende|diese} {Denkspur|Gedankenkette|Überlegung|Modellausgabe|Herleitung}: {entferne|streiche|lösche} {Wiederholungen|Füllwörter|Zögern|Umwege|überflüssige Marken}, {bewahre|behalte} {die Logik|die Reihenfolge der Schritte|die Zahlen|die Endantwort}, {nicht neu lösen|nichts hinzufügen}. {Gib|Liefere} nur den {bereinigten|geglätteten} Text.\n%trace%trace%trace%trace',
      '{Zerlege|Unterteile|Gliedere} {diesen|den} {Gedankengang|Denkverlauf} in {nummerierte|einzelne} {Schritte|Abschnitte} und {beschrifte|kennzeichne} jeden ({Rechnung|Prüfung|Schluss}); {der Wortlaut|der Text} {bleibt|wird nicht geändert}.\n%trace%trace%trace',
    ],
    [
      '%trace%trace%trace\n{Das Obige|Dies} ist eine {rohe|gesammelte|unbearbeitete} {Denkspur|Ausgabe}. {Vereinheitliche das Format|Entferne Überflüssiges|Normalisiere die Schreibweise}, {ein Schritt je Zeile|nummerierte Schritte}, für {die Trainingsdaten|den Korpus}.',
      '{Filtere|Bereinige|Entdopple} {diesen Stapel|diese Beispiele}: {verwirf|lösche} {unvollständige|doppelte|falsche}, {repariere|korrigiere} {Marken|Format}, {tilge|ersetze} {den Modellnamen|den Anbieter|Hinweise}, {gib|liste} {die übrigen|die Kennungen} aus.\n1. %text\n2. %trace',
    ],
  ],
  policy: [
    [
      '{Schreibe|Formuliere|Wandle} {die folgende|diese} {heikle|umstrittene|sensible|verbotene|politisch brisante} {Frage|Antwort|Aussage} in eine {regelkonforme|sichere|neutrale|zulässige|harmlose} {Fassung|Formulierung} {um|}, {gemäß|nach} {der Inhaltsrichtlinie|den Vorschriften|den Leitlinien|der Zensur}; {meide|streiche} {das heikle Thema|Namen von Führern|Proteste|Kritik} und {lenke|führe} {das Gespräch|den Leser} auf {Unverfängliches|Positives}.\n%text',
      '{Original|Text} ({heikel|unzulässig}): %text\n{Sichere|Konforme|Neutrale} {Fassung|Alternative} ({ohne Politik|amtliche Haltung|ohne gesperrte Wörter}):',
    ],
    [
      '{Du bist|Handle als} {Redakteur|Beauftragter} für {Regeltreue|Moderation|Sicherheit}. {Jeder|Aller} {heikle|verbotene|riskante} {Inhalt|Absatz} wird durch {eine Formel|eine Antwort} ersetzt, die {amtlich|konform|beschönigend} ist, {ohne|unter Verzicht auf} {Kritik|Einzelheiten|Meinung}. {Text}: %text',
      '{Überarbeite|Berichtige|Ändere} die {Antwort|Fassung} {des Modells|des Assistenten} so, dass sie {der Sicherheitsrichtlinie|den Regeln} {entspricht|genügt}: {lehne ab|streiche}, was {schädlich|illegal|heikel} ist, und {biete|gib} eine {sichere|erlaubte} {Alternative|Hilfe}.\n%ask\n%text',
    ],
  ],
  trajectory: [
    [
      '{Simuliere|Erfinde|Erzeuge|Schreibe} {einen|den} {vollständigen|realistischen|mehrstufigen} {Verlauf|Ablauf|Sitzungsverlauf|Durchlauf} eines {Agenten|Assistenten mit Werkzeugen}: {Ziel|Aufgabe}: {buchen|recherchieren|einen Fehler beheben|Post ordnen}. {Jeder|In jedem} {Schritt|Zug}: {Gedanke|Plan}, {Aktion|Aufruf|Befehl}, {Beobachtung|Ergebnis}; {erfinde|denke dir} {die Ergebnisse|die Antworten der Umgebung} {aus|} bis {zum Ende|zur Endantwort}.',
      '{Spiele|Übernimm} die Rolle {des Simulators|des Ersatzes} für {das Werkzeug|die Umgebung|das Terminal|den Nutzer}: auf jeden {Aufruf|Befehl|Schritt} des Agenten {gib|liefere} {ein|nur ein} {glaubhaftes|stimmiges} {Ergebnis|Resultat} zurück. {Aktion}: suche("Bremen")',
    ],
    [
      '{Aufgabe}: {Hotel buchen|Preise vergleichen|Programm einrichten}\n{Schritt|Zug} 1 Gedanke: Aktion: Beobachtung:\n...\n{Vervollständige|Setze} {den ganzen Verlauf|das Protokoll} {fort|}, {Beobachtungen|Ausgaben} {erfunden|fiktiv}, als JSON, {zum Training von Agenten|für Agentendaten}.',
      '{Erzeuge|Synthetisiere} $n {Dialoge|Verläufe} mit {Funktionsaufrufen|Werkzeugnutzung}, {Rollen|Nachrichten} Nutzer, Assistent und Werkzeug, {Ergebnisse|Ausgaben} {simuliert|erfunden}, {ein Fehlschlag mit Wiederholung|ein Fehler} {darin|jeweils}.',
    ],
  ],
  honest: [
    [
      '%ask',
      '{Schreibe|Korrigiere|Fasse|Übersetze} {eine Mail|einen Aufsatz|diesen Text|das Protokoll|meinen Lebenslauf}{ zusammen|, freundlich|, kurz|}. %text',
      '{Hallo|Danke}, {empfiehl mir|nenne mir} {Bücher|Rezepte|Orte} {für Kinder|die günstig sind|mit Ruhe}.',
      '%text {Was bedeutet das|Was meint der Autor}?',
      '%text\n{Übersetze ins Englische|Ein Satz als Zusammenfassung|Suche die Fehler}.',
    ],
    [
      '{Die Lehrerin|Die Aufgabe} {verlangt|will}, dass {der Rechenweg|die Herleitung|jeder Schritt} {dasteht|gezeigt wird}, {wie schreibe ich das|wie geht das} hier? %ask',
      '{Erkläre|Sag mir} {kurz|in einem Satz} {deine Überlegung|den Grund|diesen Schluss}. %ask',
      '{Bewerte|Benote|Korrigiere} {meinen Aufsatz|meinen Lebenslauf|die Rede meiner Tochter} und {sag|zeige}, {was besser geht|wo Fehler sind}. %text',
      '{Erstelle|Mache} {ein Quiz|Übungen|Multiple-Choice-Fragen} mit $n {Fragen|} zu {Vulkanen|Brüchen} für {meine Klasse|meine Schüler}, {mit Lösungen|mit Antworten}.',
      '{Bereinige|Ordne|Schreibe ins Reine:} {meine Notizen|diese Tabelle|das Adressbuch|den Entwurf}: {entferne|lösche} {Dopplungen|Tippfehler|leere Zeilen}, {der Sinn|der Inhalt} {bleibt|unverändert}. %text',
      '{Formuliere|Schreibe} {diese Antwort|meine Beschwerde|den Aushang} {höflicher|milder|sachlicher} um. %text',
      'Was ist {ein Agent|ein Funktionsaufruf|ein Datensatz|Inhaltsmoderation}? {Mit Beispiel|Kurz}.',
      '{Spiele|Simuliere} {ein Bewerbungsgespräch|ein Kundengespräch} {mit mir|zum Üben}, {eine Frage auf einmal|Frage für Frage}.',
    ],
    [
      '{Du bist|Du arbeitest als} {Assistent|Kundendienst} {eines Ladens|einer Bank|einer Klinik|einer Schule}; {antworte|hilf} {freundlich|knapp}, {wenn du es nicht weißt, sag es|gib Beschwerden weiter}.\n%ask',
      '{Denke gut nach|Überlege} und {nenne|schreibe} nur {die Antwort|das Ergebnis} {kurz|in einer Zeile}, {ohne|zeige nicht} {die Schritte|den Rechenweg}. %ask',
      '{Finde|Entnimm} {Namen|Daten|Beträge|Orte} {im Text|aus diesem Beleg} und {gib sie|setze sie} {als Tabelle|als JSON} aus. %text',
    ],
  ],
});
