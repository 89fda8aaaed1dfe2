"""No row is unaccounted for: over random layouts the four fates add up to the sheet, and the money stays the money."""

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from lianjing.identity import Value, check_character
from lianjing.ingest.context import Origin
from lianjing.ingest.grid import Grid
from lianjing.ingest.sheet import read_sheet

SURNAMES, GIVEN = "王李张刘陈杨赵黄", "明海丰英桂春华国平强"
FURNITURE = ["blank", "signature", "note", "page", "header", "title", "subtotal"]


@st.composite
def people(draw: st.DrawFn) -> list[tuple[str, str, int, bool]]:
    """Name, ID, fen, whether the ID was typed as a number."""
    n = draw(st.integers(1, 25))
    out = []
    for i in range(n):
        first = f"139977{draw(st.integers(1930, 1999))}{draw(st.integers(1, 12)):02}{draw(st.integers(1, 28)):02}{i:03}"
        name = draw(st.sampled_from(SURNAMES)) + draw(st.sampled_from(GIVEN)) + draw(st.sampled_from(GIVEN))
        out.append((name, first + check_character(first), draw(st.integers(100, 5_000_00)), draw(st.integers(0, 9)) == 0))
    return out


@st.composite
def messy_sheets(draw: st.DrawFn) -> tuple[Grid, list[tuple[str, str, int, bool]]]:
    """A sheet of people with furniture put between them, and the people."""
    listed = draw(people())
    header: list[Value] = ["序号", "村", "姓名", "身份证号", "金额", "银行卡号"]
    rows: list[list[Value]] = [["某县2019年5月高龄津贴发放表", *[None] * 5]] if draw(st.booleans()) else []
    rows += [[None] * 6] * draw(st.integers(0, 2))
    if draw(st.booleans()):
        rows.append([None, None, None, None, "单位：元", None])
    rows.append(list(header))
    run = 0
    for i, (name, id_no, fen, typed) in enumerate(listed):
        shown: Value = float(id_no[:15] + "000") if typed else id_no
        village = f"{draw(st.sampled_from('东西南北'))}山村" if i == 0 or draw(st.booleans()) else None
        rows.append([float(i + 1), village, name, shown, fen / 100, "6217990000001234562"])
        run += fen
        if draw(st.integers(0, 6)) == 0:
            what = draw(st.sampled_from(FURNITURE))
            rows.append(_furniture(what, header, run))
            run = 0 if what == "subtotal" else run
    if draw(st.booleans()):
        rows.append(["合计", None, None, None, sum(p[2] for p in listed) / 100, None])
    rows += [_furniture(draw(st.sampled_from(FURNITURE[:4])), header, run) for _ in range(draw(st.integers(0, 3)))]
    width = 6 + draw(st.integers(0, 2))
    columns: list[list[Value]] = [[r[c] if c < len(r) else None for r in rows] for c in range(width)]
    return Grid(sheet="表1", hidden=False, height=len(rows), width=width, columns=columns), listed


def _furniture(what: str, header: list[Value], run: int) -> list[Value]:
    lines: dict[str, list[Value]] = {
        "blank": [None] * 6,
        "signature": ["制表人：　　审核人：　　负责人：", *[None] * 5],
        "note": ["注：此表一式三份", *[None] * 5],
        "page": ["第1页 共3页", *[None] * 5],
        "header": list(header),
        "title": ["某县2019年5月高龄津贴发放表", *[None] * 5],
        "subtotal": ["小计", None, None, None, run / 100, None],
    }
    return lines[what]


@settings(max_examples=200)
@given(messy_sheets())
def test_every_row_has_exactly_one_fate_and_every_fen_is_kept(sheet: tuple[Grid, list[tuple[str, str, int, bool]]]) -> None:
    grid, listed = sheet
    blocks = read_sheet(grid, Origin("低保.xlsx", grid.sheet), {}, 0, take_hidden=False)
    fates = [sum(b.fates[k] for b in blocks) for k in ("accepted", "repaired", "quarantined", "passed_over")]
    assert sum(fates) == grid.height == sum(b.rows for b in blocks)
    assert sum(sum(b.reasons.values()) for b in blocks) == fates[3]
    frames = [b.frame for b in blocks if b.frame is not None]
    assert sum(f.height for f in frames) == len(listed)
    assert sum((Decimal(str(v)) for f in frames for v in f["amount_yuan"]), Decimal(0)) * 100 == sum(p[2] for p in listed)
    assert fates[2] == sum(p[3] for p in listed)
    assert all(s.agrees for b in blocks for s in b.sums)


@given(
    st.lists(
        st.lists(st.sampled_from([None, "姓名", "金额", "合计", "3", 5.0, "备注", "139977196001010014", "王小明"]), min_size=4, max_size=4),
        max_size=30,
    )
)
def test_no_sheet_however_senseless_loses_a_row_or_ends_in_a_traceback(rows: list[list[Value]]) -> None:
    while len(rows) > 0 and all(v is None for v in rows[-1]):
        rows.pop()
    grid = Grid(sheet="", hidden=False, height=len(rows), width=4, columns=[[r[c] for r in rows] for c in range(4)])
    blocks = read_sheet(grid, Origin("x.csv", ""), {}, 0, take_hidden=False)
    for b in blocks:
        assert sum(b.fates.values()) == b.rows
    assert max((b.rows for b in blocks), default=0) <= grid.height
