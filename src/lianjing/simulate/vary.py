"""Each county's clerks have habits of their own: other header words, orders of mess and file formats, chosen by the seed.

Works on planned workbooks and changes how they look, never what they say; the answer key follows because rows tell where they were written.
"""

from collections.abc import Callable
from dataclasses import replace
from random import Random

from lianjing.simulate.county import County
from lianjing.simulate.layouts import Block, Column, Total
from lianjing.simulate.record import Record
from lianjing.simulate.workbook import Sheet, Workbook

# Words for one thing; the last head of a column is exchanged for another of its group.
WORDS = {
    "name": ("姓名", "户主姓名", "领款人姓名", "补贴对象", "受益人", "收款人姓名", "户主（代表）"),
    "id_no": ("身份证号", "身份证号码", "公民身份号码", "居民身份证号码", "证件号码", "二代证号"),
    "card_no": ("账号", "银行账号", "一卡通账号", "惠农卡号", "开户账号", "社保卡账号", "存折（卡）号"),
    "village": ("村", "村名", "行政村", "所在村", "村（社区）", "村委会", "村别"),
    "town": ("乡镇", "所属乡镇", "乡（镇）", "镇街", "所在乡镇"),
    "sum": ("金额", "发放金额", "实发金额", "补贴金额", "合计金额", "应补资金", "本次发放金额"),
    "persons": ("人数", "享受人数", "保障人数", "家庭人口"),
}
TOTAL_LABELS = ("合计", "合  计", "总计", "共计", "总  计")
SENTENCES = ("以上共计{count}户，金额合计：{sum}元。", "本表共{count}笔，合计金额{sum}元", "合计：{sum}元（{count}笔）")
_SHEETS, _SINGLE = ("xlsx", "ods", "sml"), ("csv gb18030", "csv utf-8-sig", "semicolon utf-8", "tab utf-16", "html gb18030", "html utf-8")
_ENDS = {"xlsx": "xlsx", "ods": "ods", "sml": "xls", "html": "xls", "csv": "csv", "semicolon": "csv", "tab": "txt"}


def vary(county: County, books: list[Workbook]) -> list[Workbook]:
    """The same workbooks with the habits of this county's clerks; files that have a copy stay as they are."""
    copied = {"dibao2", "dibao2_copy", "relief"}
    return [b if {t.label for s in b.sheets for t in s.blocks} & copied else _vary_book(b, county.rng(f"vary/{b.path}")) for b in books]


def _vary_book(book: Workbook, rng: Random) -> Workbook:
    for sheet in book.sheets:
        for block in sheet.blocks:
            if not sheet.hidden:
                _vary_block(block, rng, sheet)
    return _other_format(book, rng)


def _other_format(book: Workbook, rng: Random) -> Workbook:
    """A third of the files come in another format; what only a workbook can say (hidden sheets, several sheets) stays in one."""
    if rng.random() > 0.35 or book.date_1904 or any(s.hidden for s in book.sheets):
        return book
    plain = len(book.sheets) == 1 and len(book.sheets[0].blocks) == 1
    form = rng.choice(_SHEETS + _SINGLE if plain else ("xlsx", "ods"))
    stem = book.path.rsplit(".", 1)[0]
    return Workbook(f"{stem}.{_ENDS[form.partition(' ')[0]]}", form, book.sheets)


def _vary_block(block: Block, rng: Random, sheet: Sheet) -> None:
    alone = not sheet.beside and len(sheet.blocks) == 1
    pay_list = bool(block.records) and block.records[0].table == "payments"
    if pay_list:
        _other_words(block, rng)
        _other_total(block, rng, ("row", "sentence") if sheet.beside else ("row", "row", "top", "sentence"))
        block.hand = replace(block.hand, money=rng.choice((block.hand.money, "number", "text", "commas", "yuan")))
        if block.total is not None and block.total.at == "sentence" and block.unit == "万元":
            block.total = Total()
    if block.hand.dates != "cell" or rng.random() < 0.5:
        block.hand = replace(block.hand, dates=rng.choice((block.hand.dates, "iso", "slash", "dots", "words")))
    if alone:
        block.indent = rng.choice((0, 0, 0, 1, 2))
        _other_villages(block, rng, pay_list)
        if pay_list and rng.random() < 0.08:
            block.columns = _with_spacer(block.columns, rng)


def _other_words(block: Block, rng: Random) -> None:
    def named(column: Column) -> Column:
        words = WORDS.get(column.key)
        if words is None or rng.random() < 0.5 or block.unit in column.heads[-1]:
            return column  # a unit that stands in the header only must stay
        return replace(column, heads=(*column.heads[:-1], rng.choice(words)))

    block.columns = [named(c) for c in block.columns]


def _other_total(block: Block, rng: Random, places: tuple[str, ...]) -> None:
    if block.total is None or rng.random() < 0.4:
        return
    block.total = replace(block.total, at=rng.choice(places), label=rng.choice(TOTAL_LABELS), sentence=rng.choice(SENTENCES), formula=False)


def _by_village(records: list[Record]) -> bool:
    """Whether rows of one village stand together."""
    seen: list[object] = []
    for record in records:
        where = (record.values.get("town"), record.values.get("village"))
        if not seen or seen[-1] != where:
            seen.append(where)
    return len(seen) == len(set(seen))


def _other_villages(block: Block, rng: Random, pay_list: bool) -> None:
    """Another way to write the village, and pages or subtotals that go with it."""
    keys = [c.key for c in block.columns]
    if "village" not in keys or len(block.records) < 12 or not pay_list:
        return
    together = _by_village(block.records)
    way: Callable[[Block, Random], None] = rng.choice((_as_it_is, _carried, _paged) + ((_sections, _subtotals, _gaps) if together else ()))
    if not block.family:
        way(block, rng)


def _as_it_is(block: Block, rng: Random) -> None:
    """Nothing changes."""


def _carried(block: Block, rng: Random) -> None:
    carry = rng.choice(("merge", "blank", "ditto"))
    block.columns = [replace(c, carry=carry) if c.key == "village" else c for c in block.columns]
    block.hand = replace(block.hand, ditto=rng.choice(("〃", "同上", '"')))


def _paged(block: Block, rng: Random) -> None:
    block.subtotal, block.page = "", rng.randrange(22, 46)
    block.page_label = rng.choice(("本页小计", "小计", "本页合计"))
    block.page_foot, block.titles_again = rng.random() < 0.5, rng.random() < 0.4


def _sections(block: Block, rng: Random) -> None:
    """The village as a row above its people; its column falls away."""
    block.page, block.subtotal = 0, ""
    block.sections = rng.choice(("{village}", "{number}、{village}"))
    block.hand = replace(block.hand, village="full")
    block.columns = [c for c in block.columns if c.key != "village"]


def _subtotals(block: Block, rng: Random) -> None:
    block.page, block.subtotal = 0, rng.choice(("{village}小计", "小计", "{village}合计"))


def _gaps(block: Block, rng: Random) -> None:
    block.page, block.subtotal, block.gaps = 0, "", True


def _with_spacer(columns: list[Column], rng: Random) -> list[Column]:
    """An empty column somewhere between, never among the months."""
    place = rng.randrange(2, len(columns))
    near = columns[place - 1 : place + 1]
    if near[0].heads[0] == near[1].heads[0] or any(c.key[:1] in "mq" and c.key[1:].isdigit() for c in near):
        return columns
    return [*columns[:place], Column("", ("",)), *columns[place:]]
