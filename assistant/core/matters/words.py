"""The phrases that a grave matter is known by, in our customers' languages: careful rather than complete.

`core.phrase_finder` says how they are read."""

from __future__ import annotations

DANGER = {
    "en": """
        caught fire|catch(es|ing)? fire|set .. on fire|(is|was|are|were|it's) on fire|burst into flames|fire hazard
        (a|the) fire (broke out|started|brigade|department)|house fire|in flames|flames (came|shot|from|out)
        (started|starts|began) (to )?smok(e|ing)|(is|was|it's|were) smoking
        smoke (came|comes|coming|from|out|rose|in the)
        (black|white|grey|thick|saw|lots of|full of|smell of|smells? of|smells? like) smoke|sparks|sparking
        sparked when|(electric|electrical) shock|electrocut*|got a shock (from|off|when i touch*)|short[- ]?circuit*
        tripped (the|my|our) .. (breaker|fuse|fuses|switch)|(breaker|fuse|fuses) .. (tripped|blew)
        water .. in(to)? the (socket|plug|outlet|power strip)|(burning|burnt) smell|smell* (of|like) (burning|burnt)
        smells? burn(t|ing)|smell* of something burning
        burn(ed|t|s)? (my|his|her|our|your) .. (hand*|finger*|arm*|leg*|face|skin|foot|feet|mouth|tongue)
        (burned|burnt) (myself|himself|herself)|burned down|scald(ed|s) (my|his|her|me|myself)|degree burn*
        (battery|kettle|phone|charger|glass|device|machine|adapter|it) .. exploded|(it|battery|charger|kettle) blew up
        (plug|cable|cord|socket|base|handle|charger|adapter|wire|wires) .. melt(ed|ing|s)|injured|injury|injuries
        (cut|hurt) (my|his|her) (hand|finger|arm|leg|face|foot|eye|back)|was bleeding
        (taken|rushed|brought|had to go|ended up) .. (hospital|emergency room|a&e)|ambulance|gas leak|smell* (of )?gas
        leaking gas|carbon monoxide|allergic reaction|allergic shock|anaphyla*|food poisoning|poisoned
        (choked|choking) on|life[- ]threatening|(there's|there is|was) a fire|fire in (my|the|our)|got so hot
        burn(ed|t) a hole|smoke started|zapped|swollen battery|battery .. (swollen|swelled|swelling|bulging)
        (got|get|was|were|felt|feel) .. sick (after|from)|hives|rash (after|from)
        boiling water .. (over|on|onto) (my|his|her|the child*)|(cut|cuts) on (my|his|her)|needed stitches
    """,
    "de": """
        (kocher|gerät|akku|stecker|steckdose|kabel|küche|haus|wohnung) .. (brennt|brannte|gebrannt)|es brennt
        in brand (geraten|gesetzt|gesteckt)|brannte|feuer gefangen|fing .. feuer|flammen|brandgefahr
        (haus|zimmer|küchen|wohnungs)brand|rauch|qualm*|raucht|rauchte|funken|gefunkt|stromschlag|stromschläge
        elektrischen? schlag|kurzschluss|sicherung .. (geflogen|rausgeflogen|herausgeflogen|raus)|fi-schalter
        verbrannt .. (hand|finger|arm|gesicht)|(hand|finger|arm|gesicht|zunge|mund) .. verbrannt|mich .. verbrannt
        verbrennung*|verbrüht|verschmort|(stecker|kabel|gehäuse|netzteil|plastik|kunststoff|sockel) .. geschmolzen
        explodiert|explosion|notaufnahme|(mich|sich|hand|finger) .. verletzt|wurde .. verletzt|verletzungen
        ins krankenhaus|notarzt|gasgeruch|gasleck|riecht nach gas|kohlenmonoxid|allergische reaktion
        allergischer schock|anaphyla*|vergiftung*|vergiftet|riecht verbrannt|verbrannter geruch
        (riecht|stinkt|roch|stank) .. (verbrannt|verschmort)|lebensgefahr*|gewischt bekommen|durchgeschmort
        akku .. (aufgebläht|gebläht|ausgelaufen)|mich .. geschnitten|ausschlag (bekommen|von)|heißes wasser .. über
    """,
    "fr": """
        pris feu|prend feu|en feu|a brûlé|incendie|flammes|de la fumée|fumée (noire|blanche|sort*)
        (ça|elle|il|appareil|bouilloire) fume|étincelles?|choc électrique|électrocut*|décharge électrique
        pris une décharge|court-circuit*|disjoncteur .. sauté|plombs .. sauté|brûlures?|me suis brûlé*|s'est brûlé*
        brûlé .. (main|doigt|doigts|bras|visage)|odeur de brûlé|sent le brûlé|explos(é|e|ion)
        (prise|câble|fiche|plastique|socle|chargeur) .. fondu|blessé|blessée|blessure*|à l'hôpital|aux urgences
        fuite de gaz|odeur de gaz|sent le gaz|monoxyde|réaction allergique|choc allergique|anaphyla*|intoxication
        empoisonn*|danger de mort|reçu une décharge|batterie .. gonflée?|coupé .. (main|doigt|pied)|malade après
    """,
    "es": """
        se incendi*|incendio|en llamas|llamas de fuego|prendió fuego|ech(a|ó|aba|ando) humo|sal(e|ía|ió|iendo) .. humo
        humo negro|mucho humo|chispas|chispazo*|descarga eléctrica|calambre eléctrico|electrocut*|cortocircuito*
        salt(ó|aron) .. (diferencial|plomos|luz)|quemadura*|me .. quem(é|ado)
        se .. quem(ó|ado) .. (mano|dedo|brazo|cara)|olor a quemado|huele a quemado|explot(ó|ado)|explosión
        (enchufe|cable|plástico|base|cargador) .. (derretid*|derritió)|herid(o|a|as|os)|lesión|lesiones|al hospital
        a urgencias|fuga de gas|olor a gas|huele a gas|monóxido|reacción alérgica|anafil*|intoxicación|envenen*
        calambre (al|cuando)|un calambre|se (ha|han) quemado|batería .. hinchada|cortado .. (mano|dedo|pie)
        cort(é|ó) .. (mano|dedo|pie)
    """,
    "it": """
        preso fuoco|in fiamme|incendio|va a fuoco|fiamme|(esce|usciva|uscito|fa|faceva|del) fumo|fumo nero|scintille
        scossa elettrica|preso la scossa|preso una scossa|folgorat*|corto ?circuito
        saltat(a|o) .. (corrente|salvavita|contatore)|ustion*|mi sono (bruciat|scottat)(o|a)
        bruciato .. (mano|dito|braccio|viso)|odore di bruciato|puzza di bruciato|esplos(o|a|ione)
        fus(o|a) la (spina|base)|ferit(o|a|i)|lesioni|in ospedale|al pronto soccorso|fuga di gas|odore di gas
        puzza di gas|monossido|reazione allergica|anafila*|intossicazione|avvelenat*|batteria .. gonfi(a|ata)
        tagliat(o|a) .. (mano|dito|piede)|sta(ta)? male dopo
    """,
    "pt": """
        pegou fogo|pegando fogo|em chamas|incêndio|chamas de fogo|fumaça|fumo a sair|deita(va)? fumo|faísca*
        choque elétrico|levei um choque|eletrocut*|curto-?circuito|disjuntor .. (caiu|disparou|desarmou)|queimadura*
        me queimei|queimei-me|queimei .. (mão|dedo|braço)|cheiro (a|de) queimado|explodiu|explosão
        (ficha|tomada|cabo|plástico|base) .. derret(eu|ido|ida)|ferid(o|a)|ferimento*|lesão|ao hospital
        ao pronto-socorro|às urgências|fuga de gás|vazamento de gás|cheiro (a|de) gás|monóxido|reação alérgica|anafil*
        intoxicação|envenen*|(sai|saiu|saía|saindo) .. (fumo|fumaça)|cheira (a )?queimado|bateria .. inchad(a|o)
        cortei .. (mão|dedo|pé)
    """,
    "nl": """
        in brand (gevlogen|geraakt|stond|staat|vloog)|(staat|stond|vloog) in brand|vlam gevat|vlammen|brandgevaar
        (veel|zwarte|kwam|komt) .. rook|rook uit|rookt|rookte|rookontwikkeling|vonken|vonkt|elektrische schok
        schok gekregen|geëlektrocuteerd|kortsluiting|stop(pen)? .. (gesprongen|doorgeslagen|doorgebrand)|aardlek*
        brandwond*|verbrand aan|(hand|vinger|arm|gezicht) .. verbrand|brandlucht|ruikt verbrand|ontploft|ontploffing
        explosie|(stekker|kabel|snoer|plastic|oplader) .. gesmolten|gewond|verwonding*|letsel|naar het ziekenhuis
        spoedeisende hulp|gaslek|gaslucht|ruikt naar gas|koolmonoxide|allergische reactie|anafyla*|vergiftig*
        (kreeg|krijg|gekregen) .. schok|een schok toen|accu .. (opgezwollen|bol)|gesneden aan
    """,
    "pl": """
        zapalił* się|pali się|w płomieniach|płomienie|pożar*|dym|dymi|dymił*|iskry|iskrzy|iskrzył*|porażenie prądem
        poraził* mnie|kopnął mnie prąd|zwarcie|wywalił* (korki|bezpieczniki)|oparzeni*|oparzył* (się|mnie)
        poparzył* (się|mnie)|poparzeni*|zapach spalenizny|śmierdzi spalenizną|wybuchł*|wybuch|eksplodował*|stopił* się
        ranny|ranna|zranił* (się|mnie)|obrażeni*|do szpitala|na sor|pogotowi*|wyciek gazu|czuć gaz*|tlenek węgla
        zaczadz*|reakcja alergiczna|reakcję alergiczną|anafila*|zatruci*|zatruł*|się (zapalił*|pali|palił*)|kopnął mnie
        bateria .. spuchł*|skaleczył* (się|mnie)
    """,
    "ja": "火花|発火|出火|火事|煙が|発煙|感電|漏電|ショートし|やけど|火傷|けがを|怪我|爆発|ガス漏れ|アレルギー反応",
}
DESPAIR = {
    "en": """
        kill myself|suicid*|end (my|it all|my own) life|take my own life|self[- ]harm*|harm myself|want to die
        wish i was dead|(don't|do not) want to live|no reason to live|hurt myself|hurting myself
    """,
    "de": """
        umbringen|selbstmord*|suizid*|mir das leben nehmen|nicht mehr leben|sterben will|will sterben|selbst verletzen
    """,
    "fr": "me suicider|suicid*|me tuer|mettre fin à mes jours|envie de mourir|veux mourir|plus envie de vivre",
    "es": "suicid*|matarme|quitarme la vida|quiero morir*|no quiero vivir|acabar con mi vida",
    "it": "suicid*|uccidermi|togliermi la vita|farla finita|voglio morire|non voglio più vivere",
    "pt": "suicíd*|suicid*|me matar|matar-me|tirar a minha vida|quero morrer|não quero viver",
    "nl": "zelfmoord*|suïcid*|mezelf .. (doden|iets aandoen)|een einde aan mijn leven|wil dood|niet meer leven",
    "pl": "samobójst*|zabić się|zabiję się|odebrać sobie życie|nie chcę żyć|chcę umrzeć",
    "ja": "自殺|死にたい|命を絶",
}
THREAT = {
    "en": """
        (will|going to|gonna|i'll) (kill|shoot|stab|hurt|murder) (you|them|someone|somebody|one of you|your)
        bomb threat|burn (down your|your .. down)|death threat*|you will (all )?die|(will|i'll) beat (you|them) up
    """,
    "de": """
        bringe? (euch|sie|dich) .. um|werde (euch|sie|dich) .. (umbringen|töten|abstechen)|bombendrohung|morddrohung*
    """,
    "fr": "(vais|va) (vous|te|les) (tuer|frapper|égorger)|menace* de mort|alerte à la bombe",
    "es": "(los|les|te|os) voy a matar|voy a (matarlos|matarte|matarles|mataros)|amenaza* de (muerte|bomba)",
    "it": "(vi|ti|la) (ammazzo|uccido|uccider*)|minacc(e|ia) di morte|allarme bomba",
    "pt": "vou (te|vos|matar|matá-l*) .. (matar|vocês)|vou matá-l*|ameaça* de (morte|bomba)",
    "nl": "(maak|steek|schiet) (je|jullie|u) .. (af|dood|neer)|doodsbedreiging*|bommelding",
    "pl": "zabiję (was|cię|pana|panią)|groźb* śmierci|alarm bombowy",
    "ja": "殺す|殺してやる|爆破",
}
LAW = {
    "en": """
        lawyer*|attorney*|solicitor*|legal (action|proceedings|steps|advice)|take you to court|see you in court
        sue (you|your (company|shop|firm)|the company)|suing you|lawsuit|small claims|court (order|case|proceedings)
        ombudsman|trading standards|cease and desist|consumer protection (agency|authority|office)|report(ing)? you to
        pressing charges|press charges
    """,
    "de": """
        anwalt|anwälte*|anwältin|rechtsanw*|rechtliche* schritte|verklage*|klage ein*|vor gericht|mahnbescheid
        anzeige erstatten|strafanzeige|verbraucherzentrale|abmahnung|schlichtungsstelle
    """,
    "fr": """
        avocat*|en justice|devant le tribunal|tribunal|porter plainte|porte plainte|poursuites judiciaires
        mise en demeure|huissier|action en justice|dgccrf
    """,
    "es": """
        abogad*|demanda judicial|(los|les|voy a) demandar*|acciones legales|ante el juez|tribunales
        oficina del consumidor|omic|denunciar*
    """,
    "it": """
        avvocat*|vie legali|azioni? legal(e|i)|in tribunale|denuncia|querela|diffida|giudice di pace
        associazione consumatori
    """,
    "pt": """
        advogad*|processar (vocês|a empresa|vos)|ação judicial|ações legais|em tribunal|no tribunal|procon
        livro de reclamações|process(á-l*|ar-vos|ar-te)
    """,
    "nl": """
        advocaat|advocaten|juridische stappen|naar de rechter|rechtszaak|ingebrekestelling|aangifte doen
        geschillencommissie
    """,
    "pl": """
        adwokat*|prawnik*|do sądu|drog(a|ę) sądow(a|ą)|pozew|pozw(ę|iemy)|kroki prawne|rzecznik* konsument*|uokik
    """,
    "ja": "弁護士|訴訟|訴えます|裁判|消費者センター|消費生活センター",
}
PRIVACY = {
    "en": """
        gdpr|ccpa|data (breach|leak|protection)|subject access|right (to be forgotten|to erasure|of access)
        (copy of|access to|erase|erasure of|hold about|sold|leaked|shared) .. (personal data|my data)
        (leaked|exposed|sold|shared) (my|our|customer) (data|details|address|information)
        (another|other) customer('s|s') .. (name|address|data|details|invoice|order|information)
        data .. you .. (store*|hold|have|keep|know) .. (about|on) me
        (somebody|someone) else's .. (details|data|invoice)
        (other|another) (people's|person's|customers'|users'|user's) .. (details|data|orders|invoices)
    """,
    "de": """
        dsgvo|ds-gvo|datenschutz*|datenleck*|datenpanne*|recht auf (auskunft|löschung|vergessenwerden)
        auskunft .. (meine|personenbezogene*|gespeicherten) .. daten|personenbezogene* daten|daten eines anderen kunden
        daten (von anderen|fremder) (kunden|personen)|(fremde|falsche) (kundendaten|kontodaten)|anderer kunden
    """,
    "fr": """
        rgpd|cnil|fuite de données|protection des données
        (copie|accès|supprim*|effac*|suppression) .. données personnelles|droit (d'accès|à l'oubli|à l'effacement)
        données d'un autre client|données d'autres clients|mes données conformément
    """,
    "es": """
        rgpd|lopd*|filtración de datos|fuga de datos|protección de datos
        datos personales .. (filtrad*|robad*|copia|eliminar)|derecho (de acceso|al olvido|de supresión)
    """,
    "it": """
        gdpr|garante .. privacy|violazione dei dati|fuga di dati|diritto (di accesso|all'oblio|alla cancellazione)
        protezione dei dati
    """,
    "pt": """
        rgpd|lgpd|cnpd|vazamento de dados|fuga de dados|proteção de dados
        direito (de acesso|ao esquecimento|ao apagamento)
    """,
    "nl": """
        avg-verzoek|de avg|gdpr|datalek*|gegevensbescherming|(inzage|kopie|verwijder*) .. persoonsgegevens
        recht op (inzage|vergetelheid|verwijdering)
    """,
    "pl": """
        rodo|uodo|wyciek danych|ochron(a|ie|y) danych|(kopi*|usunięci*|usunąć) .. dan(e|ych) osobow(e|ych)
        prawo (dostępu|do bycia zapomnianym)
    """,
    "ja": "個人情報保護|個人情報の(開示|削除|漏|流出)|情報漏(洩|えい)",
}
PRESS = {
    "en": """
        journalist*|i am a reporter|press (enquiry|inquiry|request|office|statement|contact|release|query)
        media (enquiry|inquiry|request)|request for comment|writing (an|a|the) (article|story|piece) (about|on)
        for (broadcast|publication)|would like a comment
    """,
    "de": """
        journalist*|redakteur*|presseanfrage|pressestelle|stellungnahme .. (bericht|artikel|beitrag)|für einen artikel
        für einen (beitrag|bericht)
    """,
    "fr": "journaliste*|demande presse|service de presse|pour un article|pour un reportage",
    "es": "periodista*|consulta de prensa|gabinete de prensa|para un (artículo|reportaje)",
    "it": "giornalista|giornalisti|ufficio stampa|richiesta stampa|per un (articolo|servizio)",
    "pt": "jornalista*|assessoria de imprensa|pedido de imprensa|para uma (reportagem|matéria)",
    "nl": "journalist*|persvraag|persvoorlichter|voor een artikel",
    "pl": "dziennikar*|biuro prasowe|zapytanie prasowe|do artykułu",
    "ja": "記者|取材",
}
HARMLESS = {
    "en": """
        fire (up|tv|stick|hd|tablet|sale|wall)|on fire (tv|stick|tablet|hd)|you( guys|'re| are) .. on fire
        sparks,? (nv|nevada)|sparks? (plan*|joy|interest|notes|plug*)
        smok(e|ing) (test*|detector*|alarm*|allowed|permitted|room*|area*)|power of attorney|injury time|suicide squad
        legal (holiday|tender|name)|data protection (policy|statement)|press release
    """,
    "de": """
        brennt (mir )?(unter den nägeln|auf der seele)|brennt darauf|rauchmelder|funken (hoffnung|verstand)
        raucht nicht|funkenflug|datenschutzerklärung
    """,
    "fr": "fume-cigarette|détecteur de fumée|politique de protection des données",
    "es": "detector de humo|política de protección de datos",
    "it": "rilevatore di fumo|fumo di londra",
    "pt": "detector de fumaça",
    "nl": "rookmelder*|rookvrij*",
    "pl": "czujnik dymu",
}
"""Taken out before the others are looked for."""
