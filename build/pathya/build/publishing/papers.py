"""A question set as the platform takes it, in the order in which it is made there."""

from __future__ import annotations

from pathya.build.publishing.plan import Paper, Values
from pathya.build.publishing.settings import Account
from pathya.exporters.questionset.model import QuestionSet
from pathya.exporters.questionset.payloads import (
    Owner,
    create_request,
    questions_request,
    sections_request,
)


def paper_of(made: QuestionSet, account: Account) -> Paper:
    """Take the fields of a set, its sections and its questions out of the requests for them."""
    owner = Owner(account.creator, (account.organisation,), account.framework)
    fields = create_request(made, owner)["request"]["questionset"]
    sections = sections_request(made, "root")["request"]["data"]["nodesModified"]
    known = {part.id: part.id for part in made.parts}
    asked = questions_request(made, "root", known)["request"]["data"]
    nodes, tree = asked["nodesModified"], asked["hierarchy"]

    def questions(section: str) -> tuple[Values, ...]:
        return tuple(nodes[name]["metadata"] for name in tree[section]["children"])

    return Paper(fields, tuple((sections[one]["metadata"], questions(one)) for one in known))
