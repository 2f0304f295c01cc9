"""The note's own words in Japanese."""

from __future__ import annotations

WORDS = {
    "Customer:": "お客様：",
    "Not the first time:": "初めてのお問い合わせではありません：",
    "Suggested reply": "返信案",
    "The same in your language": "同じ内容（担当者の言語）",
    "Check before sending": "送信前にご確認ください",
    "Ask the customer:": "お客様への質問：",
    "Suggested reply that asks it": "質問を含む返信案",
    "What the reply rests on": "返信の根拠",
    "Sources": "出典",
    "Also near": "近いもの",
    "Nearest sources": "最も近い出典",
    "Triage:": "トリアージ：",
    "Written to the ticket:": "チケットに記入済み：",
    "Good to know": "ご参考",
    "Draft reply": "返信の下書き",
    "unsure": "不確か",
    "1 thing to check before sending": "送信前の確認事項1件",
    "{count} things to check before sending": "送信前の確認事項{count}件",
    "No draft: our sources do not answer this": "下書きなし：出典に答えがありません",
    "high confidence": "確度 高",
    "medium confidence": "確度 中",
    "low confidence": "確度 低",
    "canned response": "定型返信",
    "article": "記事",
    "earlier answer": "過去の回答",
    "this ticket": "このチケット",
    "internal": "社内用",
    "Type": "タイプ",
    "Priority": "優先度",
    "Group": "グループ",
    "Tags": "タグ",
    "Written without a language model, from the desk's own texts": "言語モデルを使わず、デスクの文章から作成",
    "Written by {model}, prompt {prompt}": "{model}が作成、プロンプト {prompt}",
    "a language model": "言語モデル",
    "A person had edited the note before; it said:": "以前のノートは編集されていました。内容：",
    "Answered: this draft is no longer needed.": "回答済み：この下書きは不要になりました。",
    "The ticket was resolved: this draft is no longer needed.": "チケットは解決済み：この下書きは不要になりました。",
    "The ticket was closed: this draft is no longer needed.": (
        "チケットはクローズ済み：この下書きは不要になりました。"
    ),
    "Overtaken: the customer wrote again, a newer draft stands in this ticket.": (
        "お客様から新しい連絡があり、より新しい下書きがこのチケットにあります。"
    ),
    "This note stood here twice: the other one counts.": "このノートは二重でした：もう一方が有効です。",
    "No longer needed: {why}.": "不要になりました：{why}。",
    "Every sentence is approved text, word for word from {source}.": (
        "すべての文が承認済みの文章で、{source}のとおりです。"
    ),
    "1 of {all} sentences is approved text, word for word from {source}.": (
        "{all}文中1文が承認済みの文章で、{source}のとおりです。"
    ),
    "{count} of {all} sentences are approved text, word for word from {source}.": (
        "{all}文中{count}文が承認済みの文章で、{source}のとおりです。"
    ),
    "New words that rest on {source}: {words}": "{source}に基づく新しい文：{words}",
    "{words} and {count} more": "{words}、ほか{count}件",
    "it may answer another question": "別の質問への回答かもしれません",
    "it may answer another question, as it was found by words in common alone": (
        "共通する語だけで見つけたため、別の質問への回答かもしれません"
    ),
    "Canned response “{title}”": "定型返信「{title}」",
    "Article “{title}”": "記事「{title}」",
    "Earlier answer “{title}”": "過去の回答「{title}」",
    "Ticket “{title}”": "チケット「{title}」",
    "No source": "出典なし",
    "every sentence is supported": "すべての文に根拠があります",
    "its one sentence is not supported": "唯一の文に根拠がありません",
    "{count} of {all} sentences are supported": "{all}文中{count}文に根拠があります",
    "the reply states nothing": "返信は何も述べていません",
    "Nothing that we have answers this for sure.": "確実に答えられるものがありません。",
    "used in {count} of the {all} nearest past answers": "近い過去の回答{all}件中{count}件で使用",
    "This may be {what} (“{words}”): a person should answer.": (
        "{what}の可能性があります（「{words}」）：人が回答してください。"
    ),
    "This may be {what} (“{words}”): see whether this reply will do.": (
        "{what}の可能性があります（「{words}」）：この返信で足りるかご確認ください。"
    ),
    "a matter of self-harm": "自傷",
    "a threat": "脅迫",
    "a matter of safety": "安全に関わる問題",
    "a legal matter": "法的な問題",
    "a privacy request": "個人情報に関する請求",
    "a press enquiry": "取材の依頼",
    "No reply needed, it seems: this reads like {what} (“{one}”, “{other}”).": (
        "返信は不要のようです：{what}と思われます（「{one}」、「{other}」）。"
    ),
    "a newsletter": "ニュースレター",
    "a sales mail": "営業メール",
    "No draft: the message does not say what is wanted.": "下書きなし：ご用件が書かれていません。",
    "No draft: what we have answers none of what is asked.": "下書きなし：どの質問にも答えられるものがありません。",
    "the customer writes “{words}”": "お客様の言葉「{words}」",
    "{count} messages since {day}, and no answer": "{day}以降{count}件の連絡があり、未回答です",
    "ticket {ticket} of {day} asks much the same": "{day}のチケット{ticket}がほぼ同じ内容です",
    "Not answered: “{question}”": "未回答：「{question}」",
    "Not answered: “{question}”; see [{near}]": "未回答：「{question}」、[{near}]を参照",
}
