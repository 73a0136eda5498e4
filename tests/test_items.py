import dataclasses
import json

from dvcrawler.items import RECORD_FIELDS, Article
from dvcrawler.schema import load_schema


def test_a_record_has_the_schemas_keys_in_the_contracts_order(make_record):
    assert tuple(make_record(1)) == RECORD_FIELDS == tuple(f.name for f in dataclasses.fields(Article))
    assert set(load_schema()["properties"]) == set(RECORD_FIELDS)


def test_a_record_is_plain_data(make_record):
    record = make_record(1)
    assert json.loads(json.dumps(record)) == record
