"""One command a module. `dvcrawler.commandline` runs them; so does Scrapy's own command line."""

import sys

from dvcrawler.cli.command import DvcrawlerCommand

# Scrapy accepts only subclasses of its base command, which would make every command load Scrapy.
if "scrapy.commands" in sys.modules:
    sys.modules["scrapy.commands"].ScrapyCommand.register(DvcrawlerCommand)
