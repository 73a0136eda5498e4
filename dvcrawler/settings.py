"""Every setting with its reason. Scrapy reads this module; `-s NAME=VALUE` overrides any of it."""

import os
from pathlib import Path

from dvcrawler import __version__
from dvcrawler.bodies import LARGEST_PAGE

BOT_NAME = "dvcrawler"
SPIDER_MODULES = ["dvcrawler.spiders"]
NEWSPIDER_MODULE = "dvcrawler.spiders"
COMMANDS_MODULE = "dvcrawler.commands"
#: `dvcrawler genspider -t site`: a site file with everything that the tests ask of one.
TEMPLATES_DIR = str(Path(__file__).parent / "templates")

# --- who we are, and manners ---------------------------------------------------------------------
#: An operator's address, for the administrators of the portals; set it with DVCRAWLER_CONTACT.
DVCRAWLER_CONTACT = os.environ.get("DVCRAWLER_CONTACT", "")


def user_agent(contact: str) -> str:
    """Who asks, and whom to write to."""
    return f"dvcrawler/{__version__} (news archive{'; ' + contact if contact else ''})"


USER_AGENT = user_agent(DVCRAWLER_CONTACT)
ROBOTSTXT_OBEY = True
ROBOTSTXT_USER_AGENT = "dvcrawler"
DEFAULT_REQUEST_HEADERS = {
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    "Accept-Language": "vi,en;q=0.5",
    # What every reader of the archive can unpack; Scrapy would also ask for what it finds installed.
    "Accept-Encoding": "gzip, deflate",
}
#: Provincial servers are small: one request a second, never two at once to one host.
DOWNLOAD_DELAY = 1.0
#: Scrapy's would ask after half a second as often as after one and a half.
DOWNLOAD_DELAY_JITTER = 0.0
CONCURRENT_REQUESTS_PER_DOMAIN = 1
#: Slows down where a server answers slowly (7.7 s was seen); never speeds up beyond the delay.
AUTOTHROTTLE_ENABLED = True
AUTOTHROTTLE_START_DELAY = 1.0
AUTOTHROTTLE_MAX_DELAY = 60.0
#: After a 429 or 503 without Retry-After, doubling with each in a row: 2, 4, 8, 16 seconds.
DVCRAWLER_FIRST_PAUSE = 2.0
#: A server that wants a longer pause is left alone until then; an hourly run has no more to wait.
DVCRAWLER_LONGEST_PAUSE = 900.0
#: So many addresses refused in a row, and the host is left alone in this run (12); twice as many 403. An
#: address counts once, and not where it had failed in an earlier run: one dead page is no refusal of a host.
DVCRAWLER_REFUSALS = 5

# --- what a page may cost -------------------------------------------------------------------------
#: The largest article seen is 0.5 MB; ten times as much, after decompression, is a bomb or a film.
DOWNLOAD_MAXSIZE = LARGEST_PAGE
DOWNLOAD_WARNSIZE = 0
#: A slow server answers within 8 s; a minute leaves room for a bad night.
DOWNLOAD_TIMEOUT = 60
#: Seconds of processor time that reading one page may take. An ordinary page takes 0.005; a signal to stop,
#: which is obeyed between two pages, must be obeyed within 15.
DVCRAWLER_READ_SECONDS = 10.0
RETRY_TIMES = 2
#: The merged papers redirect in one or two steps; more is a loop.
REDIRECT_MAX_TIMES = 5
#: A login or maintenance page refreshes itself; none of the portals' articles do.
METAREFRESH_ENABLED = False

# --- safety ---------------------------------------------------------------------------------------
#: Scrapy's default is not to verify.
DOWNLOAD_VERIFY_CERTIFICATES = True
TELNETCONSOLE_ENABLED = False
REMOTE_CONTROL_ENABLED = False
#: Nothing of ours lives in cookies; the sites' sessions only make pages differ.
COOKIES_ENABLED = False

