"""The note's own words in Italian."""

from __future__ import annotations

WORDS = {
    "Customer:": "Cliente:",
    "Not the first time:": "Non è la prima volta:",
    "Suggested reply": "Risposta suggerita",
    "The same in your language": "Lo stesso nella sua lingua",
    "Check before sending": "Da verificare prima dell'invio",
    "Ask the customer:": "Da chiedere al cliente:",
    "Suggested reply that asks it": "Risposta suggerita che lo chiede",
    "What the reply rests on": "Su che cosa si basa la risposta",
    "Sources": "Fonti",
    "Also near": "Vicine anche",
    "Nearest sources": "Fonti più vicine",
    "Triage:": "Smistamento:",
    "Written to the ticket:": "Scritto nel ticket:",
    "Good to know": "Buono a sapersi",
    "Draft reply": "Bozza di risposta",
    "unsure": "incerta",
    "1 thing to check before sending": "1 punto da verificare prima dell'invio",
    "{count} things to check before sending": "{count} punti da verificare prima dell'invio",
    "No draft: our sources do not answer this": "Nessuna bozza: le nostre fonti non rispondono",
    "high confidence": "affidabilità alta",
    "medium confidence": "affidabilità media",
    "low confidence": "affidabilità bassa",
    "canned response": "risposta predefinita",
    "article": "articolo",
    "earlier answer": "risposta precedente",
    "this ticket": "questo ticket",
    "internal": "interno",
    "Type": "Tipo",
    "Priority": "Priorità",
    "Group": "Gruppo",
    "Tags": "Tag",
    "Written without a language model, from the desk's own texts": (
        "Scritto senza modello linguistico, dai testi del servizio"
    ),
    "Written by {model}, prompt {prompt}": "Scritto da {model}, prompt {prompt}",
    "a language model": "un modello linguistico",
    "A person had edited the note before; it said:": "Qualcuno aveva modificato la nota; diceva:",
    "Answered: this draft is no longer needed.": "Risposto: questa bozza non serve più.",
    "The ticket was resolved: this draft is no longer needed.": (
        "Il ticket è stato risolto: questa bozza non serve più."
    ),
    "The ticket was closed: this draft is no longer needed.": "Il ticket è stato chiuso: questa bozza non serve più.",
    "Overtaken: the customer wrote again, a newer draft stands in this ticket.": (
        "Superata: il cliente ha scritto di nuovo, una bozza più recente è in questo ticket."
    ),
    "This note stood here twice: the other one counts.": "Questa nota era qui due volte: vale l'altra.",
    "No longer needed: {why}.": "Non serve più: {why}.",
    "Every sentence is approved text, word for word from {source}.": (
        "Ogni frase è testo approvato, parola per parola da {source}."
    ),
    "1 of {all} sentences is approved text, word for word from {source}.": (
        "1 frase su {all} è testo approvato, parola per parola da {source}."
    ),
    "{count} of {all} sentences are approved text, word for word from {source}.": (
        "{count} frasi su {all} sono testo approvato, parola per parola da {source}."
    ),
    "New words that rest on {source}: {words}": "Parole nuove che si basano su {source}: {words}",
    "{words} and {count} more": "{words} e altre {count}",
    "it may answer another question": "forse risponde a un'altra domanda",
    "it may answer another question, as it was found by words in common alone": (
        "forse risponde a un'altra domanda, perché è stata trovata solo per parole in comune"
    ),
    "Canned response “{title}”": "Risposta predefinita «{title}»",
    "Article “{title}”": "Articolo «{title}»",
    "Earlier answer “{title}”": "Risposta precedente «{title}»",
    "Ticket “{title}”": "Ticket «{title}»",
    "No source": "Nessuna fonte",
    "every sentence is supported": "ogni frase è fondata",
    "its one sentence is not supported": "la sua unica frase non è fondata",
    "{count} of {all} sentences are supported": "{count} frasi su {all} sono fondate",
    "the reply states nothing": "la risposta non afferma nulla",
    "Nothing that we have answers this for sure.": "Nulla di ciò che abbiamo risponde con certezza.",
    "used in {count} of the {all} nearest past answers": "usata in {count} delle {all} risposte passate più vicine",
    "This may be {what} (“{words}”): a person should answer.": (
        "Può trattarsi di {what} («{words}»): dovrebbe rispondere una persona."
    ),
    "This may be {what} (“{words}”): see whether this reply will do.": (
        "Può trattarsi di {what} («{words}»): veda se questa risposta basta."
    ),
    "a matter of self-harm": "un rischio di autolesionismo",
    "a threat": "una minaccia",
    "a matter of safety": "una questione di sicurezza",
    "a legal matter": "una questione legale",
    "a privacy request": "una richiesta sulla privacy",
    "a press enquiry": "una richiesta della stampa",
    "No reply needed, it seems: this reads like {what} (“{one}”, “{other}”).": (
        "Sembra che non serva risposta: si legge come {what} («{one}», «{other}»)."
    ),
    "a newsletter": "una newsletter",
    "a sales mail": "una mail commerciale",
    "No draft: the message does not say what is wanted.": (
        "Nessuna bozza: il messaggio non dice che cosa si desidera."
    ),
    "No draft: what we have answers none of what is asked.": (
        "Nessuna bozza: ciò che abbiamo non risponde a nessuna delle domande."
    ),
    "the customer writes “{words}”": "il cliente scrive «{words}»",
    "{count} messages since {day}, and no answer": "{count} messaggi dal {day}, senza risposta",
    "ticket {ticket} of {day} asks much the same": "il ticket {ticket} del {day} chiede quasi lo stesso",
    "Not answered: “{question}”": "Senza risposta: «{question}»",
    "Not answered: “{question}”; see [{near}]": "Senza risposta: «{question}»; vedi [{near}]",
}
