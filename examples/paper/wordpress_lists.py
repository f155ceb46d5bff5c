"""The new site's lists: home, sections and tags, and the answers to their paths."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from examples.paper.page import Page, attribute, html_page, text
from examples.paper.render_wordpress import SECTIONS, article_page, shell
from examples.paper.stories import HOST, Story, section_slug, stories

PER_PAGE = 3
_SECTION_NAMES = {section_slug(name): name for name in SECTIONS}
_LIST = re.compile(r"/(?:tag/(?P<tag>[a-z-]+)|(?P<section>[a-z-]+))/(?:page/(?P<page>\d{1,6})/)?")


class WordpressSite:
    """Answers for the new site: what a path gives, or null for a path it does not know."""

    def __init__(self, as_of: date) -> None:
        self.stories: Sequence[Story] = [story for story in reversed(stories()) if story.layout == "wordpress"]
        self._as_of = as_of
        self._by_slug = {story.slug: story for story in self.stories}
        self._by_path = {story.path: story for story in self.stories}

    def page(self, path: str) -> Page | None:
        """Return the page at a path."""
        if story := self._by_path.get(path):
            changed = story.modified or story.published
            return html_page(article_page(story, self._by_slug, self._as_of), changed)
        if path == "/":
            return html_page(self._home(), self.stories[0].published)
        if found := _LIST.fullmatch(path):
            return self._list(found["tag"], found["section"], int(found["page"] or 1))
        return None

    def moved(self, path: str) -> str | None:
        """Return the path with its slash at the end, where that is a page and the path as given is not."""
        whole = path + "/"
        return whole if not path.endswith("/") and self.page(whole) else None

    def _list(self, tag: str | None, section: str | None, number: int) -> Page | None:
        if tag:
            name, base = tag.capitalize(), f"/tag/{tag}/"
            chosen = [story for story in self.stories if tag in story.tags]
        else:
            name, base = _SECTION_NAMES.get(section or "", ""), f"/{section}/"
            chosen = [story for story in self.stories if story.section == name]
        shown = chosen[(number - 1) * PER_PAGE : number * PER_PAGE]
        if number < 1 or not shown:
            return None
        links = []
        if number > 1:
            newer = base if number == 2 else f"{base}page/{number - 1}/"
            links.append(f'<a class="prev page-numbers" href="{HOST}{newer}">Previous</a>')
        if number * PER_PAGE < len(chosen):
            links.append(f'<a class="next page-numbers" href="{HOST}{base}page/{number + 1}/">Next</a>')
        cards = "\n".join(_card(story) for story in shown)
        turns = f'<nav class="navigation pagination">{" ".join(links)}</nav>'
        content = f'<h1 class="page-title">{text(name)}</h1>\n{cards}\n{turns}'
        return html_page(shell(f"{name} Archives - Socialist Worker", "", "archive", content), shown[0].published)

    def _home(self) -> str:
        tags = sorted({tag for story in self.stories for tag in story.tags})
        cloud = " ".join(f'<a class="tag-cloud-link" href="/tag/{tag}/">{tag}</a>' for tag in tags)
        cards = "\n".join(_card(story) for story in self.stories[:5])
        return shell("Socialist Worker", "", "home blog", f'{cards}\n<div class="tagcloud">{cloud}</div>')


def _card(story: Story) -> str:
    """Write one story of a list: a link around its excerpt; the headline is seen in the address alone."""
    picture = story.pictures[0] if story.pictures else None
    thumb = f'<img src="{picture.file}" alt="{attribute(picture.alt)}">' if picture else ""
    href = story.path if story.post % 2 else story.url
    return f"""<article class="post-card type-post">
<a class="post-card-link" href="{href}">{thumb}<p class="entry-summary">{text(story.teaser)}</p></a>
</article>"""
