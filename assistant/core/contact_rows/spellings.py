"""How people head the columns of an address book, in many languages, and what Freshdesk calls it.

Compared without case, accents, spaces and signs: "E-Mail-Adresse" is "emailadresse".
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

_WORDS: Mapping[str, str] = {
    "email": """
        email emails emailaddress mail mailaddress mailid emailid primaryemail workemail businessemail contactemail
        customeremail requesteremail useremail email1 email1value email1address emailprimary
        emailadresse mailadresse courriel adresseemail adressemail adresseelectronique adressecourriel
        correo correoelectronico direcciondecorreo direcciondecorreoelectronico
        endereceodeemail enderecodeemail enderecoeletronico correioeletronico indirizzoemail indirizzomail
        postaelettronica emailadres mailadres adresemail adrespocztyelektronicznej epost epostadress epostadresse
        epostmail mejl sahkoposti sahkopostiosoite emailova adresaelektronickaposta emailovaadresa adresaemail
        eposta epostaadresi почта электроннаяпочта эпочта адресэлектроннойпочты емейл имейл имеил електроннапошта пошта
        メール メールアドレス eメール 邮箱 电子邮件 电子邮箱 邮件 邮箱地址 電子郵件 電子信箱 이메일 이메일주소 메일
        البريدالإلكتروني البريدالالكتروني دوא דואל אימייל ηλεκτρονικοταχυδρομειο emailαδρεσσα""",
    "name": """
        name fullname contactname displayname customername requestername contact customer person
        vollstandigername kontaktname ansprechpartner nomcomplet nometprenom prenometnom nomcontact
        nombrecompleto nombreyapellidos nombreyapellido nomecompleto nomeecognome nominativo nomeesobrenome
        naam volledigenaam contactpersoon imieinazwisko imięinazwisko namn fullstandigtnamn kontaktperson fuldenavn
        navn fulltnavn nimi kokonimi jmenoaprijmeni celejmeno adsoyad adisoyadi adsoyadi фио полноеимя имяифамилия
        піб повнеімя 氏名 名前 お名前 姓名 名字 全名 이름 성명 الاسم الاسمالكامل שם שםמלא ονοματεπωνυμο πληρεςονομα""",
    "first_name": """
        firstname first givenname forename vorname prenom nombre nombres primeironame primeironome nome nomeproprio
        voornaam imie imię fornamn fornavn etunimi jmeno krestnijmeno ad adi имя імя 名 이름명
        שםפרטי الاسمالاول ονομα""",
    "last_name": """
        lastname last surname familyname nachname familienname zuname nom nomdefamille apellido apellidos
        sobrenome apelido ultimonome cognome achternaam familienaam nazwisko efternamn efternavn etternavn sukunimi
        prijmeni soyad soyadi фамилия прізвище 姓 名字姓 성 שםמשפחה اسمالعائلة επωνυμο""",
    "phone": """
        phone phonenumber telephone telephonenumber tel telno telnumber workphone businessphone officephone
        companyphone primaryphone phone1value phone1 phonework landline
        telefon telefonnummer rufnummer festnetz telefonnr geschaftlich telefongeschaftlich
        numerodetelephone telefono numerodetelefono telefonofijo telefone numerodetelefone telefoonnummer telefoon
        numertelefonu telefonnumer puhelin puhelinnumero telefonnicislo telefonnumarasi телефон номертелефона
        電話 電話番号 电话 电话号码 電話號碼 전화 전화번호 الهاتف رقمالهاتف טלפון τηλεφωνο""",
    "mobile": """
        mobile mobilephone mobilenumber mobileno cell cellphone cellnumber handphone
        handy handynummer mobil mobiltelefon mobilnummer mobilfunk portable telephoneportable numeroportable
        movil telefonomovil celular telemovel telefonecelular cellulare telefonocellulare mobiel mobielnummer gsm
        komorka telefonkomorkowy numerkomorkowy matkapuhelin ceptelefonu мобильный мобильныйтелефон мобільний
        携帯 携帯電話 手机 手机号 手機 휴대폰 휴대전화 الجوال נייד κινητο""",
    "company": """
        company companyname organization organisation organizationname organisationname organization1name account
        accountname employer business firm
        firma firmenname unternehmen betrieb organisationsname societe entreprise nomdelentreprise raisonsociale
        empresa compania organizacion nombredelaempresa nomedaempresa organizacao azienda ditta societa
        nomeazienda bedrijf bedrijfsnaam organisatie przedsiebiorstwo nazwafirmy foretag foretagsnamn virksomhed
        bedrift selskap yritys spolecnost sirket sirketadi компания организация компанія організація фирма
        会社 会社名 公司 公司名称 企業 公司名稱 회사 회사명 الشركة חברה εταιρεια""",
    "job_title": """
        jobtitle title position role jobposition function occupation
        berufsbezeichnung funktion stelle beruf stellung positionsbezeichnung fonction poste intituleduposte
        cargo puesto cargoqueocupa titulo posizione ruolo qualifica functie functietitel stanowisko befattning
        stilling titel tehtavanimike titteli pozice unvan gorev должность посада 役職 肩書 职位 职务 職稱 직책 직함
        المسمىالوظيفي תפקיד θεση""",
    "address": """
        address postaladdress mailingaddress streetaddress street address1 address2 addressline1 addressline2 city town
        state province region zip zipcode postcode postalcode country
        anschrift adresse strasse straße hausnummer plz postleitzahl ort stadt land bundesland rue codepostal ville pays
        direccion calle ciudad codigopostal provincia pais endereco rua cidade cep codigopostalcep estado
        indirizzo via citta cap nazione paese adres straat postcodeplaats plaats woonplaats ulica kodpocztowy miasto
        kraj adress gata postnummer postort gade vej by osoite katuosoite postinumero postitoimipaikka maa adresa ulice
        psc mesto zeme sehir il ilce ulke postakodu адрес улица город индекс страна адреса місто
        住所 地址 街道 城市 国家 邮编 郵遞區號 주소 العنوان כתובת διευθυνση""",
    "description": """
        description about notes note comments comment bio background
        beschreibung notiz notizen bemerkung bemerkungen anmerkung anmerkungen remarque remarques commentaire
        descripcion notas comentarios descricao observacoes descrizione osservazioni opmerking opmerkingen
        opis uwagi beskrivning anteckningar beskrivelse kuvaus popis poznamka poznamky aciklama notlar описание
        заметки примечание опис примітки 備考 メモ 说明 备注 備註 설명 비고
        ملاحظات הערות περιγραφη""",
    "language": "language lang locale preferredlanguage sprache langue idioma lingua taal jezyk język sprak språk "
    "sprog kieli jazyk dil язык мова 言語 语言 語言 언어 اللغة שפה γλωσσα",
    "time_zone": "timezone tz zeitzone fuseauhoraire zonahoraria fusohorario fusoorario tijdzone strefaczasowa tidszon "
    "tidszone tidssone aikavyohyke casovepasmo saatdilimi часовойпояс タイムゾーン 时区 時區 시간대",
    "tags": "tags tag labels label contacttags schlagworte schlagwort stichworte etikett etiketten etiquettes "
    "motscles etiquetas etiqueta etichette tagger merkinnat stitky etiketler теги метки теґи タグ 标签 標籤 태그 תגיות",
    "twitter_id": "twitter twitterid twitterhandle twitterusername xhandle",
    "unique_external_id": "uniqueexternalid externalid externalreference",
    "company_id": "companyid organizationid organisationid",
    "other_emails": "otheremails otheremail secondaryemail secondaryemails alternateemail alternativeemail "
    "additionalemails additionalemail email2 email2value email2address zweiteemail emailsecondaire emailsecundario",
    "view_all_tickets": "viewalltickets canseealltickets clientmanager",
}


def plain(text: str) -> str:
    """Only letters and digits, small, without accents."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in apart if char.isalnum())


_FIELDS = {plain(word): field for field, words in _WORDS.items() for word in words.split()}


def field_of(header: str) -> str | None:
    """Freshdesk's name for what a heading says; None for one that is not known."""
    return _FIELDS.get(plain(header))