# --- the loop -------------------------------------------------------------------------------------
#: 100 worker tasks a response (the default) cost a third more processor time: measured 0.75 x.
CONCURRENT_ITEMS = 8
#: The ledger tells what is known; Scrapy's own filter would hold every address in memory.
DUPEFILTER_CLASS = "scrapy.dupefilters.BaseDupeFilter"
#: Addresses of articles with whole sentences in them are long, but none of them this long.
URLLENGTH_LIMIT = 2083
#: Nearest to the downloader: it sees what came, before redirects are followed and bodies unpacked.
DOWNLOADER_MIDDLEWARES = {
    "dvcrawler.middlewares.offsite.OffsiteMiddleware": 50,  # before even robots.txt is asked for
    "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,
    "dvcrawler.middlewares.replay.ReplayMiddleware": 60,
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
    "dvcrawler.politeness.robots.RobotsMiddleware": 100,
    "dvcrawler.middlewares.challenge.ChallengeMiddleware": 585,  # behind the unpacking of bodies
    "scrapy.downloadermiddlewares.httpcompression.HttpCompressionMiddleware": None,
    "dvcrawler.middlewares.decompression.DecompressionMiddleware": 590,
    "dvcrawler.politeness.throttle.ThrottleMiddleware": 970,
    "dvcrawler.politeness.archive_backoff.ArchiveBackoff": 980,
    "dvcrawler.middlewares.archive.ArchiveMiddleware": 990,
    "dvcrawler.middlewares.replay.OriginalMiddleware": 995,
}
#: An archive's index costs it more than a page: 24 questions a minute.
DOWNLOAD_SLOTS = {"wayback-index": {"concurrency": 1, "delay": 2.5, "jitter": 0}}
SPIDER_MIDDLEWARES = {"dvcrawler.frontier.incremental.IncrementalMiddleware": 150}
ITEM_PIPELINES = {
    "dvcrawler.pipelines.normalize.NormalizePipeline": 100,
    "dvcrawler.pipelines.validate.ValidatePipeline": 200,
    "dvcrawler.pipelines.fingerprint.FingerprintPipeline": 300,
    "dvcrawler.pipelines.plausibility.PlausibilityPipeline": 400,
    "dvcrawler.pipelines.store.StorePipeline": 900,
}
EXTENSIONS = {
    "dvcrawler.run.session.RunSession": 10,
    "dvcrawler.run.limits.Limits": 20,
    "dvcrawler.run.progress.Progress": 500,
    # Ours, in limits: Scrapy's counts the memory of the program that started this one.
    "scrapy.extensions.memusage.MemoryUsage": None,
    # The store is the only output: a feed loses and doubles articles after a kill.
    "scrapy.extensions.feedexport.FeedExporter": None,
    "scrapy.extensions.logstats.LogStats": None,
    "scrapy.extensions.spiderstate.SpiderState": None,
}
#: Sends a host's requests elsewhere over plain http: "baonamdinh.vn=127.0.0.1:8000,…".
DVCRAWLER_CONNECT_TO = os.environ.get("DVCRAWLER_CONNECT_TO", "")
DOWNLOAD_HANDLERS = {
    "http": "dvcrawler.network.downloadhandlers.SiteHandler",
    "https": "dvcrawler.network.downloadhandlers.SiteHandler",
}
#: IPv4 and IPv6, and public addresses only: no page or name server leads a request into a private network.
TWISTED_DNS_RESOLVER = "dvcrawler.network.resolver.PublicResolver"
#: Hosts that may be at private addresses, for whoever crawls an intranet: "news.corp.example,10.1.2.3".
DVCRAWLER_PRIVATE_HOSTS = os.environ.get("DVCRAWLER_PRIVATE_HOSTS", "")

# --- ours -----------------------------------------------------------------------------------------
#: Where the data stands: --data, else this.
DVCRAWLER_DATA = os.environ.get("DVCRAWLER_DATA") or "data"
#: Where `source=commoncrawl` reads WARC records from, by ranges.
DVCRAWLER_COMMONCRAWL_FILES = "https://data.commoncrawl.org"
#: Raw pages are kept as WARC; 0 switches it off, and then `capture` is null.
DVCRAWLER_ARCHIVE = True
#: A file of 1 GB is what web archives exchange, and copies within minutes.
DVCRAWLER_WARC_SIZE = 1_000_000_000
#: Listings asked for in a run that finds nothing new: home, feeds and robots.txt come on top, and
#: the whole stays within 30 requests. Sections beyond that take turns, the longest unvisited first.
DVCRAWLER_QUIET_SECTIONS = 16
#: A home page leads to some dozen sections; one that leads to thousands is a trap.
DVCRAWLER_MAX_SECTIONS = 500
#: Sitemaps asked for in one run: most papers have less than ten, one a month makes 180 in 15 years.
DVCRAWLER_MAX_SITEMAPS = 1000
#: Known articles looked at again in a run that finds nothing new, for corrections; with each new article
#: as many more as are due to it (DVCRAWLER_LOOK_AGAIN_HOURS), so that a daily run keeps up too.
DVCRAWLER_REVISITS = 8
#: A run ends after so many minutes or requests (17), the rest comes next time; 0 is no limit. A first
#: crawl of a large paper takes a day; cron's next run finds the lock taken and leaves (16).
DVCRAWLER_MAX_MINUTES = 0.0
DVCRAWLER_MAX_REQUESTS = 0
#: So much stays free for the rest of the machine: no run begins or goes on below it (15).
DVCRAWLER_MIN_FREE_MB = 200
#: A crawl of all sites takes 150 MB; what takes more is a leak or an attack (17).
MEMUSAGE_LIMIT_MB = 1024
#: A walk through one section stops here at the latest (a calendar has no last page).
DVCRAWLER_MAX_PAGES = 5000
#: News is corrected within a day, rarely within a week; later changes come with `revisit=`.
DVCRAWLER_LOOK_AGAIN_HOURS = (24, 168)
#: Pages that failed or could not be read are tried again after so many hours, doubling.
DVCRAWLER_RETRY_HOURS = 6
#: More unread pages than this share say that the site has changed.
DVCRAWLER_UNREAD_SHARE = 0.2

#: Health is judged by so many newest runs: of an hourly cron nearly three months, of a daily one years.
DVCRAWLER_HEALTH_RUNS = 2000
#: `health --notify` waits so long for its command; a mail program takes seconds.
DVCRAWLER_NOTIFY_SECONDS = 60

# --- logs -----------------------------------------------------------------------------------------
#: DEBUG costs 1.17 x the processor time; a cron mail should be short.
LOG_LEVEL = "INFO"
LOG_FORMATTER = "dvcrawler.logs.QuietFormatter"
LOG_FORMAT = "%(asctime)s %(levelname)s %(message)s"
#: "plain" for people, "json" for machines: --log-format, else this.
DVCRAWLER_LOG_FORMAT = os.environ.get("DVCRAWLER_LOG_FORMAT") or "plain"
#: A log file (--logfile) is put by at this size; 10 MB hold some 70,000 pages' lines.
DVCRAWLER_LOG_BYTES = 10_000_000
#: So many are kept, the one that is written among them: crawl.log, crawl.log.1, crawl.log.2.
DVCRAWLER_LOG_FILES = 3
STATS_DUMP = False
"""The run record holds the counts."""
