"""Which reader a file is for: by what it begins with, whatever it is called."""

from otklik.gazetteer.reading.maps import read_json, read_xml
from otklik.gazetteer.reading.rows import BadRow, FileRead
from otklik.gazetteer.reading.tables import read_table
from otklik.shared.words import marked as _

_PBF = b"OSMHeader"


def read_places_file(content: bytes) -> FileRead:
    """The places of a CSV, .osm, Overpass or GeoJSON file. Raises BadRow where it is none of them."""
    begins = content[:200].removeprefix(b"\xef\xbb\xbf").lstrip()
    if _PBF in content[:64]:
        raise BadRow(
            1, _("The packed form of OpenStreetMap (.osm.pbf) is not read."),
            mend=_("Unpack it: osmium cat town.osm.pbf -o town.osm"),
        )  # fmt: skip
    if begins.startswith(b"<"):
        return read_xml(content)
    if begins.startswith(b"{"):
        return read_json(content)
    return read_table(content)
