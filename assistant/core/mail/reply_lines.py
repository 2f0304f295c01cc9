"""Lines that mail programs put before an older mail: "On Monday, Ida wrote:", "-----Original Message-----"."""

from __future__ import annotations

import re
from collections.abc import Sequence

_MAX_LINES = 6
"""Lines over which a program may break such a line."""
_MAX_CHARS = 400
_MOMENT = re.compile(
    r"\d{1,2}\s?[:.hH時시点點]\s?\d{2}|\d{1,4}[./年년-]\s?\d{1,2}[./月월-]\s?\d{1,4}|(?<!\d)(?:19|20)\d{2}(?!\d)|@"
)
_OPENING = (
    r"On|At|In message|In article|Am|Le|El|El dia|Em|No dia|Il|Il giorno|In data|Op|Den|På|Dnia|W dniu|Dne|Dňa|Dana"
    r"|Vào|Vào lúc|Pada|În|La|A|Στις|Την|На|В|У|في|در|בתאריך|ב|在|于|於|ในวันที่|เมื่อ"
)
_LAST = (
    r"wrote|writes|schrieb|schrieben Sie|a écrit|nous a dit|escribió|escreveu|va escriure|ha scritto"
    r"|schreef|volgende geschreven|skrev|skrev følgende|skrev följande|napisała?(?:\(a\)|/a)?"
    r"|napsala?(?:\(a\))?|napísala?(?:\(a\))?|kirjoitti|napisao(?:/la)?(?: je)?|napisala?(?:/-?l?a|\(a\))?"
    r"|pisze"
    r"|написала?(?:\(а\))?|написав(?:\(ла\))?|пишет|пише|написа|је написаола?|írta|a scris|yazdı|έγραψε|נכתב על ידי"
    r"|כתבה?(?:/ה)?|كتب|كتبت|نوشت|đã viết|menulis|เขียนว่า|写道|寫道|のメール|書きました|님이 작성|님이 쓴 글|kirjutas"
    r"|rakstīja|rašė|ने लिखा"
)
"""Verbs at the end of the line."""
_MIDDLE = (
    r"schrieb(?! ich\b| mir\b| Ihnen\b)|schreef(?! ik\b)|skrev(?! jag\b| jeg\b)|kirjoitti|írta|بواسطة|kirjutas"
    r"|idatzi du|hat am"
)
"""Verbs before the name of the writer or the date."""
_DATED_VERB = (
    r"(?:wrote on|wrote at|writes on|a écrit le|escribió el|ha scritto il|escreveu em|napisał(?:\(a\))? w dniu)"
)
_ADDRESS = r"[<(\[]\s*(?:mailto:)?[^\s<>()]+@[^\s<>()]+\s*[>)\]]"

