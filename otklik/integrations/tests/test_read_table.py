"""Tables of all sorts are read alike, and files made to hurt are refused before they do."""

import io
import zipfile
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from otklik.integrations.errors import (
    ColumnsDoubled,
    ColumnsMissing,
    NoHeadings,
    NotAReadableTable,
    QuotesBroken,
    TableRefused,
    TableTooLarge,
    TableUnfolds,
)
from otklik.integrations.register import reading_apart, sheets
from otklik.integrations.register.cells import guarded, plain, unguarded
from otklik.integrations.register.columns import FORMS, Column
from otklik.integrations.register.export import Format, write_table
from otklik.integrations.register.headings import find_headings
from otklik.integrations.register.reading_apart import read_apart
from otklik.integrations.register.sheets import MOST_BYTES, is_numbering, read_table
from otklik.integrations.tests.made_up_register import as_csv, as_xlsx, make_register

ROWS = make_register(12)


def texts(content: bytes) -> list[tuple[str, ...]]:
    return [line.texts for line in read_table(content)]


def saved(book: Workbook) -> bytes:
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251", "utf-16"])
def test_it_reads_every_usual_kind_of_csv_like_the_workbook(delimiter: str, encoding: str) -> None:
    assert texts(as_csv(ROWS, delimiter=delimiter, encoding=encoding)) == texts(as_xlsx(ROWS))


def test_it_reads_numbers_as_a_person_sees_them() -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append([1026602231234.0, 12.5, True, " 1 234\u00a0", "a\n b", "'=1+1", None, "—", 0.875])
    sheet["I1"].number_format = "0.0%"
    assert texts(saved(book)) == [("1026602231234", "12.5", "да", "1 234", "a b", "=1+1", "", "", "87.5")]


def test_it_counts_rows_as_the_table_program_does_and_leaves_empty_ones_out() -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["A2"], sheet["B5"], sheet["A900"].number_format = "two", "five", "0%"
    assert [(line.number, line.texts) for line in read_table(saved(book))] == [(2, ("two",)), (5, ("", "five"))]
    assert [line.number for line in read_table(b'a;"b\nc"\n\nd;e\n')] == [1, 3]


def test_it_repeats_what_is_merged_over_several_rows() -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["школа", "vk"], [None, "ok"], [None, "max"], [None, "tg"]):
        sheet.append(row)
    sheet.merge_cells("A1:A3")
    assert texts(saved(book)) == [("школа", "vk"), ("школа", "ok"), ("школа", "max"), ("", "tg")]


def test_it_reads_the_sheet_with_the_heads_wherever_it_stands() -> None:
    book = Workbook()
    for row in (["Порядок заполнения"], ["Ссылка"], ["ОГРН — 13 цифр"]):
        book.worksheets[0].append(row)
    book.create_sheet("Реестр").append(["Наименование", "ОГРН", "Муниципалитет", "Ссылка"])
    assert texts(saved(book)) == [("Наименование", "ОГРН", "Муниципалитет", "Ссылка")]


@pytest.mark.parametrize("row", ['"Дом культуры" МБУ;1', '"Дом культуры;1'])
def test_it_names_the_row_of_a_csv_whose_quotes_are_broken(row: str) -> None:
    with pytest.raises(QuotesBroken, match="row 2"):
        texts(f"наименование;ОГРН\n{row}\n".encode())


def test_it_refuses_a_small_archive_that_unpacks_to_gigabytes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "MOST_UNPACKED_BYTES", 2**20)
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("bomb", "w") as bomb:
        bomb.write(bytes(2**20 + 1))
    assert len(file.getvalue()) < 2_000
    with pytest.raises(TableUnfolds):
        texts(file.getvalue())


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ('<c r="A1"><f>B1</f></c>', "#ФОРМУЛА!"), ('<c r="A1"><f>B1</f><v/></c>', "#ФОРМУЛА!"),
        ('<c t="str" r="A1"><f>B1</f></c>', "#ФОРМУЛА!"), ('<c r="A1" t="str"><f>B1</f><v></v></c>', ""),
        ('<c r="A1"><f>B1</f><v>7</v></c>', "7"), ('<c r="A1" t="str"><f t="shared" si="0"/><v>да</v></c>', "да"),
    ],
)  # fmt: skip
def test_a_formula_without_a_value_is_not_taken_for_an_empty_cell(cell: str, text: str) -> None:
    content = with_part(SHEET, f'{BEGINS}<row r="1">{cell}<c r="B1"><v>1</v></c></row>', "", 0, ENDS)
    assert texts(content) == [(text, "1")]


