"""Where the boxes of a picture lead; a publisher says so once for all pictures of a page."""

from dataclasses import dataclass

from calculator.engine.link import write_fragment
from calculator.engine.model import Answers


@dataclass(frozen=True, slots=True)
class Links:
    """Address patterns.  The defaults suit a page that lies one folder below the site's root."""

    outcome: str = "../outcomes/{id}/"
    rule: str = "../rules/#{id}"
    picture: str = "#{id}"
    selector: str = "../selector/#{answers}"

    def to_outcome(self, outcome: str) -> str:
        """The page of an outcome."""
        return self.outcome.format(id=outcome)

    def to_rule(self, rule: str) -> str:
        """The row of a rule in the table of rules."""
        return self.rule.format(id=rule)

    def to_selector(self, answers: Answers) -> str:
        """The selector with these answers given."""
        return self.selector.format(answers=write_fragment(answers))

    def to_picture(self, name: str) -> str:
        """A picture, or (``picture--node``) a box in it."""
        return self.picture.format(id=anchor(name))


def anchor(name: str) -> str:
    """The name as an id: those in SVG are XML names, which have no plus sign."""
    return name.replace("+", ".")
