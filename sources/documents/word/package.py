"""The parts of a DOCX file, each read to a bound: what a zip says of its sizes is not believed."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO

from lxml import etree

from sources.documents.structure.model import MOST_BYTES
from sources.documents.structure.parsing import parse_xml
from sources.errors import DocumentError
from sources.tools.files import has_overlaps

MAIN = "word/document.xml"
RELATIONS = "_rels/.rels"
_MOST_PARTS = 5_000
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
_STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument"


@dataclass(frozen=True)
class Package:
    """A DOCX file that has been opened.

    Attributes:
        archive: The zip.
        name: What errors call the file.
        main: The path of the part that holds the text.
    """

    archive: zipfile.ZipFile
    name: str
    main: str

    def has(self, part: str) -> bool:
        """Whether there is such a part."""
        return part in self.archive.NameToInfo

    def read(self, part: str) -> bytes:
        """The bytes of a part, as long as they are no more than a document may have.

        Raises:
            DocumentError: It is absent, damaged, or larger than that.
        """
        try:
            with self.archive.open(part) as stream:
                data = stream.read(MOST_BYTES + 1)
        except KeyError:
            raise DocumentError(
                "this is no DOCX file: it has no text part", mend="Save it as DOCX", file=self.name
            ) from None
        except _FAULTS as error:
            raise broken(self.name) from error
        if len(data) > MOST_BYTES:
            what = (
                f"the part {part} of the document unpacks to more than {MOST_BYTES // 1_000_000} MB"
            )
            raise DocumentError(what, mend="Split the document", file=self.name)
        return data

    def root(self, part: str) -> etree._Element:
        """The root of an XML part."""
        return parse_xml(self.read(part), part, self.name)

    def target(self, relation: str) -> str:
        """The part beside the main one to which a relation leads (``footnotes``); empty if none."""
        folder, _, file = self.main.rpartition("/")
        relations = f"{folder}/_rels/{file}.rels" if folder else f"_rels/{file}.rels"
        if not self.has(relations):
            return ""
        for element in self.root(relations).iter("{*}Relationship"):
            if element.get("TargetMode") != "External" and element.get("Type", "").endswith(
                f"/{relation}"
            ):
                part = _joined(folder, element.get("Target", ""))
                return part if self.has(part) else ""
        return ""


_FAULTS = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    ValueError,
    NotImplementedError,
    RuntimeError,
)


@contextmanager
def open_package(data: bytes, name: str) -> Iterator[Package]:
    """A DOCX file's parts.

    Raises:
        DocumentError: It is encrypted, an old DOC file, or no DOCX at all.
    """
    if data.startswith(_OLE):
        what = "this is an encrypted DOCX or an old DOC file, which cannot be read"
        raise DocumentError(what, mend="Save it as DOCX without a password", file=name)
    try:
        archive = zipfile.ZipFile(BytesIO(data))
    except _FAULTS as error:
        raise broken(name) from error
    with archive:
        if len(archive.NameToInfo) > _MOST_PARTS:
            raise DocumentError(f"the document has more than {_MOST_PARTS:,} parts", file=name)
        if has_overlaps(archive):
            raise broken(name)
        if any(entry.flag_bits & 1 for entry in archive.filelist):
            raise DocumentError(
                "the document is encrypted", mend="Take its password away", file=name
            )
        yield Package(archive, name, _main_part(archive, name))


def broken(name: str) -> DocumentError:
    """The error about a DOCX that is damaged."""
    return DocumentError("this is no whole DOCX file", mend="Save it again as DOCX", file=name)


def _main_part(archive: zipfile.ZipFile, name: str) -> str:
    """The part that holds the text, as the package says or where Word puts it."""
    bare = Package(archive, name, MAIN)
    if bare.has(RELATIONS):
        for element in bare.root(RELATIONS).iter("{*}Relationship"):
            if element.get("Type") in (_OFFICE, _STRICT):
                part = _joined("", element.get("Target", ""))
                if bare.has(part):
                    return part
    return MAIN


def _joined(folder: str, target: str) -> str:
    """A relation's target as a part's path."""
    if target.startswith("/"):
        return target[1:]
    parts = folder.split("/") if folder else []
    for step in target.split("/"):
        if step == "..":
            parts = parts[:-1]
        elif step not in ("", "."):
            parts.append(step)
    return "/".join(parts)


def attribute(element: etree._Element, name: str) -> str:
    """An attribute by its name without its namespace."""
    for key, value in element.attrib.items():
        if key.rpartition("}")[2] == name:
            return str(value)
    return ""
