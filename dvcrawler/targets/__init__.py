"""Interprets the words after `dvcrawler crawl`: names of sites and articles, and `-a` arguments."""
