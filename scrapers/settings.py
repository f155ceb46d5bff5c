"""Every setting of ours with its reason. Scrapy's documentation has the rest and what each one means.

From the environment: BROADSHEET_CONTACT (e-mail or web page, goes into the user agent), BROADSHEET_USER_AGENT (the
whole user agent), BROADSHEET_OUTPUT (folder for the runs), BROADSHEET_DELAY (seconds between requests),
BROADSHEET_CONCURRENCY (requests at a time) and BROADSHEET_LOG_LEVEL. `-s NAME=VALUE` on the command line wins over all.
"""

import os

from scrapers.environment import read_environment

_environment = read_environment(os.environ)

# What was wrong in the environment; `scrapy crawl` refuses to start while there is anything in it.
ENVIRONMENT_ERRORS = list(_environment.errors)

BOT_NAME = "broadsheet"
SPIDER_MODULES = ["scrapers.spiders"]
NEWSPIDER_MODULE = "scrapers.spiders"
COMMANDS_MODULE = "scrapers.commands"

# Where runs go: <OUTPUT_DIR>/<publication>/<time>/.
OUTPUT_DIR = _environment.output
ITEM_PIPELINES = {
    "pipelines.validate.ValidatePipeline": 300,
    "pipelines.revise.RevisePipeline": 400,  # after validate: what is refused is no revision
    "pipelines.pictures.PicturesPipeline": 500,  # after both: no picture is fetched for what is not written
    "pipelines.write.WritePipeline": 800,  # last: it sees what the others have decided
}

# Every exchange is kept as it went over the wire: the handler hands its bytes on, the middleware keeps them.
DOWNLOAD_HANDLERS = {
    "http": "scrapers.wire.handler.WireDownloadHandler",
    "https": "scrapers.wire.handler.WireDownloadHandler",
}
OPERATOR = _environment.contact  # stands in each archive file, for those who read it in fifty years
WARC_ROLL_OVER = 1_000_000_000  # bytes; the size that archives' tools and their copying are used to
PICTURES = "lead"  # none, lead or all; a gallery can be fifty requests at a site's slowest
PICTURE_MAXSIZE = 20 * 1024 * 1024  # bytes; more is a print master or a mistake
WARC_COMPRESSION = 6  # of 12; 9 takes twice as long for 2 % less

# Politeness. A newspaper's archive is often one small server, and nobody is in a hurry for it.
USER_AGENT = _environment.user_agent
ROBOTSTXT_OBEY = True
ROBOTS_COPY_DAYS = 30  # so long the last robots.txt that could be had is obeyed while the site gives none (RFC 9309)
ROBOTSTXT_USER_AGENT = "Broadsheet"  # the name a site can write a rule for, whatever the whole user agent says
DOWNLOAD_DELAY = _environment.delay
CONCURRENT_REQUESTS = _environment.concurrency
CONCURRENT_REQUESTS_PER_DOMAIN = _environment.concurrency
AUTOTHROTTLE_ENABLED = True  # slows down when the site does; never goes below DOWNLOAD_DELAY
AUTOTHROTTLE_START_DELAY = _environment.delay
AUTOTHROTTLE_MAX_DELAY = 60
AUTOTHROTTLE_TARGET_CONCURRENCY = 1.0
REFUSED_PAUSE = 5  # seconds that a host is left alone after a 429 or 503 without Retry-After; doubles each time
RETRY_AFTER_MAX = 600  # seconds of Retry-After that a crawl waits; a site that asks for more ends it
COOKIES_ENABLED = False  # each page is fetched as a first-time reader gets it, and no session is kept for the site

# A web archive (-a source=wayback) is one for all papers, and asks for about 15 requests a minute.
WAYBACK_URL = "https://web.archive.org"
WAYBACK_DELAY = 4  # seconds between requests
WAYBACK_PAGE_SIZE = 10_000  # captures in a page of its index: large enough for few pages, small enough to be sent whole
WAYBACK_CAPTURES = 3  # of each article: the best, the first and one between them show what was changed

