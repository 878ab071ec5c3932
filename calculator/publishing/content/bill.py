"""The bill at typical volumes, for readers whose browser runs no scripts."""

from collections.abc import Sequence
from dataclasses import dataclass

from calculator.engine.logic.decide import decide
from calculator.engine.model import Guide
from calculator.engine.telling.bill import ToldBill, told_bill
from calculator.engine.telling.teller import Teller


@dataclass(frozen=True, slots=True)
class Column:
    """One typical month: its name, its bill, and what each outcome costs in it."""

    label: str
    bill: ToldBill
    money: dict[str, str]


def samples(guide: Guide, on: str) -> Sequence[Column]:
    """The typical months of a guide; none where it has no prices."""
    decision = decide(guide, {}, on)
    columns = []
    for sample in guide.samples:
        bill = told_bill(Teller(guide, decision, volumes=sample.volumes), {})
        if bill:
            columns.append(Column(sample.label, bill, {entry.outcome: entry.money for entry in bill.entries}))
    return columns
