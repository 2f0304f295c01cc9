"""The note's own words in Polish."""

from __future__ import annotations

WORDS = {
    "Customer:": "Klient:",
    "Not the first time:": "Nie po raz pierwszy:",
    "Suggested reply": "Proponowana odpowiedź",
    "The same in your language": "To samo w Państwa języku",
    "Check before sending": "Sprawdzić przed wysłaniem",
    "Ask the customer:": "Zapytać klienta:",
    "Suggested reply that asks it": "Proponowana odpowiedź z tym pytaniem",
    "What the reply rests on": "Na czym opiera się odpowiedź",
    "Sources": "Źródła",
    "Also near": "Również blisko",
    "Nearest sources": "Najbliższe źródła",
    "Triage:": "Klasyfikacja:",
    "Written to the ticket:": "Wpisano do zgłoszenia:",
    "Good to know": "Warto wiedzieć",
    "Draft reply": "Szkic odpowiedzi",
    "unsure": "niepewny",
    "1 thing to check before sending": "1 rzecz do sprawdzenia przed wysłaniem",
    "{count} things to check before sending": "Do sprawdzenia przed wysłaniem: {count}",
    "No draft: our sources do not answer this": "Brak szkicu: nasze źródła na to nie odpowiadają",
    "high confidence": "duża pewność",
    "medium confidence": "średnia pewność",
    "low confidence": "mała pewność",
    "canned response": "gotowa odpowiedź",
    "article": "artykuł",
    "earlier answer": "wcześniejsza odpowiedź",
    "this ticket": "to zgłoszenie",
    "internal": "wewnętrzny",
    "Type": "Typ",
    "Priority": "Priorytet",
    "Group": "Grupa",
    "Tags": "Tagi",
    "Written without a language model, from the desk's own texts": (
        "Napisano bez modelu językowego, z własnych tekstów działu"
    ),
    "Written by {model}, prompt {prompt}": "Napisał {model}, prompt {prompt}",
    "a language model": "model językowy",
    "A person had edited the note before; it said:": "Ktoś zmienił tę notatkę; jej treść:",
    "Answered: this draft is no longer needed.": "Odpowiedziano: ten szkic nie jest już potrzebny.",
    "The ticket was resolved: this draft is no longer needed.": (
        "Zgłoszenie rozwiązano: ten szkic nie jest już potrzebny."
    ),
    "The ticket was closed: this draft is no longer needed.": (
        "Zgłoszenie zamknięto: ten szkic nie jest już potrzebny."
    ),
    "Overtaken: the customer wrote again, a newer draft stands in this ticket.": (
        "Nieaktualny: klient napisał ponownie, nowszy szkic jest w tym zgłoszeniu."
    ),
    "This note stood here twice: the other one counts.": "Ta notatka była tu dwa razy: liczy się druga.",
    "No longer needed: {why}.": "Nie jest już potrzebny: {why}.",
    "Every sentence is approved text, word for word from {source}.": (
        "Każde zdanie to zatwierdzony tekst, słowo w słowo z {source}."
    ),
    "1 of {all} sentences is approved text, word for word from {source}.": (
        "1 z {all} zdań to zatwierdzony tekst, słowo w słowo z {source}."
    ),
    "{count} of {all} sentences are approved text, word for word from {source}.": (
        "{count} z {all} zdań to zatwierdzony tekst, słowo w słowo z {source}."
    ),
    "New words that rest on {source}: {words}": "Nowe słowa oparte na {source}: {words}",
    "{words} and {count} more": "{words} i jeszcze {count}",
    "it may answer another question": "może odpowiadać na inne pytanie",
    "it may answer another question, as it was found by words in common alone": (
        "może odpowiadać na inne pytanie, bo znaleziono ją tylko po wspólnych słowach"
    ),
    "Canned response “{title}”": "Gotowa odpowiedź „{title}”",
    "Article “{title}”": "Artykuł „{title}”",
    "Earlier answer “{title}”": "Wcześniejsza odpowiedź „{title}”",
    "Ticket “{title}”": "Zgłoszenie „{title}”",
    "No source": "Brak źródła",
    "every sentence is supported": "każde zdanie ma oparcie",
    "its one sentence is not supported": "jedyne zdanie nie ma oparcia",
    "{count} of {all} sentences are supported": "oparcie ma {count} z {all} zdań",
    "the reply states nothing": "odpowiedź niczego nie stwierdza",
    "Nothing that we have answers this for sure.": "Nic, co mamy, nie odpowiada na to na pewno.",
    "used in {count} of the {all} nearest past answers": (
        "użyta w {count} z {all} najbliższych wcześniejszych odpowiedzi"
    ),
    "This may be {what} (“{words}”): a person should answer.": (
        "To może być {what} („{words}”): powinien odpowiedzieć człowiek."
    ),
    "This may be {what} (“{words}”): see whether this reply will do.": (
        "To może być {what} („{words}”): proszę sprawdzić, czy ta odpowiedź wystarczy."
    ),
    "a matter of self-harm": "sprawa samookaleczenia",
    "a threat": "groźba",
    "a matter of safety": "sprawa bezpieczeństwa",
    "a legal matter": "sprawa prawna",
    "a privacy request": "wniosek dotyczący danych osobowych",
    "a press enquiry": "zapytanie prasowe",
    "No reply needed, it seems: this reads like {what} (“{one}”, “{other}”).": (
        "Odpowiedź chyba nie jest potrzebna: to wygląda na {what} („{one}”, „{other}”)."
    ),
    "a newsletter": "newsletter",
    "a sales mail": "ofertę handlową",
    "No draft: the message does not say what is wanted.": "Brak szkicu: wiadomość nie mówi, o co chodzi.",
    "No draft: what we have answers none of what is asked.": (
        "Brak szkicu: to, co mamy, nie odpowiada na żadne z pytań."
    ),
    "the customer writes “{words}”": "klient pisze „{words}”",
    "{count} messages since {day}, and no answer": "wiadomości od {day}: {count}, bez odpowiedzi",
    "ticket {ticket} of {day} asks much the same": "zgłoszenie {ticket} z {day} pyta prawie o to samo",
    "Not answered: “{question}”": "Bez odpowiedzi: „{question}”",
    "Not answered: “{question}”; see [{near}]": "Bez odpowiedzi: „{question}”; zob. [{near}]",
}
