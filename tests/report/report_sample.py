"""A small run to write out: four rules that found something, one that found nothing, two that could not be run, a book with the rows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from datetime import timezone as tz
from decimal import Decimal
from hashlib import sha256
from json import dumps
from pathlib import Path

import polars as pl

from lianjing.book import BlockReceipt, Book, FileReceipt, SheetReceipt, create_book, open_book
from lianjing.checks.result import DOUBT_COLUMNS, EVIDENCE_COLUMNS, Coverage, NotRun, RuleRun, RunResult
from lianjing.checks.rule import Rule, Text, find_rules
from lianjing.identity import check_character

WHEN = datetime(2024, 1, 1, tzinfo=tz(timedelta(hours=8)))
TOWNS = ("云岭镇", "石桥乡", "柳湾镇", "北原乡")
VILLAGES = ("上坪村", "下坪村", "东沟村", "西沟村", "红岩村")
NAMES = ("田小满", "方大有", "沈春来", "卢秋实", "温如玉", "邱立夏", "戴长庚", "潘四喜")
CARD = "6217000099990001234"


def id_no(n: int) -> str:
    """A well-formed number under a code that exists nowhere."""
    first = f"990101{1940 + n % 40}{1 + n % 12:02}{1 + n % 28:02}{n % 1000:03}"
    return first + check_character(first)


@dataclass(frozen=True)
class Sheet:
    """One sheet of the sample's book: header words and rows as they stood."""

    file: str
    name: str
    table: str
    header: tuple[str, ...]
    columns: Mapping[str, str]
    rows: Mapping[int, tuple[str | None, ...]]


def rule(code: str, side: str, strength: str, zh: str, en: str, *, subject: str = "person", innocent: int = 2) -> Rule:
    """A rule as read from its file, with made-up sentences."""
    reasons = {
        f"reason-{i}": Text(f"正常情形{i}：所属期在事件之前，事后补发的款项不算", f"innocent case {i}: arrears for an earlier period")
        for i in range(innocent)
    }
    return replace(
        find_rules("A01")[0],  # whatever else a rule has
        id=code,
        category=code,
        strength=strength,
        subject=subject,
        side=side,
        title=Text(zh, en),
        means=Text(f"把发放表与登记册逐人比对：{zh}。", f"Compares the pay lists with the registers, person by person: {en.lower()}."),
        basis=("财政补贴“一卡通”管理办法第十二条",),
        tables=("payments", "deaths"),
        uses=(),
        limits=(),
        say=Text("", ""),
        parameters=(),
        cells=(("payments", "amount_yuan"),),
        innocent=reasons,
        left_out={"paper": Text("只在纸质档案里有的情况，表里看不出来", "what stands only on paper")} if innocent else {},
        path=Path(f"{code}.sql"),
    )


DEAD = rule("A01", "by", "strong", "死亡次月起仍有发放", "Paid for a period after the month of death", innocent=4)
CARDS = rule("C01", "by", "weak", "一张卡代收多户款项", "One card receives for several households", subject="card")
PRICES = rule("D04", "by", "screen", "同一项目单价明显偏离", "Unit price far from its peers", subject="voucher", innocent=0)
OWED = rule("U01", "to", "strong", "符合高龄津贴条件而没有发放", "Old enough for the allowance, and not paid")
QUIET = rule("A05", "by", "strong", "同一人同一期重复发放", "Paid twice for one period")
NO_STAFF = rule("B01", "by", "strong", "财政供养人员领取不得享受的补贴", "Public employee in a programme closed to them")
NO_LIMIT = rule("U06", "to", "strong", "办证后长期未发放", "Certificate issued, subsidy not begun")

PAID = ("序号", "村民小组", "姓名", "身份证号码", "一卡通账号", "保障人口（人）", "月标准（元）", "实发金额（元）", "备注")
PAID_COLUMNS = {"name": "C", "id_no": "D", "card_no": "E", "persons": "F", "monthly_yuan": "G", "amount_yuan": "H", "note": "I"}
DIED = ("姓名", "证件号码", "死亡日期", "联系电话")
DIED_COLUMNS = {"name": "A", "id_no": "B", "died_on": "C", "phone": "D"}


