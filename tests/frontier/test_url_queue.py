from dvcrawler.frontier.url_queue import DiskQueue


def test_first_in_first_out_each_once():
    spool = DiskQueue()
    spool.add(f"u{number}" for number in range(5))
    assert (len(spool), bool(spool)) == (5, True)
    assert spool.take(3) == ["u0", "u1", "u2"]
    spool.add(["u5"])
    assert spool.take(10) == ["u3", "u4", "u5"]
    assert spool.take(1) == []
    assert not spool
    spool.close()
