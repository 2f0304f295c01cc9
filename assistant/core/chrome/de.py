"""The note's own words in German."""

from __future__ import annotations

WORDS = {
    "Customer:": "Kunde:",
    "Not the first time:": "Nicht zum ersten Mal:",
    "Suggested reply": "Antwortvorschlag",
    "The same in your language": "Dasselbe in Ihrer Sprache",
    "Check before sending": "Vor dem Senden prüfen",
    "Ask the customer:": "Den Kunden fragen:",
    "Suggested reply that asks it": "Antwortvorschlag mit dieser Frage",
    "What the reply rests on": "Worauf die Antwort beruht",
    "Sources": "Quellen",
    "Also near": "Auch in der Nähe",
    "Nearest sources": "Nächste Quellen",
    "Triage:": "Triage:",
    "Written to the ticket:": "Ins Ticket geschrieben:",
    "Good to know": "Gut zu wissen",
    "Draft reply": "Antwortentwurf",
    "unsure": "unsicher",
    "1 thing to check before sending": "1 Sache vor dem Senden zu prüfen",
    "{count} things to check before sending": "{count} Dinge vor dem Senden zu prüfen",
    "No draft: our sources do not answer this": "Kein Entwurf: Unsere Quellen beantworten das nicht",
    "high confidence": "hohe Sicherheit",
    "medium confidence": "mittlere Sicherheit",
    "low confidence": "geringe Sicherheit",
    "canned response": "Standardantwort",
    "article": "Artikel",
    "earlier answer": "frühere Antwort",
    "this ticket": "dieses Ticket",
    "internal": "intern",
    "Type": "Typ",
    "Priority": "Priorität",
    "Group": "Gruppe",
    "Tags": "Tags",
    "Written without a language model, from the desk's own texts": (
        "Ohne Sprachmodell geschrieben, aus den eigenen Texten des Helpdesks"
    ),
    "Written by {model}, prompt {prompt}": "Geschrieben von {model}, Prompt {prompt}",
    "a language model": "einem Sprachmodell",
    "A person had edited the note before; it said:": "Jemand hatte die Notiz bearbeitet; darin stand:",
    "Answered: this draft is no longer needed.": "Beantwortet: Dieser Entwurf wird nicht mehr gebraucht.",
    "The ticket was resolved: this draft is no longer needed.": (
        "Das Ticket wurde gelöst: Dieser Entwurf wird nicht mehr gebraucht."
    ),
    "The ticket was closed: this draft is no longer needed.": (
        "Das Ticket wurde geschlossen: Dieser Entwurf wird nicht mehr gebraucht."
    ),
    "Overtaken: the customer wrote again, a newer draft stands in this ticket.": (
        "Überholt: Der Kunde hat wieder geschrieben, ein neuerer Entwurf steht in diesem Ticket."
    ),
    "This note stood here twice: the other one counts.": "Diese Notiz stand zweimal hier: Die andere gilt.",
    "No longer needed: {why}.": "Nicht mehr gebraucht: {why}.",
    "Every sentence is approved text, word for word from {source}.": (
        "Jeder Satz ist freigegebener Text, wörtlich aus {source}."
    ),
    "1 of {all} sentences is approved text, word for word from {source}.": (
        "1 von {all} Sätzen ist freigegebener Text, wörtlich aus {source}."
    ),
    "{count} of {all} sentences are approved text, word for word from {source}.": (
        "{count} von {all} Sätzen sind freigegebener Text, wörtlich aus {source}."
    ),
    "New words that rest on {source}: {words}": "Neue Worte, die auf {source} beruhen: {words}",
    "{words} and {count} more": "{words} und {count} weitere",
    "it may answer another question": "vielleicht beantwortet das eine andere Frage",
    "it may answer another question, as it was found by words in common alone": (
        "vielleicht beantwortet das eine andere Frage, denn gefunden wurde es nur über gemeinsame Wörter"
    ),
    "Canned response “{title}”": "Standardantwort „{title}“",
    "Article “{title}”": "Artikel „{title}“",
    "Earlier answer “{title}”": "Frühere Antwort „{title}“",
    "Ticket “{title}”": "Ticket „{title}“",
    "No source": "Keine Quelle",
    "every sentence is supported": "jeder Satz ist belegt",
    "its one sentence is not supported": "der einzige Satz ist nicht belegt",
    "{count} of {all} sentences are supported": "{count} von {all} Sätzen sind belegt",
    "the reply states nothing": "die Antwort behauptet nichts",
    "Nothing that we have answers this for sure.": "Nichts, was wir haben, beantwortet das sicher.",
    "used in {count} of the {all} nearest past answers": "in {count} der {all} nächsten früheren Antworten verwendet",
    "This may be {what} (“{words}”): a person should answer.": (
        "Das kann {what} sein („{words}“): Ein Mensch sollte antworten."
    ),
    "This may be {what} (“{words}”): see whether this reply will do.": (
        "Das kann {what} sein („{words}“): Prüfen Sie, ob diese Antwort genügt."
    ),
    "a matter of self-harm": "eine Frage der Selbstgefährdung",
    "a threat": "eine Drohung",
    "a matter of safety": "eine Frage der Sicherheit",
    "a legal matter": "eine Rechtssache",
    "a privacy request": "eine Datenschutzanfrage",
    "a press enquiry": "eine Presseanfrage",
    "No reply needed, it seems: this reads like {what} (“{one}”, “{other}”).": (
        "Anscheinend keine Antwort nötig: Das liest sich wie {what} („{one}“, „{other}“)."
    ),
    "a newsletter": "ein Newsletter",
    "a sales mail": "eine Werbemail",
    "No draft: the message does not say what is wanted.": (
        "Kein Entwurf: Die Nachricht sagt nicht, was gewünscht ist."
    ),
    "No draft: what we have answers none of what is asked.": (
        "Kein Entwurf: Was wir haben, beantwortet keine der Fragen."
    ),
    "the customer writes “{words}”": "der Kunde schreibt „{words}“",
    "{count} messages since {day}, and no answer": "{count} Nachrichten seit {day} und keine Antwort",
    "ticket {ticket} of {day} asks much the same": "Ticket {ticket} vom {day} fragt fast dasselbe",
    "Not answered: “{question}”": "Nicht beantwortet: „{question}“",
    "Not answered: “{question}”; see [{near}]": "Nicht beantwortet: „{question}“; siehe [{near}]",
}
