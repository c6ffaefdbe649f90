"""Whom we trust: the system's authorities, and those that the user names besides."""

from __future__ import annotations

import os
import ssl
from pathlib import Path

from sources.errors import InputError


def trusted_context(extra: Path | None = None) -> ssl.SSLContext:
    """TLS that checks certificate and name.

    Args:
        extra: A file of further authorities (PEM), beside the system's (or ``SSL_CERT_FILE``) and
            those of ``REQUESTS_CA_BUNDLE``.

    Raises:
        InputError: Such a file is not there, or holds no certificate.
    """
    context = ssl.create_default_context()
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    bundle = os.environ.get("REQUESTS_CA_BUNDLE", "")
    for path in (Path(bundle) if bundle else None, extra):
        if path is None:
            continue
        try:
            context.load_verify_locations(path)
        except OSError as error:  # ssl.SSLError is one
            raise InputError(
                f"no certificates could be read from {path} ({error.strerror or error})",
                mend="Name a file of certificates in PEM",
            ) from None
    return context
