"""The note's own words in Spanish."""

from __future__ import annotations

WORDS = {
    "Customer:": "Cliente:",
    "Not the first time:": "No es la primera vez:",
    "Suggested reply": "Respuesta sugerida",
    "The same in your language": "Lo mismo en su idioma",
    "Check before sending": "Revisar antes de enviar",
    "Ask the customer:": "Preguntar al cliente:",
    "Suggested reply that asks it": "Respuesta sugerida que lo pregunta",
    "What the reply rests on": "En qué se apoya la respuesta",
    "Sources": "Fuentes",
    "Also near": "También cerca",
    "Nearest sources": "Fuentes más cercanas",
    "Triage:": "Clasificación:",
    "Written to the ticket:": "Escrito en el ticket:",
    "Good to know": "Conviene saber",
    "Draft reply": "Borrador de respuesta",
    "unsure": "inseguro",
    "1 thing to check before sending": "1 punto que revisar antes de enviar",
    "{count} things to check before sending": "{count} puntos que revisar antes de enviar",
    "No draft: our sources do not answer this": "Sin borrador: nuestras fuentes no responden a esto",
    "high confidence": "confianza alta",
    "medium confidence": "confianza media",
    "low confidence": "confianza baja",
    "canned response": "respuesta predefinida",
    "article": "artículo",
    "earlier answer": "respuesta anterior",
    "this ticket": "este ticket",
    "internal": "interno",
    "Type": "Tipo",
    "Priority": "Prioridad",
    "Group": "Grupo",
    "Tags": "Etiquetas",
    "Written without a language model, from the desk's own texts": (
        "Escrito sin modelo de lenguaje, con los textos propios del servicio"
    ),
    "Written by {model}, prompt {prompt}": "Escrito por {model}, prompt {prompt}",
    "a language model": "un modelo de lenguaje",
    "A person had edited the note before; it said:": "Alguien había editado la nota; decía:",
    "Answered: this draft is no longer needed.": "Respondido: este borrador ya no hace falta.",
    "The ticket was resolved: this draft is no longer needed.": (
        "El ticket se resolvió: este borrador ya no hace falta."
    ),
    "The ticket was closed: this draft is no longer needed.": "El ticket se cerró: este borrador ya no hace falta.",
    "Overtaken: the customer wrote again, a newer draft stands in this ticket.": (
        "Superado: el cliente volvió a escribir, hay un borrador más reciente en este ticket."
    ),
    "This note stood here twice: the other one counts.": "Esta nota estaba dos veces: cuenta la otra.",
    "No longer needed: {why}.": "Ya no hace falta: {why}.",
    "Every sentence is approved text, word for word from {source}.": (
        "Cada frase es texto aprobado, palabra por palabra de {source}."
    ),
    "1 of {all} sentences is approved text, word for word from {source}.": (
        "1 de {all} frases es texto aprobado, palabra por palabra de {source}."
    ),
    "{count} of {all} sentences are approved text, word for word from {source}.": (
        "{count} de {all} frases son texto aprobado, palabra por palabra de {source}."
    ),
    "New words that rest on {source}: {words}": "Palabras nuevas que se apoyan en {source}: {words}",
    "{words} and {count} more": "{words} y {count} más",
    "it may answer another question": "puede responder a otra pregunta",
    "it may answer another question, as it was found by words in common alone": (
        "puede responder a otra pregunta, pues se encontró solo por palabras en común"
    ),
    "Canned response “{title}”": "Respuesta predefinida «{title}»",
    "Article “{title}”": "Artículo «{title}»",
    "Earlier answer “{title}”": "Respuesta anterior «{title}»",
    "Ticket “{title}”": "Ticket «{title}»",
    "No source": "Sin fuente",
    "every sentence is supported": "cada frase tiene respaldo",
    "its one sentence is not supported": "su única frase no tiene respaldo",
    "{count} of {all} sentences are supported": "{count} de {all} frases tienen respaldo",
    "the reply states nothing": "la respuesta no afirma nada",
    "Nothing that we have answers this for sure.": "Nada de lo que tenemos responde a esto con seguridad.",
    "used in {count} of the {all} nearest past answers": (
        "usada en {count} de las {all} respuestas pasadas más cercanas"
    ),
    "This may be {what} (“{words}”): a person should answer.": (
        "Esto puede ser {what} («{words}»): debería responder una persona."
    ),
    "This may be {what} (“{words}”): see whether this reply will do.": (
        "Esto puede ser {what} («{words}»): vea si basta con esta respuesta."
    ),
    "a matter of self-harm": "un riesgo de autolesión",
    "a threat": "una amenaza",
    "a matter of safety": "una cuestión de seguridad",
    "a legal matter": "un asunto legal",
    "a privacy request": "una solicitud de protección de datos",
    "a press enquiry": "una consulta de prensa",
    "No reply needed, it seems: this reads like {what} (“{one}”, “{other}”).": (
        "Parece que no hace falta respuesta: esto parece {what} («{one}», «{other}»)."
    ),
    "a newsletter": "un boletín",
    "a sales mail": "un correo comercial",
    "No draft: the message does not say what is wanted.": "Sin borrador: el mensaje no dice qué se desea.",
    "No draft: what we have answers none of what is asked.": (
        "Sin borrador: lo que tenemos no responde a ninguna de las preguntas."
    ),
    "the customer writes “{words}”": "el cliente escribe «{words}»",
    "{count} messages since {day}, and no answer": "{count} mensajes desde el {day}, sin respuesta",
    "ticket {ticket} of {day} asks much the same": "el ticket {ticket} del {day} pregunta casi lo mismo",
    "Not answered: “{question}”": "Sin responder: «{question}»",
    "Not answered: “{question}”; see [{near}]": "Sin responder: «{question}»; véase [{near}]",
}
