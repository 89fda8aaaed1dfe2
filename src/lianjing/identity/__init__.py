"""Ground floor: read, repair and mask identifiers, amounts, days, periods, names and places. Pure: no file, clock or network."""

from lianjing.identity.amount import read_amount, unit_of
from lianjing.identity.amount_column import AmountColumn, read_amounts
from lianjing.identity.amount_words import read_amount_words
from lianjing.identity.card import mask_card, read_card, read_cards
from lianjing.identity.cell import CellError, Column, Damaged, Read, Value, read_each
from lianjing.identity.certificate import Certificate, mask_certificate, read_certificate
from lianjing.identity.credit_code import credit_check_character, is_credit_code, read_credit_code
from lianjing.identity.day import read_day, read_days
from lianjing.identity.mask import mask_text
from lianjing.identity.name import looks_like_person, name_key, read_name, read_names, surnames
from lianjing.identity.period import find_period, month_of_header, read_period
from lianjing.identity.phone import mask_phone, read_phone
from lianjing.identity.place import find_places, read_village, town_key, village_key
from lianjing.identity.plate import read_plate
from lianjing.identity.resident_id import (
    birth_date,
    check_character,
    is_resident_id,
    mask_resident_id,
    person_key,
    read_resident_id,
    sex_of,
)
from lianjing.identity.resident_id_column import IdColumn, read_resident_ids

__all__ = [
    "AmountColumn",
    "CellError",
    "Certificate",
    "Column",
    "Damaged",
    "IdColumn",
    "Read",
    "Value",
    "birth_date",
    "check_character",
    "credit_check_character",
    "find_period",
    "find_places",
    "is_credit_code",
    "is_resident_id",
    "looks_like_person",
    "mask_card",
    "mask_certificate",
    "mask_phone",
    "mask_resident_id",
    "mask_text",
    "month_of_header",
    "name_key",
    "person_key",
    "read_amount",
    "read_amount_words",
    "read_amounts",
    "read_card",
    "read_cards",
    "read_certificate",
    "read_credit_code",
    "read_day",
    "read_days",
    "read_each",
    "read_name",
    "read_names",
    "read_period",
    "read_phone",
    "read_plate",
    "read_resident_id",
    "read_resident_ids",
    "read_village",
    "sex_of",
    "surnames",
    "town_key",
    "unit_of",
    "village_key",
]
