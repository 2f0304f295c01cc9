"""What stands below the words of a mail: a signature, a phone's advertisement, a company's disclaimer."""

from __future__ import annotations

import re
from collections.abc import Sequence

_MAX_SIGNATURE = 12
"""Lines below "--" that are a signature; more are text."""
_RULE = re.compile(r"[\s_=~#*+ᐧ—–-]*")
_PHONE = (
    r"i ?phone|i ?pad|i ?pod|android|mobile|phone|cell|smartphone|tablet|galaxy|samsung|huawei|xiaomi|pixel|htc|nokia"
    r"|lg|sony|xperia|motorola|oneplus|blackberry|windows|outlook|mail\w*|airmail|gmail|gmx|web\.de|yahoo\w*|aol|hotmail"
    r"|proton\w*|k-9|spark|edison|newton|superhuman|polymail|boxer|zimbra|thunderbird|device|app|mac|handy|mobil\w*"
    r"|télé\w*|teléfono|móvil|celular|telefon\w*|telemóvel|телефон\w*|смартфон\w*|почт\w*"
)
_DEVICE = re.compile(
    rf"^[(<\[*_\s]*(?:sent (?:from|via|with|by|using) my \S.{{0,80}}|from my .{{1,20}}"
    rf"|sent (?:from|via|with|by|using) .{{0,30}}\b(?:{_PHONE})\b.{{0,60}}|\w+ from mobile|get outlook for .{{1,60}}"
    r"|get \[outlook for .{1,80}|sent on the go.{0,40}"
    r"|von mein\w* .{1,40} gesendet|gesendet (?:von|mit|aus|über) .{1,60}"
    r"|diese (?:nachricht|e-?mail) wurde von (?:meinem|einem) .{1,80} gesendet\.?"
    r"|holen sie sich outlook für .{1,40}|outlook für .{1,20} (?:holen|beziehen|abrufen).{0,60}"
    r"|envoyé (?:de|depuis|à partir de|avec|via) .{1,70}|obtenir outlook pour .{1,60}|télécharge[rz] outlook .{1,60}"
    r"|enviado (?:desde|do|de|a partir do|através do|com|por) (?:mi|meu|o|el|la|mon|yahoo|outlook|samsung)\b.{0,70}"
    r"|obtener outlook para .{1,60}|obter o outlook para .{1,60}|enviat des del? (?:meu )?.{1,40}"
    r"|inviato (?:da|dal|con) .{1,60}|(?:ottieni|scarica) outlook per .{1,60}"
    r"|(?:verzonden|verstuurd) (?:vanaf|vanuit|met|via|van) .{1,60}|outlook voor .{1,20} downloaden.{0,60}"
    r"|download outlook voor .{1,60}|sendt fra .{1,60}|skickat från .{1,60}|från min .{1,40}|hämta outlook för .{1,60}"
    r"|lähetetty .{1,60}|wysłan[eoy] z .{1,60}|odesláno z.? .{1,60}|odoslané z .{1,60}"
    r"|az? .{1,40}[- ]?(?:ről|ról) küldve"
    r"|trimis (?:de pe|din) .{1,60}|.{1,40}(?:cihazımdan|'?[ıiuü]mdan|'?[ıiuü]mden) gönderildi"
    r"|отправлено (?:с|из|от) .{1,60}|(?:надіслано|відправлено) (?:з|із) .{1,60}|изпратено от .{1,60}"
    r"|(?:στάλθηκε|σταλμένο|εστάλη) από .{1,60}|küldve (?:az? )?.{1,40}[- ]?(?:ről|ról|val|vel)"
    r"|poslano (?:s|iz|z) .{1,60}|saadetud .{1,60}|đã gửi từ .{1,60}|dikirim dari .{1,60}|נשלח מ.{1,40}"
    r"|(?:تم الإرسال|أرسلت|مرسل) من .{1,40}|ส่งจาก.{1,40}|.{0,20}(?:iphone|ipad|android|スマホ).{0,10}から送信"
    r"|(?:从|發自|发自|從)我的? ?.{1,30}|나의 .{1,20}에서 보냄)[)>\]*_\s]*$",
    re.IGNORECASE,
)
_LINK = re.compile(r"\[([^\[\]]+)\]\([^()\s]+\)")
_NOTICE = re.compile(
    r"^[\s*_>-]*(?:"
    r"(?:confidentiality|legal|privacy|disclaimer)(?: notice| note| statement)?\s*[:：.*_-]*\s*$"
    r"|(?:confidentiality|legal) (?:notice|note|statement|disclaimer)\b|disclaimer\s*:"
    r"|(?:this|the) (?:e-?mail|message|communication|transmission|information (?:contained )?in this)\b.{0,120}"
    r"\b(?:confidential|privileged|intended (?:solely|only|recipient)|legally protected)"
    r"|(?:the )?(?:contents?|information).{0,60}(?:e-?mail|message).{0,80}(?:confidential|privileged)"
    r"|if you (?:are not|have received|received).{0,60}(?:intended recipient|addressee)"
    r"|if you (?:have received|received) this (?:e-?mail|message|communication|transmission)"
    r"|please (?:consider|think).{0,40}(?:environment|before printing)|think before you print"
    r"|(?:this (?:e-?mail|message) )?(?:has been |was )?(?:checked|scanned) (?:for|by) .{0,40}(?:virus|malware|avast)"
    r"|virus-?free\b|this email has been (?:checked|scanned)"
    r"|(?:diese|die) (?:e-?mail|nachricht).{0,100}(?:vertraulich|rechtlich geschützt)|vertraulichkeitshinweis"
    r"|(?:wenn|falls|sollten) sie nicht der (?:richtige|beabsichtigte|vorgesehene) (?:adressat|empfänger)"
    r"|bitte (?:denken|prüfen) sie.{0,60}(?:umwelt|ausdrucken)|diese e-?mail wurde .{0,40}(?:viren|avast)"
    r"|(?:ce (?:message|courriel|mail)|cet e-?mail|cette communication).{0,120}(?:confidentiel|destinataire)"
    r"|si vous (?:n'êtes pas.{0,40}destinataire|avez reçu ce (?:message|courriel|mail))|avis de confidentialité"
    r"|(?:este|el presente) (?:mensaje|correo|e-?mail).{0,120}(?:confidencial|destinatario)|aviso (?:legal|de conf)"
    r"|si (?:usted )?(?:no es.{0,40}destinatario|ha recibido este (?:mensaje|correo))"
    r"|(?:esta|a presente) (?:mensagem|comunicação).{0,120}(?:confidencia|destinatário)|este e-?mail.{0,100}confidencia"
    r"|(?:questo messaggio|questa e-?mail|il presente messaggio|le informazioni contenute).{0,140}"
    r"(?:confidenzial|riservat|destinatari)"
    r"|(?:dit (?:bericht|e-?mailbericht)|deze (?:e-?mail|boodschap)).{0,120}(?:vertrouwelijk|bestemd voor)"
    r"|(?:denne|detta|dette) (?:e-?post|e-?mail|meddeland\w*|melding\w*).{0,100}(?:fortrolig|konfidentiel|konfidensiel)"
    r"|(?:ta|niniejsza) (?:wiadomość|korespondencja).{0,100}poufn"
    r"|(?:это|данное) (?:сообщение|письмо).{0,120}конфиденциальн"
    r"|本(?:電子)?(?:メール|邮件|郵件).{0,60}(?:機密|机密|保密|秘密)"
    r")",
    re.IGNORECASE,
)
_BANNER = re.compile(
    r"^[\s*_\[<!-]*(?:\[?external(?: e-?mail| sender| mail)?\]?[\s:*!-]*$"
    r"|(?:caution|warning|external|attention|achtung|vorsicht|attenzione|atención|let op)\b.{0,80}"
    r"\b(?:originated|outside|external|extern\w*|extérieur\w*|estern\w*)\b)",
    re.IGNORECASE,
)
_CONTACT = re.compile(r"\S@\S|https?://|www\.|\+?\d[\d ()/.-]{7,}\d|^\s*(?:tel|fon|phone|mobile?|fax|e-?mail)\b", re.I)
_CLOSING = re.compile(
    r"^[\s—–-]*(?:(?:with |my )?(?:best|kind|kindest|warm|warmest|many)?\s*(?:regards|wishes|greetings)"
    r"|best|all the best|take care|sincerely|yours (?:sincerely|faithfully|truly)|sincerely yours|cheers|respectfully"
    r"|(?:many )?thanks(?: (?:again|and (?:best |kind )?regards|in advance))?|thank you(?: in advance| again)?"
    r"|(?:mit )?(?:freundliche[nmr]?|besten?|liebe[nr]?|viele[n]?|herzliche[nr]?|schöne[n]?)\s+gr(?:ü|ue)(?:ß|ss)en?"
    r"(?: aus .{1,30})?|mfg|lg|vg|beste grüße|hochachtungsvoll"
    r"|(?:bien )?(?:cordialement|amicalement)|bien à vous|(?:sincères|meilleures) salutations|salutations.{0,20}"
    r"|(?:un )?(?:cordial |atento )?saludos?(?: cordial(?:es)?)?|atentamente|atenciosamente|cumprimentos"
    r"|com os melhores.*"
    r"|(?:melhores|cordiais) (?:cumprimentos|saudações)|abraços?|cordiali saluti|distinti saluti|(?:un )?saluti?"
    r"|(?:met )?(?:vriendelijke|hartelijke) groet(?:en)?|groet(?:en|jes)?"
    r"|(?:med )?(?:vänliga?|venlig|vennlig|bästa|beste|bedste) (?:hälsning(?:ar)?|hilsen(?:er)?)|mvh|hälsningar|hilsen"
    r"|ystävällisin terveisin|terveisin|z poważaniem|pozdrawiam(?: serdecznie)?|s pozdravem|s pozdravom"
    r"|üdvözlettel|cu stimă|saygılarımla|(?:с|з) (?:уважением|повагою)|с уважение|με εκτίμηση|lep pozdrav|s poštovanjem"
    r"|敬具|よろしくお願い(?:いた|致)?します|此致|敬礼|祝好|감사합니다|بكل احترام|בברכה)\s*[,.!。，]?\s*$",
    re.IGNORECASE,
)


