"""The note's own words in Portuguese."""

from __future__ import annotations

WORDS = {
    "Customer:": "Cliente:",
    "Not the first time:": "Não é a primeira vez:",
    "Suggested reply": "Resposta sugerida",
    "The same in your language": "O mesmo na sua língua",
    "Check before sending": "Verificar antes de enviar",
    "Ask the customer:": "Perguntar ao cliente:",
    "Suggested reply that asks it": "Resposta sugerida que o pergunta",
    "What the reply rests on": "Em que assenta a resposta",
    "Sources": "Fontes",
    "Also near": "Também próximas",
    "Nearest sources": "Fontes mais próximas",
    "Triage:": "Triagem:",
    "Written to the ticket:": "Escrito no ticket:",
    "Good to know": "Convém saber",
    "Draft reply": "Rascunho de resposta",
    "unsure": "incerto",
    "1 thing to check before sending": "1 ponto a verificar antes de enviar",
    "{count} things to check before sending": "{count} pontos a verificar antes de enviar",
    "No draft: our sources do not answer this": "Sem rascunho: as nossas fontes não respondem a isto",
    "high confidence": "confiança alta",
    "medium confidence": "confiança média",
    "low confidence": "confiança baixa",
    "canned response": "resposta predefinida",
    "article": "artigo",
    "earlier answer": "resposta anterior",
    "this ticket": "este ticket",
    "internal": "interno",
    "Type": "Tipo",
    "Priority": "Prioridade",
    "Group": "Grupo",
    "Tags": "Etiquetas",
    "Written without a language model, from the desk's own texts": (
        "Escrito sem modelo de linguagem, com os textos do próprio serviço"
    ),
    "Written by {model}, prompt {prompt}": "Escrito por {model}, prompt {prompt}",
    "a language model": "um modelo de linguagem",
    "A person had edited the note before; it said:": "Alguém tinha editado a nota; dizia:",
    "Answered: this draft is no longer needed.": "Respondido: este rascunho já não é preciso.",
    "The ticket was resolved: this draft is no longer needed.": (
        "O ticket foi resolvido: este rascunho já não é preciso."
    ),
    "The ticket was closed: this draft is no longer needed.": "O ticket foi fechado: este rascunho já não é preciso.",
    "Overtaken: the customer wrote again, a newer draft stands in this ticket.": (
        "Ultrapassado: o cliente voltou a escrever, há um rascunho mais recente neste ticket."
    ),
    "This note stood here twice: the other one counts.": "Esta nota estava aqui duas vezes: conta a outra.",
    "No longer needed: {why}.": "Já não é preciso: {why}.",
    "Every sentence is approved text, word for word from {source}.": (
        "Cada frase é texto aprovado, palavra por palavra de {source}."
    ),
    "1 of {all} sentences is approved text, word for word from {source}.": (
        "1 de {all} frases é texto aprovado, palavra por palavra de {source}."
    ),
    "{count} of {all} sentences are approved text, word for word from {source}.": (
        "{count} de {all} frases são texto aprovado, palavra por palavra de {source}."
    ),
    "New words that rest on {source}: {words}": "Palavras novas que assentam em {source}: {words}",
    "{words} and {count} more": "{words} e mais {count}",
    "it may answer another question": "pode responder a outra pergunta",
    "it may answer another question, as it was found by words in common alone": (
        "pode responder a outra pergunta, pois foi encontrada apenas por palavras em comum"
    ),
    "Canned response “{title}”": "Resposta predefinida «{title}»",
    "Article “{title}”": "Artigo «{title}»",
    "Earlier answer “{title}”": "Resposta anterior «{title}»",
    "Ticket “{title}”": "Ticket «{title}»",
    "No source": "Sem fonte",
    "every sentence is supported": "cada frase está fundamentada",
    "its one sentence is not supported": "a única frase não está fundamentada",
    "{count} of {all} sentences are supported": "{count} de {all} frases estão fundamentadas",
    "the reply states nothing": "a resposta não afirma nada",
    "Nothing that we have answers this for sure.": "Nada do que temos responde a isto com certeza.",
    "used in {count} of the {all} nearest past answers": (
        "usada em {count} das {all} respostas passadas mais próximas"
    ),
    "This may be {what} (“{words}”): a person should answer.": (
        "Isto pode ser {what} («{words}»): deve responder uma pessoa."
    ),
    "This may be {what} (“{words}”): see whether this reply will do.": (
        "Isto pode ser {what} («{words}»): veja se esta resposta basta."
    ),
    "a matter of self-harm": "um risco de automutilação",
    "a threat": "uma ameaça",
    "a matter of safety": "uma questão de segurança",
    "a legal matter": "um assunto jurídico",
    "a privacy request": "um pedido de proteção de dados",
    "a press enquiry": "um pedido da imprensa",
    "No reply needed, it seems: this reads like {what} (“{one}”, “{other}”).": (
        "Parece que não é precisa resposta: isto lê-se como {what} («{one}», «{other}»)."
    ),
    "a newsletter": "uma newsletter",
    "a sales mail": "um e-mail comercial",
    "No draft: the message does not say what is wanted.": "Sem rascunho: a mensagem não diz o que se deseja.",
    "No draft: what we have answers none of what is asked.": (
        "Sem rascunho: o que temos não responde a nenhuma das perguntas."
    ),
    "the customer writes “{words}”": "o cliente escreve «{words}»",
    "{count} messages since {day}, and no answer": "{count} mensagens desde {day}, sem resposta",
    "ticket {ticket} of {day} asks much the same": "o ticket {ticket} de {day} pergunta quase o mesmo",
    "Not answered: “{question}”": "Por responder: «{question}»",
    "Not answered: “{question}”; see [{near}]": "Por responder: «{question}»; ver [{near}]",
}
