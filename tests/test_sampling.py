import pytest

from tests.sampling import tried


@pytest.fixture(scope="module")
def given(request):
    return tried(request)


@pytest.mark.parametrize(("word", "number"), [("one", 1), pytest.param("two", 2, marks=pytest.mark.slow)])
def test_a_fixture_of_a_module_knows_the_cases_of_its_tests_that_are_tried(given, request, word, number):
    assert {word, number} <= given
    names = {item.callspec.params["word"] for item in request.session.items if item.path == request.path}
    assert given == names | {{"one": 1, "two": 2}[name] for name in names}