def is_device(line: str) -> bool:
    """ "Sent from my iPhone", in many languages."""
    return bool(_DEVICE.match(_LINK.sub(r"\1", line[:200])))


def is_rule(line: str) -> bool:
    """Nothing but dashes, stars and the like; a blank line too."""
    return bool(_RULE.fullmatch(line))


def is_sign_off(lines: Sequence[str]) -> bool:
    """Whether a few lines below a quotation are a signature and no answer."""
    own = [line for line in without_footer(lines) if line.strip()]
    if len(own) > 5 or any(len(line) > 70 or line.rstrip().endswith("?") for line in own):
        return not own
    return not own or bool(_CLOSING.match(own[0]))


def without_footer(lines: Sequence[str]) -> list[str]:
    """Lines without what a program or a company put below them, and without what stands below "--"."""
    left = list(lines)
    while True:
        before = len(left)
        while left and is_rule(left[-1]):
            left.pop()
        if left and is_device(left[-1]):
            left.pop()
        left = _above_notice(_above_delimiter(left))
        if len(left) == before:
            return left


def without_banner(lines: Sequence[str]) -> list[str]:
    """Lines without the warning that a mail server put above them ("[EXTERNAL]")."""
    start = next((at for at, line in enumerate(lines) if line.strip()), 0)
    if not lines or not _BANNER.match(lines[start][:300]):
        return list(lines)
    end = next((at for at in range(start, len(lines)) if is_rule(lines[at])), len(lines))
    return list(lines[end:]) if any(line.strip() for line in lines[end:]) else list(lines)


