"""A question is idle if and only if today no answer set changes its verdict when only that answer changes.

A choice is idle if and only if today it never leads elsewhere than some other choice of its question does.
"""

from collections.abc import Iterator

from calculator.engine.tree import Tree, decision_tree

from .finding import Finding
from .ground import Ground


def idle_questions(ground: Ground) -> Iterator[Finding]:
    """One finding for each question that never matters, one for each pair of choices that are never told apart."""
    tree = decision_tree(ground.guide, ground.today)
    for question in ground.guide.questions.values():
        told_apart = _told_apart(tree, question.id)
        if not told_apart:
            message = f"the answer to question {question.id} never changes a verdict today; drop it or use it in a rule"
            yield Finding("idle-question", "error", message, on=ground.today)
            continue
        names = [choice.id for choice in question.choices]
        for at, left in enumerate(names):
            for right in names[at + 1 :]:
                if frozenset((left, right)) not in told_apart:
                    message = f"question {question.id}: no verdict tells {left} from {right} today"
                    yield Finding("idle-choice", "note", message, on=ground.today)


def _told_apart(tree: Tree, question: str) -> set[frozenset[str]]:
    """The pairs of choices of a question that some node of the reduced tree sends different ways."""
    return {
        frozenset((left, right))
        for node in tree.nodes.values()
        if node.question == question
        for one in node.branches
        for other in node.branches
        if one is not other
        for left in one.choices
        for right in other.choices
    }
