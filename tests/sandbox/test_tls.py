"""https beside http, as any name of freshdesk.com (freshdesk-api 1)."""

from __future__ import annotations

import socket
import ssl
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

from assistant.freshdesk import Freshdesk
from assistant.sandbox import NoTlsError, Sandbox
from assistant.sandbox.auth import needs_tls
from tests.servers import ROOT, clean_environment, deskhand

ME = "/api/v2/agents/me"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("authority")


@pytest.fixture(scope="module")
def secure(folder: Path) -> Iterator[Sandbox]:
    with Sandbox.start(seed="empty", tls=folder) as sandbox:
        yield sandbox


def peer_names(sandbox: Sandbox, name: str) -> set[str]:
    """The names on the certificate that a client gets which asks for `name` and checks what it gets."""
    context = ssl.create_default_context(cafile=str(sandbox.ca))
    with (
        socket.create_connection(("127.0.0.1", sandbox.port), timeout=5) as plain,
        context.wrap_socket(plain, server_hostname=name) as inside,
    ):
        return {value for _, value in inside.getpeercert()["subjectAltName"]}


def test_one_port_answers_https_and_http(secure: Sandbox) -> None:
    plain = secure.url.replace("https", "http")
    answers = [requests.get(url + ME, auth=("k", ""), verify=str(secure.ca), timeout=5) for url in (secure.url, plain)]
    assert [200, 200] == [answer.status_code for answer in answers]


@pytest.mark.parametrize("name", ["localhost", "127.0.0.1", "kettle.freshdesk.com", "eu.kettle.freshdesk.com"])
def test_the_certificate_is_for_whatever_desk_is_asked_for(secure: Sandbox, name: str) -> None:
    assert peer_names(secure, name)


def test_the_certificate_is_for_nothing_else(secure: Sandbox) -> None:
    with pytest.raises(ssl.SSLCertVerificationError):
        peer_names(secure, "kettle.example")


def test_whoever_does_not_trust_it_is_not_answered_and_does_no_harm(secure: Sandbox) -> None:
    with pytest.raises(requests.exceptions.SSLError):
        requests.get(secure.url + ME, timeout=5)
    assert requests.get(secure.url + ME, auth=("k", ""), verify=str(secure.ca), timeout=5).ok


def test_links_and_addresses_are_those_that_were_called(secure: Sandbox) -> None:
    with requests.Session() as session:
        session.auth, session.verify, session.trust_env = ("k", "X"), str(secure.ca), False
        ticket = {"email": "ana@customer.example", "subject": "S", "description": "D"}
        for url in (secure.url, secure.url.replace("https", "http")):
            made = session.post(f"{url}/api/v2/tickets", json=ticket, timeout=5)
            assert made.headers["Location"].startswith(f"{url}/api/v2/tickets/")
            assert session.get(f"{url}/api/v2/agents?per_page=1", timeout=5).links["next"]["url"].startswith(url)


def test_as_a_proxy_it_is_every_desk_of_freshdesk(secure: Sandbox) -> None:
    proxy = {"https": secure.url.replace("https", "http")}
    answer = requests.get(
        "https://kettle.freshdesk.com/api/v2/agents?per_page=1",
        auth=("k", "X"),
        proxies=proxy,
        verify=str(secure.ca),
        timeout=5,
    )
    assert "https://kettle.freshdesk.com/api/v2/agents?page=2&per_page=1" == answer.links["next"]["url"]


def test_as_a_proxy_it_leads_nowhere_else(secure: Sandbox) -> None:
    with pytest.raises(requests.exceptions.ProxyError):
        requests.get("https://kettle.example/", proxies={"https": secure.url.replace("https", "http")}, timeout=5)


def test_a_proxy_without_a_certificate_leads_nowhere() -> None:
    with Sandbox.start(seed="empty") as sandbox, pytest.raises(requests.exceptions.ProxyError):
        requests.get("https://kettle.freshdesk.com/", proxies={"https": sandbox.url}, timeout=5)


def test_a_request_for_a_proxy_over_http_is_answered_too() -> None:
    with Sandbox.start(seed="empty") as sandbox:
        url = f"http://kettle.freshdesk.com{ME}"
        assert requests.get(url, auth=("k", "X"), proxies={"http": sandbox.url}, timeout=5).ok


def test_the_authority_is_kept_for_its_owner_and_used_again(folder: Path, secure: Sandbox) -> None:
    assert secure.ca is not None
    before = secure.ca.read_bytes()
    with Sandbox.start(seed="empty", tls=folder) as again:
        assert before == again.ca.read_bytes()
    assert [0o700, 0o600, 0o600] == [
        path.stat().st_mode & 0o777 for path in (folder, folder / "ca-key.pem", folder / "ca.pem")
    ]