def _above_delimiter(lines: list[str]) -> list[str]:
    """Off with a signature: what stands below "--", or below another rule if it looks like an address."""
    for at in range(max(0, len(lines) - _MAX_SIGNATURE - 1), len(lines)):
        if lines[at].strip() in ("--", "—", "– –") or (lines[at].strip() and is_rule(lines[at]) and _card(lines[at:])):
            return lines[:at]
    return lines


def _card(lines: Sequence[str]) -> bool:
    """Whether lines below a rule are somebody's address: few, short, with a way to reach them."""
    below = [line for line in lines[1:] if line.strip()]
    if any("mailing list" in line.lower() for line in below):
        return False  # it tells that a machine wrote
    if not 1 < len(below) <= 8 or any(len(line) > 80 or "?" in line or is_rule(line) for line in below):
        return False
    return sum(bool(_CONTACT.search(line)) for line in below) >= len(below) / 3


def _above_notice(lines: list[str]) -> list[str]:
    """Off with the disclaimer in the last paragraph."""
    start = next((at + 1 for at in reversed(range(len(lines))) if not lines[at].strip()), 0)
    for at in range(start, len(lines)):
        joined = " ".join(line.strip() for line in lines[at : at + 3])
        if _NOTICE.match(joined[:300]):
            return lines[:at]
    return lines


def without_signature(text: str, names: Sequence[str] = ()) -> str:
    """A reply without its closing ("Kind regards,") and what follows it; `names` are the writer's and the desk's.

    Only the last lines are looked at; a text that would vanish is kept."""
    lines = without_footer(text.splitlines())
    known = {_word(name) for full in names for name in (full, *full.split()[:1])} - {""}
    content = [at for at, line in enumerate(lines) if line.strip()]
    for at in content[1:][-10:]:
        if (_CLOSING.match(lines[at]) or _word(lines[at]) in known) and not any(map(_says, lines[at + 1 :])):
            lines = lines[:at]
            break
    return "\n".join(lines).strip() or text.strip()


def is_only_signature(text: str, *, name: str = "") -> bool:
    """Whether a message is its own end and nothing else: a signature, "Sent from my phone", "Regards," and a `name`.

    A name alone may answer a question."""
    known = {_word(part) for part in (name, *name.split()[:1])} - {""}
    left = [line for line in without_footer(text.splitlines()) if line.strip()]
    ends = [line for line in left if _CLOSING.match(line)]
    cut = sum(bool(line.strip()) for line in text.splitlines()) > len(left)
    return bool(cut or ends) and all(line in ends or _word(line) in known for line in left)


def _says(line: str) -> bool:
    """Whether a line is a sentence and no part of a signature."""
    long = len(line) > 80 or (len(line.split()) > 2 and line.rstrip().endswith((".", "!", "?", ":")))
    return long and not _CONTACT.search(line)


def _word(text: str) -> str:
    return re.sub(r"[\W_]+", " ", text).strip().casefold()
