"""Ingest of one sheet of 200,000 rows × 12 columns against the bare reader (python-calamine's `to_python`) on the same file, in one run.

python bench/ingest_speed.py [ROWS]
"""

import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import xlsxwriter

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
HEADER = ["序号", "乡镇", "村", "姓名", "身份证号", "联系电话", "补贴面积", "补贴标准", "补贴金额", "一卡通账号", "开户银行", "备注"]
ROUNDS = 3


def make_sheet(path: Path, rows: int) -> None:
    """A plain pay list: IDs and cards as text, numbers as numbers, a title, a unit line and a total."""
    book = xlsxwriter.Workbook(str(path), {"strings_to_numbers": False})  # shared strings, as Excel and WPS write them
    sheet = book.add_worksheet("发放表")
    sheet.write_string(0, 0, "某县2020年耕地地力保护补贴发放表")
    sheet.write_string(1, 10, "单位：元")
    for c, word in enumerate(HEADER):
        sheet.write_string(2, c, word)
    for i in range(rows):
        first = f"139977{1940 + i % 60}{1 + i % 12:02}{1 + i % 28:02}{i % 1000:03}"
        identity = first + "10X98765432"[sum(w * int(d) for w, d in zip(WEIGHTS, first, strict=True)) % 11]
        values = [i + 1, f"第{i // 20000}镇", f"第{i // 500}村", "王李张刘陈"[i % 5] + chr(0x4E00 + i % 2000), identity, 13000000000 + i]
        values += [1 + i % 90 / 10, 98.6, round((1 + i % 90 / 10) * 98.6, 2), f"62179900{i:011}", "农村信用社", None]
        for c, v in enumerate(values):
            if v is not None:
                (sheet.write_string if isinstance(v, str) else sheet.write_number)(3 + i, c, v)  # type: ignore[operator, arg-type]
    sheet.write_string(3 + rows, 0, "合计")
    book.close()


def timed(command: list[str]) -> float:
    """Seconds of a whole command, interpreter start included."""
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def main() -> None:
    """Print both times, their ratio and the peak memory of the children."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 200_000
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "list.xlsx"
        make_sheet(path, rows)
        bare = "import sys, python_calamine as c; c.CalamineWorkbook.from_path(sys.argv[1]).get_sheet_by_index(0).to_python()"
        readers, ingests = [], []
        for n in range(ROUNDS):
            readers.append(timed([sys.executable, "-c", bare, str(path)]))
            ingests.append(timed([str(Path(sys.executable).parent / "lianjing"), "ingest", str(path), "--book", f"{folder}/book{n}"]))
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        print(f"{rows:,} rows × {len(HEADER)}: calamine to_python {min(readers):.2f} s, ingest {min(ingests):.2f} s")
        print(f"ratio {min(ingests) / min(readers):.2f} (bar: 2.00); peak of any child {peak:.0f} MiB")


if __name__ == "__main__":
    main()
