"""Every page of the example paper is read as a perfect reader would read it, field by field, in both layouts."""

import re
from datetime import UTC, date, datetime

import pytest

from examples.paper import Paper, expected_articles
from schemas import Article, Capture
from scrapers.parsers import parse_article
from scrapers.spiders.socialist_worker import HOME, RULES

STORIES = {story["url"].removeprefix(HOME): story for story in expected_articles()}
TEXT_FIELDS = ("headline", "standfirst", "byline", "kicker")
FETCHED = datetime(2024, 6, 1, tzinfo=UTC)
SHELL = "<html><head><title>Socialist Worker</title>{head}</head><body><div id='page'>{body}</div></body></html>"
STORY = (
    "<h1>Porters win</h1><p>By dinner the porters had the pay that they had asked for in the spring of last year,"
    " and the manager had gone home.</p><p>It is the third ward in a month to do so, and the fourth has asked for"
    " the loan of the banner until Friday.</p>"
)


def read(body: str) -> Article:
    """Read a page of nothing but this body."""
    return parse_article(SHELL.format(head="", body=body).encode(), f"{HOME}/art/1/", rules=RULES)


@pytest.fixture(scope="module")
def articles() -> dict[str, Article]:
    paper = Paper()
    return {
        path: parse_article(paper.respond(path).body, HOME + path, Capture(fetched_at=FETCHED), RULES)
        for path in STORIES
    }


def letters(text: str | None) -> str:
    """What two prints of the same words share: a lost space may show as "?" or as nothing."""
    return re.sub(r"\W", "", (text or "").casefold())


@pytest.mark.parametrize("path", STORIES)
@pytest.mark.parametrize("field", TEXT_FIELDS)
def test_headline_standfirst_byline_and_kicker_are_as_printed(articles, path, field):
    assert letters(getattr(articles[path], field)) == letters(STORIES[path][field])


@pytest.mark.parametrize("path", STORIES)
def test_authors_are_those_who_wrote_it_and_nobody_else(articles, path):
    assert [author.name for author in articles[path].authors] == STORIES[path]["authors"]


@pytest.mark.parametrize("path", STORIES)
def test_the_issue_is_the_article_s_own(articles, path):
    issue = articles[path].issue
    assert (issue and {"number": issue.number, "label": issue.label}) == STORIES[path]["issue"]


@pytest.mark.parametrize("path", STORIES)
def test_the_time_of_publication_has_london_s_offset(articles, path):
    published = articles[path].published_at
    assert published is not None
    assert datetime.fromisoformat(published) == datetime.fromisoformat(STORIES[path]["published_at"])


@pytest.mark.parametrize("path", STORIES)
def test_the_body_is_whole_and_in_order(articles, path):
    found = [(block.type, letters(block.text)) for block in articles[path].body]
    assert found == [(block["type"], letters(block["text"])) for block in STORIES[path]["body"]]


@pytest.mark.parametrize("path", STORIES)
def test_pictures_have_captions_and_credits_apart(articles, path):
    found = [(i.url, letters(i.caption), i.credit, i.alt, i.position) for i in articles[path].images]
    wanted = [(i["url"], letters(i["caption"]), i["credit"], i["alt"], i["position"]) for i in STORIES[path]["images"]]
    assert found == wanted


@pytest.mark.parametrize("path", STORIES)
def test_boxes_are_texts_of_their_own(articles, path):
    found = [(s.heading, s.kind, [letters(b.text) for b in s.body]) for s in articles[path].sidebars]
    wanted = [(s["heading"], s["kind"], [letters(p) for p in s["paragraphs"]]) for s in STORIES[path]["sidebars"]]
    assert found == wanted


@pytest.mark.parametrize("path", STORIES)
def test_pull_quotes_and_end_notes_are_kept_apart(articles, path):
    assert [letters(q) for q in articles[path].pull_quotes] == [letters(q) for q in STORIES[path]["pull_quotes"]]
    assert articles[path].endnotes == STORIES[path]["endnotes"]


@pytest.mark.parametrize("path", STORIES)
def test_no_furniture_is_anywhere_in_the_record(articles, path):
    line = articles[path].to_json_line()
    assert [words for words in STORIES[path]["furniture"] if words in line] == []


@pytest.mark.parametrize("path", STORIES)
def test_the_layout_is_told_by_the_page(articles, path):
    assert articles[path].provenance.layout == STORIES[path]["layout"]


