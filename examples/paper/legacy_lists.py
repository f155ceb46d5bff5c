"""The old site's lists: issue pages, month pages, section and tag lists, and the answers to their paths."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from urllib.parse import quote

from examples.paper.page import EPOCH, Page, attribute, html_page, text
from examples.paper.render_legacy import article_page, shell
from examples.paper.stories import HOST, PaperIssue, Story, issues, stories

SECTIONS = {
    "News": 1, "International": 2, "Comment": 3, "Features": 4,
    "Reviews": 5, "Obituary": 6, "What We Think": 7, "Letters": 8,
}  # fmt: skip
# The tag pages are numbered; a name is printed on some of them only.
TAGS = {
    "strikes": 12, "housing": 21, "history": 358, "transport": 81, "cuts": 44, "war": 7,
    "culture": 90, "environment": 61, "schools": 35, "libraries": 102, "health": 15,
}  # fmt: skip
_NAMELESS_TAGS = {"transport", "war", "culture", "schools"}
_TABS = {name: name for name in ("International", "Comment", "Features", "Reviews", "What We Think")} | {
    "Obituary": "Other"
}
_STEP, _SHOWN = 10, 12  # the links say max=10, the lists show twelve
_SEARCH = """<div class="search"><p>Search below by year or month.</p>
<p>Looking for an earlier issue?</p>
<p>Try our search to find articles from earlier issues.</p>
<form action="/archive"><label>Enter issue number: <input name="number"></label></form>"""


class LegacySite:
    """Answers for the old site: what a path and its query give, or null for a path it does not know."""

    def __init__(self) -> None:
        self.issues: Sequence[PaperIssue] = [issue for issue in issues() if issue.internal_id]
        self.stories: Sequence[Story] = [story for story in reversed(stories()) if story.layout == "legacy"]
        self._routes: list[tuple[re.Pattern[str], Callable[..., Page | None]]] = [
            (re.compile(r"/art/(\d{1,9})(?:/.*)?"), self._article),
            (re.compile(r"/archive"), lambda query: html_page(self._issue_page(self.issues[-1]))),
            (re.compile(r"/issue/(\d{1,9})"), self._issue),
            (re.compile(r"/issue/(\d{1,2})/(\d{4})"), self._month),
            (re.compile(r"/news"), self._section),
            (re.compile(r"/tag/view/(\d{1,9})"), self._tag),
            (re.compile(r"/public/searchByTag(?:/(\d{1,9}))?"), self._newest_of_tag),
            (re.compile(r"/"), lambda query: html_page(self._home())),
        ]

    def page(self, path: str, query: Mapping[str, str]) -> Page | None:
        """Return the page at a path."""
        for pattern, answer in self._routes:
            if found := pattern.fullmatch(path):
                page = answer(*found.groups(), query=query)
                # A list changes whenever a story is added.
                return replace(page, modified=self.stories[0].published) if page and page.modified == EPOCH else page
        return None

    def _article(self, number: str, query: Mapping[str, str]) -> Page | None:
        # Only the id counts: any slug, and none, gives the page.
        story = next((story for story in self.stories if story.id == int(number)), None)
        return html_page(article_page(story), story.published) if story else None

    def _issue(self, number: str, query: Mapping[str, str]) -> Page | None:
        issue = next((issue for issue in self.issues if issue.internal_id == int(number)), None)
        return html_page(self._issue_page(issue)) if issue else None

    def _month(self, month: str, year: str, query: Mapping[str, str]) -> Page | None:
        if not 1 <= int(month) <= 12:
            return None
        entries = []
        for issue in self.issues:
            if (issue.date.month, issue.date.year) == (int(month), int(year)):
                lead = issue.stories[0]
                entries.append(_entry(f"/issue/{issue.internal_id}", lead.headline, lead.teaser))
        title = f"Issues for Month of {month}/{year}"
        return html_page(shell(title, f"<h2>{title}</h2>\n" + "\n".join(entries)))

    def _section(self, query: Mapping[str, str]) -> Page | None:
        # The number decides; searchTitle may say anything.
        number = _number(query.get("overrideId") or query.get("id"), 1)
        name = next((name for name, known in SECTIONS.items() if known == number), None)
        chosen = [story for story in self.stories if story.section == name]
        offset = _number(query.get("offset"), 0)
        entries = [_entry(HOST + story.path, listed_headline(story), story.teaser) for story in _window(chosen, offset)]
        title = quote(query.get("searchTitle") or "News")
        base = f"/news?searchTitle={title}&overrideId={number}&max=10&id={number}"
        return html_page(shell("Socialist Worker", "\n".join([*entries, _turn_pages(base, offset, len(chosen))])))

    def _tag(self, number: str, query: Mapping[str, str]) -> Page | None:
        if "offset" not in query:
            return self._newest_of_tag(number, query)
        name, chosen = self._tagged(int(number))
        offset = _number(query["offset"], 0)
        entries = [
            _entry(_spaced(story), listed_headline(story), story.teaser, f"<span>{story.published:%d %B %Y}</span>")
            for story in _window(chosen, offset)
        ]
        heading = "" if name in _NAMELESS_TAGS else f"<h2>{name.capitalize()}</h2>"
        turns = _turn_pages(f"/tag/view/{number}?max=10", offset, len(chosen))
        return html_page(shell("Socialist Worker", "\n".join([heading, *entries, turns])))

    def _newest_of_tag(self, number: str | None, query: Mapping[str, str]) -> Page | None:
        """Give the newest stories of a tag: no dates, and the alt text of the picture before the standfirst."""
        wanted = _number(number or query.get("id"), 0)
        _, chosen = self._tagged(wanted)
        entries = []
        for story in chosen[:_SHOWN]:
            picture = story.pictures[0] if story.pictures else None
            thumb = f'<img src="{picture.file}" alt="{attribute(picture.alt)}">' if picture else ""
            entries.append(_entry(f"/art/{story.id}/", listed_headline(story), story.teaser, thumb))
        turns = _turn_pages(f"/tag/view/{wanted}?max=10", 0, len(chosen))
        return html_page(shell("Socialist Worker", "\n".join([*entries, turns])))

    def _tagged(self, number: int) -> tuple[str, list[Story]]:
        name = next((name for name, known in TAGS.items() if known == number), "")
        return name, [story for story in self.stories if name in story.tags]

    def _issue_page(self, issue: PaperIssue) -> str:
        parts = [
            '<div class="issue"><h1>Socialist Worker</h1>',
            f'<h2>Issue: {issue.number}</h2>\n<div class="dated">Dated: {issue.date:%d %b %Y}</div>',
            *_downloads(issue),
            _SEARCH,
            *(f'<a href="/issue/{month}/{year}">{month}/{year}</a>' for year, month in self._months()),
            "</div>",
            *(f'<a href="{section_list(name)}">{shown}</a>' for name, shown in _TABS.items()),
        ]
        for heading, group in contents(issue):
            if heading:
                parts.append(f"<h3>{heading}</h3>")
            parts += [_entry(story.path, listed_headline(story, issue), story.teaser) for story in group]
        return shell(f"Socialist Worker {issue.number}", "\n".join([*parts, "</div>"]))

    def _months(self) -> list[tuple[int, int]]:
        return sorted({(issue.date.year, issue.date.month) for issue in self.issues}, reverse=True)

    def _home(self) -> str:
        lead = [
            _entry(f"http://www.socialistworker.co.uk{story.path}", story.headline, story.teaser)
            for story in self.stories[:5]
        ]
        sections = [f'<li><a href="{section_list(name)}">{name}</a></li>' for name in SECTIONS]
        tags = [f'<li><a href="/public/searchByTag?id={number}">{name}</a></li>' for name, number in TAGS.items()]
        older = [f'<li><a href="/issue/{issue.internal_id}">{issue.number}</a></li>' for issue in self.issues]
        lists = "\n".join(["<ul>", *sections, "</ul>\n<ul>", *tags, "</ul>\n<ul>", *older, "</ul>"])
        return shell("Socialist Worker", "\n".join([*lead, "<p>Other sections</p>", lists]))


def contents(issue: PaperIssue) -> list[tuple[str, list[Story]]]:
    """Return an issue's stories as its page orders them, by heading; the news stands first, under an empty one."""
    ordered = sorted(issue.stories, key=_section_order)
    return [(heading, list(group)) for heading, group in groupby(ordered, key=_section_heading)]


