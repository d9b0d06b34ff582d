"""A document goes out as it came, or not at all."""

import io
from collections.abc import Callable

import pytest
from fpdf import FPDF
from pypdf import PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, TextStringObject

from otklik.media import documents
from otklik.media.documents import MOST_PAGES, check_pdf
from otklik.media.errors import FileRefused


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
