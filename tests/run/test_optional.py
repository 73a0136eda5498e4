"""Components of Scrapy that are off are not loaded, and work where a setting switches them on."""

import subprocess
import sys

import pytest
from scrapy.downloadermiddlewares.cookies import CookiesMiddleware
from scrapy.exceptions import NotConfigured
from scrapy.settings import default_settings as scrapys
from scrapy.utils.misc import build_from_crawler
from scrapy.utils.test import get_crawler

from dvcrawler import settings as ours
from dvcrawler.run import optional

#: Components of Scrapy that the project does without, or has its own for.
LEFT_OUT = {
    "OffsiteMiddleware",
    "RobotsTxtMiddleware",
    "HttpCompressionMiddleware",
    "CookiesMiddleware",
    "TelnetConsole",
    "RemoteControl",
    "MemoryUsage",
    "FeedExporter",
    "LogStats",
    "SpiderState",
}
CODE = """
import os, sys
os.environ["SCRAPY_SETTINGS_MODULE"] = "dvcrawler.settings"
from scrapy.utils.project import get_project_settings
for kind in ("EXTENSIONS", "DOWNLOADER_MIDDLEWARES"):
    get_project_settings().get_component_priority_dict_with_base(kind)
print(*(name for name in ("aiohttp", "tldextract", "requests", "twisted.conch") if name in sys.modules))
"""


@pytest.mark.parametrize("name", ["EXTENSIONS_BASE", "DOWNLOADER_MIDDLEWARES_BASE"])
def test_all_other_components_of_scrapy_are_as_scrapy_has_them(name):
    kept = {
        path: at for path, at in getattr(scrapys, name).items() if path.rpartition(".")[2] not in LEFT_OUT
    }
    assert getattr(ours, name) == kept


def test_components_that_are_off_are_not_loaded():
    ended = subprocess.run([sys.executable, "-c", CODE], capture_output=True, text=True, check=True)
    assert ended.stdout.split() == []


@pytest.mark.parametrize("component", [optional.Cookies, optional.TelnetConsole, optional.RemoteControl])
def test_a_component_that_is_off_says_nothing_and_is_not_loaded(component, monkeypatch):
    monkeypatch.setattr(optional, "import_module", None)
    crawler = get_crawler(settings_dict={component.switch: False})
    with pytest.raises(NotConfigured) as raised:
        build_from_crawler(component, crawler)
    assert raised.value.args == ()


@pytest.mark.parametrize("component", [optional.Cookies, optional.TelnetConsole, optional.RemoteControl])
def test_each_replaces_a_component_of_scrapy_and_its_switch(component):
    assert component.path in {**scrapys.EXTENSIONS_BASE, **scrapys.DOWNLOADER_MIDDLEWARES_BASE}
    assert hasattr(scrapys, component.switch)


def test_a_setting_switches_it_on():
    crawler = get_crawler(settings_dict={"COOKIES_ENABLED": "1"})
    assert isinstance(build_from_crawler(optional.Cookies, crawler), CookiesMiddleware)
