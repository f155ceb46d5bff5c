"""Crossheads: told by their role, in paragraphs, as questions, and never part of the head or of another story."""

from collections.abc import Callable

import pytest

from schemas import Article

Read = Callable[..., Article]
HEADLINE = "Weir bursts at Millbrook"
RUN_IN = "The keeper wakes"


def texts(article: Article) -> list[str]:
    return [block.text for block in article.body]


@pytest.mark.parametrize(
    "html",
    [
        "<p><strong>{head}</strong><br>{text}</p>",
        "<p><b>{head}<br/></b>{text}</p>",
        "<div><span class='t1'>{head}</span>{text}</div>",
        "<div><span class='t1'>{head}</span><span class='gap'></span>“{text}</div>",
        "<div><span class='bold'>{head}</span><span class='x br'></span><span class='br'></span>{text}</div>",
        "<div><p><span style='font-weight: 700'>{head}</span></p><p>{text}</p></div>",
    ],
)
def test_a_heading_in_a_paragraph_is_a_crosshead(read_plain: Read, paragraphs: tuple[str, ...], html: str) -> None:
    article = read_plain(middle=html.format(head=RUN_IN, text=paragraphs[0]))
    assert [block.text for block in article.body if block.type == "crosshead"] == [RUN_IN]
    assert [text.strip("“") for text in texts(article)].count(paragraphs[0]) == 2


@pytest.mark.parametrize(
    "html",
    [
        "<p><strong>Keith Prince</strong><br>Norfolk</p>",  # a signature
        "<div><b>Nobody was</b> hurt in the town, said the keeper of the lock, who sleeps above the sluice.</div>",
        "<ul><li><b>The keeper wakes</b><br>A list item has its first words in bold, and is one item.</li></ul>",
    ],
)
def test_bold_words_in_a_paragraph_are_no_crosshead(read_plain: Read, html: str) -> None:
    article = read_plain(middle=html)
    assert [block.text for block in article.body if block.type == "crosshead"] == []


def test_bold_questions_are_crossheads_but_not_those_of_an_interview(
    read_plain: Read, paragraphs: tuple[str, ...]
) -> None:
    ask = "<p><b>{}</b></p>{}"
    answer = f"<p>{paragraphs[0]}</p>"
    asked = ["What has happened?", "Who pays?"]
    explained = read_plain(middle="".join(ask.format(question, answer * 2) for question in asked))
    assert [block.text for block in explained.body if block.type == "crosshead"] == asked
    questions = ("Where were you?", "And then?", "Was it loud?", "Who came first?", "What did they say?", "And now?")
    interview = read_plain(end="".join(ask.format(question, answer) for question in questions))
    assert "crosshead" not in {block.type for block in interview.body}
    assert "Where were you?" in texts(interview)


def test_a_bold_question_among_bold_crossheads_is_one_of_them(read_plain: Read, paragraphs: tuple[str, ...]) -> None:
    heads = ["The keeper wakes", "The lock: who pays?", "Hens on the lake", "The viaduct"]
    article = read_plain(end="".join(f"<p><b>{head}</b></p><p>{paragraphs[0]}</p>" for head in heads))
    assert [block.text for block in article.body if block.type == "crosshead"] == heads


def test_headings_of_the_head_are_no_crossheads(read_plain: Read, paragraphs: tuple[str, ...]) -> None:
    below = (
        "<h4 class='pub_time'>Today 5:00 am</h4>"
        "<div class='author-box'><b>Ada Lund</b><h5>Reporter, rivers and canals</h5></div>"
    )
    assert texts(read_plain(below=below)) == list(paragraphs)
    named = "<div class='byline'><h5>Ada Lund</h5><h6>Rivers and canals</h6></div>"
    assert texts(read_plain(below=named)) == list(paragraphs)
    again = f"<h1>{HEADLINE}</h1><h2>A subtitle of the paper that is not that of the page</h2><h5>Von Ada Lund</h5>"
    assert texts(read_plain(below=f"<p class='standfirst'>The meadow is a lake.</p>{again}")) == list(paragraphs)


def test_a_text_does_not_end_with_the_headings_of_other_stories(read_plain: Read, paragraphs: tuple[str, ...]) -> None:
    teaser = "<div><h3>Another story of the day, whose heading is as long as a sentence and is no link</h3></div>"
    assert texts(read_plain(end=f"<div class='x'>{teaser}{teaser}</div>")) == list(paragraphs)


@pytest.mark.parametrize("name", ["crosshead", "zwischentitel", "intertitre", "ladillo", "mellanrubrik", "interline"])
def test_a_class_that_names_a_crosshead_is_enough_once(read_plain: Read, name: str) -> None:
    article = read_plain(middle=f"<p class='article-{name}'>The keeper wakes at four</p>")
    assert [block.text for block in article.body if block.type == "crosshead"] == ["The keeper wakes at four"]


