"""What is typed after `dvcrawler crawl`: words that name sites and articles, and `-a` arguments."""
