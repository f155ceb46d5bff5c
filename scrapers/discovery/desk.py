"""What all strategies need: the paper's facts, and the making of visits and records."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from urllib.parse import urljoin

from schemas import Article, Issue, ListedArticle, ListedSection, Provenance, Publication, Reason, Rejection
from schemas.record import record_id
from scrapers.discovery.site import SiteMap
from scrapers.discovery.visits import Found, Page, Step, Visit
from scrapers.sources import IssuePage, LinkPatterns, ListedLink, read_issue_page


@dataclass(frozen=True)
class Desk:
    """One paper's facts and its reader. `parse` turns the page of an article into a record."""

    publication: Publication
    links: LinkPatterns
    site: SiteMap
    parse: Callable[[Page], Article]

    def at(self, path: str) -> str:
        """Return the paper's URL of a path."""
        return self.links.normalise(urljoin(self.links.home + "/", path))

    def article(
        self,
        link: ListedLink,
        found: Found | None,
        read: Callable[[Page], Iterable[Step]] | None = None,
    ) -> Visit:
        """Return the visit to an article; each article is visited once in a run."""
        key = self.links.identity(link.url)
        return Visit(link.url, read or self.read_article, found, key=key, listing=False, listed=link)

    def read_article(self, page: Page) -> Iterator[Step]:
        """Yield the article of a page, good or poor: judging it is the pipelines' business."""
        yield self.parse(page)

    def read_issue(self, page: Page) -> IssuePage:
        """Read an issue's contents page."""
        return read_issue_page(page.body, page.fetched_url, self.links, self.site.headings, page.charset)

    def take_issue(self, page: Page, issue: IssuePage, url: str) -> Iterator[Step]:
        """Yield the record of an issue, then a visit to each article that it lists."""
        sections = [
            ListedSection(
                name=section.name,
                articles=[
                    ListedArticle(url=link.url, headline=link.headline, standfirst=link.standfirst)
                    for link in section.articles
                ],
            )
            for section in issue.sections
        ]
        yield Issue(
            id=record_id(self.links.identity(url)),
            publication=self.publication.slug,
            number=issue.number,
            label=issue.label,
            date=issue.date.isoformat() if issue.date else None,
            url=url,
            pdf_url=issue.pdf_url,
            text_url=issue.text_url,
            cover_image_url=issue.cover_image_url,
            sections=sections,
            provenance=Provenance(**page.capture.as_provenance()),
        )
        for section in issue.sections:
            for link in section.articles:
                yield self.article(link, Found(url, page.capture.fetched_at))

    def endless(self, page: Page, pages: int) -> Rejection:
        """Return the record of a list that is left because it does not end."""
        return self.damaged(page, f"after {pages:,} pages it still names new articles")

    def damaged(self, page: Page, sentence: str) -> Rejection:
        """Return the record of a list that cannot be read to its end: what else it names is not known."""
        message = f"the list could not be read to its end: {sentence}"
        return Rejection(
            publication=self.publication.slug,
            url=page.url,
            stage="parse",
            reasons=[Reason(code="damaged_list", message=message)],
            provenance=Provenance(**page.capture.as_provenance()),
        )

    def day_of(self, article: Article) -> date | None:
        """Return the day of an article: its own, else its issue's, else the one its issue number stands for."""
        if article.published_date:
            return date.fromisoformat(article.published_date)
        if article.issue and article.issue.date:
            return date.fromisoformat(article.issue.date)
        number = article.issue.number if article.issue else None
        digits = (number or "").rstrip("abcdefghijklmnopqrstuvwxyz")
        return self.publication.expected_issue_date(int(digits)) if digits.isdecimal() else None
