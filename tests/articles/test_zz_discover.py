import sys; sys.path.insert(0,'/tmp/matrix')
import pytest, time, collections, logging
from desk_addresses import address_of as adr
from tests.worlds import kept, committed
from tests.articles.secrets_world import *
from tests.house.surfaces import desk_surfaces, public_surfaces
from wagtail.models import *
pytestmark = pytest.mark.django_db
@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    logging.disable(logging.CRITICAL)
    with kept(django_db_blocker):
        t=time.time()
        with committed():
            w=World(); w.open_the_paper()
        print("open", time.time()-t)
        with committed():
            w.keep_secrets()
        print("built", time.time()-t)
        yield w
@pytest.fixture
def _django_db_helper(world): pass
def facts(world, s):
    sec=world.secrets[s]
    rev=Revision.objects.filter(object_id=str(sec.pk)).order_by("-pk").first()
    from broadsheet.articles.models import Author, Topic
    ws=WorkflowState.objects.first(); ts=TaskState.objects.first()
    return dict(page=sec.pk, section=world.city.pk, sea=world.sea.pk, picture=sec.picture.pk, document=sec.document.pk,
      revision=rev.pk if rev else 1, task_state=ts.pk, workflow_state=ws.pk, task=Task.objects.first().pk, workflow=Workflow.objects.first().pk,
      collection=Collection.objects.get(name="City").pk, link="00000000-0000-0000-0000-000000000000", author_pk=Author.objects.get(slug=f"zq{s}author").pk, topic_pk=Topic.objects.get(slug=f"zq{s}topic").pk)
def test_x(world):
    F={s:facts(world,s) for s in (State.DRAFT, State.EMBARGOED)}
    out=[]
    extra=["/desk/choose-page/search/?q=zq","/desk/pages/search/?q=zqdraftheadline","/desk/choose-page/search/?q=zqdraftheadline&page_type=broadsheet_articles.article","/desk/api/main/pages/?child_of=%d&fields=*"%world.city.pk,"/desk/api/main/pages/?type=broadsheet_articles.Article&fields=*","/desk/images/?q=zqdraftpicture","/desk/images/chooser/?q=zqdraftpicture"]
    tot=time.time()
    for s in [None]+desk_surfaces():
        if s is None:
            rows=[(u,u) for u in extra]
        elif "failwhale" in s.route or "logout" in s.route or "chosen-multiple" in s.route: continue
        else:
            rows=[(s.route, adr(s.route))]
        for route,a in rows:
            res={}
            for role in STAFF:
                parts=collections.Counter(); codes=set()
                for st in (F if "{" in a and "{section}" not in a else [State.DRAFT]):
                    u=a.format(**F[st]) if s else a
                    t=time.time()
                    try: r=ask(world.clients[role],u)
                    except Exception as e: codes.add(repr(e)[:80]); continue
                    codes.add(r.status)
                    for (x,p) in world.found_in(r,u): parts[str(p)]+=1
                res[role]=(codes, dict(parts))
            out.append((a, {str(r):(sorted(map(str,c)),' '.join(sorted(p))) for r,(c,p) in res.items()}))
    print("total",time.time()-tot)
    with open('/tmp/matrix/desk.txt','w') as f:
        for a,r in out:
            f.write(a+"\n")
            for k,v in r.items(): f.write(f"     {k:16} {v[0]} {v[1]}\n")
