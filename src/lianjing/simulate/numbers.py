"""Made-up numbers that pass their checks: resident IDs under codes that do not exist, credit codes, bank cards, plates.

Source: GB 11643-1999 (weights, ISO 7064 MOD 11-2), GB 32100-2015 and GB 11714-1997 (credit code), ISO/IEC 7812 (Luhn).
Written apart from `lianjing.identity` on purpose: what reads the numbers is not what made them.
"""

from datetime import date
from random import Random

COUNTY = "139977"  # the county's own code; exists nowhere
NEIGHBOURS = ("139978", "139988")  # codes of spouses from elsewhere and of outsiders; exist nowhere either

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CREDIT_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_CREDIT_WEIGHTS = tuple(3**i % 31 for i in range(17))
_ORGAN_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)


def id_check(first_17: str) -> str:
    """The 18th character for the first 17 places.

    >>> id_check("13990119820410001")
    '1'
    """
    return "10X98765432"[sum(w * int(d) for w, d in zip(_WEIGHTS, first_17, strict=True)) % 11]


def resident_id(region: str, born: date, sequence: int) -> str:
    """An 18-place number; `sequence` (1-999) is odd for men, even for women."""
    first_17 = f"{region}{born:%Y%m%d}{sequence:03d}"
    return first_17 + id_check(first_17)


def with_wrong_check(id_no: str) -> str:
    """The same number with another last digit, so that its check fails."""
    return id_no[:17] + ("3" if id_no[17] != "3" else "7")


def short_id(id_no: str) -> str:
    """The 15-place form of before 1999 of a person born 19YY."""
    return id_no[:6] + id_no[8:17]


def card(rng: Random) -> str:
    """A 19-digit card that passes Luhn, of a bank that does not exist."""
    body = "628833" + "".join(rng.choices("0123456789", k=12))
    total = sum(sum(divmod(int(d) * 2, 10)) if i % 2 == 0 else int(d) for i, d in enumerate(reversed(body)))
    return body + str(-total % 10)


def passbook(rng: Random) -> str:
    """A 15-digit savings book of the credit cooperative: no check digit, perhaps a zero in front."""
    return "0" + "".join(rng.choices("0123456789", k=14))


def credit_code(kind: str, rng: Random) -> str:
    """An 18-place credit code; `kind` is its first two places (91 company, 92 sole trader, 93 cooperative)."""
    organ = "".join(rng.choices("0123456789ABCDEFGHJKLMNPQRTUWXY", k=8))
    values = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    left = 11 - sum(w * values.index(c) for w, c in zip(_ORGAN_WEIGHTS, organ, strict=True)) % 11
    organ_check = {10: "X", 11: "0"}.get(left, str(left))
    first_17 = kind + COUNTY + organ + organ_check
    weighed = sum(w * _CREDIT_ALPHABET.index(c) for w, c in zip(_CREDIT_WEIGHTS, first_17, strict=True))
    return first_17 + _CREDIT_ALPHABET[-weighed % 31]


def plate(rng: Random) -> str:
    """A plate: province character, letter, five places without I and O."""
    return "冀" + rng.choice("QWYU") + "".join(rng.choices("ABCDEFGHJKLMNPQRSTUVWXYZ0123456789", k=4)) + rng.choice("0123456789")
