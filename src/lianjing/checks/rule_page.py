"""A rule's page for people, made from its file: what it means, why it matters, an example with the cells, what is left alone, its numbers.

The example is the fixture's first caught case, run: the sentence is the rule's own, the rows in bold are those the doubt rests on.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path

from lianjing.checks.drawn_book import drawn_book
from lianjing.checks.fixtures import Drawn, read_fixture
from lianjing.checks.rule import Rule, Text
from lianjing.checks.trial import doubts_of
from lianjing.schema import COLUMNS, TABLES
from lianjing.schema.problem_types import suggested

HEADINGS: Mapping[str, Text] = {
    "means": Text("它查什么", "What it means"),
    "why": Text("为什么重要", "Why it matters"),
    "example": Text("例子", "An example"),
    "said": Text("廉镜会这样说：", "Lianjing then says:"),
    "rows": Text("加粗的是疑点依据的行和单元格。", "In bold: the rows and cells the doubt rests on."),
    "innocent": Text("哪些情形已经排除", "What it leaves alone"),
    "left_out": Text("哪些情形没有排除，请核查时询问", "What it cannot see: ask"),
    "parameters": Text("可以调整的数", "Its numbers"),
    "needs": Text("需要哪些表", "The tables it needs"),
    "basis": Text("依据", "Its basis"),
    "next": Text("接下来做什么", "What to do next"),
}
STRENGTHS: Mapping[str, Text] = {
    "strong": Text("强：事实清楚，请逐条核查", "strong: the facts are plain, look at each"),
    "weak": Text("弱：线索不足以单独成立，请结合其他情况判断", "weak: not enough by itself, weigh it with what else is known"),
    "screen": Text("筛：只用于排出先看哪里，本身不是疑点", "screen: only says where to look first, is no doubt by itself"),
}
SIDES: Mapping[str, Text] = {
    "by": Text("可能不该发的钱", "money paid that may not be due"),
    "to": Text("可能该发未发的钱", "money due that may not be paid"),
}
NEXT: Mapping[str, Text] = {
    "by": Text(
        "打开列出的单元格，核对原件，问当事人；查实的记“属实”，有原因的选原因记“可解释”，表格错的记“数据有误”。疑点不等于违纪。",
        "Open the cells named, look at the papers, ask the person; answer: as stated, explained (with the reason), or data error. "
        "A doubt is not guilt.",
    ),
    "to": Text(
        "核对名册和发放表，问本人是否收到；确实该发未发的，补发并记“属实”。",
        "Compare register and pay list, ask whether the money came; if it is owed, pay it and answer: as stated.",
    ),
}

STATED = Text("由县在 standards.toml 的 [limits] 中规定；没有规定就不运行", "the county's standards.toml, [limits]; not run without")


def write_pages(rules: Iterable[Rule], folder: Path) -> list[Path]:
    """`<ID>.md` for each rule and an index README.md, in `folder`; gives the paths written."""
    folder.mkdir(parents=True, exist_ok=True)
    rules = tuple(rules)
    written = []
    for rule in rules:
        path = folder / f"{rule.id}.md"
        path.write_text(rule_page(rule), "utf-8")
        written.append(path)
    index = folder / "README.md"
    index.write_text(_index(rules), "utf-8")
    return [*written, index]


def rule_page(rule: Rule) -> str:
    """The page as Markdown: Chinese first, then English."""
    return "\n".join([*_in(rule, "zh"), "", "---", "", *_in(rule, "en"), ""])


def _in(rule: Rule, lang: str) -> list[str]:
    kind = suggested(rule.category)
    sort = kind.zh_doubt if lang == "zh" else kind.en_doubt
    about = f"`{rule.id}` · {_(STRENGTHS[rule.strength], lang)} · {_(SIDES[rule.side], lang)} · {sort}"
    lines = [f"# {rule.id} {_(rule.title, lang)}" if lang == "zh" else f"## {rule.id} {_(rule.title, lang)}", "", about, ""]
    mark = "##" if lang == "zh" else "###"

    def section(key: str, body: Iterable[str]) -> None:
        body = list(body)
        if body:
            lines.extend([f"{mark} {_(HEADINGS[key], lang)}", "", *body, ""])

    section("means", [_(rule.means, lang)])
    section("why", [_(rule.why, lang)] if rule.why is not None else [])
    section("example", _example(rule, lang))
    section("innocent", [f"- {_(t, lang)}" for t in rule.innocent.values()])
    section("left_out", [f"- {_(t, lang)}" for t in rule.left_out.values()])
    section("parameters", _parameters(rule, lang))
    section("needs", _tables(rule, lang))
    section("basis", [f"- {b}" for b in rule.basis])
    section("next", [_(NEXT[rule.side], lang)])
    return lines[:-1]


def _(text: Text, lang: str) -> str:
    return text.zh if lang == "zh" else text.en


def _example(rule: Rule, lang: str) -> list[str]:
    case = next(c for c in read_fixture(rule.fixture_path).cases if c.caught)
    with drawn_book(rule, case) as book:
        doubts = doubts_of(rule, book)
        flagged = {r[0] & 0xFFFF for r in book.con.execute(f'SELECT row_id FROM "rows_{rule.id}"').fetchall()}
    lines, number = [], 0
    for drawn in case.tables:
        if drawn.table in TABLES:
            lines += [*_table(rule, drawn, number, flagged, lang), ""]
            number += len(drawn.rows)
    sentence = doubts["explanation_zh" if lang == "zh" else "explanation_en"][0]
    return [*lines, f"{_(HEADINGS['rows'], lang)} {_(HEADINGS['said'], lang)}", "", f"> {sentence}"]


def _table(rule: Rule, drawn: Drawn, before: int, flagged: set[int], lang: str) -> list[str]:
    table = TABLES[drawn.table]
    marked = {c.removesuffix("_start").removesuffix("_end") for t, c in rule.cells if t == drawn.table}
    shown = [i for i, c in enumerate(drawn.columns) if c != "fate"]
    names = [(COLUMNS[c].zh if lang == "zh" else COLUMNS[c].en) if (c := drawn.columns[i]) in COLUMNS else c for i in shown]
    lines = [f"*{table.zh if lang == 'zh' else table.en}*", "", "| " + " | ".join(names) + " |", "|" + "---|" * len(shown)]
    for n, row in enumerate(drawn.rows, start=before + 1):
        cells = []
        for i in shown:
            text = "" if row[i] in (None, "-") else str(row[i]).replace("|", "\\|")
            bold = text and n in flagged and drawn.columns[i].removesuffix("_on") in {m.removesuffix("_on") for m in marked}
            cells.append(f"**{text}**" if bold else text)
        lines.append("| " + " | ".join(cells) + " |")
    return lines


def _parameters(rule: Rule, lang: str) -> list[str]:
    if not rule.parameters and not rule.limits:
        return []
    head = "| 名称 | 默认值 | 单位 | 来源 |" if lang == "zh" else "| name | default | unit | source |"
    lines = [head, "|---|---|---|---|"]
    lines += [f"| `{p.name}` | {p.default} | {p.unit} | {p.source} |" for p in rule.parameters]
    stated = (
        "由县在 standards.toml 的 [limits] 中规定；没有规定就不运行"
        if lang == "zh"
        else "the county's standards.toml, [limits]; not run without"
    )
    lines += [f"| `{name}` | — | — | {stated} |" for name in rule.limits]
    return lines


def _tables(rule: Rule, lang: str) -> list[str]:
    def names(tables: Iterable[str]) -> str:
        return ("、" if lang == "zh" else ", ").join(TABLES[t].zh if lang == "zh" else TABLES[t].en for t in tables)

    lines = [f"- {'缺了就不能运行' if lang == 'zh' else 'without which it is not run'}：{names(rule.tables)}"]
    if rule.uses:
        lines.append(f"- {'有了查得更准' if lang == 'zh' else 'which make it surer'}：{names(rule.uses)}")
    return lines


def _index(rules: tuple[Rule, ...]) -> str:
    lines = [
        "# 核查规则 Rules",
        "",
        f"{len(rules)} 条 rules。由规则文件生成 made from the rules' files: `lianjing rules pages docs/rules`。",
        "",
    ]
    lines += ["| 规则 | 查什么 | What it finds | 强度 |", "|---|---|---|---|"]
    words = {"strong": "强 strong", "weak": "弱 weak", "screen": "筛 screen"}
    lines += [f"| [{r.id}]({r.id}.md) | {r.title.zh} | {r.title.en} | {words[r.strength]} |" for r in rules]
    return "\n".join(lines) + "\n"