def sample(folder: Path, *, persons: int = 6, name: str | None = None) -> tuple[RunResult, Book]:
    """The run and its book; `persons` doubts of A01 and U01, `name` for the first of them."""
    people = [(name if n == 0 and name is not None else NAMES[n % 8], id_no(n)) for n in range(persons)]
    sheets = _sheets(people)
    return _result(people, sheets), _book(folder, sheets)


def _sheets(people: Sequence[tuple[str, str]]) -> tuple[Sheet, ...]:
    paid = {
        5 + 3 * n + k: (str(n + 1), "三组", who, number, CARD if n % 3 == 0 else f"62170000999{n:07}1", "2", "250.00", "500.00", None)
        for n, (who, number) in enumerate(people)
        for k in range(2)
    }
    died = {3 + n: (who, number, f"2023-0{1 + n % 9}-1{n % 9}", "13900001111") for n, (who, number) in enumerate(people)}
    voucher = {12: ("2023-06-01", "付河道清淤机械租赁费（含油料、司机食宿，按台班结算，附领款单一张）", "48600.00", "转账")}
    return (
        Sheet("民政局/2023年低保发放表（1—6月）.xlsx", "云岭镇", "payments", PAID, PAID_COLUMNS, paid),
        Sheet("公安局/死亡人员名册.xls", "Sheet1", "deaths", DIED, DIED_COLUMNS, died),
        Sheet("农经站/柳湾村凭证.csv", "", "vouchers", ("日期", "摘要", "金额", "方式"), {"amount_yuan": "C"}, voucher),
    )


