"""The example paper, crawled: its issues come out as the paper itself says they are."""

from examples.paper.server import serve
from examples.paper.site import Paper, expected_articles, expected_issues


def test_the_issues_of_a_month_are_read_as_they_are_printed(crawl):
    with serve(Paper(wordpress=False)) as site:
        harvest = crawl(site, month="2016-08")
    expected = [issue for issue in expected_issues() if issue["date"].startswith("2016-08")]
    found = sorted((issue.model_dump() for issue in harvest.issues), key=lambda issue: issue["date"])
    assert len(found) == len(expected) > 1
    for issue, truth in zip(found, expected, strict=True):
        assert [issue[key] for key in ("url", "number", "label", "date", "pdf_url", "text_url")] == [
            truth[key] for key in ("url", "number", "label", "date", "pdf_url", "text_url")
        ]
        outline = [
            (section["name"], [(a["headline"], a["standfirst"]) for a in section["articles"]])
            for section in issue["sections"]
        ]
        assert outline == [
            (section["name"], [(a["headline"], a["standfirst"]) for a in section["articles"]])
            for section in truth["sections"]
        ]
    listed = {article["id"] for truth in expected for section in truth["sections"] for article in section["articles"]}
    assert {int(article.url.split("/")[4]) for article in harvest.articles} == listed


def test_every_article_of_the_new_site_in_some_days_is_found_under_its_own_url(crawl):
    with serve(Paper(legacy=False)) as site:
        harvest = crawl(site, since="2022-07-05", until="2022-07-11")
    expected = {
        article["url"]
        for article in expected_articles()
        if article["layout"] == "wordpress" and "2022-07-05" <= article["published_at"][:10] <= "2022-07-11"
    }
    assert len(expected) > 3
    assert {article.url for article in harvest.articles} == expected
    assert harvest.rejections == []


def test_nothing_of_the_other_publication_is_asked_for(crawl):
    paper = Paper()
    with serve(paper) as site:
        crawl(site, section="news")
        crawl(site)
    assert not any("socialist-review-archive" in path for path in paper.requested)