def listed_headline(story: Story, issue: PaperIssue | None = None) -> str:
    """Return the headline that a list prints, empty where it prints none."""
    if issue and not issue.headlines:
        return ""
    return story.headline if story.listed_headline is None else story.listed_headline


def section_list(name: str) -> str:
    """Return the path of a section's list, as HTML links write it."""
    number = SECTIONS[name]
    return attribute(f"/news?searchTitle={quote(name)}&overrideId={number}&offset=0&max=10&id={number}")


def _entry(href: str, headline: str, teaser: str, before: str = "") -> str:
    """Write one story of a list. Without a headline the standfirst carries the link."""
    link = f'<a href="{attribute(href)}">'
    title = f"<h3>{link}{text(headline)}</a></h3>" if headline else ""
    standfirst = text(teaser) if headline else f"{link}{text(teaser)}</a>"
    parts = ['<div class="article_listing">', title, before, f"<p>{standfirst}</p>", "</div>"]
    return "\n".join(part for part in parts if part)


def _section_order(story: Story) -> int:
    """Order an issue's page: the news first, letters and obituaries together at its end."""
    order = [*_TABS, "Letters"]
    return order.index(story.section) if story.section in order else -1


def _section_heading(story: Story) -> str:
    """Return the heading that a story stands under; the news stands under none."""
    if story.section == "News":
        return ""
    return story.section if story.section in _TABS and story.section != "Obituary" else "Other Categories"


def _spaced(story: Story) -> str:
    """Write a story's address as older crawls met it: %20 for a space, apostrophes and colons as they are."""
    return f"/art/{story.id}/" + quote(story.headline.replace("’", "'"), safe="':,")


def _window(chosen: Sequence[Story], offset: int) -> Sequence[Story]:
    """Return what a list shows at an offset. Every other page has drifted by one story."""
    start = offset + (offset // _STEP) % 2
    return chosen[start : start + _SHOWN]


def _turn_pages(base: str, offset: int, count: int) -> str:
    turns = []
    if offset:
        turns.append(f'<a class="prevLink" href="{attribute(f"{base}&offset={max(0, offset - _STEP)}")}">Previous</a>')
    if offset + _STEP < count:
        turns.append(f'<a class="nextLink" href="{attribute(f"{base}&offset={offset + _STEP}")}">Next</a>')
    return f'<div class="pagination">{" ".join(turns)}</div>'


def _downloads(issue: PaperIssue) -> list[str]:
    links = {
        "pdf": (f"/pdf/{issue.number}.pdf", "Download PDF"),
        "text": (f"/text/{issue.number}.txt", "Download plain text"),
    }
    return ['<a href="{}">{}</a>'.format(*links[kind]) for kind in issue.downloads]


def _number(value: str | None, otherwise: int) -> int:
    return int(value) if value and re.fullmatch(r"\d{1,9}", value) else otherwise