SHEET, STRINGS = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"
SPACE = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def with_part(name: str, begins: str, piece: str, times: int, ends: str) -> bytes:
    """A workbook in which a part consists of the same piece again and again."""
    book, file = Workbook(), io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(saved(book))) as proper, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as bomb:
        for part in proper.namelist():
            if part != name:
                bomb.writestr(part, proper.read(part))
        with bomb.open(name, "w") as stream:
            stream.write(begins.encode())
            for _hundred in range(times // 100):
                stream.write(100 * piece.encode())
            stream.write(ends.encode())
    return file.getvalue()


BEGINS, ENDS = f"<worksheet {SPACE}><sheetData>", "</sheetData></worksheet>"


@pytest.mark.parametrize(
    ("name", "begins", "piece", "times", "ends"),
    [
        (STRINGS, f"<sst {SPACE}>", "<si><t/></si>", 1_400_000, "</sst>"),
        ("xl/styles.xml", f"<styleSheet {SPACE}><fills>", "<fill/>", 500_000, "</fills></styleSheet>"),
        (SHEET, BEGINS, f"<row>{100 * '<c/>'}</row>", 16_000, ENDS),
        (SHEET, f"{BEGINS}<row>", "<c/>", 1_600_000, f"</row>{ENDS}"),
        (SHEET, BEGINS, '<row><c r="XFD1"/></row>', 200, ENDS),
        (SHEET, BEGINS, '<row r="999999999"><c><v>1</v></c></row>', 100, ENDS),
        (SHEET, BEGINS, "<row/>", 1_100_000, ENDS),
        (SHEET, f"<worksheet {SPACE}>", "<a/>", 11_000_000, "</worksheet>"),
        (SHEET, BEGINS, f'<row>{50 * f"<c t={chr(34)}inlineStr{chr(34)}><is><t>{30_000 * chr(97)}</t></is></c>"}</row>',
         100, ENDS),
    ],
    ids=["texts", "styles", "cells", "one row", "columns", "far row", "rows", "tags", "signs"],
)  # fmt: skip
def test_it_refuses_what_a_small_workbook_unfolds_to_and_says_how_to_mend_it(
    name: str, begins: str, piece: str, times: int, ends: str
) -> None:
    content = with_part(name, begins, piece, times, ends)
    assert len(content) < 2 * 2**20
    with pytest.raises(TableUnfolds, match="into a new book"):
        texts(content)


def test_it_refuses_entities() -> None:
    declared = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    with pytest.raises(NotAReadableTable):
        texts(with_part(SHEET, declared + BEGINS, '<row><c t="inlineStr"><is><t>&b;</t></is></c></row>', 100, ENDS))


def test_a_table_is_read_apart_as_it_is_read_here() -> None:
    for content in (as_xlsx(ROWS), as_csv(ROWS)):
        assert list(read_apart(content)) == list(read_table(content))
    with pytest.raises(TableRefused, match="row 2"):
        list(read_apart('наименование;ОГРН\n"Дом;1\n'.encode()))


@pytest.mark.parametrize(
    ("bound", "most", "words"),
    [
        ("MOST_MEMORY_BYTES", 2**26, "."), ("MOST_CPU_SECONDS", 0, "takes more to read"),
        ("MOST_WAIT_SECONDS", 0, "takes more to read"),
    ],
)  # fmt: skip
def test_a_table_that_outgrows_the_bounds_of_its_reader_is_refused(
    monkeypatch: pytest.MonkeyPatch, bound: str, most: int, words: str
) -> None:
    monkeypatch.setattr(reading_apart, bound, most)
    with pytest.raises(TableRefused, match=words):
        list(read_apart(as_xlsx(ROWS)))


@pytest.mark.parametrize(
    "content", [bytes(MOST_BYTES + 1), b"a;" * 101, b"a\n" * 50_001], ids=["bytes", "columns", "rows"]
)
def test_it_refuses_more_than_a_register_may_have(content: bytes) -> None:
    with pytest.raises((TableTooLarge, NotAReadableTable)):
        texts(content)


@pytest.mark.parametrize("content", [b"PK\x03\x04 no archive", as_xlsx(ROWS)[:3000], b"\x00\x01\x02\x98"])
def test_it_says_that_a_damaged_file_is_no_table(content: bytes) -> None:
    with pytest.raises(NotAReadableTable):
        texts(content)


@given(st.binary(max_size=300) | st.binary(max_size=300).map(lambda rest: b"PK\x03\x04" + rest))
@settings(max_examples=200, deadline=None)
def test_it_reads_any_bytes_or_refuses_them(content: bytes) -> None:
    with suppress(TableRefused):
        texts(content)


@pytest.mark.parametrize("column", Column)
def test_it_knows_every_head_in_any_case_with_any_signs(column: Column) -> None:
    required = [form.title for name, form in FORMS.items() if form.is_required and name is not column]
    for head in (FORMS[column].title, *FORMS[column].also):
        for written in (head, head.upper().replace("Е", "Ё"), f" {head.title()}, ", head.replace(" ", "\n ")):
            _, headings = find_headings([[*required, written]])
            assert headings.columns[-1] is column, written


def test_it_finds_the_heads_below_titles_in_any_order() -> None:
    place, headings = find_headings(
        [
            ["Реестр официальных страниц"],
            [],
            ["Ссылка", "Комментарий", "№ п/п", "ОКТМО", "Огрн", "Название", "Кол. подписчиков, чел."],
        ]
    )
    assert place == 2
    assert headings.columns == (Column.LINK, None, None, Column.OKTMO, Column.OGRN, Column.NAME, Column.MEMBERS)
    assert headings.unknown == ("Комментарий",)


def test_it_names_the_columns_that_are_missing_or_double() -> None:
    with pytest.raises(ColumnsMissing, match=r"«ОГРН», «ссылка»"):
        find_headings([["наименование", "уровень", "муниципалитет"]])
    with pytest.raises(ColumnsDoubled, match=r"«URL», «Ссылка»"):
        find_headings([["наименование", "ОГРН", "муниципалитет", "URL", "Ссылка"]])
    with pytest.raises(NoHeadings):
        find_headings([["фамилия", "имя"], ["Иванов", "Иван"]])


def test_it_knows_a_row_that_only_numbers_the_columns() -> None:
    assert is_numbering(["1", "2", "3", "4"])
    assert is_numbering(["", "1", "2", "3"])
    assert not is_numbering(["1", "Школа", "3"])
    assert not is_numbering(["900", "901", "902"])


ODD = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=40)


