"""A document from the web, through the door that judges where a stranger's address leads.

The door is that of `reports.channels`: a name is resolved once, an address that is not public is
refused, and so is what is not https, unless ``CORRIGENDA_TEXT_HOSTS`` names the host. A redirect
is followed by hand, a few times, and each of its addresses is judged anew. No proxy is used, no
cookie is kept, and nothing that the page names is fetched.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

from reports.channels.channel import ChannelError, Refused
from reports.channels.destinations import Resolver, resolve
from reports.channels.http import ChannelResponse, Outgoing, Patience, user_agent
from sources.documents.reading import read_bytes
from sources.documents.structure.model import MOST_BYTES, Document
from sources.documents.structure.parsing import decode_named
from sources.errors import DocumentError

PATIENCE = Patience(connect=10.0, read=20.0, whole=60.0, body=MOST_BYTES)
MOST_REDIRECTS = 3
_REDIRECTS = (301, 302, 303, 307, 308)
_FORMATS: Mapping[str, str] = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/plain": ".txt",
    "text/markdown": ".md",
    "application/pdf": ".pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
}
_CHARSET = re.compile(r"charset\s{0,3}=\s{0,3}[\"']?([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE)
_SAVED = "Save the document and name its file"


def fetch_document(
    url: str,
    allow_hosts: tuple[str, ...] = (),
    patience: Patience = PATIENCE,
    resolver: Resolver = resolve,
) -> Document:
    """The document at an address.

    Args:
        url: Where it is.
        allow_hosts: Hosts that may have a private address, and be asked without TLS.
        patience: How long to wait, and how much to take in.
        resolver: Gives the addresses of a host.

    Raises:
        DocumentError: It may not be fetched, is not there, or cannot be read.
    """
    shown, door = url, Outgoing(allow_hosts, patience=patience, resolver=resolver)
    for _ in range(MOST_REDIRECTS + 1):
        answer = _ask(door, url, shown)
        if answer.status not in _REDIRECTS:
            return _read(answer, url, shown)
        try:
            url = urljoin(url, answer.headers.get("location", ""))
        except ValueError:
            what = "it redirects to what is no address"
            raise DocumentError(what, mend=_SAVED, file=shown) from None
    what = f"it redirects more than {MOST_REDIRECTS} times"
    raise DocumentError(what, mend=_SAVED, file=shown)


def _ask(door: Outgoing, url: str, shown: str) -> ChannelResponse:
    headers = {"User-Agent": f"{user_agent().partition(' ')[0]} (checks the figures of a text)"}
    try:
        return door.ask("GET", _written(url), b"", headers)
    except ChannelError as error:
        mend = error.mend.replace("in allow_hosts", "in CORRIGENDA_TEXT_HOSTS")
        is_ours = isinstance(error, Refused) and mend
        raise DocumentError(error.what, mend=mend if is_ours else _SAVED, file=shown) from None
    except ValueError:
        what = "its address is no URL of the web"
        raise DocumentError(what, mend="Write it with https://", file=shown) from None


def _written(url: str) -> str:
    """An address in ASCII, without its fragment.

    Raises:
        ValueError: It is none, or holds a name and a password.
    """
    parts = urlsplit(url)
    host = (parts.hostname or "").encode("idna").decode()
    if parts.username is not None or parts.password is not None or not host:
        raise ValueError(url)
    host = f"[{host}]" if ":" in host else host
    place = host if parts.port is None else f"{host}:{parts.port}"
    path = quote(parts.path, safe="/%:@!$&'()*+,;=~-._")
    query = quote(parts.query, safe="/?%:@!$&'()*+,;=~-._[]")
    return urlunsplit((parts.scheme.lower(), place, path, query, ""))


def _read(answer: ChannelResponse, url: str, shown: str) -> Document:
    if answer.status != 200:
        what = f"its server answers with status {answer.status}"
        raise DocumentError(what, mend=_SAVED, file=shown)
    announced = answer.headers.get("content-length", "")
    # A connection that ends early is no error of the reading; the count tells it.
    is_short = announced.isdecimal() and announced.lstrip("0") != str(len(answer.body)).lstrip("0")
    if not answer.is_whole or is_short:
        what = f"it is larger than {MOST_BYTES // 1_000_000} MB, or came only in part"
        raise DocumentError(what, mend=_SAVED, file=shown)
    encoding = answer.headers.get("content-encoding", "identity").strip().lower()
    if encoding not in ("", "identity"):
        what = "its server packs it though it was not asked to"
        raise DocumentError(what, mend=_SAVED, file=shown)
    kind, _, more = answer.headers.get("content-type", "").partition(";")
    path = urlsplit(url).path
    ending = path[path.rfind(".") :] if "." in path.rpartition("/")[2] else ""
    form = _FORMATS.get(kind.strip().lower(), ending)
    body = answer.body
    if form in (".html", ".txt", ".md"):
        body = _in_utf8(body, more)
    return read_bytes(body, form, shown)


def _in_utf8(body: bytes, said: str) -> bytes:
    """A text in UTF-8 with its mark, where its server says what it is in; else as it came."""
    charset = _CHARSET.search(said)
    text = decode_named(body, charset[1]) if charset else None
    return body if text is None else b"\xef\xbb\xbf" + text.encode("utf-8", "replace")
