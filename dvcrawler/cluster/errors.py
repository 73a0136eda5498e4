"""Why a job ends before its crawl is done."""


class GivenBackError(Exception):
    """The job was not done; another attempt is due after `seconds`."""

    def __init__(self, seconds: int = 0):
        super().__init__("given back")
        self.seconds = seconds


class LostLeaseError(Exception):
    """The worker was counted as dead and its jobs were given to others."""
