"""Options that choose what is shown: of two values argparse would take the last and ignore the other."""

import argparse
from collections.abc import Sequence
from typing import Any


class Once(argparse.Action):
    """Takes one value, also where it is repeated; a second one is an error."""

    def __call__(
        self,
        parser: argparse.ArgumentParser,
        namespace: argparse.Namespace,
        values: str | Sequence[Any] | None,
        option_string: str | None = None,
    ) -> None:
        held = getattr(namespace, self.dest, None)
        if held is not None and held != values:
            raise argparse.ArgumentError(self, "it is given twice; give one value")
        setattr(namespace, self.dest, values)
