"""What must not be opened, and what looks dreadful but is read."""

import io
import zipfile
from contextlib import suppress

import pytest
from grid_files import NS, RELS, biff8, biff_label, biff_number, raw_xlsx, workbook, zipped
from hypothesis import given
from hypothesis import strategies as st
from msoffcrypto.format.ooxml import OOXMLFile

from lianjing.errors import Unreadable, catalogue, message

PLAIN = workbook(lambda book, sheet: sheet.write_string(0, 0, "甲"))


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty-file"),
        (PLAIN[: len(PLAIN) // 2], "damaged-zip"),
        (b"%PDF-1.7\n", "pdf"),
        (zipped({"OFD.xml": "<ofd:OFD/>"}), "pdf"),
        (b"\x89PNG\r\n\x1a\n" + bytes(50), "image"),
        (b"\xff\xd8\xff\xe0" + bytes(50), "image"),
        (b"{\\rtf1 a}", "word-document"),
        (zipped({"word/document.xml": "<w/>"}), "word-document"),
        (zipped({"mimetype": "application/vnd.oasis.opendocument.text"}), "word-document"),
        (zipped({"ppt/presentation.xml": "<p/>"}), "presentation"),
        (zipped({"一.xlsx": PLAIN}), "archive"),
        (b"Rar!\x1a\x07\x00" + bytes(30), "archive"),
        (b"\x03\x11\x05\x0c" + (5).to_bytes(4, "little") + (65).to_bytes(2, "little") + bytes(54) + b"\x0d" + b"x" * 99, "unsupported-old"),
        (b"\x00\x00\x02\x00\x06\x04\x06\x00" + bytes(30), "unsupported-old"),
        (b"\x09\x00\x04\x00\x02\x00\x10\x00" + b"\xff" * 40, "unsupported-old"),
        (bytes(range(256)) * 20, "not-a-table"),
        (b"<html><body><p>no table</p></body></html>", "not-a-table"),
        (b"<?xml version='1.0'?><rss/>", "not-a-table"),
        (b"<?xml version='1.0'?><?mso-application progid=\"Word.Document\"?><w:wordDocument xmlns:w='w'/>", "word-document"),
        (zipped({"[Content_Types].xml": "spreadsheetml", "xl/workbook.xml": "<broken"}), "workbook-damaged"),
    ],
)
def test_each_kind_of_file_that_is_no_table_is_named(refusal, data, code):
    assert refusal(data).code == code


def test_the_ending_of_the_name_decides_nothing(read, refusal):
    assert read(PLAIN, "x.csv")[0].columns == [["甲"]]
    assert read(b"a,b\n1,2\n", "x.xlsx")[0].width == 2
    assert refusal(b"%PDF-1.4", "x.xlsx").code == "pdf"


def test_a_stray_cell_at_the_end_of_the_sheet_is_named_and_not_read(refusal):
    error = refusal(
        raw_xlsx('<sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row></sheetData>')
    )
    assert (error.code, error.place.cell) == ("too-large", "XFD1048576")
    assert "Ctrl+End" in error.say("zh")


def test_a_styled_empty_cell_at_the_end_of_the_sheet_harms_nobody(read):
    (grid,) = read(
        raw_xlsx('<sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576" s="0"/></row></sheetData>')
    )
    assert grid.columns == [[1.0]]


def test_a_false_dimension_harms_nobody(read):
    (grid,) = read(raw_xlsx('<dimension ref="A1:XFD1048576"/><sheetData><row r="2"><c r="B2"><v>1</v></c></row></sheetData>'))
    assert (grid.height, grid.width) == (2, 2)


def test_hundreds_of_thousands_of_empty_styled_rows_are_read(read):
    rows = "".join(f'<row r="{r}" s="1" customFormat="1"/>' for r in range(2, 300_000))
    (grid,) = read(raw_xlsx(f'<sheetData><row r="1"><c r="A1"><v>1</v></c></row>{rows}</sheetData>'))
    assert (grid.height, grid.width) == (1, 1)


def test_fifty_thousand_merges_are_read(read):
    merges = "".join(f'<mergeCell ref="A{r}:B{r}"/>' for r in range(1, 50_001))
    (grid,) = read(
        raw_xlsx(f'<sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData><mergeCells count="50000">{merges}</mergeCells>')
    )
    assert len(grid.merges) == 50_000


def test_a_part_that_swells_beyond_reason_is_not_opened(refusal):
    error = refusal(raw_xlsx(f"<sheetData>{' ' * (20 << 20)}</sheetData>"))
    assert error.code == "zip-bomb"


def test_parts_that_together_swell_beyond_the_limit_are_not_opened(refusal):
    assert refusal(PLAIN, inflated_bytes=100).code == "zip-bomb"


