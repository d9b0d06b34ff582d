"""A document goes out as it came, or not at all."""

import io
import zlib
from collections.abc import Callable

import pytest
from fpdf import FPDF
from pypdf import PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, StreamObject, TextStringObject

from otklik.media import documents, reading_pdf
from otklik.media.documents import MOST_PAGES, check_pdf
from otklik.media.errors import FileRefused
from otklik.media.reading_pdf import Bounds, read_apart


def pdf(change: Callable[[PdfWriter], object] = lambda _: None, *, pages: int = 1) -> bytes:
    """A document with empty pages, and whatever `change` makes of it."""
    writer = PdfWriter()
    for _page in range(pages):
        writer.add_blank_page(200, 200)
    change(writer)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def action(**told: str) -> DictionaryObject:
    return DictionaryObject({NameObject(f"/{name}"): NameObject(value) for name, value in told.items()})


def annotate(**told: str) -> Callable[[PdfWriter], object]:
    """An annotation on the first page."""

    def change(writer: PdfWriter) -> None:
        writer.pages[0][NameObject("/Annots")] = ArrayObject([action(**told)])

    return change


def stream(**told: str) -> StreamObject:
    thing = StreamObject()
    thing.update(action(**told))
    thing.set_data(b"")
    return thing


def written(*objects: bytes, entries: Callable[[list[int]], list[int]] = list, root: bytes = b"1 0 R") -> bytes:
    """A document written by hand: a catalog, an empty page and these; `entries` says at which offsets they stand."""
    out, places = b"%PDF-1.7\n", []
    page = (
        b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>",
    )  # fmt: skip
    for number, thing in enumerate((*page, *objects), start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, thing)
    table = entries(places)
    lines = b"".join(b"%010d 00000 n \n" % place for place in table)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(table) + 1)
    trailer = b"trailer\n<</Size %d/Root %s>>\nstartxref\n%d\n%%%%EOF\n" % (len(table) + 1, root, len(out))
    return out + head + lines + trailer


def at_the_root(name: str, thing: DictionaryObject) -> Callable[[PdfWriter], object]:
    def change(writer: PdfWriter) -> None:
        writer.root_object[NameObject(name)] = thing

    return change


def test_pages_with_words_and_links_pass_unchanged() -> None:
    paper = FPDF()
    paper.add_page()
    paper.set_font("helvetica", size=12)
    paper.cell(text="What was done", link="https://example.org/")
    content = bytes(paper.output())
    kept = check_pdf(content)
    assert (kept.content, kept.pages) == (content, 1)
    assert check_pdf(pdf(pages=MOST_PAGES)).pages == MOST_PAGES


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (at_the_root("/OpenAction", action(S="/JavaScript")), "program"),
        (annotate(S="/Launch"), "program"),
        (at_the_root("/OpenAction", action(S="/SubmitForm")), "form"),
        (at_the_root("/AcroForm", action(XFA="/X")), "form"),
        (at_the_root("/AA", action(S="/GoTo")), "program"),
        (lambda writer: writer.add_attachment("a.exe", b"MZ"), "files"),
        (annotate(Subtype="/FileAttachment"), "files"),
        (annotate(Subtype="/RichMedia"), "media"),
        (at_the_root("/OpenAction", action(S="/GoToR", F="/other")), "files"),
        (lambda writer: writer._add_object(stream(F="/etc")), "files"),
        (lambda writer: writer._add_object(stream(FFilter="/FlateDecode")), "files"),
        (lambda writer: writer.encrypt("password"), "password"),
    ],
)
def test_what_does_not_belong_on_a_page_is_refused_by_name(change: Callable[[PdfWriter], object], words: str) -> None:
    with pytest.raises(FileRefused, match=words):
        check_pdf(pdf(change))


def test_what_is_compressed_is_looked_into(monkeypatch: pytest.MonkeyPatch) -> None:
    """Objects in a stream: no name of theirs stands in the bytes."""
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    annotate(Subtype="/FileAttachment")(writer)
    writer.compress_identical_objects()
    out = io.BytesIO()
    writer.write(out)
    monkeypatch.setattr(documents, "_WRITTEN", {})
    with pytest.raises(FileRefused, match="files"):
        check_pdf(out.getvalue())