_ENDS = re.compile(rf"(?:{_LAST})\s*[:：][\s>*_-]*$|(?:{_LAST})\s*-{{2,}}\s*$", re.IGNORECASE)
_ENDS_IF_OPENED = re.compile(r"(?:sent|geschrieben|verzond)\s*[:：][\s>*_-]*$", re.IGNORECASE)
_ENDS_WITH_ADDRESS = re.compile(rf"(?:{_LAST})[\s>*_.-]*$", re.IGNORECASE)
_NAMES_LAST = re.compile(rf"(?<=\s)(?:(?:{_MIDDLE})\b.{{2,120}}|{_DATED_VERB}\b.{{4,80}})[:：]\s*$", re.IGNORECASE)
_HINT = re.compile(rf"@|GMT|posted by|sent|geschrieben|verzond|{_LAST}|{_MIDDLE}", re.IGNORECASE)
"""Without any of these in the lines there is no attribution: most text is done with here."""
_COLON = re.compile(r"[:：]\s*$")
_BARE = (
    re.compile(rf"^[^\n]{{0,80}}(?<!\d)(?:19|20)\d{{2}}(?!\d).{{1,160}}{_ADDRESS}\s*[:：]\s*$"),
    re.compile(rf"^\s*\d{{1,4}}[-/.]\d{{1,2}}[-/.]\d{{1,4}}[^.!?]{{0,120}}{_ADDRESS}\s*[:：]?\s*$"),
    re.compile(r"^\s*\d{4}-\d{2}-\d{2} \d{1,2}:\d{2} GMT[+-]\d{2}:\d{2}\s\S.{0,100}$"),
    re.compile(r"^\s*Posted by .{2,80} on \d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}\s*$", re.IGNORECASE),
    re.compile(rf"^\s*\S.{{0,80}} via .{{2,80}}\b(?:{_LAST})\s*[:：]?\s*$", re.IGNORECASE),
    re.compile(rf"^\s*\S.{{0,80}}{_ADDRESS}\s*(?:{_LAST})\s*[:：]?\s*$", re.IGNORECASE),
)
_BEFORE_QUOTE = re.compile(rf"^\s*\S.{{0,100}}\b(?:{_LAST}|said|says|dit|sagte|dijo|disse)\s*[:：]\s*$", re.IGNORECASE)
"""Enough of a sign if quoted lines follow."""
_FIRST_PERSON = re.compile(r"\b(?:I|we|you guys) (?:wrote|sent)\b|\bj'ai écrit\b|\b(?:ho|abbiamo) scritto\b", re.I)
_STARTS = re.compile(rf"^\s*[-*_]*\s*(?:{_OPENING})[\s,]", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[!?。！？]\s*$|[^\W\d]{4,}\.\s*$")
_RUN_ON = re.compile(
    r"(?<=[.!?)\w])\s+(?=(?:On|Am|Le|El|Em|Il|Op|Den) [^.!?\n]{0,30}\d[^\n]{5,200}@[^\n]{1,80}"
    rf"(?:{_LAST})[^\n]{{0,2}}[:：]\s*$)"
)

_DASHED = re.compile(r"^[\s>*_=]*-{2,}\s*(?P<words>[^\W\d_].{2,50}?)\s*-{2,}[\s*_=]*$")
_ORIGINAL = (
    r"(?:original|reply|antwort)[ -](?:message|appointment|nachricht)|(?:ursprüngliche|urspr\.) nachricht"
    r"|original-?nachricht|message d'origine|message original|mensaje original|missatge original|mensagem original"
    r"|messaggio originale|oorspronkelijk(?:e)? bericht|oprindelig meddelelse|opprinnelig melding"
    r"|ursprungligt meddelande|originalmeddelande|alkuperäinen viesti|(?:wiadomość oryginalna|oryginalna wiadomość)"
    r"|původní zpráva|pôvodná správa|eredeti üzenet|mesaj(?:ul)? original|(?:orijinal|özgün) (?:ileti|mesaj)"
    r"|исходное сообщение|оригинальное сообщение|вихідне повідомлення|оригинално съобщение|αρχικό μήνυμα|izvorna poruka"
    r"|originalna poruka|izvirno sporočilo|thư gốc|pesan asli|الرسالة الأصلية|הודעה מקורית|元のメッセージ|原始邮件"
    r"|原始郵件|원본 메(?:시|세)지|algne kiri"
)
_ORIGINAL_WORDS = re.compile(rf"(?:{_ORIGINAL})", re.IGNORECASE)
_FORWARD = re.compile(
    r"^[\s>*_]*-{0,12}\s*(?:forwarded (?:message|by .{1,80}|mail|email)|begin forwarded message"
    r"|weitergeleitete (?:nachricht|e-?mail)|anfang der weitergeleiteten (?:nachricht|e-?mail)"
    r"|message transféré|e-?mail transféré|début du message (?:réexpédié|transféré)"
    r"|mensaje reenviado|inicio del mensaje reenviado"
    r"|mensagem (?:encaminhada|reencaminhada)|início da mensagem (?:encaminhada|reencaminhada)"
    r"|messaggio inoltrato|inizio messaggio inoltrato|doorgestuurd bericht|begin doorgestuurd bericht"
    r"|videresendt (?:meddelelse|melding)|vidarebefordrat meddelande|vidarebefordrat brev|välitetty viesti"
    r"|wiadomość przekazana|przekazana wiadomość|přeposlaná zpráva|preposlaná správa|továbbított üzenet"
    r"|mesaj redirecționat|yönlendirilmiş ileti|iletilen mesaj|пересылаемое сообщение|пересланное сообщение"
    r"|переслане повідомлення|препратено съобщение|προωθημένο μήνυμα|proslijeđena poruka|posredovano sporočilo"
    r"|転送されたメッセージ|転送メッセージ|转发的邮件|轉寄郵件|전달된 메(?:시|세)지)\s*[:：]?\s*-{0,12}[\s*_]*$",
    re.IGNORECASE,
)
_REPLY_ABOVE = re.compile(
    r"^[\s>*_#=|+.:~-]*(?:please )?(?:type|write|enter|add|reply|respond)\b.{0,40}\babove (?:this|the) line\b.{0,60}$"
    r"|^[\s>*_#=-]*(?:bitte )?(?:antworten|schreiben) sie .{0,30}(?:ober|über|hal).{0,30}(?:linie|zeile).{0,30}$"
    r"|^[\s>*_#=-]*(?:veuillez )?(?:répond|écri|sais|entr|tap).{0,60}au-dessus de cette ligne.{0,30}$"
    r"|^[\s>*_#=-]*(?:por favor,? )?(?:escrib|respond|introduz|ingres).{0,60}(?:encima|arriba) de esta línea.{0,30}$"
    r"|^[\s>*_#=-]*(?:por favor,? )?(?:escrev|respond|digit|insir).{0,60}acima d(?:esta|a) linha.{0,30}$"
    r"|^[\s>*_#=-]*(?:si prega di )?(?:scriv|rispond|inser).{0,60}sopra (?:di )?questa (?:riga|linea).{0,30}$"
    r"|^[\s>*_#=-]*(?:typ|antwoord|schrijf|gelieve).{0,60}boven deze (?:regel|lijn).{0,30}$"
    r"|^[\s>*_#=-]*この行より上に.{0,30}$|^[\s>*_#=-]*请在此行上方.{0,30}$",
    re.IGNORECASE,
)


def is_original(line: str) -> bool:
    """ "-----Original Message-----", in dashes: below stands what is answered."""
    dashed = _DASHED.match(line[:200])
    return bool(dashed and _ORIGINAL_WORDS.fullmatch(dashed["words"].strip("* _")))


def announces(line: str) -> bool:
    """Whether an older mail's headers are to be expected below: a rule, or words like "Original message"."""
    bare = line[:200].strip(" \t*_-:>")
    return bool(_ORIGINAL_WORDS.fullmatch(bare)) or bool(re.fullmatch(r"\s*[_-]{5,}\s*", line[:200]))


def is_forward(line: str) -> bool:
    """ "Begin forwarded message:": what stands below is what the writer wants to show."""
    return bool(_FORWARD.match(line[:200]))


def is_reply_above(line: str) -> bool:
    """A helpdesk's "please type your reply above this line"."""
    return bool(_REPLY_ABOVE.match(line[:300]))


def without_run_ons(text: str) -> str:
    """Each attribution on a line of its own, also where a program glued it to the last sentence."""
    return "\n".join(_RUN_ON.sub("\n", line, count=1) if _may_run_on(line) else line for line in text.split("\n"))


def _may_run_on(line: str) -> bool:
    return len(line) < 1000 and "@" in line and bool(_COLON.search(line[-20:]))


def attribution(lines: Sequence[str], at: int) -> int:
    """How many lines from `at` on say who wrote what follows; 0 if none do."""
    if not lines[at].strip() or lines[at].lstrip().startswith(">"):
        return 0
    if not (_MOMENT.search(lines[at]) or _STARTS.match(lines[at]) or _COLON.search(lines[at])):
        return 0
    if not _HINT.search(" ".join(lines[at : at + _MAX_LINES])[:_MAX_CHARS]):
        return 0
    if _BEFORE_QUOTE.match(lines[at][:200]) and _quote_follows(lines, at + 1):
        return 1
    joined = ""
    for count in range(1, min(_MAX_LINES, len(lines) - at) + 1):
        if joined and not _goes_on(joined, lines[at + count - 1 : at + count + 1]):
            return 0
        joined = f"{joined} {lines[at + count - 1].strip()}".strip()
        if len(joined) > _MAX_CHARS:
            return 0
        if _is_attribution(joined):
            return count
        if count == 1 and not (_MOMENT.search(joined) or _STARTS.match(joined)):
            return 0
    return 0


def _quote_follows(lines: Sequence[str], at: int) -> bool:
    following = next((line for line in lines[at : at + 3] if line.strip()), "")
    return following.lstrip().startswith(">")


def _goes_on(joined: str, below: Sequence[str]) -> bool:
    """Whether the next line can belong to an attribution that began above it; a blank one only before an address."""
    following = next((line.strip() for line in below[:2] if line.strip()), "")
    if _SENTENCE_END.search(joined) or not following:
        return False
    if not below[0].strip():
        return following.startswith("<")
    return not following.startswith(">") or len(following) < 20


def _is_attribution(joined: str) -> bool:
    if _FIRST_PERSON.search(joined):
        return False
    end = joined[-60:]
    if any(form.match(joined) for form in _BARE):
        return True
    if _STARTS.match(joined) and re.search(r"\d", joined) and (_ENDS.search(end) or _ENDS_IF_OPENED.search(end)):
        return True
    if _STARTS.match(joined) and "@" in joined and _ENDS_WITH_ADDRESS.search(end):
        return True
    sentences = "@" not in joined and re.search(r"[^\W\d]{4,}[.!?] ", joined)
    if not _MOMENT.search(joined) or sentences:
        return False
    return bool(_ENDS.search(end) or (_COLON.search(end) and _NAMES_LAST.search(joined)))