def _result(people: Sequence[tuple[str, str]], sheets: Sequence[Sheet]) -> RunResult:
    doubts: list[dict[str, object]] = []
    evidence: list[dict[str, object]] = []

    def add(r: Rule, subject: str, places: Sequence[tuple[int, int, tuple[str, ...]]], money: int, **said: object) -> None:
        doubt_id = sha256(f"{r.id}|{subject}".encode()).hexdigest()[:16]
        given = {
            "programme_id": None,
            "facts": "{}",
            "bundle": doubt_id,
            "registers": 1,
            "money_rows": money,
            "other_rows": len(places) - money,
            "subject": subject,
            **said,
        }
        doubts.append(
            {"doubt_id": doubt_id, "rule": r.id, "category": r.category, "strength": r.strength, "side": r.side, "subject_kind": r.subject}
            | given
        )
        for i, (batch, row, letters) in enumerate(places):
            s = sheets[batch - 1]
            place = {"source_file": s.file, "source_sheet": s.name, "source_row": row, "letters": list(letters)}
            ours = {"row_id": batch << 32 | row, "batch": batch, "block": 0, "table": s.table}
            evidence.append({"doubt_id": doubt_id, "rule": r.id, "position": i, "is_money": i < money, **ours, **place})

    for n, (who, number) in enumerate(people):
        add(
            DEAD,
            number[:17],
            [(1, 5 + 3 * n, ("H", "C")), (1, 6 + 3 * n, ("H", "C")), (2, 3 + n, ("C", "A"))],
            2,
            **_person(n, who, number),
            programme="农村低保",
            amount_yuan=Decimal("1000.00") - n,
            period_start=date(2023, 4, 1),
            period_end=date(2023, 9, 30),
            explanation_zh=f"{who}（{number}）登记的死亡日期为2023-03-12，“农村低保”仍发放2笔{1000 - n}元。请核对死亡日期和停发手续。",
            explanation_en=f"{who} ({number}) died on 2023-03-12 by the register; {1000 - n} yuan were still paid. Check.",
            facts=dumps({"id_no": number}),
        )
    add(
        CARDS,
        CARD,
        [(1, 5 + 9 * n, ("E",)) for n in range(len(people) // 3)],
        max(len(people) // 3, 1),
        name=None,
        town=TOWNS[0],
        village=VILLAGES[0],
        programme=None,
        amount_yuan=Decimal("500.00"),
        period_start=date(2023, 1, 1),
        period_end=date(2023, 12, 31),
        explanation_zh=f"卡号{CARD}收取了不同住户的款项，共500元。请核对是否有代领登记。",
        explanation_en=f"Card {CARD} received the money of several households, 500 yuan. Check for a registered proxy.",
        facts=dumps({"card_no": CARD}),
    )
    add(
        PRICES,
        "柳湾村 记-12",
        [(3, 12, ("C",))],
        1,
        name=None,
        town="柳湾镇",
        village="柳湾村",
        programme=None,
        amount_yuan=Decimal("48600.00"),
        period_start=date(2023, 6, 1),
        period_end=date(2023, 6, 1),
        explanation_zh="该笔支出的单价高于同类支出。请调原始凭证查看。",
        explanation_en="The unit price of this payment is far above its peers. See the voucher.",
    )
    for n, (who, number) in enumerate(people[:3]):
        add(
            OWED,
            number[:17],
            [(2, 3 + n, ("B",))],
            1,
            **_person(n, who, number),
            programme="高龄津贴",
            amount_yuan=None if n == 2 else Decimal("600.00"),
            period_start=date(2023, 5, 1),
            period_end=date(2023, 12, 31),
            explanation_zh=f"{who}已满80周岁，没有查到高龄津贴。请核对是否漏发。",
            explanation_en=f"{who} has turned 80 and no allowance was found. Check whether it was left unpaid.",
        )
    frame = pl.DataFrame(doubts, schema=dict(DOUBT_COLUMNS)).sort(
        ["rule", "amount_yuan", "doubt_id"], descending=[False, True, False], nulls_last=True
    )
    order = frame.select("rule", "doubt_id").with_row_index("at")
    rows = pl.DataFrame(evidence, schema=dict(EVIDENCE_COLUMNS)).join(order, on=["rule", "doubt_id"]).sort(["at", "position"]).drop("at")
    return RunResult(
        as_of=date(2023, 12, 31),
        as_of_source="standards",
        standards={"built-in": "a" * 64, "standards.toml": "b" * 64},
        batches=tuple((s.file, sha256(s.file.encode()).hexdigest()) for s in sheets),
        runs=tuple(_run(r, frame) for r in (DEAD, QUIET, CARDS, PRICES, OWED)),
        not_run=(NotRun(NO_STAFF, ("table:staff",)), NotRun(NO_LIMIT, ("limit:begin_days", "table:disability"))),
        coverage=(
            Coverage("A01", "石桥乡", ("table:deaths",)),
            Coverage("A01", "北原乡", ("table:deaths",)),
            Coverage("U01", "北原乡", ("table:households",)),
        ),
        funds=(),
        unknown_programmes=(("村级水管员补助", 18),),
        doubts=frame,
        evidence=rows,
    )


def _person(n: int, who: str, number: str) -> dict[str, object]:
    return {"id_no": number, "name": who, "town": TOWNS[n % 3], "village": VILLAGES[n % 5]}


def _run(r: Rule, doubts: pl.DataFrame) -> RuleRun:
    mine = doubts.filter(pl.col("rule") == r.id)
    return RuleRun(r, mine.height, Decimal(mine["amount_yuan"].sum() or 0), {"min_yuan": ("1", "去掉四舍五入的零头")})


def _book(folder: Path, sheets: Sequence[Sheet]) -> Book:
    create_book(folder, now=lambda: WHEN)
    for number, s in enumerate(sheets, start=1):
        digest = sha256(s.file.encode()).hexdigest()
        batch = folder / "batches" / f"{number:06}-{digest[:12]}"
        batch.mkdir()
        n = len(s.rows)
        block = BlockReceipt(0, s.table, digest, n, n, 0, 0, 0, header=s.header, columns=s.columns)
        receipt = FileReceipt(s.file, digest, 1, None, (SheetReceipt(s.name, False, n, "", (block,)),))
        (batch / "receipt.json").write_text(receipt.to_json(), "utf-8")
        letters = [chr(65 + i) for i in range(len(s.header))]
        cells = [{"row": row, **dict(zip(letters, line, strict=True))} for row, line in s.rows.items()]
        schema = {"row": pl.Int32, **dict.fromkeys(letters, pl.String)}
        pl.DataFrame(cells, schema=schema).write_parquet(batch / "evidence.0.parquet")
        pl.DataFrame({"row_id": [number]}).write_parquet(batch / f"{s.table}.0.parquet")
    return open_book(folder)
