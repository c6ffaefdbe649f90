"""Comments into a copy of a DOCX file, at characters of its text.

The runs of the main part are split where a comment begins or ends, each half with its run's
properties; everything else of the file is copied as it is. Nothing here reads a clock, so comments
bear no date.
"""

from __future__ import annotations

import re
import zipfile
from bisect import bisect_right
from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from io import BytesIO

from lxml import etree

from sources.documents.structure.model import require_size
from sources.documents.word.document import WalkedText, walk_text
from sources.documents.word.package import Package, open_package

_TRANSITIONAL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_COMMENTS = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_MOST_UNPACKED = 200_000_000


@dataclass(frozen=True)
class Comment:
    """A remark on a stretch of the text.

    Attributes:
        start: Its first character in `Document.text`.
        end: One past its last.
        words: The remark; each line is a paragraph of it.
    """

    start: int
    end: int
    words: str


def add_comments(data: bytes, comments: Sequence[Comment], author: str, name: str) -> bytes:
    """A copy of a DOCX file with comments.

    Comments on characters that no element of the main part holds (a footnote's) are left out.

    Args:
        data: The file.
        comments: The comments.
        author: Whose they are.
        name: What errors call the file.

    Raises:
        DocumentError: The file cannot be read.
    """
    with open_package(data, name) as package:
        walked = walk_text(package)
        writer = _Writer.of(package, walked, author)
        for comment in sorted(comments, key=lambda comment: (comment.start, -comment.end)):
            writer.add(comment)
        return _packed(package, writer)


@dataclass
class _Segment:
    """A stretch of the text that one ``w:t`` holds, as runs are split."""

    start: int
    end: int
    element: etree._Element


@dataclass
class _Writer:
    """The main part and the comments part as comments are put in."""

    root: etree._Element
    comments: etree._Element
    comments_part: str
    is_new: bool
    author: str
    segments: list[_Segment]
    next_id: int
    starts: list[int] = field(default_factory=list)

    @classmethod
    def of(cls, package: Package, walked: WalkedText, author: str) -> _Writer:
        space = walked.root.tag[1:].partition("}")[0]
        part = package.target("comments")
        if part:
            comments = package.root(part)
        else:
            comments = etree.Element(f"{{{space}}}comments", nsmap={"w": space})
        taken = [int(value) for value in _ids(comments) if value.isdigit()]
        segments = [_Segment(source.start, source.end, source.element) for source in walked.sources]
        folder = package.main.rpartition("/")[0]
        new_part = f"{folder}/comments.xml" if folder else "comments.xml"
        starts = [segment.start for segment in segments]
        return cls(
            walked.root,
            comments,
            part or new_part,
            not part,
            author,
            segments,
            max(taken, default=-1) + 1,
            starts,
        )

    @property
    def space(self) -> str:
        return f"{{{self.root.tag[1:].partition('}')[0]}}}"

    def add(self, comment: Comment) -> None:
        """Put one comment in."""
        self._split(comment.start)
        self._split(comment.end)
        first = max(bisect_right(self.starts, comment.start) - 1, 0)
        inside = []
        for segment in self.segments[first:]:
            if segment.start >= comment.end:
                break
            if segment.end > comment.start and segment.end > segment.start:
                inside.append(segment)
        if not inside:
            return
        number = str(self.next_id)
        self.next_id += 1
        w = self.space
        start = etree.Element(f"{w}commentRangeStart", {f"{w}id": number})
        end = etree.Element(f"{w}commentRangeEnd", {f"{w}id": number})
        mark = etree.Element(f"{w}r")
        etree.SubElement(mark, f"{w}commentReference", {f"{w}id": number})
        _anchor(inside[0].element, w).addprevious(start)
        last = _anchor(inside[-1].element, w)
        # The tail of a run is white space between elements; it stays where it is.
        last.addnext(end)
        end.addnext(mark)
        self._add_comment(number, comment.words)

    def _add_comment(self, number: str, words: str) -> None:
        w = self.space
        initials = "".join(part[0] for part in self.author.split())[:4]
        attributes = {f"{w}id": number, f"{w}author": self.author, f"{w}initials": initials}
        comment = etree.SubElement(self.comments, f"{w}comment", attributes)
        for line in words.split("\n"):
            run = etree.SubElement(etree.SubElement(comment, f"{w}p"), f"{w}r")
            text = etree.SubElement(run, f"{w}t", {_SPACE: "preserve"})
            text.text = _NO_XML.sub("\ufffd", line)

    def _split(self, place: int) -> None:
        """Split the run at a place of the text, if it stands within one."""
        index = bisect_right(self.starts, place) - 1
        if index < 0:
            return
        segment = self.segments[index]
        if not segment.start < place < segment.end or not _is_run(segment.element, self.space):
            return
        right = _split_run(segment.element, place - segment.start, self.space)
        self.segments.insert(index + 1, _Segment(place, segment.end, right))
        self.starts.insert(index + 1, place)
        segment.end = place


