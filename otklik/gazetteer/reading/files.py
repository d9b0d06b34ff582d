"""Detects the format of a gazetteer file by its first bytes, not by its name."""

import codecs

from otklik.gazetteer.reading.maps import read_json, read_xml
from otklik.gazetteer.reading.rows import BadRow, FileRead
from otklik.gazetteer.reading.tables import read_table
from otklik.shared.words import marked as _

_PBF = b"OSMHeader"
_ZIP = b"PK\x03\x04"
_UNICODE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
"""Of texts only these hold bytes of nothing; no name may hold them."""


def read_places_file(content: bytes) -> FileRead:
    """The places of a CSV, .osm, Overpass or GeoJSON file. Raises BadRow where it is none of them."""
    begins = content[:200].removeprefix(b"\xef\xbb\xbf").lstrip()
    if _PBF in content[:64]:
        raise BadRow(
            1, _("The packed form of OpenStreetMap (.osm.pbf) is not read."),
            mend=_("Unpack it: osmium cat town.osm.pbf -o town.osm"),
        )  # fmt: skip
    if content.startswith(_ZIP) or (b"\0" in content and not content.startswith(_UNICODE)):
        raise BadRow(
            1, _("The file is a workbook or an archive, which is not read."),
            mend=_("Save the table as CSV, or unpack the archive."),
        )  # fmt: skip
    if begins.startswith(b"<"):
        return _with_places(read_xml(content))
    if begins.startswith(b"{"):
        return _with_places(read_json(content))
    return read_table(content)


def _with_places(read: FileRead) -> FileRead:
    """Refuse a map that names nothing: with «--replace» it would take away all that is known."""
    if not read.rows:
        raise BadRow(
            1, _("The file names no street, house, settlement or landmark."),
            mend=_("Take it out of OpenStreetMap again, with the tags of all things."),
        )  # fmt: skip
    return read
