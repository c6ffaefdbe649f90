"""What a Word file lays out beside its lines: text boxes, and tables within tables."""

from __future__ import annotations

from lxml import etree

_BRANCHES = ("Choice", "Fallback")


def boxes_in(element: etree._Element) -> list[etree._Element]:
    """The contents of the text boxes below an element, in order, without those within others.

    Word keeps a box twice, as a drawing and for older programs; the first that has any is taken.

    Args:
        element: A drawing, a picture, an object, or the choice between such.
    """
    found: list[list[etree._Element]] = [[]]
    walk = etree.iterwalk(element, events=("start", "end"))
    for event, one in walk:
        tag = tag_of(one)
        if event == "start":
            if tag == "txbxContent":
                found[-1].append(one)
                walk.skip_subtree()
            elif tag == "AlternateContent" or tag in _BRANCHES:
                found.append([])
        elif tag == "AlternateContent":
            chosen = found.pop()
            found[-1] += chosen
        elif tag in _BRANCHES:
            branch = found.pop()
            found[-1] = found[-1] or branch
    return found[0]


def rows_with_tables(body: etree._Element) -> frozenset[etree._Element]:
    """The rows that lay out a page, as a cell of theirs holds a table, and are none of values.

    Of several tables in a row each must have words above it in its cell: titles in a row of their
    own would all stand above the first.

    Args:
        body: What is looked through.
    """
    rows: list[list[bool]] = []
    has_words: list[bool] = []
    found = set()
    tags = ("{*}tbl", "{*}tr", "{*}tc", "{*}t")
    for event, element in etree.iterwalk(body, events=("start", "end"), tag=tags):
        tag, is_start = tag_of(element), event == "start"
        if tag == "tr" and is_start:
            rows.append([])
        elif tag == "tr":
            titled = rows.pop()
            if len(titled) == 1 or (titled and all(titled)):
                found.add(element)
        elif tag == "tc":
            has_words.append(False) if is_start else has_words.pop()
        elif is_start and tag == "tbl" and rows:
            rows[-1].append(bool(has_words) and has_words[-1])
        elif is_start and tag == "t" and has_words:
            has_words[-1] |= bool((element.text or "").strip())
    return frozenset(found)


def tag_of(element: etree._Element) -> str:
    """An element's name without its namespace; a comment or an entity has none.

    Args:
        element: Any node of the tree.
    """
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""
