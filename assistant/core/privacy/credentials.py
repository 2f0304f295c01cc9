"""Secrets that no text needs: keys, tokens, passwords, one-time codes. They are taken out for good."""

from __future__ import annotations

import re

REMOVED = "[secret removed]"

_PRIVATE_KEY = re.compile(
    r"-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----"
    r"(?:[\s>]{0,4}(?:[A-Za-z0-9+/=]{16,200}|(?:Proc-Type|DEK-Info|Version|Comment):[^\n]{0,200})){0,400}"
    r"(?:[\s>]{0,4}[A-Za-z0-9+/=]{1,15}(?=[\s>]{0,4}-----END))?(?:[\s>]{0,4}-----END [A-Z0-9 ]{1,60}-----)?"
)
_SHAPES = re.compile(
    r"(?<![\w-])(?:"
    r"eyJ[\w-]{8,4000}\.[\w-]{4,8000}(?:\.[\w-]{0,2000})?"  # JWT
    r"|(?:AKIA|ASIA|ABIA|ACCA|AROA|AIDA)[A-Z0-9]{16}"  # AWS
    r"|xox[abeoprs]-[\w-]{10,250}|xapp-[\w-]{10,250}|https://hooks\.slack\.com/services/[\w/]{20,120}"  # Slack
    r"|gh[opsru]_\w{20,255}|github_pat_\w{20,255}|glpat-[\w-]{16,64}"  # GitHub, GitLab
    r"|(?:sk|pk|rk)_(?:live|test)_\w{10,250}|whsec_\w{16,250}"  # Stripe
    r"|sk-[\w-]{20,250}|AIza[\w-]{30,60}|ya29\.[\w-]{20,500}|hf_\w{20,80}"  # OpenAI and the like, Google, Hugging Face
    r"|SG\.[\w-]{16,40}\.[\w-]{16,80}|npm_\w{30,60}|pypi-[\w-]{30,250}|dop_v1_\w{40,80}|shp(?:at|ss|ca)_\w{20,60}"
    r")(?![\w-])"
)
_LOGIN_IN_LINK = re.compile(r"(?<=://)[^\s/:@\[\]]{0,100}:[^\s/@]{1,200}(?=@)")
_TOKEN_IN_LINK = re.compile(
    r"(?<=[?&#])((?:access_?|auth_?|refresh_?|id_?|reset_?|session_?|api_?)?(?:token|key|secret|password|passwd|pwd"
    r"|sig|signature|code|otp|jwt))"
    r"=[^\s&#\[\]<>\"']{4,4000}",
    re.IGNORECASE,
)
_IS = r"(?:\s{0,3}(?:[:=]|\s(?:is|was|lautet|ist|war|est|était|es|era|è|é|is|はこちら)\s?:?|は|->|=>)\s{0,3})"
_WORD_OF_LOGIN = (
    r"(?:pass(?:word|wd|phrase|code)|pwd|passwort|kennwort|mot de passe|mdp|contrase[ñn]a|senha"
    r"|palavra-passe|wachtwoord"
    r"|パスワード|暗証番号)"
)
_WORD_OF_CODE = (
    r"(?:\bpin\b|\bpuk\b|\bclave\b|(?:one[- ]time|security|verification|access|sms|login)[- ]code|\botp\b"
    r"|\bcvv2?\b|\bcvc2?\b)"
)
_PASSWORD = re.compile(
    rf"((?:{_WORD_OF_LOGIN}|{_WORD_OF_CODE}(?=[^\n]{{1,14}}\d))(?:[ -](?:number|nummer|code))?{_IS}[\"'“„«`*]{{0,2}})"
    r"(?!\[secret)([^\s\"'“”„»«`<>]{3,200})",
    re.IGNORECASE,
)
_PLAIN_WORDS = re.compile(
    r"(?:wrong|not|no|incorrect|invalid|expired|rejected|refused|never|always|still|being|too|also|now|the|a|an|my"
    r"|your|this|that|correct|right"
    r"|reset|declined|blocked|locked|stolen|disabled|changed|hacked|leaked|compromised"
    r"|must|should|may|can|has|have|will|broken|shown|visible|accepted|too|only|at|please|for|of|same|working|asked|required|needed|forgotten|lost|and|or|but|to|in|on|with|case|set|sent|unknown|safe|fine"
    r"|ok|okay|weak|strong|secure"
    r"|falsch|nicht|kein\w*|abgelaufen|ungültig|immer|richtig|korrekt|vergessen|zu|weg|der|die|das|mein\w*|ihr\w*"
    r"|gesperrt|leider"
    r"|incorrecte?|invalide|expiré|refusé|toujours|pas|faux|oublié|le|la|mon|correct[ao]?|incorrect[ao]|inválid[ao]"
    r"|mi|su|una?|erroné[ao]"
    r"|errat[ao]|sbagliat[ao]|non|scadut[ao]|onjuist|niet|verlopen|fout|errada|incorret[ao]|não)[\s.,;:!?)]*",
    re.IGNORECASE,
)
_CODE_WORD = (
    r"(?:(?:verification|security|confirmation|one[- ]time|access|login|log-in|sms|2fa|mfa|authentication|your|my"
    r"|the|bestätigungs|sicherheits"
    r"|zugangs|einmal)[ -]?(?:code|pin|passcode)|\botp|\b(?:code|pin) (?:de (?:vérification|sécurité|confirmation)"
    r"|de (?:verificación|seguridad)|di (?:verifica|sicurezza)"
    r"|de (?:verificação|segurança))|(?:verificatie|beveiligings)code|認証コード|確認コード|tan\b)"
)
_CODE = re.compile(
    rf"({_CODE_WORD}[^\w\n]{{0,4}}(?:(?:is|was|lautet|ist|est|es|è|é|は|number"
    rf"|nr)\b[^\w\n]{{0,4}})?)(\d[\d -]{{2,8}}\d)(?![\w-])",
    re.IGNORECASE,
)
_CODE_FIRST = re.compile(
    r"(?<![\w-])\d{4,8}(?= (?:is your|ist Ihr|ist dein|est votre|es tu|es su|è il tuo)\b[^\n]{0,40}(?:code|código"
    r"|codice|tan|pin)\b)",
    re.IGNORECASE,
)
_KEY_WORD = (
    r"(?:api[ _-]?key|apikey|secret(?:[ _-]?(?:access)?[ _-]?key)?|access[ _-]?(?:key|token)"
    r"|auth(?:orization)?(?:[ _-]?token)?|bearer|private[ _-]?key"
    r"|client[ _-]?secret|licen[cs]e[ _-]?key|token|api-schlüssel|schlüssel|geheimnis|clé|jeton|clave|llave|chiave"
    r"|chave|sleutel|credentials?)"
)
_KEY = re.compile(
    rf"({_KEY_WORD}[\"']?[^\w\n]{{0,4}}(?:(?:is|was|lautet|ist|est|es|è|é|bearer"
    rf"|basic)\b[^\w\n]{{0,4}})?)([A-Za-z0-9+/_=.~-]{{12,4000}})",
    re.IGNORECASE,
)


