"""Machines subsidised twice: H18."""

from lianjing.simulate.county import County


def plant_machines(county: County, count: int) -> None:
    """The same serial number of one maker in two rows; short numbers of two makers may be alike."""
    rows = county.take_records("machine", 2 * count)
    for first, again in zip(rows[::2], rows[1::2], strict=False):
        again.values |= {k: first.values[k] for k in ("maker", "item", "serial_no")}
        county.plant("H18", first, again, note="同一出厂编号两次补贴", kind="machine")
    rows = county.take_records("machine", 2 * max(count - 1, 1))
    for number, (first, again) in enumerate(zip(rows[::2], rows[1::2], strict=False)):
        makers = ("小牛农机", "丰乐机械") if number % 2 else ("田野农装", "四方拖拉机")
        for row, maker in zip((first, again), makers, strict=True):
            row.values |= {"maker": maker, "serial_no": f"{number + 1:04d}"}
        county.trap("H18", first, again, note="不同厂家的短编号")
