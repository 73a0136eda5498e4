"""Every setting with its reason. Scrapy reads this module; `-s NAME=VALUE` overrides any of it."""

import os
from pathlib import Path

from dvcrawler import __version__
from dvcrawler.bodies import LARGEST_PAGE

BOT_NAME = "dvcrawler"
SPIDER_MODULES = ["dvcrawler.spiders"]
NEWSPIDER_MODULE = "dvcrawler.spiders"
COMMANDS_MODULE = "dvcrawler.commands"
#: For `dvcrawler genspider -t site`: a site file with everything the tests require.
TEMPLATES_DIR = str(Path(__file__).parent / "templates")

# --- identity and politeness ---------------------------------------------------------------------
#: The operator's mail or web address, for the administrators of the portals. Also an environment variable.
DVCRAWLER_CONTACT = os.environ.get("DVCRAWLER_CONTACT", "")


def user_agent(contact: str) -> str:
    """Names the crawler, and whom to contact if that is set."""
    return f"dvcrawler/{__version__} (news archive{'; ' + contact if contact else ''})"


USER_AGENT = user_agent(DVCRAWLER_CONTACT)
ROBOTSTXT_OBEY = True
ROBOTSTXT_USER_AGENT = "dvcrawler"
DEFAULT_REQUEST_HEADERS = {
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    "Accept-Language": "vi,en;q=0.5",
    # Encodings that every WARC reader can decode; Scrapy would add those it has libraries for.
    "Accept-Encoding": "gzip, deflate",
}
#: Provincial servers are small: one request a second, never two at once to one host.
DOWNLOAD_DELAY = 1.0
#: Scrapy's default would vary the delay between half a second and one and a half.
DOWNLOAD_DELAY_JITTER = 0.0
CONCURRENT_REQUESTS_PER_DOMAIN = 1
#: Slows down for slow servers (7.7 s was seen); never goes below DOWNLOAD_DELAY.
AUTOTHROTTLE_ENABLED = True
AUTOTHROTTLE_START_DELAY = 1.0
AUTOTHROTTLE_MAX_DELAY = 60.0
#: Seconds of pause after a 429 or 503 without Retry-After; doubles with each in a row: 2, 4, 8, 16.
DVCRAWLER_FIRST_PAUSE = 2.0
#: A server that asks for a longer pause goes on cooldown instead: an hourly run cannot wait longer.
DVCRAWLER_LONGEST_PAUSE = 900.0
#: This many addresses in a row that answer 429 or 503 put the host on cooldown for the run (exit code 12);
#: twice as many for 401 and 403. An address counts once, and not if it failed in an earlier run: a dead page
#: does not mean that the host refuses.
DVCRAWLER_REFUSALS = 5

# --- limits for one page --------------------------------------------------------------------------
#: The largest article seen has 0.5 MB; ten times that, decompressed, is a bomb or a video.
DOWNLOAD_MAXSIZE = LARGEST_PAGE
DOWNLOAD_WARNSIZE = 0
#: Slow servers answer within 8 s; a minute leaves a margin for overload.
DOWNLOAD_TIMEOUT = 60
#: Seconds of CPU time for reading one page; an ordinary one takes 0.005. Signals are handled between pages,
#: and a run must stop within 15 s of one.
DVCRAWLER_READ_SECONDS = 10.0
RETRY_TIMES = 2
#: The merged papers redirect once or twice; more is a loop.
REDIRECT_MAX_TIMES = 5
#: Login and maintenance pages use meta refresh; the portals' articles do not.
METAREFRESH_ENABLED = False

# --- safety ---------------------------------------------------------------------------------------
#: Off by default in Scrapy.
DOWNLOAD_VERIFY_CERTIFICATES = True
TELNETCONSOLE_ENABLED = False
REMOTE_CONTROL_ENABLED = False
#: Not needed; the sites' session cookies only make pages differ.
COOKIES_ENABLED = False

