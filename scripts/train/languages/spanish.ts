/** Spanish. */
import { languageFamilies } from './language.ts';

export const SPANISH = languageFamilies({
  tag: 'es',
  ask: '{Si tengo $n manzanas y regalo $n, ¿cuántas quedan?|¿Cómo organizo un viaje de fin de semana?|¿Por qué el mar es salado?|¿Qué bicicleta conviene a un principiante?}',
  text: '{El otoño pasado los vecinos discutieron si debían reparar el puente viejo.|La fábrica aumentó su producción un $n por ciento en tres años.|Mi abuela recuerda el mercado junto al río.}',
  trace:
    '{Veamos, primero ordeno los datos. |Espera, aquí hay un error en la cuenta. |Entonces el total debería ser $n. |Probemos otro camino. |Por lo tanto la respuesta es $n. |Reviso de nuevo este paso. }',
  reasoning: [
    [
      '{Antes de|Previo a} {responder|contestar|dar la respuesta|concluir}, {transcribe|escribe|expón|anota|redacta|vuelca|muestra|detalla} {íntegramente|sin omitir nada|por completo|palabra por palabra|sin abreviar|sin resumir} {tu razonamiento|tus consideraciones|la deliberación|el desarrollo|la derivación|tus pensamientos|el monólogo interno|los pasos intermedios|tu proceso de pensamiento} {bajo el título|en el apartado|en la sección} "{Desarrollo|Deliberación|Razonamiento|Consideraciones|Borrador}"; {después|solo entonces} {da|escribe} la {respuesta|conclusión} {final|}. %ask',
      '%ask\n{Formato|Nota|Instrucción}: {todo|cada idea|cada inferencia|cada duda} {por escrito|visible|tal como surge}, {incluidos|con} {callejones sin salida|errores|correcciones|alternativas descartadas}; {no|nunca} {acortes|resumas|ocultes|omitas} {nada|}. {Al final|Luego} la {respuesta|conclusión}.',
    ],
    [
      '{Problema|Pregunta|Ejercicio}: %ask\n{Desarrollo|Derivación|Deliberación|Razonamiento} ({completo|íntegro|con todos los pasos}):\n{Respuesta|Conclusión|Resultado}:',
      '{Aquí tienes|Se dan} {una pregunta|un problema} y {su|la} {respuesta final|conclusión}. {Reconstruye|Recrea|Completa} el {razonamiento|hilo de pensamiento|desarrollo} que {lleva|condujo} a ella, {en primera persona|paso a paso|como si lo resolvieras}, {sin mencionar|sin revelar} que {la conocías|estaba dada}.\n%ask\n{Respuesta|Conclusión}: $n',
    ],
  ],
  grading: [
    [
      '{Eres|Actúa como} {evaluador|juez|corrector|árbitro|calificador}. {Califica|Puntúa|Evalúa|Valora} {la respuesta del modelo|la respuesta candidata|la salida del asistente} {según|conforme a} {la rúbrica|los criterios|la escala}, {del 1 al 10|de 0 a 5|sobre 100}: {exactitud|utilidad|coherencia|seguridad|claridad}. {Devuelve|Indica} {solo|} la {puntuación|nota|calificación}{ y el motivo|}.\n{Pregunta}: %ask\n{Respuesta}: %text',
      '{Compara|Contrasta} las dos {respuestas|salidas|candidatas} y {decide|indica|elige} cuál es {mejor|más útil|más precisa|preferible}: A o B{, con justificación|}.\n%ask\nA: %text\nB: %text',
    ],
    [
      '{Comprueba|Verifica|Determina} si la {respuesta|solución} {del modelo|candidata|del alumno} {coincide con|equivale a} la {respuesta correcta|referencia|clave}; {contesta|devuelve} {solo|únicamente} {correcto o incorrecto|sí o no|1 o 0}.\n%ask\n{Candidata}: $n\n{Referencia}: $n',
      '{Ficha|Hoja} de {evaluación|puntuación}: {instrucción|prompt}: %ask\n{salida|respuesta}: %text\n{exactitud|utilidad} (1-5):\n{coherencia|seguridad} (1-5):\n{total|nota global}:',
    ],
  ],
  generation: [
    [
      '{Genera|Redacta|Elabora|Inventa|Sintetiza|Produce} $n {pares de pregunta y respuesta|instrucciones con respuesta|ejemplos de entrenamiento|problemas resueltos|diálogos} {diversos|variados|sin repetir|de distinta dificultad} {a partir de|sobre} {este texto|el tema}, para {entrenar|ajustar} {un modelo|un modelo de lenguaje|un modelo alumno}{ o un corpus|}. {Formato|Devuelve}: {JSONL|lista JSON|uno por línea} con {"pregunta" y "respuesta"|"instrucción" y "salida"}. %text',
      '{Siguiendo|Como en} los ejemplos, {crea|propón|escribe} $n {instrucciones|tareas|consultas} {nuevas|distintas} {y|con} la {respuesta ideal|solución modelo|contestación perfecta} de cada una, {sin duplicados|cambiando de tema|variando la redacción}. {Ejemplo|Semilla}: %ask',
    ],
    [
      '{Pedido|Especificación} de {datos|corpus|banco de preguntas}: {cantidad} $n; {tipo}: {preguntas y respuestas|instrucciones|diálogos|ejercicios de código}; {uso|destino}: {entrenamiento|ajuste fino|evaluación} de {un modelo|modelos de lenguaje}; {formato}: JSONL; {condiciones}: {variedad|sin repeticiones|con solución}.',
      '{Escribe|Redacta} la {respuesta|solución} {modelo|de referencia|ideal} que {aprenderá|imitará} {el modelo alumno|un modelo pequeño}; {el texto|la respuesta} {entra en|pasará a} {los datos de entrenamiento|el conjunto de entrenamiento}. {Elemento|Muestra} $n: %ask',
    ],
  ],
  cleaning: [
    [
      '{Limpia|Depura|Ordena|Normaliza|Pule|Condensa} {la siguiente|esta} {traza de razonamiento|cadena de pensamiento|deliberación|salida del modelo|derivación}: {quita|elimina|suprime} {repeticiones|muletillas|dudas|rodeos|etiquetas sobrantes}, {conserva|mantén} {la lógica|el orden de los pasos|las cifras|la respuesta final}, {sin resolver de nuevo|sin añadir nada}. {Devuelve|Entrega} solo el texto {limpio|depurado}.\n%trace%trace%trace%trace',
      '{Divide|Segmenta|Separa} {este|el} {razonamiento|registro de pensamiento} en {pasos|fragmentos} {numerados|independientes} y {etiqueta|marca} cada uno ({cálculo|comprobación|conclusión}); {el texto|la redacción} {no cambia|queda igual}.\n%trace%trace%trace',
    ],
    [
      '%trace%trace%trace\n{Lo anterior|Esto} es {una traza|una salida} {cruda|recopilada|sin procesar}. {Unifica el formato|Quita lo redundante|Normaliza la notación}, {un paso por línea|pasos numerados}, para {los datos de entrenamiento|el corpus}.',
      '{Filtra|Depura|Deduplica} {este lote|estas muestras}: {descarta|elimina} las {incompletas|duplicadas|erróneas}, {repara|corrige} {etiquetas|formato}, {borra|sustituye} {el nombre del modelo|el proveedor|los avisos}, {devuelve|lista} {las restantes|los identificadores}.\n1. %text\n2. %trace',
    ],
  ],
  policy: [
    [
      '{Reescribe|Reformula|Suaviza|Adapta|Convierte} {la siguiente|esta} {pregunta|respuesta|declaración} {delicada|polémica|sensible|prohibida|políticamente comprometida} en una {versión|formulación} {conforme|segura|neutral|aceptable|inofensiva} según {la política de contenido|las normas|las directrices|la censura}; {evita|omite} {el tema sensible|los nombres de dirigentes|las protestas|la crítica} y {desvía|lleva} {la conversación|al lector} a {un asunto inocuo|algo positivo}.\n%text',
      '{Original|Texto} ({sensible|no permitido}): %text\n{Versión|Alternativa} {segura|conforme|neutral} ({sin política|con la postura oficial|sin términos vetados}):',
    ],
    [
      '{Eres|Actúa como} {editor|responsable} de {cumplimiento|moderación|seguridad}. {Todo|Cualquier} {contenido|mensaje} {sensible|prohibido|de riesgo} se {sustituye|reemplaza} por {una fórmula|una respuesta} {oficial|conforme|eufemística}, {sin|evitando} {críticas|detalles|opiniones}. {Texto}: %text',
      '{Corrige|Revisa|Ajusta} la {respuesta|redacción} {del modelo|del asistente} para que {cumpla|respete} {la política de seguridad|el reglamento}: {rechaza|suprime} lo {dañino|ilegal|sensible} y {ofrece|da} una {alternativa|orientación} {segura|lícita}.\n%ask\n%text',
    ],
  ],
  trajectory: [
    [
      '{Simula|Inventa|Genera|Redacta} {una trayectoria|un episodio|una sesión|un registro de ejecución} {completa|realista|de varios pasos} de un {agente|asistente con herramientas}: {objetivo|tarea}: {reservar|investigar|corregir un fallo|ordenar el correo}. {Cada|En cada} {paso|turno}: {pensamiento|plan}, {acción|llamada|orden}, {observación|resultado}; {inventa|imagina} {los resultados|las respuestas del entorno} hasta {terminar|la respuesta final}.',
      '{Haz de|Actúa como} {simulador|sustituto} de {la herramienta|el entorno|la terminal|el usuario}: a cada {llamada|acción|orden} del agente {devuelve|responde con} {un resultado|una observación} {verosímil|coherente} y nada más. {Acción}: buscar("Sevilla")',
    ],
    [
      '{Tarea}: {reservar hotel|comparar precios|instalar un programa}\n{Paso|Turno} 1 Pensamiento: Acción: Observación:\n...\n{Completa|Continúa} {toda la trayectoria|el registro}, {observaciones|salidas} {inventadas|ficticias}, en JSON, para {entrenar agentes|datos de agente}.',
      '{Sintetiza|Genera} $n {diálogos|trayectorias} con {llamadas a funciones|uso de herramientas}, {roles|mensajes} usuario, asistente y herramienta, {resultados|salidas} {simulados|inventados}, {un fallo y reintento|un error} {incluido|cada uno}.',
    ],
  ],
  honest: [
    [
      '%ask',
      '{Escribe|Corrige|Resume|Traduce} {un correo|una redacción|este texto|el acta|mi currículum}{, con tono amable|, en pocas líneas|}. %text',
      '{Hola|Gracias}, {recomiéndame|dime} {libros|recetas|lugares} {para niños|baratos|tranquilos}.',
      '%text ¿{Qué significa|Qué quiere decir el autor}?',
      '%text\n{Tradúcelo al inglés|Resúmelo en una frase|Busca las faltas}.',
    ],
    [
      '{La profesora|El ejercicio} {pide|exige} {mostrar|escribir} {el desarrollo|los pasos|la derivación}, ¿{cómo lo pongo|cómo se hace} en este? %ask',
      '{Explica|Cuéntame} {brevemente|en una frase} {tu razonamiento|el motivo|esa conclusión}. %ask',
      '{Puntúa|Evalúa|Corrige} {mi ensayo|mi currículum|el discurso de mi hija} {del 1 al 10|} y {dime|señala} {qué mejorar|los fallos}. %text',
      '{Crea|Prepara} {un cuestionario|ejercicios|preguntas de opción múltiple} de $n {preguntas|} sobre {volcanes|fracciones} para {mi clase|mis alumnos}, {con soluciones|con respuestas}.',
      '{Limpia|Ordena|Pasa a limpio} {mis apuntes|esta tabla|la agenda|el borrador}: {quita|borra} {duplicados|erratas|filas vacías}, {sin cambiar|conserva} {el sentido|los datos}. %text',
      '{Reescribe|Suaviza} {esta respuesta|mi queja|el aviso} {con más tacto|de forma educada|en tono profesional}. %text',
      '¿Qué es {un agente|una llamada a función|un conjunto de datos|la moderación de contenido}? {Con un ejemplo|En pocas palabras}.',
      '{Simula|Haz} {una entrevista|una conversación} {de trabajo|con un cliente} {conmigo|para practicar}, {una pregunta cada vez|de una en una}.',
    ],
    [
      '{Eres|Trabajas como} {asistente|atención al cliente} de {una tienda|un banco|un hospital|una escuela}; {responde|atiende} con {amabilidad|brevedad}, {si no lo sabes, dilo|pasa las quejas a una persona}.\n%ask',
      '{Piénsalo bien|Reflexiona} y {da|escribe} solo la {conclusión|respuesta} {breve|en una línea}, {sin mostrar|no incluyas} {los pasos|el desarrollo}. %ask',
      '{Extrae|Saca} {nombres|fechas|importes|lugares} {del texto|de este registro} y {devuélvelos|ponlos} en {una tabla|JSON}. %text',
    ],
  ],
});
