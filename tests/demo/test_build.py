"""The demo paper is built as its content says: each article in its state, each state held."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import Page

from broadsheet.articles.founding import AlreadyFounded
from broadsheet.articles.models import Article, Author, Correction, Front, PlainPage, Section
from broadsheet.demo.actions import build_paper
from broadsheet.demo.reading import read_content
from broadsheet.publication.models import Publication
from broadsheet.readers.models import Reader
from tests.worlds import committed, kept

pytestmark = pytest.mark.django_db

CONTENT = read_content()
FEW = CONTENT.only(set(CONTENT.paper["few"]))
PASSWORDS = dict.fromkeys(CONTENT.paper["accounts"], "fathom-kelp-tern")


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    with kept(django_db_blocker):
        with committed():
            build_paper(content=FEW, passwords=PASSWORDS, size_pictures=False)
        yield


@pytest.fixture
def _django_db_helper(world):
    """In place of pytest-django's: the paper is built once for this module."""


def article(slug: str) -> Article:
    return Article.objects.get(slug=slug)


def test_the_front_answers_with_what_the_desk_placed(client):
    page = client.get("/").content.decode()

    lead = page.index("Port knew for eleven months")
    assert lead < page.index(article("night-ferry-saved-by-one-vote").headline)


def test_every_article_that_is_readable_answers(client):
    readable = Article.objects.readable()

    assert len(readable) >= 10
    for one in readable:
        assert client.get(one.url).status_code == 200, one.slug


@pytest.mark.parametrize(
    "slug", ["lead-pipes-map", "lodestar-guarantee", "linna-cup-tie", "inspector-quay-report"]
)
def test_what_is_not_out_yet_is_not_there(client, slug):
    hidden = article(slug)

    assert not Article.objects.readable().filter(pk=hidden.pk).exists()
    assert client.get(hidden.url).status_code == 404


def test_each_state_is_there():
    states = {text.slug: text.facts.get("state", "live") for text in FEW.articles}

    assert set(states.values()) == {"live", "draft", "review", "scheduled", "withdrawn"}
    for slug, state in states.items():
        one = article(slug)
        assert one.live == (state == "live"), slug
        assert bool(one.current_workflow_state) == (state == "review"), slug
        assert bool(one.scheduled_revision) == (state == "scheduled"), slug
        assert hasattr(one, "withdrawal") == (state == "withdrawn"), slug


def test_an_embargoed_report_is_live_and_waits_for_its_moment():
    (slug,) = (text.slug for text in FEW.articles if text.facts.get("embargo_days"))

    assert article(slug).live
    assert article(slug).published_at > timezone.now()


def test_a_correction_carries_its_own_time_and_sets_updated():
    lead = article("north-quay-sinking")
    correction = Correction.objects.filter(article=lead).latest("noted_at")

    assert lead.published_at < correction.noted_at <= timezone.now()
    assert lead.updated_at >= correction.noted_at


def test_nothing_readable_is_from_the_future():
    for one in Article.objects.readable():
        assert one.published_at <= timezone.now()
        assert (one.updated_at or one.published_at) <= timezone.now()


def test_what_refers_to_an_article_that_is_not_here_leaves_no_trace(client):
    page = client.get(article("north-quay-sinking").url).content.decode()

    for trace in ("](", "{{", ":::", "**", "linktype"):
        assert trace not in page, trace


def test_a_text_says_days_in_its_own_language():
    hebrew = article("haratzif-shokea")
    day = timezone.localtime(hebrew.published_at, Publication.current().zone) - timedelta(days=7)

    assert f"{day.day} ב" in hebrew.words
    assert hebrew.language == "he"


def test_a_file_can_be_fetched(client):
    lead = article("survey-figures-berth-by-berth")
    (piece,) = (piece for piece in lead.body if piece.block_type == "file")

    answer = client.get(piece.value["file"].url)
    assert answer.status_code == 200
    assert b"".join(answer.streaming_content).strip()


def test_plain_pages_answer_in_their_language(client):
    assert client.get("/standards/").status_code == 200
    assert 'lang="he"' in client.get("/klalim/").content.decode()
    assert PlainPage.objects.count() == len(CONTENT.pages)


def test_the_masthead_is_drawn_in_both_scripts(client):
    publication = Publication.current()

    assert publication.masthead_in("en-gb").plate_path.startswith("M113")
    assert publication.masthead_in("he").plate_path.startswith("M")
    assert publication.masthead_in("he").plate_path[:200] in client.get("/ivrit/").content.decode()


def test_each_account_may_do_what_its_role_says():
    people = {
        role: Reader.objects.get(email=facts["email"])
        for role, facts in CONTENT.paper["accounts"].items()
    }
    city, port = Section.objects.get(slug="city"), Section.objects.get(slug="port")

    assert all(person.check_password("fathom-kelp-tern") for person in people.values())
    assert city.permissions_for_user(people["editor"]).can_publish_subpage()
    assert not port.permissions_for_user(people["editor"]).can_publish_subpage()
    assert port.permissions_for_user(people["publisher"]).can_publish_subpage()
    assert city.permissions_for_user(people["reporter"]).can_add_subpage()
    assert not city.permissions_for_user(people["reporter"]).can_publish_subpage()
    assert people["reporter"].author == Author.objects.get(slug="josune-artola")
    for role in ("reader", "member"):
        assert not people[role].has_perm("wagtailadmin.access_admin")


def test_a_paper_is_not_built_over_another():
    with pytest.raises(AlreadyFounded):
        build_paper(content=FEW, passwords=PASSWORDS)


def test_wagtails_welcome_page_is_gone():
    assert [page.specific_class for page in Page.objects.filter(depth=2)] == [Front]
