"""The note's own words in French."""

from __future__ import annotations

WORDS = {
    "Customer:": "Client :",
    "Not the first time:": "Pas la première fois :",
    "Suggested reply": "Réponse proposée",
    "The same in your language": "La même chose dans votre langue",
    "Check before sending": "À vérifier avant l'envoi",
    "Ask the customer:": "À demander au client :",
    "Suggested reply that asks it": "Réponse proposée qui le demande",
    "What the reply rests on": "Sur quoi repose la réponse",
    "Sources": "Sources",
    "Also near": "Proches aussi",
    "Nearest sources": "Sources les plus proches",
    "Triage:": "Tri :",
    "Written to the ticket:": "Inscrit dans le ticket :",
    "Good to know": "Bon à savoir",
    "Draft reply": "Projet de réponse",
    "unsure": "incertain",
    "1 thing to check before sending": "1 point à vérifier avant l'envoi",
    "{count} things to check before sending": "{count} points à vérifier avant l'envoi",
    "No draft: our sources do not answer this": "Pas de projet : nos sources n'y répondent pas",
    "high confidence": "confiance élevée",
    "medium confidence": "confiance moyenne",
    "low confidence": "confiance faible",
    "canned response": "réponse type",
    "article": "article",
    "earlier answer": "réponse antérieure",
    "this ticket": "ce ticket",
    "internal": "interne",
    "Type": "Type",
    "Priority": "Priorité",
    "Group": "Groupe",
    "Tags": "Tags",
    "Written without a language model, from the desk's own texts": (
        "Écrit sans modèle de langage, à partir des textes du service"
    ),
    "Written by {model}, prompt {prompt}": "Écrit par {model}, prompt {prompt}",
    "a language model": "un modèle de langage",
    "A person had edited the note before; it said:": "Quelqu'un avait modifié la note ; elle disait :",
    "Answered: this draft is no longer needed.": "Répondu : ce projet n'est plus utile.",
    "The ticket was resolved: this draft is no longer needed.": (
        "Le ticket a été résolu : ce projet n'est plus utile."
    ),
    "The ticket was closed: this draft is no longer needed.": "Le ticket a été fermé : ce projet n'est plus utile.",
    "Overtaken: the customer wrote again, a newer draft stands in this ticket.": (
        "Dépassé : le client a écrit de nouveau, un projet plus récent se trouve dans ce ticket."
    ),
    "This note stood here twice: the other one counts.": "Cette note était là deux fois : l'autre compte.",
    "No longer needed: {why}.": "Plus utile : {why}.",
    "Every sentence is approved text, word for word from {source}.": (
        "Chaque phrase est un texte approuvé, mot pour mot de {source}."
    ),
    "1 of {all} sentences is approved text, word for word from {source}.": (
        "1 phrase sur {all} est un texte approuvé, mot pour mot de {source}."
    ),
    "{count} of {all} sentences are approved text, word for word from {source}.": (
        "{count} phrases sur {all} sont un texte approuvé, mot pour mot de {source}."
    ),
    "New words that rest on {source}: {words}": "Mots nouveaux qui reposent sur {source} : {words}",
    "{words} and {count} more": "{words} et {count} autres",
    "it may answer another question": "elle répond peut-être à une autre question",
    "it may answer another question, as it was found by words in common alone": (
        "elle répond peut-être à une autre question, car elle n'a été trouvée que par des mots communs"
    ),
    "Canned response “{title}”": "Réponse type « {title} »",
    "Article “{title}”": "Article « {title} »",
    "Earlier answer “{title}”": "Réponse antérieure « {title} »",
    "Ticket “{title}”": "Ticket « {title} »",
    "No source": "Pas de source",
    "every sentence is supported": "chaque phrase est étayée",
    "its one sentence is not supported": "sa seule phrase n'est pas étayée",
    "{count} of {all} sentences are supported": "{count} phrases sur {all} sont étayées",
    "the reply states nothing": "la réponse n'affirme rien",
    "Nothing that we have answers this for sure.": "Rien de ce que nous avons n'y répond avec certitude.",
    "used in {count} of the {all} nearest past answers": (
        "utilisée dans {count} des {all} réponses passées les plus proches"
    ),
    "This may be {what} (“{words}”): a person should answer.": (
        "C'est peut-être {what} (« {words} ») : une personne devrait répondre."
    ),
    "This may be {what} (“{words}”): see whether this reply will do.": (
        "C'est peut-être {what} (« {words} ») : voyez si cette réponse suffit."
    ),
    "a matter of self-harm": "un risque d'automutilation",
    "a threat": "une menace",
    "a matter of safety": "une question de sécurité",
    "a legal matter": "une affaire juridique",
    "a privacy request": "une demande relative aux données personnelles",
    "a press enquiry": "une demande de la presse",
    "No reply needed, it seems: this reads like {what} (“{one}”, “{other}”).": (
        "Aucune réponse nécessaire, semble-t-il : cela ressemble à {what} (« {one} », « {other} »)."
    ),
    "a newsletter": "une newsletter",
    "a sales mail": "un démarchage commercial",
    "No draft: the message does not say what is wanted.": (
        "Pas de projet : le message ne dit pas ce qui est souhaité."
    ),
    "No draft: what we have answers none of what is asked.": (
        "Pas de projet : ce que nous avons ne répond à aucune des questions."
    ),
    "the customer writes “{words}”": "le client écrit « {words} »",
    "{count} messages since {day}, and no answer": "{count} messages depuis le {day}, sans réponse",
    "ticket {ticket} of {day} asks much the same": "le ticket {ticket} du {day} demande à peu près la même chose",
    "Not answered: “{question}”": "Sans réponse : « {question} »",
    "Not answered: “{question}”; see [{near}]": "Sans réponse : « {question} » ; voir [{near}]",
}