def secrets(text: str) -> str:
    """The text with every secret replaced by "[secret removed]"; nothing can bring it back. Never raises."""
    text = _PRIVATE_KEY.sub(REMOVED, text)
    text = _SHAPES.sub(REMOVED, text)
    text = _LOGIN_IN_LINK.sub(REMOVED, text)
    text = _TOKEN_IN_LINK.sub(lambda found: f"{found[1]}={REMOVED}", text)
    text = _PASSWORD.sub(_password, text)
    text = _CODE.sub(lambda found: found[1] + REMOVED, text)
    text = _CODE_FIRST.sub(REMOVED, text)
    return _KEY.sub(_key, text)


def _password(found: re.Match[str]) -> str:
    return found[0] if _PLAIN_WORDS.fullmatch(found[2]) else found[1] + REMOVED


def _key(found: re.Match[str]) -> str:
    """A key looks drawn by lot: letters and digits mixed, few of a kind. A word or a file's name does not."""
    words = found[2]
    kinds = sum(bool(re.search(pattern, words)) for pattern in (r"[a-z]", r"[A-Z]", r"\d"))
    mixed = kinds >= 2 and bool(re.search(r"\d", words)) and len(set(words)) >= 8
    return found[1] + REMOVED if mixed and not re.fullmatch(r"[\d.+/_=~-]+", words) else found[0]
