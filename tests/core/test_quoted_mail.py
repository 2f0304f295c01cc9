"""What of a mail is new, whatever language and mail program it was written in."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.core.text import new_text, tidy

OWN = "It still leaks."


@pytest.mark.parametrize("quoted", ["Try this.\nIda", "> Try this.\n> Ida"])
@pytest.mark.parametrize(
    "line",
    [
        "On Mon, Mar 2, 2026 at 10:00 AM Ida Brandt <ida@larkhob.example> wrote:",
        "On 2 Mar 2026, at 10:00, Ida Brandt <ida@larkhob.example> wrote:",
        "On Monday, March 2, 2026, Ida Brandt wrote:",
        "On 02/03/2026 10:00, Ida Brandt wrote:",
        "On Mon, 2026-03-02 at 10:00 +0100, Ida Brandt wrote:",
        "At 10:00 AM 3/2/2026, you wrote:",
        "Ida Brandt <ida@larkhob.example> wrote:",
        "Ida Brandt wrote on 02.03.2026 10:00:",
        "Ida Brandt <ida@larkhob.example> wrote on Mon, 2 Mar 2026 at 10:00:",
        "In message <123@larkhob.example>, Ida Brandt writes:",
        "Am 02.03.2026 um 10:00 schrieb Ida Brandt <ida@larkhob.example>:",
        "Am Mo., 2. März 2026 um 10:00 Uhr schrieb Ida Brandt <ida@larkhob.example>:",
        "Ida Brandt <ida@larkhob.example> schrieb am Mo., 2. März 2026, 10:00:",
        "Ida Brandt schrieb am 02.03.2026 um 10:00:",
        "Le lun. 2 mars 2026 à 10:00, Ida Brandt <ida@larkhob.example> a écrit :",
        "Le 2 mars 2026 à 10:00, Ida Brandt a écrit :",
        "Le 02/03/2026 à 10:00, Ida Brandt a écrit :",
        "El lun, 2 mar 2026 a las 10:00, Ida Brandt (<ida@larkhob.example>) escribió:",
        "El 2/3/26 a las 10:00, Ida Brandt escribió:",
        "El lunes, 2 de marzo de 2026 10:00:00 CET, Ida <ida@larkhob.example> escribió:",
        "Em seg., 2 de mar. de 2026 às 10:00, Ida <ida@larkhob.example> escreveu:",
        "Em 02/03/2026 10:00, Ida Brandt escreveu:",
        "Il giorno lun 2 mar 2026 alle ore 10:00 Ida Brandt <ida@larkhob.example> ha scritto:",
        "Il 02/03/2026 10:00, Ida Brandt ha scritto:",
        "Op ma 2 mrt 2026 om 10:00 schreef Ida Brandt <ida@larkhob.example>:",
        "Op 2 mrt. 2026 om 10:00 heeft Ida Brandt <ida@larkhob.example> het volgende geschreven:",
        "Op 02-03-2026 om 10:00 schreef Ida Brandt:",
        "Den mån 2 mars 2026 kl 10:00 skrev Ida Brandt <ida@larkhob.example>:",
        "2 mars 2026 kl. 10:00 skrev Ida Brandt <ida@larkhob.example>:",
        "Den man. 2. mar. 2026 kl. 10.00 skrev Ida Brandt <ida@larkhob.example>:",
        "man. 2. mar. 2026 kl. 10:00 skrev Ida Brandt <ida@larkhob.example>:",
        "ma 2. maalisk. 2026 klo 10.00 Ida Brandt (ida@larkhob.example) kirjoitti:",
        "Ida Brandt <ida@larkhob.example> kirjoitti 2.3.2026 kello 10.00:",
        "pon., 2 mar 2026 o 10:00 Ida Brandt <ida@larkhob.example> napisał(a):",
        "W dniu 02.03.2026 o 10:00, Ida Brandt pisze:",
        "Dnia 2 marca 2026 10:00 Ida Brandt <ida@larkhob.example> napisał(a):",
        "po 2. 3. 2026 v 10:00 odesílatel Ida Brandt <ida@larkhob.example> napsal:",
        "Dne 2. 3. 2026 v 10:00 Ida Brandt napsal(a):",
        "po 2. 3. 2026 o 10:00 Ida Brandt <ida@larkhob.example> napísal(a):",
        "Ida Brandt <ida@larkhob.example> ezt írta (időpont: 2026. márc. 2., H, 10:00):",
        "2026. 03. 02. 10:00 keltezéssel, Ida Brandt írta:",
        "lun., 2 mar. 2026 la 10:00, Ida Brandt <ida@larkhob.example> a scris:",
        "În lun., 2 mar. 2026 la 10:00, Ida Brandt <ida@larkhob.example> a scris:",
        "Ida Brandt <ida@larkhob.example>, 2 Mar 2026 Pzt, 10:00 tarihinde şunu yazdı:",
        "пн, 2 мар. 2026 г. в 10:00, Ида Брандт <ida@larkhob.example>:",
        "02.03.2026 10:00, Ida Brandt пишет:",
        "2 марта 2026 г., в 10:00, Ида Брандт <ida@larkhob.example> написал(а):",
        '02.03.2026, 10:00, "Ida Brandt" <ida@larkhob.example>:',
        "Понедельник, 2 марта 2026, 10:00 +03:00 от Ида Брандт <ida@larkhob.example>:",
        "пн, 2 бер. 2026 р. о 10:00 Іда Брандт <ida@larkhob.example> пише:",
        "На пн, 2.03.2026 г. в 10:00 Ида Брандт <ida@larkhob.example> написа:",
        "Στις Δευ 2 Μαρ 2026 στις 10:00 π.μ., ο χρήστης Ida <ida@larkhob.example> έγραψε:",
        "pon, 2. ožu 2026. u 10:00 Ida Brandt <ida@larkhob.example> napisao je:",
        "Vào Th 2, 2 thg 3, 2026 vào lúc 10:00 Ida Brandt <ida@larkhob.example> đã viết:",
        "Pada tanggal Sen, 2 Mar 2026 pukul 10.00 Ida Brandt <ida@larkhob.example> menulis:",
        "ในวันที่ จ. 2 มี.ค. 2026 เวลา 10:00 Ida Brandt <ida@larkhob.example> เขียนว่า:",
        "בתאריך יום ב׳, 2 במרץ 2026 ב-10:00 מאת Ida Brandt <ida@larkhob.example>:",
        "في الاثنين، 2 مارس 2026 في 10:00 ص تمت كتابة ما يلي بواسطة Ida Brandt <ida@larkhob.example>:",
        "2026年3月2日(月) 10:00 Ida Brandt <ida@larkhob.example>:",
        "2026/03/02 10:00、Ida Brandt <ida@larkhob.example>のメール:",
        "Ida Brandt <ida@larkhob.example> 于2026年3月2日周一 10:00写道：",
        "在 2026年3月2日，上午10:00，Ida Brandt <ida@larkhob.example> 写道：",
        '在 2026-03-02 10:00:00，"Ida Brandt" <ida@larkhob.example> 写道：',
        "Ida Brandt <ida@larkhob.example> 於 2026年3月2日 週一 上午10:00寫道：",
        "2026년 3월 2일 (월) 오전 10:00, Ida Brandt <ida@larkhob.example>님이 작성:",
        "E., 2026(e)ko mar. 2(a) 10:00, erabiltzaileak hau idatzi du (Ida <ida@larkhob.example>):",
        "El dl., 2 de març 2026 a les 10:00, Ida Brandt <ida@larkhob.example> va escriure:",
        "2026-03-02 10:00 GMT+01:00 Ida Brandt <ida@larkhob.example>:",
        "Ida Brandt via Larkhob wrote:",
        "Kuupäev E, 2. märts 2026 kell 10:00 kirjutas Ida Brandt <ida@larkhob.example>:",
    ],
)
def test_the_line_that_names_the_writer_of_an_older_mail_ends_the_new_text(line: str, quoted: str):
    assert OWN == new_text("", f"{OWN}\n\n{line}\n\n{quoted}")


@pytest.mark.parametrize(
    "headers",
    [
        'Gesendet: Montag, 02. März 2026 um 10:00 Uhr\nVon: "Ida" <i@x.example>\nAn: a@x.example\nBetreff: Kessel',
        "-----Original Message-----\nFrom: Ida\nSent: Monday",
        "-------- Ursprüngliche Nachricht --------\nVon: Ida Brandt <i@x.example>\nDatum: 02.03.26 10:00 (GMT+01:00)",
        "-------- Message d'origine --------\nDe : Ida Brandt <i@x.example>",
        "________________________________\nDe: Ida <i@x.example>\n"
        "Enviado: lunes, 2 de marzo de 2026 10:00\nPara: Anna\nAsunto: Tetera",
        "________________________________\nVon: Ida Brandt\nGesendet: Montag",
        "De : Ida Brandt [mailto:i@x.example]\nEnvoyé : lundi 2 mars 2026 10:00\nÀ : Anna\nObjet : Bouilloire",
        "Da: Ida Brandt <i@x.example>\nInviato: lunedì 2 marzo 2026 10:00\nA: Anna\nOggetto: Bollitore",
        "Van: Ida Brandt <i@x.example>\nVerzonden: maandag 2 maart 2026 10:00\nAan: Anna\nOnderwerp: Waterkoker",
        "De: Ida <i@x.example>\nEnviada em: segunda-feira, 2 de março de 2026 10:00\nPara: Anna\nAssunto: Chaleira",
        "Från: Ida Brandt <i@x.example>\nSkickat: den 2 mars 2026 10:00\nTill: Anna\nÄmne: Kanna",
        "Fra: Ida Brandt <i@x.example>\nSendt: mandag 2. mars 2026 10:00\nTil: Anna\nEmne: Kjele",
        "Lähettäjä: Ida <i@x.example>\nLähetetty: maanantai 2. maaliskuuta 2026\nVastaanottaja: Anna\nAihe: Keitin",
        "Od: Ida Brandt <i@x.example>\nWysłano: poniedziałek, 2 marca 2026 10:00\nDo: Anna\nTemat: Czajnik",
        "Od: Ida Brandt <i@x.example>\nOdesláno: pondělí 2. března 2026 10:00\nKomu: Anna\nPředmět: Konvice",
        "Feladó: Ida Brandt <i@x.example>\nElküldve: 2026. március 2. 10:00\nCímzett: Anna\nTárgy: Vízforraló",
        "De la: Ida Brandt <i@x.example>\nTrimis: luni, 2 martie 2026 10:00\nCătre: Anna\nSubiect: Fierbător",
        "Gönderen: Ida Brandt <i@x.example>\nGönderildi: 2 Mart 2026 Pazartesi 10:00\nKime: Anna\nKonu: Su ısıtıcı",
        "От: Ida Brandt <i@x.example>\nОтправлено: 2 марта 2026 г. 10:00\nКому: Anna\nТема: Чайник",
        "Від: Ida Brandt <i@x.example>\nНадіслано: 2 березня 2026 р. 10:00\nКому: Anna\nТема: Чайник",
        "Από: Ida Brandt <i@x.example>\nΣτάλθηκε: Δευτέρα, 2 Μαρτίου 2026\nΠρος: Anna\nΘέμα: Βραστήρας",
        "差出人: Ida Brandt <i@x.example>\n送信日時: 2026年3月2日 10:00\n宛先: Anna\n件名: ケトル",
        "发件人: Ida Brandt <i@x.example>\n发送时间: 2026年3月2日 10:00\n收件人: Anna\n主题: 水壶",
        "寄件者： Ida Brandt <i@x.example>\n寄件日期： 2026年3月2日 10:00\n收件者： Anna\n主旨： 水壺",
        "보낸 사람: Ida Brandt <i@x.example>\n보낸 날짜: 2026년 3월 2일 10:00\n받는 사람: Anna\n제목: 주전자",
        "מאת: Ida Brandt <i@x.example>\nנשלח: יום שני 2 מרץ 2026\nאל: Anna\nנושא: קומקום",
        "من: Ida Brandt <i@x.example>\nتم الإرسال: الاثنين 2 مارس 2026\nإلى: Anna\nالموضوع: غلاية",
        "*From:* Ida <i@x.example>\n*Sent:* Monday, 2 March 2026 10:00\n*To:* Anna <a@x.example>\n*Subject:* Kettle",
        "From: Ida <i@x.example>\nDate: Monday, 2 March 2026 at 10:00\n"
        "To: Anna <a@x.example>, Bo <b@x.example>,\n Cy <c@x.example>\nSubject: Kettle",
    ],
)
def test_the_headers_of_an_older_mail_end_the_new_text(headers: str):
    assert OWN == new_text("", f"{OWN}\n\n{headers}\n\nTry this.\nIda")


@pytest.mark.parametrize(
    "line",
    [
        "-----Original Message-----",
        "----- Reply message -----",
        "-------- Mensaje original --------",
        "*-------- Messaggio originale --------*",
        "-----Oorspronkelijk bericht-----",
        "-------- Исходное сообщение --------",
        "-----원본 메시지-----",
        "------------------ 原始邮件 ------------------",
        "##- Please type your reply above this line -##",
        "--- Reply above this line ---",
        "-- Bitte antworten Sie oberhalb dieser Zeile --",
        "== Veuillez répondre au-dessus de cette ligne ==",
        "## Por favor, escriba su respuesta por encima de esta línea ##",
    ],
)
def test_a_line_that_parts_old_from_new_ends_the_new_text(line: str):
    assert OWN == new_text("", f"{OWN}\n\n{line}\n\nTry this.\nIda")


@pytest.mark.parametrize(
    "line",
    [
        "On Mon, Mar 2, 2026 at 10:00 AM Ida Brandt\n<ida@larkhob.example> wrote:",
        "On Mon, Mar 2, 2026 at 10:00 AM Ida Brandt <\nida@larkhob.example> wrote:",
        "On Mon, Mar 2, 2026 at 10:00 AM\nIda Brandt\n\n<ida@larkhob.example>\nwrote:",
        "Ida Brandt <ida@larkhob.example> schrieb am Mo., 2.\nMärz 2026 um 10:00 Uhr:",
        "Le lun. 2 mars 2026 à 10:00, Ida Brandt <ida@larkhob.example> a\nécrit :",
        "Op ma 2 mrt 2026 om 10:00 schreef Ida Brandt\n<ida@larkhob.example>:",
    ],
)
def test_that_line_may_be_broken_over_several(line: str):
    assert OWN == new_text("", f"{OWN}\n\n{line}\n\n> Try this.")


def test_that_line_may_stand_behind_the_last_sentence():
    glued = f"{OWN} On Mon, 2 Mar 2026 at 10:00, Ida <ida@larkhob.example> wrote:"
    assert OWN == new_text("", f"{glued}\n> Try this.")


def test_answers_between_quoted_lines_are_kept_with_what_they_answer():
    text = "On Mon, 2 Mar 2026, Ida wrote:\n> Which colour?\nBlack.\n> Which size?\nLarge."
    assert "> Which colour?\nBlack.\n> Which size?\nLarge." == new_text("", text)


def test_an_answer_below_the_quotation_is_kept_without_it():
    assert OWN == new_text("", f"On Mon, 2 Mar 2026, Ida wrote:\n> Try this.\n> Ida\n\n{OWN}")


def test_answers_inside_an_outlook_mail_that_are_announced_are_kept():
    text = "See my answers below in red.\n\nFrom: Ida\nSent: Monday\nTo: Anna\nSubject: Kettle\n\nColour? Black."
    assert new_text("", text).endswith("Colour? Black.")


def test_a_quotation_that_the_writer_speaks_about_is_kept():
    text = "Hi,\n\n> You said five days.\n\nIt has been ten. Where is it?"
    assert text == new_text("", text)


@pytest.mark.parametrize(
    "text",
    [
        "From: Berlin\nTo: Paris\nDate: 3 May\nThe train broke down.\nPlease refund.",
        "Hello,\nOn 3 March I wrote:\nPlease cancel my order.\nNobody answered.",
        "Order 12.03.2026 arrived. My wife wrote:\nthe lid is missing",
        "Subject: kettle\nProblem: leaks\nFrom: the bottom\nWhat can I do?",
        "Hello,\nit lacks:\n---\nthe lid\nthe cable",
        "Log:\n```\n> start\nOn 2026-01-01 x wrote:\n> fail\n```\nWhat is it?",
        "mysql> select 1;\nerror\nmysql> quit",
        "I ordered two kettles.\n\nThis message is important: please answer.",
        "If you have received my parcel by mistake, please send it back.",
        "Where is it?\n\nSent by DHL yesterday, they say.",
        "Attention: the kettle leaks outside of the handle.\nPlease help.",
    ],
)
def test_words_that_only_look_like_mail_are_kept(text: str):
    assert text == new_text("", text)


@pytest.mark.parametrize(
    "footer",
    [
        "-- \nAnna Schmidt\nHead of Kettles",
        "Sent from my iPhone",
        "Get Outlook for iOS<https://aka.ms/x>",
        "Von meinem Galaxy gesendet",
        "Envoyé de mon iPhone",
        "Enviado desde mi Huawei",
        "Enviado do meu iPhone",
        "Inviato da Outlook per Android",
        "Verstuurd vanaf mijn iPad",
        "Sendt fra min iPad",
        "Skickat från min iPhone",
        "Lähetetty iPhonesta",
        "Wysłane z iPhone'a",
        "Отправлено с iPhone",
        "iPhoneから送信",
        "发自我的iPhone",
        "나의 iPhone에서 보냄",
        "This e-mail and any attachments are confidential and intended solely for the addressee.\nIf not, delete it.",
        "CONFIDENTIALITY NOTICE:\nThe information in this e-mail may be privileged.",
        "Diese E-Mail enthält vertrauliche Informationen.\nBitte vernichten Sie sie.",
        "Ce message et ses pièces jointes sont confidentiels.",
        "Este mensaje es confidencial y para su destinatario.",
        "Questa e-mail contiene informazioni riservate.",
        "Please consider the environment before printing this e-mail.",
        "Virus-free. www.avast.com",
        "____________\nAnna Schmidt\nanna@mail.example\n+49 30 1234567",
        "Anna\n\nSent from my iPhone\n\nThis message is confidential and may be legally privileged."[6:],
    ],
)
def test_what_programs_and_companies_put_below_is_left_off(footer: str):
    assert OWN == new_text("", f"{OWN}\n\n{footer}")


def test_a_mail_servers_warning_above_is_left_off():
    warning = "CAUTION: This email originated from outside of the organization. Do not click links."
    assert OWN == new_text("", f"{warning}\n\n{OWN}")


def test_a_mailing_lists_footer_stays_so_that_it_is_known_for_one():
    footer = "____________________\nUsers mailing list\nusers@lists.example\nhttps://lists.example/users"
    assert f"News!\n\n{footer}" == new_text("", f"News!\n\n{footer}")


def test_an_automatic_line_and_nothing_else_is_not_lost():
    assert "Sent from my iPhone" == new_text("", "Sent from my iPhone")


PARTS = [
    OWN,
    "On Mon, 2 Mar 2026, Ida wrote:",
    "On Mon, 2 Mar 2026 at 10:00, Ida",
    "<ida@larkhob.example> wrote:",
    "> quoted",
    ">> older",
    "--",
    "____________",
    "From: Ida <ida@larkhob.example>",
    "Sent: Monday",
    "To: Anna",
    "Subject: Kettle",
    "-----Original Message-----",
    "---------- Forwarded message ---------",
    "##- Please type your reply above this line -##",
    "Sent from my iPhone",
    "This message is confidential and legally privileged.",
    "[EXTERNAL]",
    "```",
    "",
    "Kind regards,",
]
MAILS = st.lists(st.sampled_from(PARTS), max_size=14).map("\n".join)


@settings(max_examples=400)
@given(MAILS | st.text())
def test_nothing_is_lost_and_nothing_is_invented(mail: str):
    words, left = new_text("", mail), iter(tidy(mail).split())
    assert bool(tidy(mail)) == bool(words)
    assert all(word in left for word in words.split()), "in another order, or not in the mail"


@settings(max_examples=400)
@given(MAILS | st.text())
def test_what_is_new_has_nothing_more_to_take_off(mail: str):
    once = new_text("", mail)
    assert once == new_text("", once)
