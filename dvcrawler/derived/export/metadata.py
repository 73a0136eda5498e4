"""Describes an exported folder for other programs, as a Data Package and in Croissant.

No file has its time of creation; the date in them is that of the newest capture.
"""

import hashlib
import json
from pathlib import Path
from typing import Any

from dvcrawler.derived.export.columns import DESCRIPTIONS, TYPES

NAME = "vietnamese-provincial-news"
_TITLE = "Vietnamese provincial news (dvcrawler export)"
_RIGHTS = "All rights remain with the newspapers and bodies that published the articles."
_PARQUET = "application/vnd.apache.parquet"
#: The file name that mlcroissant expects.
_CROISSANT_PARQUET = "application/x-parquet"
_CROISSANT_TYPES = {"integer": "sc:Integer", "date": "sc:Date", "datetime": "sc:DateTime"}
_LANGUAGES = ["vi", "en"]
_CONTEXT: dict[str, Any] = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "sc": "https://schema.org/",
    "cr": "http://mlcommons.org/croissant/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "dct": "http://purl.org/dc/terms/",
    "conformsTo": "dct:conformsTo",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "examples": {"@id": "cr:examples", "@type": "@json"},
    **{
        name: f"cr:{name}"
        for name in (
            "citeAs column equivalentProperty extract field fileObject fileProperty fileSet format includes"
            " isLiveDataset jsonPath key md5 parentField path recordSet references regex repeated replace"
            " samplingRate separator source subField transform".split()
        )
    },
}


def write_metadata(folder: Path, file: str, newest: str | None) -> None:
    """Writes `datapackage.json` and `croissant.json` about the Parquet file in `folder`.

    `newest`: the time of the newest capture, None if nothing was exported.
    """
    size, digest = _measure(folder / file)
    _write(folder / "datapackage.json", _make_data_package(file, digest, newest))
    _write(folder / "croissant.json", _make_croissant(file, size, digest, newest))


def _make_data_package(file: str, digest: str, newest: str | None) -> dict[str, Any]:
    fields = [
        {"name": name, "type": _choose_table_type(name), "description": text}
        for name, text in DESCRIPTIONS.items()
    ]
    resource = {
        "name": "articles",
        "path": file,
        "format": "parquet",
        "mediatype": _PARQUET,
        "hash": f"sha256:{digest}",
        "schema": {"fields": fields, "primaryKey": ["id", "revision"]},
    }
    package: dict[str, Any] = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": NAME,
        "title": _TITLE,
        "description": _RIGHTS,
        "resources": [resource],
    }
    return package | ({"created": newest} if newest else {})


def _choose_table_type(name: str) -> str:
    """Table Schema knows lists as JSON text only; those of Parquet are typed values."""
    found = TYPES.get(name, "string")
    return "any" if found == "array" else found


def _make_croissant(file: str, size: int, digest: str, newest: str | None) -> dict[str, Any]:
    """Nested columns are left out, because the flat ones have the same content."""
    names = [name for name in DESCRIPTIONS if TYPES.get(name) != "array" or name == "tags"]
    return {
        "@context": _CONTEXT,
        "@type": "sc:Dataset",
        "name": NAME,
        "conformsTo": "http://mlcommons.org/croissant/1.0",
        "description": f"Articles of Vietnam's provincial news portals, as dvcrawler stored them. {_RIGHTS}",
        "url": f"https://example.invalid/{NAME}",
        "license": _RIGHTS,
        "creator": {"@type": "sc:Organization", "name": "The publishers named in each article"},
        "citeAs": "Cite each article with its newspaper, day and address.",
        "version": "1.0.0",
        "inLanguage": _LANGUAGES,
        **({"datePublished": newest[:10]} if newest else {}),
        "distribution": [_describe_file(file, size, digest)],
        "recordSet": [
            {
                "@type": "cr:RecordSet",
                "@id": "articles",
                "name": "articles",
                "key": [{"@id": "articles/id"}, {"@id": "articles/revision"}],
                "field": [_describe_field(name) for name in names],
            }
        ],
    }


def _describe_file(file: str, size: int, digest: str) -> dict[str, str]:
    return {
        "@type": "cr:FileObject",
        "@id": "articles.parquet",
        "name": "articles.parquet",
        "contentUrl": file,
        "contentSize": f"{size} B",
        "sha256": digest,
        "encodingFormat": _CROISSANT_PARQUET,
    }


def _describe_field(name: str) -> dict[str, Any]:
    source = {"fileObject": {"@id": "articles.parquet"}, "extract": {"column": name}}
    field: dict[str, Any] = {
        "@type": "cr:Field",
        "@id": f"articles/{name}",
        "name": name,
        "description": DESCRIPTIONS[name],
        "dataType": _CROISSANT_TYPES.get(TYPES.get(name, ""), "sc:Text"),
        "source": source,
    }
    return field | ({"repeated": True} if name == "tags" else {})


def _measure(path: Path) -> tuple[int, str]:
    """Length and SHA-256 of a file."""
    with path.open("rb") as file:
        return path.stat().st_size, hashlib.file_digest(file, "sha256").hexdigest()


def _write(path: Path, value: dict[str, Any]) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, indent=1) + "\n", "utf-8")