DOWNLOADER_MIDDLEWARES = {
    # Nearest to the downloader: it keeps every try, robots.txt and redirects, before the others act on them.
    "pipelines.preserve.PreserveMiddleware": 950,
    # Last before the download, so that a request waits with all else decided; first to see the answer.
    "scrapers.politeness.PaceMiddleware": 940,
    # Next to them: it asks for known pages "only if changed", and gives the archived page for a 304.
    "pipelines.recheck.RecheckMiddleware": 930,
    # Farther than retries: only what has failed to the last is answered with the robots.txt of an earlier day.
    "pipelines.robots_copy.RobotsCopyMiddleware": 540,
    # Farthest: what a run that was stopped has got already is not asked for again, nor robots.txt for it.
    "pipelines.resume.ResumeMiddleware": 20,
    # Scrapy's own crawls on when robots.txt fails, and drops redirects to other sites without telling the spider.
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
    "scrapers.politeness.RobotsMiddleware": 100,
    "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,
    "scrapers.politeness.SameSiteMiddleware": 50,
    # In Scrapy's place; its own decodes every page as a whole.
    "scrapy.downloadermiddlewares.redirect.MetaRefreshMiddleware": None,
    "scrapers.meta_refresh.QuickMetaRefreshMiddleware": 580,
}
SPIDER_MIDDLEWARES = {"pipelines.links.LinksMiddleware": 100}
# A crawl of what is newest looks again at an article after half the time that it has stood unchanged: soon at first,
# then ever more rarely, but never less often than this.
RECHECK_SHARE = 0.5
RECHECK_LONGEST_DAYS = 180
# The spider keeps what it has asked for by what a URL means, not by its letters: /art/5/ and /art/5/Any+title are one
# article. A filter by letters would lose the second half of a redirect between the two without a word.
DUPEFILTER_CLASS = "scrapy.dupefilters.BaseDupeFilter"

SCHEDULER_MEMORY_QUEUE = "scrapy.squeues.FifoMemoryQueue"  # articles in the order in which the paper lists them
SCHEDULER_DISK_QUEUE = "scrapy.squeues.PickleFifoDiskQueue"

# A page that hangs must not hold up the run; a page of this size is no newspaper page.
DOWNLOAD_TIMEOUT = 60
DOWNLOAD_MAXSIZE = 32 * 1024 * 1024
DOWNLOAD_WARNSIZE = 0
DOWNLOAD_VERIFY_CERTIFICATES = True  # an archive has to know whose bytes it keeps
REDIRECT_MAX_TIMES = 5  # the number that RFC 9309 asks for with robots.txt; more is a loop
RETRY_TIMES = 2  # three tries in all; what still fails is in rejected.jsonl, to be asked for another day
RETRY_GIVE_UP_LOG_LEVEL = "INFO"  # the rejection tells it better

# Limits of a crawl, 0 for none: seconds, pages, bytes. --max-time, --max-pages and --max-bytes set them.
MAX_TIME = 0
MAX_PAGES = 0
MAX_BYTES = 0
EXTENSIONS = {"scrapers.limits.LimitsExtension": 0}

# Scrapy would read and parse the source of a callback anew for each page, to warn of a mistake that mypy finds.
WARN_ON_GENERATOR_RETURN_VALUE = False

# Records of one page at a time. Scrapy begins so many tasks for each page; its 100 take a tenth of a crawl's time.
CONCURRENT_ITEMS = 4
# Both open a port through which the crawl can be made to run any code, and nobody uses them.
TELNETCONSOLE_ENABLED = False
REMOTE_CONTROL_ENABLED = False
LOG_LEVEL = _environment.log_level
CRAWL_LOG_LEVEL = "DEBUG"  # the run's own log, where the console's level is about the console
# At most so many processes read pages while the crawl goes on; 0: the crawl reads them itself. A second one is started
# when pages wait for the first: a site that is asked politely rarely sends so many.
PARSE_WORKERS = 2
MIN_ARTICLE_WORDS = 20  # fewer words in body, boxes, captions and notes together are no article
LOG_SHORT_NAMES = True  # one line fits the screen
STATS_DUMP = False  # the summary at the end says what counts; stats.json has the rest
MEMUSAGE_ENABLED = True
FEED_EXPORT_ENCODING = "utf-8"  # for those who use -o as well; "é" is easier to read than "\u00e9"
