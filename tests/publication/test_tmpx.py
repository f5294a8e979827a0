import pytest
from tests.paper import *
from wagtail.models import ReferenceIndex
from broadsheet.publication.models import Publication
pytestmark=pytest.mark.django_db
def test_x(client):
    p=make_picture(); make_article()
    print(ReferenceIndex.is_indexed(Publication), Publication in ReferenceIndex.tracked_models)
    x=Publication.objects.get(); x.share_picture=p; x.save()
    print(ReferenceIndex.objects.values_list("model_path","object_id","content_type__model","to_content_type__model"))
    from wagtail.tasks import update_reference_index_task
    r=update_reference_index_task.enqueue("broadsheet_publication","publication",str(x.pk)); print(r.status,r.errors)
    print(ReferenceIndex.objects.values_list("model_path","object_id","content_type__model","to_content_type__model"))