def test_a_file_larger_than_the_limit_is_not_even_read(refusal):
    assert refusal(PLAIN, file_bytes=100).code == "file-too-large"


def test_a_csv_with_too_many_cells_is_refused(refusal):
    assert refusal(b"a,b\n" * 60, cells=100).code == "too-large"


def spreadsheetml(doctype: str, value: str) -> bytes:
    """A workbook of one cell, with a document type declaration."""
    cell = f'<Row><Cell><Data ss:Type="String">{value}</Data></Cell></Row>'
    names = 'xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"'
    return f'<?xml version="1.0"?>{doctype}<Workbook {names}><Worksheet ss:Name="a"><Table>{cell}</Table></Worksheet></Workbook>'.encode()


def test_entities_that_multiply_are_not_unfolded(read):
    steps = "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    (grid,) = read(spreadsheetml(f'<!DOCTYPE w [<!ENTITY a "lolololololol">{steps}]>', "&i;x"))
    assert all(len(str(v)) < 100 for column in grid.columns for v in column)


def test_an_entity_reads_no_file(read, tmp_path):
    (tmp_path / "secret").write_text("geheim")
    (grid,) = read(spreadsheetml(f'<!DOCTYPE w [<!ENTITY a SYSTEM "file://{tmp_path}/secret">]>', "&a;x"))
    assert "geheim" not in str(grid.columns)


def encrypted(password: str) -> bytes:
    """A workbook locked with `password`."""
    out = io.BytesIO()
    OOXMLFile(io.BytesIO(PLAIN)).encrypt(password, out)
    return out.getvalue()


def test_a_workbook_with_a_password_is_refused_and_the_sentence_says_so(refusal):
    assert refusal(encrypted("secret-word")).code == "encrypted"


def test_a_workbook_locked_only_against_changes_is_read(read):
    (grid,) = read(encrypted("VelvetSweatshop"))
    assert grid.columns == [["甲"]]


def test_a_zip_with_encrypted_parts_is_named(refusal):
    data = bytearray(zipped({"xl/workbook.xml": "x"}, zipfile.ZIP_STORED))
    data[6] |= 1
    data[data.rfind(b"PK\x01\x02") + 8] |= 1
    assert refusal(bytes(data)).code == "encrypted"


def test_a_part_cut_short_inside_a_whole_zip_is_damage_and_no_traceback(refusal):
    data = bytearray(
        raw_xlsx(
            "<sheetData>"
            + "".join(f'<row r="{r}"><c r="A{r}"><v>{r * 7919 % 10007}</v></c></row>' for r in range(1, 5000))
            + "</sheetData>"
        )
    )
    middle = data.find(b"xl/worksheets/sheet1.xml") + 2000
    data[middle : middle + 200] = b"\xff" * 200
    assert refusal(bytes(data)).code in ("damaged-zip", "workbook-damaged")


def test_every_refusal_has_its_sentence_in_both_languages():
    facts = {"why": "w", "inflated_mb": 1, "megabytes": 1, "rows": 1, "columns": 1}
    codes = (
        "empty-file damaged-zip workbook-damaged encrypted zip-bomb too-large file-too-large word-document presentation pdf image archive "
    )
    codes += "unsupported-old no-sheets not-a-table"
    for code in codes.split():
        assert set(catalogue()[code]) == {"zh", "en"}
        assert all("{" not in message(code, lang, None, **facts) for lang in ("zh", "en"))


def test_a_missing_relation_leaves_the_sheet_to_be_found_by_calamine_or_refused(refusal):
    parts = {
        "_rels/.rels": f"<Relationships {RELS}/>",
        "xl/workbook.xml": f"<workbook {NS}><sheets><sheet name='a' sheetId='1'/></sheets></workbook>",
    }
    assert refusal(zipped(parts)).code in ("workbook-damaged", "no-sheets")


SOUND = [
    PLAIN,
    biff8([biff_label(0, 0, "甲"), biff_number(1, 0, 5, 1)], formats={164: "0%"}),
    spreadsheetml("", "甲"),
    b"<html><table><tr><td rowspan=2>a</td></tr></table></html>",
    zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<a/>"}, zipfile.ZIP_STORED),
]


@given(st.sampled_from(SOUND), st.lists(st.tuples(st.floats(0, 0.999), st.integers(0, 255)), max_size=8), st.floats(0.1, 1))
def test_a_file_damaged_anywhere_is_read_or_refused_and_nothing_else(read, sound, hits, kept):
    data = bytearray(sound)
    for place, byte in hits:
        data[int(place * len(data))] = byte
    with suppress(Unreadable):
        read(bytes(data[: int(kept * len(data))]))