@pytest.mark.parametrize("name", ["", " class='t1'"])
def test_short_blocks_between_paragraphs_are_crossheads(
    read_plain: Read, paragraphs: tuple[str, ...], name: str
) -> None:
    heads = ["The keeper wakes", "The hens leave"]
    middle = "".join(f"<div{name}>{head}</div><p>{paragraphs[0]}</p>" for head in heads)
    article = read_plain(middle=middle)
    assert [block.text for block in article.body if block.type == "crosshead"] == heads


def test_labels_between_paragraphs_are_no_crossheads(read_plain: Read, paragraphs: tuple[str, ...]) -> None:
    label = f"<div class='t1'>Article content</div><p>{paragraphs[0]}</p>"
    dates = "".join(f"<div><div class='d{n}'>1{n}. 5. 2024 7:00</div></div><p>{paragraphs[0]}</p>" for n in range(3))
    assert "crosshead" not in {block.type for block in read_plain(middle=label * 3).body}
    assert "crosshead" not in {block.type for block in read_plain(middle=dates).body}


def test_short_lines_between_paragraphs_that_line_breaks_divide_are_crossheads(
    read: Read, paragraphs: tuple[str, ...]
) -> None:
    heads = ["The keeper wakes", "Is it the end of the hens?"]
    first, second, third, fourth = paragraphs
    body = "<br><br>".join((first, heads[0], second, third, heads[1], fourth, "Bo Ek"))
    article = read(f"<title>{HEADLINE}</title><h1>{HEADLINE}</h1><div class='t'>{body}</div>")
    assert [block.text for block in article.body if block.type == "crosshead"] == heads
    alone = "<br><br>".join((first, heads[0], second, third, fourth))
    article = read(f"<title>{HEADLINE}</title><h1>{HEADLINE}</h1><div class='t'>{alone}</div>")
    assert "crosshead" not in {block.type for block in article.body}


def test_a_bold_question_above_a_short_sentence_is_a_crosshead(read_plain: Read) -> None:
    html = "<p><b>Who rescues the hens?</b></p><p>The keeper does, with a boat and a net of his own.</p>"
    article = read_plain(middle=html)
    assert [block.text for block in article.body if block.type == "crosshead"] == ["Who rescues the hens?"]


def test_no_question_of_an_interview_is_a_crosshead_because_it_is_short(
    read_plain: Read, paragraphs: tuple[str, ...]
) -> None:
    long = (
        "You have kept this lock since the year of the great drought, and your father before you. Was it ever so high?"
    )
    html = f"<p><b>Where were you?</b></p><p>{paragraphs[1]}</p><p><b>{long}</b></p><p>Not that I know of, no.</p>"
    article = read_plain(end=html * 3)
    assert not any(block.type == "crosshead" for block in article.body)


def test_a_bold_heading_right_above_another_is_no_signature(read_plain: Read, paragraphs: tuple[str, ...]) -> None:
    html = f"<p><b>What the water left behind</b></p><p><b>First the meadow</b></p><p>{paragraphs[0]}</p>"
    article = read_plain(middle=html)
    crossheads = [block.text for block in article.body if block.type == "crosshead"]
    assert crossheads == ["What the water left behind", "First the meadow"]


@pytest.mark.parametrize("head", ["The keeper wakes", "Who wakes the keeper?"])
def test_a_bold_line_among_paragraphs_is_no_standfirst_whatever_its_class(read_plain: Read, head: str) -> None:
    article = read_plain(middle=f"<p class='item__subheadline'><strong>{head}</strong></p>")
    assert article.standfirst is None
    assert [block.text for block in article.body if block.type == "crosshead"] == [head]


@pytest.mark.parametrize("heads", [["The keeper wakes up"], ["Who wakes?", "First pumps"]])
def test_a_few_words_in_a_div_between_paragraphs_are_a_crosshead_whatever_its_class(
    read: Read, paragraphs: tuple[str, ...], heads: list[str]
) -> None:
    parts = [f"<p>{text}</p>" for text in paragraphs]
    for at, head in enumerate(heads):
        parts.insert(1 + 2 * at, f"<div class='k{at}'>{head}</div>")
    article = read(f"<h1>{HEADLINE}</h1><article>{''.join(parts)}</article>")
    assert [block.text for block in article.body if block.type == "crosshead"] == heads


@pytest.mark.parametrize("label", ["Advertisement", "In brief", "Share this story", "seen from the lock today"])
def test_a_label_in_a_div_between_paragraphs_is_no_crosshead(
    read: Read, paragraphs: tuple[str, ...], label: str
) -> None:
    parts = [f"<p>{text}</p>" for text in paragraphs]
    parts.insert(2, f"<div>{label}</div>")
    article = read(f"<h1>{HEADLINE}</h1><article>{''.join(parts)}</article>")
    assert texts(article) == list(paragraphs)
