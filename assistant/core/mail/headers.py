"""The headers of an older mail inside a message ("From:", "Sent:", "To:"), as mail programs write them by language."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_MAX_BLOCK = 16
"""Lines that a block of headers may have: a long list of recipients is broken over several."""

_NAMES = {
    "from": "From Von De Da Van Fra Från Od Lähettäjä Feladó Gönderen Kimden Expeditor Expéditeur Remitente Remetente"
    " Mittente Afzender Avsändare Avsender Saatja Dari Từ Από От Від Од Nuo מאת من จาก 差出人 发件人 寄件者 보낸사람",
    "sent": "Sent Gesendet Envoyé Enviado Enviada Inviato Verzonden Skickat Sendt Wysłano Wysłane Odesláno Odoslané"
    " Lähetetty Elküldve Küldve Gönderildi Trimis Poslano Saadetud Terkirim Dikirim Отправлено Надіслано Изпратено"
    " Στάλθηκε Εστάλη נשלח 送信日時 发送时间 寄件日期 傳送時間 보낸날짜",
    "date": "Date Datum Fecha Data Dato Päiväys Päivämäärä Dátum Tarih Дата Ημερομηνία Ngày Tanggal Kuupäev Dată"
    " תאריך التاريخ วันที่ 日付 日期 날짜",
    "to": "To An À A Para Aan Til Till Do Komu Kome Vastaanottaja Címzett Alıcı Kime Către Destinataire Destinatario"
    " Destinatário Ontvanger Modtager Mottaker Mottagare Saaja Kepada Đến Tới Προς Кому До אל إلى ถึง 宛先 收件人 收件者"
    " 받는사람",
    "subject": "Subject Betreff Objet Asunto Assunto Oggetto Onderwerp Emne Ämne Temat Předmět Predmet Aihe Tárgy Konu"
    " Subiect Zadeva Teema Perihal Subjek Θέμα Тема Относно נושא الموضوع เรื่อง 件名 主题 主旨 제목",
    "other": "Cc Bcc Kopie Kopia Kopio Copie Copia Cópia Kopi DW Másolat Bilgi Копия Копія Κοιν עותק 抄送 副本 참조"
    " Reply-To Importance Priority Attachments Organization Wichtigkeit Priorität Anlagen Importancia Importance",
}
_KIND = {name.casefold(): kind for kind, names in _NAMES.items() for name in names.split()}
_LINE = re.compile(
    r"^[\s*_]*(?P<name>[^\W\d_][\w-]{0,20}|Reply-To|De la|보낸 사람|보낸 날짜|받는 사람|تم الإرسال|Đã gửi)"
    r"(?: el| em| le| à| il| op)?[\s*_]*[:：][\s*_]*(?P<value>.*?)[\s*_]*$",
    re.IGNORECASE,
)
_SPACED = {
    "de la": "from",
    "보낸 사람": "from",
    "보낸 날짜": "sent",
    "받는 사람": "to",
    "تم الإرسال": "sent",
    "đã gửi": "sent",
}


@dataclass(frozen=True)
class Block:
    """Headers in the lines from `start` to before `end`."""

    start: int
    end: int
    sender: str
    """What stands behind "From:"; empty if nothing does."""


def header(line: str) -> tuple[str, str] | None:
    """(kind, value) of a line that is a mail header: "from", "sent", "date", "to", "subject" or "other"."""
    found = _LINE.match(line)
    if not found:
        return None
    name = found["name"].casefold()
    kind = _KIND.get(name) or _SPACED.get(name)
    return (kind, found["value"]) if kind else None


def block(lines: Sequence[str], at: int, *, announced: bool = False) -> Block | None:
    """The headers that begin at a line, if they are an older mail's and not words with a colon.

    Three of different kinds with a sender, one of which only a mail has; two below a line that announces a mail."""
    first = header(lines[at])
    if first is None or first[0] == "other":
        return None
    found, end = _collect(lines, at)
    kinds = {kind for kind, _ in found}
    sender = next((value for kind, value in found if kind == "from"), "")
    mail_like = kinds & {"sent", "subject"} or any("@" in value for kind, value in found if kind in ("from", "to"))
    enough = len(kinds) >= (2 if announced else 3)
    return Block(at, end, sender) if "from" in kinds and enough and (mail_like or announced) else None


def _collect(lines: Sequence[str], at: int) -> tuple[list[tuple[str, str]], int]:
    """The headers from `at` on, and the line after the last; blank and broken lines between two are passed over."""
    found: list[tuple[str, str]] = []
    end, last = at, min(len(lines), at + _MAX_BLOCK)
    kinds: set[str] = set()
    for number in range(at, last):
        one = header(lines[number])
        if one is None:
            if number - end >= 2 and not _is_list(lines[number]):
                break
            continue
        if one[0] in kinds and one[0] != "other":
            break
        kinds.add(one[0])
        found.append(one)
        end = number + 1
    return found, end


def _is_list(line: str) -> bool:
    """More recipients, broken off the line above."""
    return "@" in line and (";" in line or "," in line or line.rstrip().endswith(">"))