def test_a_name_written_in_numbers_is_read_and_found_where_nothing_leads_to_it() -> None:
    hidden = DictionaryObject({NameObject("/JSQQ"): TextStringObject("app.alert(1)")})
    content = pdf(lambda writer: writer._add_object(hidden)).replace(b"/JSQQ", b"/J#53")
    with pytest.raises(FileRefused, match="program"):
        check_pdf(content)


def test_the_root_is_looked_into_where_it_is_no_object_of_its_own() -> None:
    root = b"<</Type/Catalog/Pages 2 0 R/OpenAction<</S/SubmitForm>>>>"
    assert check_pdf(written()).pages == 1
    with pytest.raises(FileRefused, match="form"):
        check_pdf(written(root=root))


def test_a_name_that_is_an_object_of_its_own_is_read() -> None:
    with pytest.raises(FileRefused, match="form"):
        check_pdf(written(b"<</S 5 0 R>>", b"/SubmitForm"))


def test_what_fells_the_parser_is_broken(monkeypatch: pytest.MonkeyPatch) -> None:
    def fell(*_: object, **__: object) -> None:
        raise NotImplementedError("a filter that nobody has")

    monkeypatch.setattr(reading_pdf, "PdfReader", fell)
    assert reading_pdf.read(pdf(), Bounds(pages=1, objects=9)).trouble == "broken"


def test_what_unfolds_to_more_than_its_reader_holds_is_refused() -> None:
    """Each stream of objects stays below the parser's own bound; together they are gigabytes."""
    count = 12
    packed = zlib.compress(b"1 0 null " + b"%" * 70_000_000, 9)
    head = b"<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length %d>>" % len(packed)
    content = written(*[head + b"\nstream\n" + packed + b"\nendstream"] * count)
    places = [content.index(b"%d 0 obj" % number) for number in range(1, 4 + count)]
    table = b"".join(b"\1" + place.to_bytes(4) + b"\0" for place in places)
    table += b"".join(b"\2" + number.to_bytes(4) + b"\0" for number in range(4, 4 + count))
    size = 3 + 2 * count
    start = content.index(b"xref")
    content = content[:start] + b"99 0 obj\n<</Type/XRef/W[1 4 1]/Index[1 %d]/Size %d/Root 1 0 R/Length %d>>\n" % (
        size, size + 1, len(table),
    ) + b"stream\n" + table + b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % start  # fmt: skip
    assert len(content) < documents.MOST_BYTES
    bounds = Bounds(pages=1, objects=99, memory_bytes=512 * 1024 * 1024)
    assert read_apart(content, bounds).trouble == "complicated"


def test_what_sends_its_reader_round_is_refused() -> None:
    """Many entries that all name one large object: it would be read anew for each."""
    large = b"[" + b"<</A[1 2 3]>>" * 20_000 + b"]"
    content = written(large, entries=lambda places: places + [places[-1]] * 5_000)
    bounds = Bounds(pages=1, objects=9_999, cpu_seconds=1)
    assert read_apart(content, bounds).trouble == "complicated"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"\x89PNG\r\n\x1a\n", "no PDF"),
        (b"%PDF-1.7\n" + b"x" * 100, "broken"),
        (b"%PDF-1.7\nnothing\n%%EOF\n", "broken"),
        (pdf() + b"<script>alert(1)</script>" * 9, "behind its end"),
        (pdf(pages=MOST_PAGES + 1), "51 pages"),
    ],
    ids=["a picture", "cut", "nonsense", "something behind", "too long"],
)
def test_what_is_no_plain_document_is_refused_in_words(content: bytes, words: str) -> None:
    with pytest.raises(FileRefused, match=words):
        check_pdf(content)


def test_it_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    content = pdf()
    monkeypatch.setattr(documents, "MOST_BYTES", len(content) - 1)
    with pytest.raises(FileRefused, match="larger"):
        check_pdf(content)
    monkeypatch.setattr(documents, "MOST_BYTES", len(content))
    monkeypatch.setattr(documents, "MOST_OBJECTS", 1)
    with pytest.raises(FileRefused, match="complicated"):
        check_pdf(content)
