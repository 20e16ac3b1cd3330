"""The tags of a page, as a browser would find them, however hostile the page."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pathya.exporters.tags import Tag, find_tags


def test_tags_with_attributes_of_all_kinds() -> None:
    page = """<!DOCTYPE html>
<IMG SRC='a b.png' alt="x > y" hidden data-x=1/>
<p
 title = "one" title="two">a < b</p><br/>"""
    assert list(find_tags(page)) == [
        Tag("img", (("src", "a b.png"), ("alt", "x > y"), ("hidden", ""), ("data-x", "1/")), 2),
        Tag("p", (("title", "one"),), 3),
        Tag("br", (), 4),
    ]


def test_what_only_looks_like_a_tag_is_none() -> None:
    page = (
        "<!-- <img src=a> --><script>if (a<b) '<img src=b>'</script>"
        "<title><b></TITLE><style>p { color: red }</style><textarea><i></textarea><u>"
    )
    assert [tag.name for tag in find_tags(page)] == ["script", "title", "style", "textarea", "u"]
    assert [tag.text for tag in find_tags(page) if tag.text] == ["p { color: red }"]


def test_comments_end_where_browsers_end_them() -> None:
    for comment in (
        "<!-->",
        "<!--->",
        "<!---->",
        "<!-- --!>",
        "<!x <!-- >",
        "<? <!-- >",
        "</ <!-- >",
    ):
        assert [tag.name for tag in find_tags(f"{comment}<b><!-- <i> -->")] == ["b"], comment


def test_end_tags_and_raw_texts_open_no_comment() -> None:
    page = "</p title='<!--'><b><iframe><!--</iframe><i><script></scripty><!--</script><u>"
    assert [tag.name for tag in find_tags(page)] == ["b", "iframe", "i", "script", "u"]


def test_templates_are_looked_into_and_entities_read() -> None:
    page = "<template><img src='https&colon;&#47;&#x2F;a.example'></template>"
    assert [tag.get("src") for tag in find_tags(page)] == ["", "https://a.example"]


def test_a_page_that_never_ends_a_thing_ends_anyway() -> None:
    assert list(find_tags("<p a='")) == [Tag("p", (("a", "'"),), 1)]
    assert list(find_tags("<!-- <p>")) == []
    assert list(find_tags("<style>x")) == [Tag("style", (), 1, "x")]
    assert len(list(find_tags("<p a='&#" + "1" * 9000 + ";'>"))) == 1


@given(st.text(st.sampled_from("<>!-ap/='\"&#;1 \n\0ईstyle")))
def test_any_text_is_taken(page: str) -> None:
    for tag in find_tags(page):
        assert tag.name == tag.name.lower()
        assert 1 <= tag.line <= page.count("\n") + 1
