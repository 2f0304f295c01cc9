"""Messages that need no answer: thanks and nothing else, mail written by a machine, nothing at all."""

from __future__ import annotations

import re

from assistant.core.words import words as listed

_THANKS = listed("""
    thanks thank thx ty cheers danke dankeschön dankeschon dank merci mercis gracias obrigado obrigada grazie bedankt
    dankjewel dankuwel thankyou tnx dziękuję dziękujemy dzięki
""")
_WITH_THANKS = listed("""
    you so much very a lot again many all the both ok okay great perfect super cool awesome wonderful excellent lovely
    brilliant for your help quick fast reply answer response support dear hi hello team best kind regards warm and it
    appreciate appreciated really it's everything
    vielen dir ihnen euch sehr schön schon herzlichen besten lieben für fur die das schnelle antwort hilfe alles klar
    prima toll bestens wunderbar viele liebe freundliche grüße gruß mit freundlichen grüßen und hallo lg mfg nochmals
    beaucoup bien à vous toi pour votre ton aide réponse rapide mille parfait bonjour cordialement tout le monde
    muchas muchísimas mil por su tu ayuda respuesta rápida perfecto genial saludos un saludo hola todo
    muito muita pela sua ajuda resposta perfeito ótimo abraço abraços olá tudo
    molte tante per il suo tuo aiuto la risposta perfetto ottimo saluti cordiali ciao
    je jij u wel heel erg hartelijk voor de het snelle hulp antwoord top groet groeten met vriendelijke hoi
""")
"""What stands around thanks and asks nothing: en, de, fr, es, pt, it, nl."""
_WORKED = re.compile(
    r"\b(?:(?:that|it|this|everything|all) (?:has |just )?(?:worked|works|fixed it|helped|did (?:it|the trick))"
    r"|(?:problem|issue)(?: is| has been)? (?:solved|fixed|resolved|sorted)|all (?:good|sorted|fixed)"
    r"|(?:das|es|jetzt|alles) (?:hat )?(?:funktioniert|geklappt|geholfen|geht|klappt)(?: es| alles)?"
    r"|hat (?:geklappt|funktioniert|geholfen)|problem (?:ist )?(?:gelöst|behoben)"
    r"|(?:ça|cela) (?:a )?(?:marche|marché|fonctionne|fonctionné)|c'est (?:réglé|résolu)|problème (?:réglé|résolu)"
    r"|(?:ya )?(?:funciona|funcionó|ha funcionado)|problema (?:resuelto|solucionado|risolto|resolvido)"
    r"|(?:adesso |ora )?(?:funziona|ha funzionato)|(?:agora |já )?(?:funcionou|deu certo)"
    r"|(?:het|dat) (?:werkt|is gelukt|heeft geholpen)|(?:probleem )?(?:is )?opgelost"
    r"|(?:to |już )?(?:działa|zadziałało|pomogło))"
    r"(?: (?:now|fine|again|perfectly|great|jetzt|wieder|maintenant|bien|ahora|adesso|ora|agora|nu|weer|teraz))*\b",
    re.IGNORECASE,
)
"""Says that all is well now: taken out of thanks, not enough by itself."""
_JAPANESE_THANKS = re.compile(
    r"(本当に|どうも|大変|誠に|とても)?(ありがとう|有難う|有り難う|感謝(し|いた|致)?|サンキュー)(ございます|ございました|します|しました|しています)?"
)
_JAPANESE_REST = re.compile(
    r"(助かりました|お世話になりました|お世話になっております|よろしくお願い(いた|致)?します|了解です|[ねよ])"
)
_SIGNATURE = re.compile(
    r"^(sent from my .*|sent from .{0,30}(iphone|ipad|android|outlook|mail).*|von meinem .* gesendet"
    r"|envoyé de(puis)? mon .*"
    r"|enviado desde mi .*|enviado do meu .*|inviato da .*|verstuurd vanaf .*|verzonden vanaf .*"
    r"|iphoneから送信|get outlook for .*)$",
    re.IGNORECASE,
)
_SMILES = re.compile(
    r"[:;]-?[)D]|[\U0001f44d\U0001f64f\U0001f600-\U0001f60d\U0001f970\u2764\u263a\U0001f495-\U0001f49c]|<3"
)

