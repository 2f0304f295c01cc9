"""Sentences that claim nothing: greetings, thanks, apologies, offers of help, closings, names below them."""

from __future__ import annotations

import re

from assistant.core.evidence.negation import negated
from assistant.core.evidence.overlap import keys
from assistant.core.phrases import has_closing, has_greeting, is_sorry

_PHRASES = re.compile(
    # en
    r"\b(?:thanks?(?: you)?|many thanks|(?:we|i)(?: (?:really|very much|truly|do))* appreciate|(?:we|i)(?:'re"
    r"| are|'m| am)?"
    r"(?: (?:very|so|really|truly|terribly|deeply))* (?:sorry|apologi[sz]e|regret)|(?:our|my"
    r"|please accept our) (?:sincere )?apologies"
    r"|sorry|(?:we|i) (?:completely |fully |totally )?understand|(?:we|i)(?:'re| are|'m| am)(?: (?:always"
    r"|more than))* (?:happy|glad|here) to"
    r"|happy to help|(?:we|i) hope|hope|please (?:feel free|let (?:us|me) know|do(?: not|n['’]t) hesitate)"
    r"|(?:feel free|let (?:us|me) know)"
    r"|do(?: not|n['’]t) hesitate|(?:have|enjoy) a|you(?:'re| are) welcome|welcome|if (?:you (?:have|need)"
    r"|there is) (?:any|further|more|anything)"
    r"|should you have|just reply|simply reply"
    # de
    r"|vielen dank|herzlichen dank|besten dank|danke|(?:es )?tut (?:uns|mir) (?:sehr |wirklich )?leid|(?:wir"
    r"|ich) (?:bitten|bitte|bedauer\w+|entschuldig\w+)"
    r"|entschuldigung|(?:wir|ich) verstehe\w*|gerne?|(?:wir|ich) (?:helfe\w*|steh\w*|hoff\w+|freu\w+)"
    r"|melden sie sich|bei (?:weiteren )?(?:fragen|rückfragen)"
    r"|(?:falls|wenn|sollten) (?:sie|du) (?:noch |weitere )*(?:fragen|hilfe)|zögern sie (?:bitte )?nicht|schönen"
    r"|einen schönen"
    # fr
    r"|merci|nous (?:vous )?(?:remercions|prions|présentons)|je (?:vous )?(?:remercie|prie)|(?:nous sommes"
    r"|je suis) (?:vraiment |sincèrement )?désolée?s?"
    r"|désolée?s?|n['’]hésitez pas|(?:nous|je) (?:comprenons|comprends|restons|reste|espérons|espère)"
    r"|si vous avez|bonne journée|excusez"
    # es
    r"|(?:muchas )?gracias|(?:le |te )?agradec\w+|lo (?:siento|sentimos|lamentamos)|(?:sentimos|lamentamos)"
    r"|disculp\w+|no dud\w+|entendemos|comprendemos"
    r"|esperamos|quedamos|si tienes?|que tengas?"
    # it
    r"|grazie|(?:la |ti |vi )?ringrazi\w+|ci (?:dispiace|scusiamo)|mi dispiace|ci scusiamo|non esit\w+"
    r"|comprendiamo|capiamo|speriamo|restiamo|se (?:ha|hai|avete)|buona giornata"
    # nl
    r"|(?:hartelijk )?(?:bedankt|dank)|het spijt (?:ons|me|mij)|excuses|onze excuses|aarzel niet|we begrijpen"
    r"|wij begrijpen|(?:we|wij) hopen|laat het (?:ons )?weten|mocht u|fijne dag"
    # pt
    r"|(?:muito )?obrigad[oa]s?|agradecemos|lamentamos|pedimos desculpas?|desculpe|não hesite|compreendemos"
    r"|entendemos|esperamos|estamos à disposição|se tiver|bom dia"
    r")\b"
    # ja
    r"|ありがとうござい|感謝(?:いた|申し)|申し訳(?:ござい|あり)ません|お詫び|お手数|ご不便|ご迷惑|お気軽に|ご不明な点|よろしくお願い|お世話になって|お待ち(?:して|いただ)",
    re.IGNORECASE,
)
_POLITE = frozenset(
    keys("""
    freundlichen freundliche grüßen grüße herzliche herzlichen beste viele kind warm salutations distinguées
    cordialement saludos cordiales saluti cordiali distinti vriendelijke groet groeten melhores cumprimentos
    sincères uw voor pela pelo sua seu seus sus tus votre vos notre nos nous suo occasionnée prions causado causati
    hear wait waiting waited learn contact contacting reaching reach message mail email writing question questions
    request inquiry enquiry feedback patience understanding inconvenience trouble caused cause frustration
    frustrating frustrated situation issue matter delay confusion help assistance assist support further other
    additional more anything else answer reply time day week weekend great nice lovely good always happy glad
    hesitate feel free contacting us team customer letting sharing taking bringing attention sincerely apologies
    soon experience hope helps best well concern concerns today sorry understand appreciate regards nachricht
    anfrage mail schreiben geduld verständnis unannehmlichkeiten umstände frage fragen rückfragen hilfe weiter
    weitere weiteren verfügung zeit tag woche wochenende gern gerne kontaktaufnahme interesse ärger jederzeit melden
    bitten leid entschuldigung entschuldigen stehen message demande patience compréhension désagrément gêne question
    questions aide disposition journée contacté contacter excuses autre plus toute bonne restons mensaje consulta
    paciencia comprensión molestias inconvenientes pregunta preguntas duda dudas ayuda disposición día contactar
    contactarnos escribirnos cualquier otra más messaggio richiesta pazienza comprensione disagio domanda domande
    aiuto disposizione giornata contattarci averci contattato bericht aanvraag geduld begrip ongemak vraag vragen
    hulp dag contact mensagem contato paciência compreensão transtorno inconveniente pergunta perguntas dúvida
    dúvidas ajuda disposição dia again write writing wrote written twice times schreiben geschrieben erneut nochmals
    écrire écrit nouveau fois escribir escrito nuevo veces scrivere scritto nuovo volte schrijven geschreven opnieuw
    keer escrever escrito novo vezes
    """)
)
_ANSWER = re.compile(
    r"\W*(?:yes|no|yep|nope|of course|certainly|sure|ja|nein|natürlich|selbstverständlich|oui|non|bien sûr|sí|si"
    r"|no|claro"
    r"|sì|certo|sim|não|nee|はい|いいえ)\b",
    re.IGNORECASE,
)
_NAME_LINE = re.compile(r"[^\W\d_][^\d@:/]{0,60}")
_SIGN_OFF_LINES = 6
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")


