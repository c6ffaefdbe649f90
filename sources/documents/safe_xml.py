"""The one way a document's XML and HTML are parsed: nothing fetched, expanded or huge.

Entities stay unexpanded and no DTD is loaded, so neither a billion laughs nor an external entity
does anything; libxml2's own bounds on depth and on the length of a node stay on.
"""

from __future__ import annotations

from lxml import etree, html

from sources.errors import DocumentError


def parse_xml(data: bytes, part: str, name: str) -> etree._Element:
    """The root of an XML part of a document.

    Raises:
        DocumentError: It is not well formed, or brings a document type of its own.
    """
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        what = f"the part {part} of the document is broken"
        raise DocumentError(what, mend="Save it again", file=name) from error
    if root.getroottree().docinfo.internalDTD is not None:
        what = f"the part {part} of the document brings a document type, which none should"
        raise DocumentError(what, mend="Save it again", file=name)
    return root


def parse_html(text: str, name: str) -> etree._Element:
    """The root of a web page, mended as libxml2 mends it.

    Raises:
        DocumentError: There is nothing in it that could be a page.
    """
    parser = html.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=False
    )
    # A null ends libxml2's reading; a lone surrogate cannot be encoded.
    data = text.replace("\0", "\ufffd").encode("utf-8", "replace")
    try:
        root = html.document_fromstring(data, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError) as error:
        raise DocumentError(
            "this page has no text", mend="Save the page again", file=name
        ) from error
    return root
