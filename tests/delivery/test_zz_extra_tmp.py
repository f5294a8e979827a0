from tests.delivery.test_nginx import *
from tests.delivery.test_nginx import __all__ as _a
from tests.delivery import test_nginx as T
import time
from broadsheet.delivery.store import Store, Baked
site=T.site; door=T.door; alone=T.alone; article=T.article
for n in list(globals()):
    if n.startswith("test_"): del globals()[n]

def test_two_versions_of_one_second_have_marks_of_their_own(site, door):
    put_aside(site, "/aside/", b"first")
    before = wire.ask(door, "/aside/").get("ETag")
    put_aside(site, "/aside/", b"other")
    assert wait_until(lambda: wire.ask(door, "/aside/").body == b"other", patience=5)
    assert wire.ask(door, "/aside/").get("ETag") != before

def test_a_folder_that_is_not_trusted_is_not_served(site, alone, article):
    assert wire.ask(alone, article).status == 200
    site.store.state.trusted = False
    assert wait_until(lambda: wire.ask(alone, article).status == 503, patience=5)
    site.store.state.trusted = True
    assert wait_until(lambda: wire.ask(alone, article).status == 200, patience=5)

def test_a_page_that_is_being_written_for_the_first_time_is_not_read(tmp_path):
    store = Store(tmp_path)
    page = Baked("/x/", "", b"body", [("Content-Type", "text/html; charset=utf-8")])
    import gzip
    g = gzip.compress(page.body, 9, mtime=0)
    store._begin(page, "visitor/x/index.html", "m", T._nothing())
    store._write(tmp_path / "visitor/x/index.html", page.body, g)
    assert store.read("/x/", frozenset()) is None

def test_junk(site):
    assert wire.ask(site.port, "/").status == 200
    assert wire.ask(site.port, "/", headers=[("Cookie", "a=" + "b"*16384)]).status == 400
    assert wire.ask(site.port, "a").status == 404