def _ids(comments: etree._Element) -> list[str]:
    return [
        str(value)
        for comment in comments
        if isinstance(comment.tag, str)
        for key, value in comment.attrib.items()
        if key.rpartition("}")[2] == "id"
    ]


def _is_run(text: etree._Element, w: str) -> bool:
    parent = text.getparent()
    return text.tag == f"{w}t" and parent is not None and parent.tag == f"{w}r"


def _split_run(text: etree._Element, offset: int, w: str) -> etree._Element:
    """Split a run within one of its texts; gives the text that begins the right half."""
    run = text.getparent()
    words = text.text or ""
    right = etree.Element(run.tag, dict(run.attrib))
    properties = run.find(f"{w}rPr")
    if properties is not None:
        right.append(deepcopy(properties))
    following = list(text.itersiblings())
    rest = etree.SubElement(right, text.tag, dict(text.attrib))
    text.text, rest.text = words[:offset], words[offset:]
    for element in (text, rest):
        element.set(_SPACE, "preserve")
    for sibling in following:
        right.append(sibling)
    right.tail, run.tail = run.tail, None
    run.addnext(right)
    return rest


def _anchor(text: etree._Element, w: str) -> etree._Element:
    """What a comment's marks stand beside: the run, or what holds it where that is no run.

    A text box takes no comments; they stand beside the run that holds the box.
    """
    box = next(reversed([*text.iterancestors("{*}txbxContent")]), text)
    element = box.getparent()
    while element.tag != f"{w}r":
        parent = element.getparent()
        if parent is None or parent.tag == f"{w}p":
            break
        element = parent
    return element


# -- the file ------------------------------------------------------------------------------------


def _packed(package: Package, writer: _Writer) -> bytes:
    """The file with the parts that have changed."""
    changed = {
        package.main: _bytes(writer.root),
        writer.comments_part: _bytes(writer.comments),
    }
    if writer.is_new:
        changed |= _registered(package, writer.comments_part, writer.space)
    stream = BytesIO()
    unpacked = 0
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        for entry in package.archive.infolist():
            content = changed.pop(entry.filename, None)
            if content is None:
                content = b"" if entry.is_dir() else package.read(entry.filename)
            unpacked += len(content)
            require_size(unpacked, package.name, _MOST_UNPACKED)
            target.writestr(_entry(entry.filename, entry.date_time), content)
        for part, content in changed.items():
            target.writestr(_entry(part, (1980, 1, 1, 0, 0, 0)), content)
    return stream.getvalue()


def _entry(name: str, at: tuple[int, int, int, int, int, int]) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, at)
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry


def _registered(package: Package, part: str, w: str) -> dict[str, bytes]:
    """The relations and content types with a comments part in them."""
    folder, _, file = package.main.rpartition("/")
    relations_part = f"{folder}/_rels/{file}.rels" if folder else f"_rels/{file}.rels"
    if package.has(relations_part):
        relations = package.root(relations_part)
    else:
        relations = etree.Element(f"{{{_RELATIONS}}}Relationships", nsmap={None: _RELATIONS})
    taken = {element.get("Id") for element in relations}
    number = next(n for n in range(1, len(taken) + 2) if f"rIdComments{n}" not in taken)
    kind = _STRICT if "purl.oclc.org" in w else _TRANSITIONAL
    etree.SubElement(
        relations,
        f"{{{_RELATIONS}}}Relationship",
        {
            "Id": f"rIdComments{number}",
            "Type": f"{kind}/comments",
            "Target": part.rpartition("/")[2],
        },
    )
    types = package.root("[Content_Types].xml")
    etree.SubElement(
        types, f"{{{_TYPES}}}Override", {"PartName": f"/{part}", "ContentType": _COMMENTS}
    )
    return {relations_part: _bytes(relations), "[Content_Types].xml": _bytes(types)}


def _bytes(root: etree._Element) -> bytes:
    content: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return content
