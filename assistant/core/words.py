"""Word lists written as running text."""

from __future__ import annotations


def words(text: str) -> frozenset[str]:
    """The words of a text, set off by any white space."""
    return frozenset(text.split())


STOP = words("""
    a about am an and any are as at be been but by can could did do does for from get got had has have hello
    help hi how i
    i'm if in into is it its just know like me my need no not of on or our out please she should so some tell
    thank thanks
    that the their them then there they this to up us want was we were what when where which who why will with
    would you
    your
    aber als auch auf aus bei bin bitte das dass dem den der des die ein eine einen einer er es für hab habe
    haben hallo hat
    ich ihr ihre im in ist kann kein keine man mein meine mich mir mit nach nicht noch nun oder sehr sie sind
    so und uns von
    war was wann warum wenn werden wie wird wir wo zu zum zur danke guten tag
    je le la les un une des du de et est que qui ne pas pour sur dans avec mon ma mes ce vous nous bonjour merci
    el los las una y en es por con para mi se lo su hola gracias
    il gli che di e per non ho ciao grazie
    o os as um uma em com não meu minha olá obrigado
    het een van ik is niet mijn met voor dat op te en heb maar hallo bedankt
""")
"""Words that tell no two questions apart: en, de, fr, es, it, pt, nl."""
