"""The simulated county: the same seed gives the same bytes, and the answer key tells what stands in the files."""

import hashlib
from collections import Counter, defaultdict
from decimal import Decimal
from pathlib import Path

import pytest
from simulate_reading import Rows, amounts, read_key, read_sheets, squeezed
from stdnum import luhn
from stdnum.cn import ric, uscc

from lianjing.simulate import simulate
from lianjing.simulate.build import make_county

# The codes of which the key holds at least three irregularities and a look-alike.
CODES = (
    *("A01", "A02", "A03", "A04", "A05", "A06", "A07", "A08", "A09", "A10", "A11", "A12", "A13", "A14", "A15", "A16", "A17", "A18", "A19"),
    *("A24", "B01", "B02", "B03", "B06", "B07", "B08", "B09", "B10", "B11", "B12", "C01", "C02", "C03", "C04", "C08", "C09"),
    *("D01", "D02", "D04", "D07", "D08", "D09", "D12", "E01", "E02", "E03", "E05", "E07", "F01", "F02", "F03", "F04", "F06", "F10"),
    *("G01", "G03", "G04", "G05", "G06", "G07", "G09", "G10", "G15", "G17", "H01", "H05", "H09", "H10", "H18"),
    *("J01", "J02", "J03", "J05", "J06", "J09", "U01", "U02", "U03", "U04", "U05", "U06", "U07", "U10"),
)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A county of the size of the demonstration."""
    out = tmp_path_factory.mktemp("county")
    simulate(7, 4, 20, out)
    return out


@pytest.fixture(scope="module")
def sheets(made: Path) -> dict[str, dict[str, Rows]]:
    """File name → sheet → rows, for every file that is a table."""
    return {p.name: read_sheets(p) for p in sorted((made / "files").rglob("*")) if p.is_file() and _is_table(p)}


def _is_table(path: Path) -> bool:
    return "其他" not in path.parts


def _row(sheets: dict[str, dict[str, Rows]], file: str, sheet: str, number: int) -> list[object]:
    found = sheets[file]
    return (found[sheet] if sheet in found else found[""])[number - 1]


def _digests(folder: Path) -> dict[str, str]:
    return {str(p.relative_to(folder)): hashlib.sha256(p.read_bytes()).hexdigest() for p in folder.rglob("*") if p.is_file()}


def test_the_same_seed_gives_the_same_bytes_and_another_seed_does_not(tmp_path: Path) -> None:
    simulate(3, 2, 4, tmp_path / "a")
    simulate(3, 2, 4, tmp_path / "b")
    simulate(4, 2, 4, tmp_path / "c")
    assert _digests(tmp_path / "a") == _digests(tmp_path / "b")
    assert _digests(tmp_path / "a") != _digests(tmp_path / "c")


@pytest.mark.parametrize(("towns", "villages"), [(1, 1), (1, 2), (3, 3), (5, 9)])
def test_a_county_of_any_size_is_made(tmp_path: Path, towns: int, villages: int) -> None:
    assert simulate(1, towns, villages, tmp_path).payments > 0


def test_file_names_are_unique_so_that_the_key_can_name_a_file_by_its_name_alone(made: Path) -> None:
    names = [p.name for p in (made / "files").rglob("*") if p.is_file()]
    assert len(names) == len(set(names))


def test_every_id_card_and_credit_code_passes_its_check() -> None:
    county = make_county(7, 4, 20)
    ids = [p.id_no for p in county.people()]
    assert len(ids) == len(set(ids))
    assert all(ric.calc_check_digit(i) == i[-1] for i in ids)
    assert all(i.startswith(("139977", "139978", "139988")) for i in ids)
    cards = [p.card for p in county.people() if len(p.card) == 19]
    assert len(cards) > 1000
    assert all(luhn.is_valid(c) for c in cards)
    assert all(uscc.is_valid(str(r.values["credit_code"])) for r in county.records["companies"])


def test_nobody_shares_name_and_birth_date_but_the_planted_twins() -> None:
    people = [(p.name, p.born) for p in make_county(7, 4, 20).people()]
    assert len(people) == len(set(people))


def test_every_payment_of_the_key_stands_in_its_row(made: Path, sheets: dict[str, dict[str, Rows]]) -> None:
    rows: dict[tuple[str, str, int], list[dict[str, str]]] = defaultdict(list)
    for line in read_key(made / "truth" / "payments.csv"):
        rows[line["source_file"], line["source_sheet"], int(line["source_row"])].append(line)
    assert len(rows) > 5000
    wrong = []
    for (file, sheet, number), lines in rows.items():
        cells = _row(sheets, file, sheet, number)
        text = {squeezed(c) for c in cells}
        people: dict[tuple[str, str], Decimal] = defaultdict(Decimal)  # tables side by side may pay one person twice in a row
        for x in lines:
            people[x["id_no"], x["programme"]] += Decimal(x["amount_yuan"])
        for (id_no, _), total in people.items():
            fates = {x["fate"] for x in lines if x["id_no"] == id_no}
            short = id_no[6:8] == "19" and id_no[:6] + id_no[8:17] in text
            if total.quantize(Decimal("0.01")) not in amounts(cells) or (fates == {"ok"} and id_no not in text and not short):
                wrong.append((file, sheet, number, id_no, total, cells))
    assert wrong == []


def test_sums_of_the_key_equal_the_computed_totals_of_its_sheets(made: Path) -> None:
    paid: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    for line in read_key(made / "truth" / "payments.csv"):
        paid[line["source_file"], line["source_sheet"]] += Decimal(line["amount_yuan"])
    stated = {(s["source_file"], s["source_sheet"]): s["computed_total"].split(";") for s in read_key(made / "truth" / "sheets.csv")}
    assert {k: sum(map(Decimal, stated[k])) for k in paid} == paid


def test_stated_totals_stand_in_their_sheets_and_some_are_false_on_purpose(made: Path, sheets: dict[str, dict[str, Rows]]) -> None:
    false = 0
    for line in read_key(made / "truth" / "sheets.csv"):
        found = sheets[line["source_file"]]
        rows = found[line["source_sheet"]] if line["source_sheet"] in found else found[""]
        everything = set().union(*(amounts(r) for r in rows))
        sentences = "".join(squeezed(c) for r in rows for c in r if isinstance(c, str) and "合计" in c)
        for stated, computed in zip(line["stated_total"].split(";"), line["computed_total"].split(";"), strict=True):
            if stated:
                assert Decimal(stated) in everything or stated in sentences, line
                false += stated != computed
    assert false >= 2


def test_every_code_has_three_irregularities_and_a_look_alike_with_rows(made: Path) -> None:
    planted, traps = (read_key(made / "truth" / f"{n}.csv") for n in ("planted", "traps"))
    assert all(p["rows"] for p in planted + traps)
    found = Counter(code for p in planted for code in p["codes"].split(";"))
    assert {code: found[code] for code in CODES if found[code] < 3} == {}
    assert {code for t in traps for code in t["codes"].split(";")} >= set(CODES)


def test_rows_of_irregularities_name_their_person(made: Path, sheets: dict[str, dict[str, Rows]]) -> None:
    for plant in read_key(made / "truth" / "planted.csv"):
        texts = []
        for place in plant["rows"].split(";"):
            file, sheet, number = place.rsplit("|", 2)
            texts += [squeezed(c) for c in _row(sheets, file, sheet, int(number))]
        assert plant["kind"] != "person" or plant["id_no"] in texts, plant
