from dvcrawler.frontier.url_queue import UrlQueue


def test_first_in_first_out_each_once():
    queue = UrlQueue()
    queue.add(f"u{number}" for number in range(5))
    assert (len(queue), bool(queue)) == (5, True)
    assert queue.take(3) == ["u0", "u1", "u2"]
    queue.add(["u5"])
    assert queue.take(10) == ["u3", "u4", "u5"]
    assert queue.take(1) == []
    assert not queue
    queue.close()
