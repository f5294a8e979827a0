import pytest
from tests.paper import *
pytestmark=pytest.mark.django_db
def test_x(client, django_assert_num_queries):
    import time
    p=make_picture(size=(1200,900)); a=make_article(lead_picture=p)
    t=time.time(); r=client.get(a.url); print(time.time()-t, r.status_code)
    from broadsheet.publication.models import Rendition
    rs=list(Rendition.objects.all()); print([(x.filter_spec,x.width,x.height,x.file.name) for x in rs])
    client.get(rs[0].url)
    with django_assert_num_queries(3):
        r=client.get(rs[0].url); print(r.status_code, r.headers)