def is_courtesy(sentence: str, told: frozenset[str], names: frozenset[str]) -> bool:
    """Whether it is polite and no more. `told` are keys of what the customer said, which it may take up again."""
    if is_sorry(sentence):
        return True
    rest, phrases = _PHRASES.subn(" ", sentence)
    phrase = has_greeting(sentence) or has_closing(sentence) or phrases
    left = set(keys(rest)) - _POLITE - names
    if _UNSPACED.search(sentence):
        return bool(phrase) and not negated(rest) and len(sentence) < 60
    if not phrase:
        return not left and not negated(sentence) and not _ANSWER.match(sentence)
    if len(left) <= 1 and (has_greeting(sentence) or has_closing(sentence)) and len(sentence) < 60:
        return True
    return left <= told and not negated(rest)


def sign_off(lines: list[str]) -> int:
    """Index of the line that the closing begins with; how many there are if there is none."""
    for at in range(max(0, len(lines) - _SIGN_OFF_LINES), len(lines)):
        if has_closing(lines[at]) and len(lines[at]) < 80:
            return at
    return len(lines)


def is_name_line(line: str) -> bool:
    """Whether a line below the closing can only be who signs: few words, no number, no address."""
    return bool(_NAME_LINE.fullmatch(line)) and len(line.split()) <= 6 and not line.rstrip().endswith((".", "!", "?"))