@pytest.mark.parametrize("file", ["ca.pem", "ca-key.pem"])
@pytest.mark.parametrize("content", [None, b"", b"-----BEGIN CERTIFICATE-----\nxx\n-----END CERTIFICATE-----\n"])
def test_half_of_an_authority_is_made_anew(tmp_path: Path, file: str, content: bytes | None) -> None:
    with Sandbox.start(seed="empty", tls=tmp_path):
        pass
    (tmp_path / file).unlink() if content is None else (tmp_path / file).write_bytes(content)
    with Sandbox.start(seed="empty", tls=tmp_path) as sandbox:
        assert peer_names(sandbox, "kettle.freshdesk.com")


def test_a_key_of_another_authority_is_not_used(tmp_path: Path) -> None:
    for name in ("one", "two"):
        with Sandbox.start(seed="empty", tls=tmp_path / name):
            pass
    (tmp_path / "one/ca-key.pem").write_bytes((tmp_path / "two/ca-key.pem").read_bytes())
    with Sandbox.start(seed="empty", tls=tmp_path / "one") as sandbox:
        assert peer_names(sandbox, "kettle.freshdesk.com")


def test_a_folder_that_cannot_be_one_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(NoTlsError, match="certificate authority"):
        Sandbox.start(seed="empty", tls=tmp_path / "file")


@pytest.mark.parametrize(
    ("needed", "scheme", "host", "peer"),
    [
        (True, "http", "kettle.freshdesk.com", "192.0.2.7"),
        (True, "http", "kettle.freshdesk.com:8040", "2001:db8::7"),
        (False, "https", "kettle.freshdesk.com", "192.0.2.7"),
        (False, "http", "kettle.freshdesk.com", "127.0.0.1"),
        (False, "http", "kettle.freshdesk.com", "::1"),
        (False, "http", "192.0.2.1:8040", "192.0.2.7"),
    ],
)
def test_only_the_desks_own_name_from_elsewhere_needs_https(needed: bool, scheme: str, host: str, peer: str) -> None:
    assert needed == needs_tls(scheme, host, peer)


def test_our_own_client_trusts_it_by_the_usual_variable(secure: Sandbox) -> None:
    """In a process of its own: the variable is read from the environment."""
    code = "import sys; from assistant.freshdesk import Freshdesk; print(Freshdesk(sys.argv[1], 'k').agents.me().id)"
    calls = {
        secure.url: {},
        "kettle": {"HTTPS_PROXY": secure.url.replace("https", "http")},
    }
    for address, more in calls.items():
        env = clean_environment(REQUESTS_CA_BUNDLE=str(secure.ca), **more)
        ran = subprocess.run(
            [sys.executable, "-c", code, address], env=env, capture_output=True, text=True, timeout=30, check=False
        )
        assert (0, str(secure.state.me["id"])) == (ran.returncode, ran.stdout.strip()), ran.stderr


def test_without_it_our_own_client_does_not(secure: Sandbox) -> None:
    with pytest.raises(ConnectionError):
        Freshdesk(secure.url, "k").agents.me()


def test_the_command_says_how_to_trust_it(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "assistant", "sandbox", "--tls", "--port", "0", "--seed", "empty"]
    env = clean_environment(DESKHAND_HOME=str(tmp_path))
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=env, cwd=ROOT) as process:
        assert process.stderr is not None
        lines = [process.stderr.readline().strip() for _ in range(11)]
        url, ca = lines[0].split()[-1], tmp_path / "sandbox/ca.pem"
        answer = requests.get(url + ME, auth=("k", "X"), verify=str(ca), timeout=5)
        process.terminate()
        assert (200, 0) == (answer.status_code, process.wait(5))
    shown = "\n".join(lines)
    hints = [
        f"REQUESTS_CA_BUNDLE={ca}",
        f"NODE_EXTRA_CA_CERTS={ca}",
        "127.0.0.1 NAME.freshdesk.com",
        "HTTPS_PROXY=http:",
    ]
    assert [True] * 4 == [hint in shown for hint in hints]


def test_a_home_that_cannot_be_used_ends_the_command_with_3(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    ended = deskhand("sandbox", "--tls", "--port", "0", env={"DESKHAND_HOME": str(tmp_path / "file")})
    assert (3, True) == (ended.returncode, "certificate authority" in ended.stderr)
