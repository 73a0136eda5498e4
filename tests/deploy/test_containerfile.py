"""A look at the Containerfile as hadolint takes it, and at the lock file that it installs from."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "deploy/Containerfile").read_text("utf-8")


def instructions(text):
    """(NAME, rest) of each instruction, continued lines joined, without comments."""
    lines = "\n".join(line for line in text.splitlines() if not line.lstrip().startswith("#"))
    joined = re.sub(r"\\\n\s*", "", lines)
    return [tuple(line.split(None, 1)) for line in joined.splitlines() if line.strip()]


def faults(text):
    """What a careful reader would refuse, by name."""
    found = instructions(text)
    rest = [(name, words) for name, words in found if name != "FROM"]
    bases = [words.split()[0] for name, words in found if name == "FROM"]
    users = [words for name, words in found if name == "USER"]
    runs = " ; ".join(words for name, words in found if name == "RUN")
    checks = {
        "a base without an exact tag or digest": any(
            not re.search(r":\d+\.\d+\.\d+-|@sha256:", b) for b in bases
        ),
        "a base without its registry": any("/" not in base for base in bases),
        "one stage": len(bases) < 2,
        "latest": any(":latest" in base for base in bases),
        "root at the end": not users or users[-1].split(":")[0] in ("root", "0") or rest[-1][0] == "RUN",
        "a user that Kubernetes cannot prove not to be root": not re.match(r"[1-9]\d*", (users or [""])[-1]),
        "ADD": any(name == "ADD" for name, _ in found),
        "a script out of the network": re.search(r"(curl|wget)\b", runs),
        "an install without hashes": any(
            "--require-hashes" not in line and "--no-index" not in line
            for line in re.findall(r"pip install[^;&]*", runs)
        ),
        "a cache that is kept": runs.count("pip install") != runs.count("--no-cache-dir"),
        "everything copied": any(n == "COPY" and re.match(r"(?:--\S+ )*\. ", w) for n, w in found),
        "sudo": "sudo" in runs,
        "a command through a shell": any(
            name in ("CMD", "ENTRYPOINT") and not words.startswith("[") for name, words in found
        ),
    }
    return [name for name, is_so in checks.items() if is_so]


def test_nothing_is_wrong_with_the_containerfile():
    assert faults(TEXT) == []


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ("python:3.13.9-slim-bookworm\n", "python:latest\n", "latest"),
        ("USER 10001:10001\n", "", "root at the end"),
        ("USER 10001:10001\n", "USER dvcrawler\n", "a user that Kubernetes cannot prove not to be root"),
        ("--require-hashes ", "", "an install without hashes"),
        ("COPY dvcrawler/ dvcrawler/", "COPY . .", "everything copied"),
        ("COPY dvcrawler/ dvcrawler/", "ADD https://x/ /x", "ADD"),
        ("RUN install", "RUN curl x | sh && install", "a script out of the network"),
        ('CMD ["crawl", "--all"]', "CMD crawl --all", "a command through a shell"),
    ],
)
def test_a_fault_of_the_containerfile_is_named(old, new, named):
    assert old in TEXT
    assert named in faults(TEXT.replace(old, new))


def test_what_is_copied_is_there_and_let_through():
    """The ignore file shuts everything out but what the instructions take."""
    ignore = (ROOT / ".containerignore").read_text("utf-8").splitlines()
    let_through = {line[1:].rstrip("/") for line in ignore if line.startswith("!")}
    copied = {
        word.rstrip("/")
        for name, words in instructions(TEXT)
        if name == "COPY" and not words.startswith("--from")
        for word in words.split()[:-1]
    }
    assert "*" in ignore
    assert copied == let_through
    assert [name for name in copied if not (ROOT / name).exists()] == []


def lock(name):
    """Version and number of hashes, by package."""
    text = (ROOT / name).read_text("utf-8")
    blocks = re.findall(r"^([a-z0-9._-]+)==([^ ;\\]+)(.*?)(?=^[a-z]|\Z)", text, re.M | re.S)
    return {package: (version, rest.count("--hash=sha256:")) for package, version, rest in blocks}


def test_the_images_lock_is_a_part_of_the_developers_lock():
    small, large = lock("deploy/requirements.lock"), lock("requirements.lock")
    differing = [name for name, (version, _) in small.items() if large.get(name, ("",))[0] != version]
    assert not differing, f"run make lock: {differing}"
    assert [name for name, (_, hashes) in small.items() if not hashes] == []


def test_the_images_lock_holds_every_dependency_and_no_developers_tool():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    small = lock("deploy/requirements.lock")
    needed = {Requirement(text).name for text in project["project"]["dependencies"]}
    assert needed <= set(small), "run make lock"
    tools = {Requirement(text).name for text in project["dependency-groups"]["dev"]} - needed
    assert tools & set(small) == {"setuptools"}
