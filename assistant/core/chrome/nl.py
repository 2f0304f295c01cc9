"""The note's own words in Dutch."""

from __future__ import annotations

WORDS = {
    "Customer:": "Klant:",
    "Not the first time:": "Niet voor het eerst:",
    "Suggested reply": "Voorgesteld antwoord",
    "The same in your language": "Hetzelfde in uw taal",
    "Check before sending": "Nakijken voor het versturen",
    "Ask the customer:": "Aan de klant vragen:",
    "Suggested reply that asks it": "Voorgesteld antwoord dat het vraagt",
    "What the reply rests on": "Waar het antwoord op steunt",
    "Sources": "Bronnen",
    "Also near": "Ook in de buurt",
    "Nearest sources": "Naaste bronnen",
    "Triage:": "Triage:",
    "Written to the ticket:": "In het ticket geschreven:",
    "Good to know": "Goed om te weten",
    "Draft reply": "Conceptantwoord",
    "unsure": "onzeker",
    "1 thing to check before sending": "1 punt na te kijken voor het versturen",
    "{count} things to check before sending": "{count} punten na te kijken voor het versturen",
    "No draft: our sources do not answer this": "Geen concept: onze bronnen beantwoorden dit niet",
    "high confidence": "hoge zekerheid",
    "medium confidence": "gemiddelde zekerheid",
    "low confidence": "lage zekerheid",
    "canned response": "standaardantwoord",
    "article": "artikel",
    "earlier answer": "eerder antwoord",
    "this ticket": "dit ticket",
    "internal": "intern",
    "Type": "Type",
    "Priority": "Prioriteit",
    "Group": "Groep",
    "Tags": "Tags",
    "Written without a language model, from the desk's own texts": (
        "Geschreven zonder taalmodel, uit de eigen teksten van de helpdesk"
    ),
    "Written by {model}, prompt {prompt}": "Geschreven door {model}, prompt {prompt}",
    "a language model": "een taalmodel",
    "A person had edited the note before; it said:": "Iemand had de notitie bewerkt; er stond:",
    "Answered: this draft is no longer needed.": "Beantwoord: dit concept is niet meer nodig.",
    "The ticket was resolved: this draft is no longer needed.": (
        "Het ticket is opgelost: dit concept is niet meer nodig."
    ),
    "The ticket was closed: this draft is no longer needed.": (
        "Het ticket is gesloten: dit concept is niet meer nodig."
    ),
    "Overtaken: the customer wrote again, a newer draft stands in this ticket.": (
        "Achterhaald: de klant schreef opnieuw, een nieuwer concept staat in dit ticket."
    ),
    "This note stood here twice: the other one counts.": "Deze notitie stond hier twee keer: de andere telt.",
    "No longer needed: {why}.": "Niet meer nodig: {why}.",
    "Every sentence is approved text, word for word from {source}.": (
        "Elke zin is goedgekeurde tekst, woord voor woord uit {source}."
    ),
    "1 of {all} sentences is approved text, word for word from {source}.": (
        "1 van {all} zinnen is goedgekeurde tekst, woord voor woord uit {source}."
    ),
    "{count} of {all} sentences are approved text, word for word from {source}.": (
        "{count} van {all} zinnen zijn goedgekeurde tekst, woord voor woord uit {source}."
    ),
    "New words that rest on {source}: {words}": "Nieuwe woorden die op {source} steunen: {words}",
    "{words} and {count} more": "{words} en nog {count}",
    "it may answer another question": "het beantwoordt misschien een andere vraag",
    "it may answer another question, as it was found by words in common alone": (
        "het beantwoordt misschien een andere vraag, want het is alleen via gemeenschappelijke woorden gevonden"
    ),
    "Canned response “{title}”": "Standaardantwoord “{title}”",
    "Article “{title}”": "Artikel “{title}”",
    "Earlier answer “{title}”": "Eerder antwoord “{title}”",
    "Ticket “{title}”": "Ticket “{title}”",
    "No source": "Geen bron",
    "every sentence is supported": "elke zin is onderbouwd",
    "its one sentence is not supported": "de enige zin is niet onderbouwd",
    "{count} of {all} sentences are supported": "{count} van {all} zinnen zijn onderbouwd",
    "the reply states nothing": "het antwoord beweert niets",
    "Nothing that we have answers this for sure.": "Niets van wat we hebben beantwoordt dit zeker.",
    "used in {count} of the {all} nearest past answers": "gebruikt in {count} van de {all} naaste eerdere antwoorden",
    "This may be {what} (“{words}”): a person should answer.": (
        "Dit kan {what} zijn (“{words}”): een mens moet antwoorden."
    ),
    "This may be {what} (“{words}”): see whether this reply will do.": (
        "Dit kan {what} zijn (“{words}”): kijk of dit antwoord volstaat."
    ),
    "a matter of self-harm": "een geval van zelfbeschadiging",
    "a threat": "een bedreiging",
    "a matter of safety": "een kwestie van veiligheid",
    "a legal matter": "een juridische kwestie",
    "a privacy request": "een privacyverzoek",
    "a press enquiry": "een persvraag",
    "No reply needed, it seems: this reads like {what} (“{one}”, “{other}”).": (
        "Er lijkt geen antwoord nodig: dit leest als {what} (“{one}”, “{other}”)."
    ),
    "a newsletter": "een nieuwsbrief",
    "a sales mail": "een verkoopmail",
    "No draft: the message does not say what is wanted.": "Geen concept: het bericht zegt niet wat gewenst is.",
    "No draft: what we have answers none of what is asked.": (
        "Geen concept: wat we hebben beantwoordt geen van de vragen."
    ),
    "the customer writes “{words}”": "de klant schrijft “{words}”",
    "{count} messages since {day}, and no answer": "{count} berichten sinds {day}, en geen antwoord",
    "ticket {ticket} of {day} asks much the same": "ticket {ticket} van {day} vraagt bijna hetzelfde",
    "Not answered: “{question}”": "Niet beantwoord: “{question}”",
    "Not answered: “{question}”; see [{near}]": "Niet beantwoord: “{question}”; zie [{near}]",
}