@given(ODD)
def test_it_gives_every_text_back_that_was_made_safe(text: str) -> None:
    assert unguarded(guarded(text)) == text or plain(text) == plain(unguarded(guarded(text)))
    assert guarded(text)[:1] not in tuple("=+-@\t\r") or guarded(text)[1:].replace(".", "").replace(",", "").isdigit()


@given(st.lists(ODD | st.sampled_from(["=1+1", "+7 343", "-x", "@me", "'=a", "«ё»", 'a"b', "a;b,c\td", "a\r\nb", "\r"]),
                min_size=1, max_size=6))  # fmt: skip
@settings(max_examples=60, deadline=None)
@pytest.mark.parametrize("as_format", Format)
def test_it_reads_back_what_it_wrote(as_format: Format, row: list[str]) -> None:
    content = write_table(["head"] * len(row), [row], as_format)
    lines = texts(content)
    read = lines[1] if len(lines) > 1 else ()
    assert list(read) + [""] * (len(row) - len(read)) == [plain(text) for text in row]


def test_it_writes_no_formula() -> None:
    content = write_table(["head"], [["=HYPERLINK(1)"], ["+1+cmd|x"], ["-1001234"], ["@x"]], Format.XLSX)
    sheet = load_workbook(io.BytesIO(content)).active
    assert sheet is not None
    assert [cell.data_type for (cell,) in sheet.iter_rows()] == ["s"] * 5
    assert b"\n'=HYPERLINK" in write_table(["head"], [["=HYPERLINK(1)"]], Format.CSV).replace(b"\r", b"")