# --- components -----------------------------------------------------------------------------------
#: The default of 100 worker tasks per response costs a third more CPU time (measured).
CONCURRENT_ITEMS = 8
#: Scrapy would parse the source of a callback at each response, to warn of a `return` in a generator: 4 % of
#: the CPU time (measured).
WARN_ON_GENERATOR_RETURN_VALUE = False
#: The ledger knows the addresses; Scrapy's filter would keep each in memory.
DUPEFILTER_CLASS = "scrapy.dupefilters.BaseDupeFilter"
#: Slugs may contain whole sentences, but no address reaches this length.
URLLENGTH_LIMIT = 2083
#: Scrapy's, without those that ours replace and that in run.optional. Named here, because Scrapy imports what
#: DOWNLOADER_MIDDLEWARES sets to None, and that takes a fifth of the CPU time that a crawl takes to start.
DOWNLOADER_MIDDLEWARES_BASE = {
    "scrapy.downloadermiddlewares.httpauth.HttpAuthMiddleware": 300,
    "scrapy.downloadermiddlewares.downloadtimeout.DownloadTimeoutMiddleware": 350,
    "scrapy.downloadermiddlewares.defaultheaders.DefaultHeadersMiddleware": 400,
    "scrapy.downloadermiddlewares.useragent.UserAgentMiddleware": 500,
    "scrapy.downloadermiddlewares.retry.RetryMiddleware": 550,
    "scrapy.downloadermiddlewares.redirect.MetaRefreshMiddleware": 580,
    "scrapy.downloadermiddlewares.redirect.RedirectMiddleware": 600,
    "scrapy.downloadermiddlewares.httpproxy.HttpProxyMiddleware": 750,
    "scrapy.downloadermiddlewares.stats.DownloaderStats": 850,
    "scrapy.downloadermiddlewares.httpcache.HttpCacheMiddleware": 900,
}
#: Higher numbers are nearer to the downloader. The archive must see responses before redirects are
#: followed and bodies decompressed.
DOWNLOADER_MIDDLEWARES = {
    "dvcrawler.middlewares.offsite.OffsiteMiddleware": 50,  # before robots.txt is requested
    "dvcrawler.middlewares.removed.RemovedMiddleware": 55,
    "dvcrawler.middlewares.replay.ReplayMiddleware": 60,
    "dvcrawler.politeness.robots.RobotsMiddleware": 100,
    "dvcrawler.middlewares.challenge.ChallengeMiddleware": 585,  # needs decompressed bodies
    "dvcrawler.middlewares.decompression.DecompressionMiddleware": 590,
    "dvcrawler.middlewares.choice_cookies.ChoiceCookieMiddleware": 615,  # before a circle is seen
    "dvcrawler.middlewares.cookie_redirects.CookieRedirectMiddleware": 610,  # before redirects are followed
    "dvcrawler.run.optional.Cookies": 700,  # as Scrapy has it
    "dvcrawler.politeness.throttle.ThrottleMiddleware": 970,
    "dvcrawler.politeness.archive_backoff.ArchiveBackoff": 980,
    "dvcrawler.middlewares.archive.ArchiveMiddleware": 990,
    "dvcrawler.middlewares.replay.OriginalMiddleware": 995,
}
#: An index query costs a web archive more than a page does: at most 24 a minute.
DOWNLOAD_SLOTS = {"wayback-index": {"concurrency": 1, "delay": 2.5, "jitter": 0}}
#: Nearest to the spider: it drops nine in ten of the links on a page, which need not pass through the others.
SPIDER_MIDDLEWARES = {
    "dvcrawler.frontier.incremental.IncrementalMiddleware": 1050,
    "dvcrawler.middlewares.own_spiders.OwnSpiderMiddleware": 1040,
}
ITEM_PIPELINES = {
    "dvcrawler.pipelines.normalize.NormalizePipeline": 100,
    "dvcrawler.pipelines.validate.ValidatePipeline": 200,
    "dvcrawler.pipelines.plausibility.PlausibilityPipeline": 400,
    "dvcrawler.pipelines.store.StorePipeline": 900,
}
#: Scrapy's, without
#: - MemoryUsage, replaced by run.limits: it counts the memory of the parent process too;
#: - FeedExporter: the store is the only output, and feeds lose and duplicate articles after a kill;
#: - LogStats and SpiderState;
#: - those in run.optional.
EXTENSIONS_BASE = {
    "scrapy.extensions.corestats.CoreStats": 0,
    "scrapy.extensions.logcount.LogCount": 0,
    "scrapy.extensions.memdebug.MemoryDebugger": 0,
    "scrapy.extensions.closespider.CloseSpider": 0,
    "scrapy.extensions.throttle.AutoThrottle": 0,
}
EXTENSIONS = {
    "dvcrawler.run.session.RunSession": 10,
    "dvcrawler.run.limits.Limits": 20,
    "dvcrawler.run.optional.TelnetConsole": 0,
    "dvcrawler.run.optional.RemoteControl": 0,
}
#: Sends a host's requests to another address over plain HTTP: "baonamdinh.vn=127.0.0.1:8000,…".
DVCRAWLER_CONNECT_TO = os.environ.get("DVCRAWLER_CONNECT_TO", "")
DOWNLOAD_HANDLERS = {
    "http": "dvcrawler.network.downloadhandlers.SiteHandler",
    "https": "dvcrawler.network.downloadhandlers.SiteHandler",
}
#: IPv4 and IPv6, public addresses only: neither a page nor DNS can direct a request into a private network.
TWISTED_DNS_RESOLVER = "dvcrawler.network.resolver.PublicResolver"
#: Hosts that may have private addresses, for crawling an intranet: "news.corp.example,10.1.2.3".
DVCRAWLER_PRIVATE_HOSTS = os.environ.get("DVCRAWLER_PRIVATE_HOSTS", "")

