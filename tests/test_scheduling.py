"""The files of a run in parallel: one process each, in order, and none twice."""

from types import SimpleNamespace

import pytest

from tests.scheduling import FileScheduling, Ids

TESTS = [
    f"tests/test_{file}.py::test_{number}" for file in "abcd" for number in range(5 if file == "d" else 3)
]


class Node:
    """As much of a process of the run as is scheduled."""

    shutting_down = False

    def __init__(self, name):
        self.gateway, self.asked = SimpleNamespace(id=name), []

    def send_runtest_some(self, places):
        self.asked += places

    def shutdown(self):
        self.shutting_down = True


@pytest.fixture
def scheduled(pytestconfig, monkeypatch):
    """(scheduling, its two processes)."""
    monkeypatch.setattr(pytestconfig.option, "tx", ["popen", "popen"])
    monkeypatch.setattr(pytestconfig.option, "loadscopereorder", True)
    scheduling, nodes = FileScheduling(pytestconfig), (Node("gw0"), Node("gw1"))
    for node in nodes:
        scheduling.add_node(node)
        scheduling.add_node_collection(node, list(TESTS))
    scheduling.schedule()
    return scheduling, nodes


def run(scheduling, node):
    """Everything that the process is asked for, to its end."""
    done = 0
    while done < len(node.asked):
        scheduling.mark_test_complete(node, node.asked[done])
        done += 1


def test_every_test_is_run_once_and_a_file_by_one_process(scheduled):
    scheduling, nodes = scheduled
    for node in nodes:
        run(scheduling, node)
    asked = [[TESTS[place] for place in node.asked] for node in nodes]
    assert sorted(asked[0] + asked[1]) == TESTS
    files = [{id_.partition("::")[0] for id_ in each} for each in asked]
    assert not files[0] & files[1]
    assert scheduling.tests_finished


def test_files_are_begun_in_their_order_however_many_tests_they_hold(scheduled):
    _, nodes = scheduled
    assert [TESTS[node.asked[0]] for node in nodes] == ["tests/test_a.py::test_0", "tests/test_b.py::test_0"]


def test_files_that_were_run_are_forgotten(scheduled):
    scheduling, nodes = scheduled
    for node in nodes:
        run(scheduling, node)
    assert list(scheduling.assigned_work.values()) == [{}, {}]


def test_what_a_process_left_when_it_ended_is_given_to_another(scheduled):
    scheduling, (first, second) = scheduled
    scheduling.mark_test_complete(first, first.asked[0])
    assert scheduling.remove_node(first) == TESTS[first.asked[1]], "the test that ended it"
    run(scheduling, second)
    assert sorted(first.asked[:1] + second.asked) == list(range(len(TESTS)))


def test_a_place_is_the_first_one_that_holds_the_id():
    ids = Ids(TESTS)
    assert [ids.index(id_) for id_ in TESTS] == list(range(len(TESTS)))
    assert ids.index(TESTS[4], 2) == 4
    with pytest.raises(KeyError):
        ids.index("tests/test_e.py::test")
