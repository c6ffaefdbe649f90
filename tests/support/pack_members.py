"""The members of an evidence pack, taken out and sealed again as a careful forger would."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile

from reports.corrections.pack_file import METADATA, render_zip


def members(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def resealed(files: dict[str, bytes]) -> bytes:
    """A pack whose metadata are made to fit, as a careful forger would."""
    metadata = json.loads(files[METADATA])
    for entry in metadata["@graph"]:
        if entry["@type"] == "File":
            entry["sha256"] = hashlib.sha256(files[entry["@id"]]).hexdigest()
    return render_zip({**files, METADATA: json.dumps(metadata).encode()})