# --- runs and data --------------------------------------------------------------------------------
#: Sites that `crawl` crawls when none is named, separated by spaces or commas; or `--all`.
DVCRAWLER_SITES = ""
#: The data folder, unless --data is given; or a shared store, "s3://bucket/prefix".
DVCRAWLER_DATA = os.environ.get("DVCRAWLER_DATA") or "data"
#: Where this machine's copies of shared stores are; empty for the user's folder for state. It needs room for
#: all that a command reads, and holds what could not be published yet.
DVCRAWLER_SHARED_FOLDER = ""
#: Seconds between two publications of a site during a run. A machine that dies loses what it has
#: stored since; a minute is 60 articles, and costs three requests to the store.
DVCRAWLER_PUBLISH_SECONDS = 60
#: Number of objects of a site in a shared store from which on the next run joins those of ended runs; 0 for
#: never. As many as one request lists: an hourly run adds four, so that is every ten days.
DVCRAWLER_COMPACT_OBJECTS = 1000
#: The web archives that `source=wayback` and `source=commoncrawl` ask, unless `archive=` names another; empty
#: for the Internet Archive and for Common Crawl's index.
DVCRAWLER_WAYBACK = ""
DVCRAWLER_COMMONCRAWL = ""
#: Where `source=commoncrawl` reads WARC records, with range requests.
DVCRAWLER_COMMONCRAWL_FILES = "https://data.commoncrawl.org"
#: Archives every response as WARC. With 0, `capture` is null in the records.
DVCRAWLER_ARCHIVE = True
#: Bytes per WARC file. 1 GB is customary among web archives, and copies within minutes.
DVCRAWLER_WARC_SIZE = 1_000_000_000
#: Pictures and documents that are kept with the articles: "images", "documents", both with a comma, or ""
#: for none, unless `-a media=` says otherwise. Off, because they multiply requests and disk space.
DVCRAWLER_MEDIA = os.environ.get("DVCRAWLER_MEDIA", "")
#: Number of files requested in a run, which takes 17 minutes at one a second: an hourly run then has
#: time for its articles, and a backlog shrinks by 24,000 a day.
DVCRAWLER_MAX_MEDIA = 1000
#: Bytes of one file. Photos have 0.1 to 2 MB, scanned decisions up to 8 MB; a larger record could be
#: neither shown nor checked in one piece, as with pages.
DVCRAWLER_MEDIA_BYTES = LARGEST_PAGE
#: Megabytes (10^6 bytes) of files in a run: 1,000 usual photos. Below it no run fills a disk by surprise.
DVCRAWLER_MEDIA_MB = 500
#: Pictures of one article, and documents. Photo stories have dozens; to name thousands is a trap.
DVCRAWLER_MEDIA_PER_ARTICLE = 100
#: Sections visited in a run that finds nothing new. With home page, feeds and robots.txt it stays within 30
#: requests. Other sections take turns, the longest unvisited first.
DVCRAWLER_QUIET_SECTIONS = 16
#: Sections followed from a home page. Some dozens are usual; thousands are a trap.
DVCRAWLER_MAX_SECTIONS = 500
#: Sitemaps fetched in one run. Most papers have fewer than ten; one a month makes 180 in 15 years.
DVCRAWLER_MAX_SITEMAPS = 1000
#: Stored articles fetched again for corrections in a run that finds nothing new. Every new article adds the
#: number of its own revisits (DVCRAWLER_LOOK_AGAIN_HOURS), so that a daily run keeps up too.
DVCRAWLER_REVISITS = 8
#: Minutes and requests after which a run ends with exit code 17; the next run continues. 0 means no limit.
#: The first crawl of a large paper takes a day; meanwhile runs from cron find the site locked (16).
DVCRAWLER_MAX_MINUTES = 0.0
DVCRAWLER_MAX_REQUESTS = 0
#: Disk space left free for the rest of the machine. Below it no run starts or continues (exit code 15).
DVCRAWLER_MIN_FREE_MB = 200
#: A crawl of all sites needs 150 MB; more than this is a leak or an attack (exit code 17).
MEMUSAGE_LIMIT_MB = 1024
#: Pages of one section that are followed in a run; a calendar has no last page.
DVCRAWLER_MAX_PAGES = 5000
#: Hours until the first and the second revisit. News is corrected within a day, rarely within a week;
#: `-a revisit=` finds later changes.
DVCRAWLER_LOOK_AGAIN_HOURS = (24, 168)
#: Hours until a page that failed or could not be read is retried; doubles with every attempt.
DVCRAWLER_RETRY_HOURS = 6
#: Share of unread pages above which the site counts as changed (exit code 13).
DVCRAWLER_UNREAD_SHARE = 0.2