def test_an_article_keeps_its_id_whatever_its_address_looks_like():
    body = Paper().respond("/art/90101/").body
    addresses = ("/art/90101/", "/art/90101/Bus+strike", "/art/90101/Bus%20strike", "/art/90101")
    assert len({parse_article(body, HOME + path, rules=RULES).id for path in addresses}) == 1


@pytest.mark.parametrize(
    ("marks", "fetched", "layout"),
    [
        ("<meta name='generator' content='WordPress 6.1'>", date(2016, 1, 1), "wordpress"),
        ("<div itemprop='articleBody'></div>", date(2023, 1, 1), "legacy"),
        ("<p>comment on article | email | print</p>", date(2023, 1, 1), "older"),
        ("", date(2009, 5, 1), "older"),
        ("", date(2016, 8, 23), "legacy"),
        ("", date(2023, 1, 1), "wordpress"),
    ],
)
def test_the_page_s_marks_tell_its_layout_and_else_the_day_of_the_capture(marks, fetched, layout):
    head, body = (marks, STORY) if marks.startswith("<meta") else ("", STORY + marks)
    capture = Capture(fetched_at=datetime(fetched.year, fetched.month, fetched.day, tzinfo=UTC))
    article = parse_article(SHELL.format(head=head, body=body).encode(), f"{HOME}/art/1/", capture, RULES)
    assert article.provenance.layout == layout


@pytest.mark.parametrize(
    "line",
    [
        "© Socialist Worker (unless otherwise stated). You may republish if you include an active link.",
        "comment on article | email | print",
        "Share on: Delicious | Digg | reddit | Facebook | StumbleUpon",
        "This article should be read after: Porters walk out",
        "This article is over 5 years, 0 months old",
        "Downloading PDF. Please wait...",
        "Click here to subscribe to our daily morning email newsletter 'Breakfast in red'",
        "Mobile users! Don't forget to add Socialist Worker to your home screen.",
        "Make a donation to Socialist Worker",
    ],
)
def test_furniture_of_all_generations_is_left_out(line):
    article = read(f"{STORY}<p>{line}</p>")
    assert len(article.body) == 2
    assert line not in article.to_json_line()


def test_a_date_glued_to_the_first_sentence_is_the_date_and_no_text():
    article = read(STORY.replace("<p>By dinner", "<p> date 2017-10-31 By dinner"))
    assert article.published_date == "2017-10-31"
    assert article.published_at is None
    assert article.body[0].text.startswith("By dinner the porters")


def test_a_kicker_that_was_imported_as_the_title_gives_way_to_the_headline():
    text = STORY.partition("</h1>")[2].replace("By dinner the porters", "BY DINNER the porters")
    article = read(f"<h1>Crake Infirmary</h1><p>Porters’ pay goes up in lights</p>{text}")
    assert (article.headline, article.kicker) == ("Porters’ pay goes up in lights", "Crake Infirmary")
    assert len(article.body) == 2


def test_what_an_old_editing_system_left_in_a_field_is_cleaned():
    standfirst = "<div class='standfirst'>&lt;LI&gt; They said \\\"no\\\" for a year</div>"
    fields = f"<h1>&lt;B&gt;Porters win&lt;/B&gt;</h1>{standfirst}"
    article = read(fields + STORY.partition("</h1>")[2])
    assert (article.headline, article.standfirst) == ("Porters win", 'They said "no" for a year')


def test_who_stands_where_is_no_credit():
    figure = "<div class='image'><img src='/a.jpg' alt='x'><div class='caption'>Ana Obi (right) at the gate</div></div>"
    image = read(STORY.replace("</h1>", f"</h1>{figure}")).images[0]
    assert (image.caption, image.credit) == ("Ana Obi (right) at the gate", None)


@pytest.mark.parametrize(
    ("headline", "first", "byline"),
    [
        ("Iraq is a fight for national liberation - Walden Obello", "", ["Walden Obello"]),
        ("Charlotte Abugre: My image of the harbour", "", ["Charlotte Abugre"]),
        ("Karen Reissdorf: ‘Our fight is for every ward’", "", []),
        (
            "Porters win",
            "<p>London Underground by Unjum Merza, RMT political officer (pc)</p>",
            ["Unjum Merza"],
        ),
        ("Porters win", "", []),
    ],
)
def test_a_headline_or_first_line_signs_only_where_the_house_does_so(headline, first, byline):
    article = read(f"<h1>{headline}</h1>{first}{STORY.partition('</h1>')[2]}")
    assert [author.name for author in article.authors] == byline
