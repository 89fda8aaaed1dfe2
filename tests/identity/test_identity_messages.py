"""Every reason for setting a cell aside has its sentence in both languages, and no sentence stands without its reason."""

import re
import tomllib
from importlib.resources import files

from lianjing.errors import Place, message

ROOM = files("lianjing.identity")
SENTENCES = tomllib.loads(ROOM.joinpath("messages.toml").read_text("utf-8"))


def reasons_in_code() -> set[str]:
    code = "".join(path.read_text("utf-8") for path in ROOM.iterdir() if path.name.endswith(".py"))
    found = set()
    for call in re.findall(r"Damaged\(([^)]*?)\)", code) + re.findall(r"(?:damaged\[i\] =|return) (\"[a-z_]+\"(?: if [^\n]*)?)\n", code):
        found |= set(re.findall(r'"([a-z][a-z_0-9]+)"', call))
    return found


def test_every_reason_has_a_sentence():
    assert reasons_in_code() - set(SENTENCES) <= {"check_digit"}
    assert {"numeric_cell", "truncated_text", "date", "check_digit"} <= set(SENTENCES)


def test_every_sentence_names_the_place_in_both_languages():
    for reason, sentence in SENTENCES.items():
        assert set(sentence) == {"zh", "en"}, reason
        for lang in ("zh", "en"):
            said = message(reason, lang, Place("表.xlsx", "三月", "D17"))
            assert said.startswith("表.xlsx［三月］D17"), reason


def test_every_sentence_belongs_to_a_reason():
    code = "".join(path.read_text("utf-8") for path in ROOM.iterdir() if path.name.endswith(".py"))
    assert [reason for reason in SENTENCES if f'"{reason}"' not in code] == []
