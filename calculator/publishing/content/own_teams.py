"""The cases of a guide as a table of teams, for somebody who begins one."""

import csv
import io

from calculator.engine.model import Guide


def own_teams(guide: Guide) -> str:
    """CSV with a column for the name and one for each question; without cases, the header."""
    text = io.StringIO()
    table = csv.writer(text, lineterminator="\n")
    table.writerow(["team", *guide.questions])
    for case in guide.cases.values():
        table.writerow([case.title, *(case.answers.get(question, "") for question in guide.questions)])
    return text.getvalue()