_AUTO_SUBJECT = re.compile(
    r"^\W*((re|aw|sv|antw)\s*:\s*)?("
    r"auto(matic|mated)?[- ]?(reply|response|replies)|out[- ]of[- ](the[- ])?office( reply)?\s*(:|$)"
    r"|vacation (reply|response)"
    r"|automatische (antwort|e-?mail)|abwesenheits(notiz|meldung|assistent)|abwesend(\s*:|$)"
    r"|ich bin (nicht im büro|im urlaub)"
    r"|réponse automatique|absence du bureau|message d'absence|respuesta automática|fuera de (la )?oficina"
    r"|resposta automática|fora do escritório|risposta automatica|fuori (sede|ufficio)"
    r"|automatisch antwoord|afwezigheid|afwezig(\s*:|$)|自動返信|自動応答|不在通知"
    r"|undeliver(able|ed)( mail)?|delivery status notification|delivery (failure|has failed|incomplete)"
    r"|mail delivery (failed|subsystem|failure)"
    r"|returned mail|failure notice|message (delivery|undeliverable)|unzustellbar|nicht zustellbar"
    r"|zustellung fehlgeschlagen"
    r"|non remis|échec de (la )?remise|no se (ha podido|pudo) entregar|mensaje no entregado|mancata consegna"
    r"|onbestelbaar"
    r"|automatyczna odpowiedź|odpowiedź automatyczna|autoodpowiedź|nieobecność|poza biurem|niedostarczon\w+"
    r"|não (foi )?entregue|配信不能|配信エラー)",
    re.IGNORECASE,
)
_AUTO_START = re.compile(
    r"^\W*(((dear|hello|hi|hallo|guten tag|bonjour|hola|ciao|olá|dzień dobry)\b[^\n]{0,40}\s+)?("
    r"this is an? (auto(mated|matic)|auto-?generated) (reply|response|e-?mail|message)"
    r"|(thank(s| you) for (your|the) (e-?mail|message)\W+)?i('m| am) (currently )?(out of (the )?office"
    r"|on (annual |parental )?leave|on vacation|away from my desk)"
    r"|(vielen dank für ihre (e-?mail|nachricht)\W+)?(ich bin|bin) (derzeit |momentan "
    r"|zurzeit )?(nicht im (büro|haus)|im urlaub|abwesend)"
    r"|dies ist eine automatische|je suis (actuellement )?absente?( du bureau)?\b|ceci est (un message"
    r"|une réponse) automatique"
    r"|estoy fuera de la oficina|este es un mensaje automático|estou fora do escritório|esta é uma (mensagem"
    r"|resposta) automática"
    r"|to jest (automatyczna )?(wiadomość|odpowiedź) (wygenerowana )?automatyczn\w+"
    r"|jestem (obecnie )?(nieobecn[ya]|poza biurem)"
    r"|sono fuori (ufficio|sede)|questo è un messaggio automatico|ik ben (momenteel )?(afwezig"
    r"|niet op kantoor)|dit is een automatisch"
    r"|this message was created automatically by mail delivery|your message (to [^\n]{3,80} )?(could ?n[o']t"
    r"|has not been|was not) (be )?delivered"
    r"|delivery has failed to these recipients|i'm sorry to have to inform you that your message could not"
    r"|只今不在|このメールは自動))",
    re.IGNORECASE,
)
_LIST_END = re.compile(
    r"you('re| are)? receiv(ed|ing) this (message|e-?mail) because you('re| are) (subscribed|on) (to )?"
    r"|to unsubscribe from this (group|list)|^_{20,}\n.{0,80}mailing list",
    re.IGNORECASE | re.MULTILINE,
)


def is_empty(text: str) -> bool:
    """Whether nothing is written: no letter, no digit, no symbol that says something."""
    return not re.search(r"\w|[\U0001f300-\U0001faff\u2600-\u27bf]|[?!]", text)


def is_only_thanks(text: str, *, name: str = "") -> bool:
    """Whether it is a short "thanks!" and nothing else; words of `name`, the writer's, do not count.

    Careful: a draft too many costs a glance, a question overlooked costs a customer."""
    lines = [line.strip() for line in text.strip().splitlines() if line.strip()]
    lines = [line for line in lines if not _SIGNATURE.match(line) and line != "--"]
    short = " ".join(_without_sender(lines))
    if len(short) > 160 or re.search(r"[?？\d]|\bnot?\b", short, re.IGNORECASE):
        return False
    if _JAPANESE_THANKS.search(short):
        return not re.search(r"\w", _JAPANESE_REST.sub("", _JAPANESE_THANKS.sub("", short)))
    said = _SMILES.sub(" ", short).lower().replace("’", "'")
    words = re.findall(r"[^\W_]+(?:['’][^\W_]+)?", _WORKED.sub(" ", said))
    names = frozenset(re.findall(r"\w+", name.lower()))
    return any(word in _THANKS for word in words) and all(word in _THANKS | _WITH_THANKS | names for word in words)


def _without_sender(lines: list[str]) -> list[str]:
    """Off with a name on the last line, if the line before it closes a letter ("Thanks,")."""
    named = len(lines) > 1 and lines[-2].endswith(",") and re.fullmatch(r"([^\W\d_]+[.\s-]*){1,3}", lines[-1])
    return lines[:-1] if named and lines[-1].istitle() else lines


def is_automatic(subject: str, text: str) -> bool:
    """Whether a machine wrote it: out of office, a delivery failure, a mailing list. Careful, as above."""
    return bool(_AUTO_SUBJECT.match(subject[:200]) or _AUTO_START.match(text[:300]) or _LIST_END.search(text[-1500:]))