#: Number of newest runs that health looks at: nearly three months of hourly runs, years of daily ones.
DVCRAWLER_HEALTH_RUNS = 2000
#: The command that `health` pipes its report to if anything is wrong, unless --notify is given.
DVCRAWLER_NOTIFY = ""
#: Seconds that `health --notify` waits for its command; a mail program takes a few.
DVCRAWLER_NOTIFY_SECONDS = 60

# --- cluster --------------------------------------------------------------------------------------
#: The Postgres database of `dvcrawler cluster`: "postgresql://user@host:5432/database".
DVCRAWLER_CLUSTER = os.environ.get("DVCRAWLER_CLUSTER", "")
#: When each site is due: five fields as in crontab, in Vietnam's time. Hourly, as deploy/crontab has it.
DVCRAWLER_CLUSTER_TIMES = "0 * * * *"
#: Seconds without a heartbeat after which a worker's sites are given to others; the same on all machines.
#: Longer than a restart of Postgres takes, and shorter than anybody waits for news.
DVCRAWLER_CLUSTER_LEASE = 60
#: Sites that a worker crawls at the same time, each in a process of 80 to 150 MB.
DVCRAWLER_CLUSTER_JOBS = 4

# --- logs -----------------------------------------------------------------------------------------
#: DEBUG takes 1.17 times the CPU time, and mail from cron should be short.
LOG_LEVEL = "INFO"
LOG_FORMATTER = "dvcrawler.logs.QuietFormatter"
LOG_FORMAT = "%(asctime)s %(levelname)s %(message)s"
#: "plain" or "json", unless --log-format is given.
DVCRAWLER_LOG_FORMAT = os.environ.get("DVCRAWLER_LOG_FORMAT") or "plain"
#: Bytes at which the log file (--logfile) is rotated; 10 MB hold the lines of some 70,000 pages.
DVCRAWLER_LOG_BYTES = 10_000_000
#: Number of log files, including the active one: crawl.log, crawl.log.1, crawl.log.2.
DVCRAWLER_LOG_FILES = 3
#: The run record has the counters.
STATS_DUMP = False
