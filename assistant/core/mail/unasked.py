"""Mail that wants nothing of the desk: newsletters, and strangers who sell. It is named, not hidden: people decide."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.core.phrase_finder import Phrases

_ENOUGH = 3
"""Marks that it takes: a customer may use any two of them."""
_LOOKED_AT = 8000

_NEWSLETTER = Phrases(
    {
        "en": """
            unsubscribe|opt[- ]out|view .. in (your |a )?browser|view (it )?online|privacy policy|manage .. preferences
            you (are )?receiv(e|ed|ing) this (e-?mail|newsletter|message)|update your preferences|shop now
            all rights reserved
        """,
        "de": """
            abmelden|abbestellen|newsletter abbestellen|im browser (ansehen|öffnen|anzeigen)|online ansehen
            jetzt (kaufen|entdecken)|sie erhalten diese(n)? (e-?mail|newsletter|nachricht)|datenschutzerklärung
            impressum
        """,
        "fr": """
            se désinscrire|se désabonner|désinscription|désabonnement|dans votre navigateur|version en ligne
            vous recevez (cet|ce) (e-?mail|message|courriel)|politique de confidentialité|mentions légales
        """,
        "es": """
            darse de baja|cancelar (la )?suscripción|en (su|tu|el) navegador|versión online|política de privacidad
            (recibe|recibes|ha recibido) este (correo|mensaje|e-?mail)|comprar ahora
        """,
        "it": """
            disiscriviti|cancella* iscrizione|annulla .. iscrizione|nel browser|informativa .. privacy|acquista ora
            (ricevi|riceve|hai ricevuto) questa (e-?mail|newsletter)
        """,
        "pt": """
            cancelar (a )?(subscrição|assinatura|inscrição)|no (seu )?navegador|política de privacidade|compre agora
            (recebe|recebeu|está a receber|está recebendo) este (e-?mail|mensagem)
        """,
        "nl": """
            uitschrijven|afmelden|in (je|uw) browser|online versie|privacybeleid
            (je|u) ontvangt (deze|dit) .. (e-?mail|bericht|nieuwsbrief)|voorkeuren (aanpassen|wijzigen)
        """,
        "pl": """
            wypisz się|zrezygnuj z subskrypcji|w przeglądarce|polityka prywatności
            otrzymuje(sz)? (tę|ten) (wiadomość|newsletter|mail)
        """,
    }
)
_SALES = Phrases(
    {
        "en": """
            (came|come|stumbled) across your (website|site|store|shop|company|page)
            (noticed|saw) .. your (website|site)|(rank|ranking) .. (google|search)|seo|backlink*|guest post*
            link building|lead generation|qualified leads|we are an? .. (agency|manufacturer|supplier|exporter)
            our agency|(increase|boost|double|grow) your (traffic|sales|revenue|conversion*)
            (quick|short|15[- ]minute|10[- ]minute|brief) .. (call|chat|demo)|(book|schedule) a (call|demo|meeting)
            (reaching|reached|reach) out to (you|see|introduce)|free (audit|consultation|proposal|quote)
            decision[- ]maker|(reply|respond) (stop|with stop)|don't want to hear from me|not want to hear from (me|us)
            case stud(y|ies)|business (opportunity|proposal)|(partner|collaborate|work) with your (brand|company|team)
        """,
        "de": """
            auf ihre (webseite|website|seite|firma|ihren shop) (gestoßen|aufmerksam)|suchmaschinenoptimierung|seo
            neukunden|wir sind (ein|eine|der|die) .. (agentur|hersteller|anbieter)
            (kurzes|unverbindliches) .. (gespräch|telefonat)|ihre(n)? (umsatz|sichtbarkeit|reichweite) .. steigern
            kostenlose(n|s)? (analyse|erstgespräch|beratung)|zusammenarbeit mit ihnen|termin .. vereinbaren
            unverbindliches angebot
        """,
        "fr": """
            (tombé|découvert) .. votre (site|boutique|entreprise)|référencement|seo
            nous sommes une? .. (agence|fabricant|fournisseur)|augmenter (votre|vos) (trafic|ventes|visibilité)
            (bref|court|rapide) (appel|échange)|audit gratuit|devis gratuit|partenariat
        """,
        "es": """
            (encontré|visité|visto) .. su (web|sitio|tienda|página)|posicionamiento|seo
            somos una? .. (agencia|fabricante|empresa líder)|aumentar sus? (tráfico|ventas)|(breve|corta) llamada
            auditoría gratuita|agendar una (llamada|reunión)
        """,
        "it": """
            (trovato|visitato|visto) .. (vostro|suo) (sito|negozio)|posizionamento|seo
            siamo un'? ?.. (agenzia|azienda leader|produttore)|aumentare (il traffico|le vendite|la visibilità)
            breve (chiamata|telefonata)|consulenza gratuita|preventivo gratuito
        """,
        "pt": """
            (encontrei|visitei|vi) o (seu|vosso) (site|loja)|seo|somos uma .. (agência|empresa líder|fábrica)
            aumentar (as )?(suas )?vendas|(breve|rápida) (chamada|reunião|conversa)|auditoria gratuita
            consultoria gratuita
        """,
        "nl": """
            (kwam|stuitte) .. (op )?(uw|jullie|je) (website|webshop|site)|zoekmachineoptimalisatie|seo
            wij zijn een .. (bureau|fabrikant|leverancier)|(kort|vrijblijvend) (gesprek|telefoontje)
            meer (omzet|bezoekers|klanten)|gratis (audit|advies|scan)
        """,
        "pl": """
            (trafiłem|trafiłam|natknąłem) .. (stronę|sklep)|pozycjonowani*|seo|jesteśmy .. (agencją|producentem|firmą)
            zwiększ* (sprzedaż|ruch)|krótk(a|ą) rozmow(a|ę)|bezpłatn(y|a|ą) (audyt|konsultacj*|wycen*)
        """,
    }
)


@dataclass(frozen=True)
class Unasked:
    """What such a mail is, in an agent's words, and the marks that it is known by."""

    kind: str
    marks: tuple[str, ...]


def unasked(text: str) -> Unasked | None:
    """What such a mail is; None for one that may ask the desk for something."""
    for marks, kind in ((_NEWSLETTER, "a newsletter"), (_SALES, "a sales mail")):
        found = marks.all(text[:_LOOKED_AT])
        if len(found) >= _ENOUGH:
            return Unasked(kind, tuple(found))
    return None
