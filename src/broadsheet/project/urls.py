"""Every address of a Broadsheet site. docs/contracts/addresses.md lists them."""

from csp.decorators import csp_replace
from django.conf import settings
from django.urls import include, path, re_path
from django.views.generic import RedirectView
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.urls import serve_pattern
from wagtail.utils.urlpatterns import decorate_urlpatterns

from broadsheet.articles import serving
from broadsheet.publication import sockets

handler404 = "broadsheet.publication.views.not_found"
handler500 = "broadsheet.publication.views.server_error"
handler400 = "broadsheet.publication.views.bad_request"
handler403 = "broadsheet.publication.views.forbidden"

desk = decorate_urlpatterns([*wagtailadmin_urls.urlpatterns], csp_replace(settings.DESK_POLICY))

urlpatterns = [
    # There is one door for signing in.
    path("desk/login/", RedirectView.as_view(pattern_name="sign-in", query_string=True)),
    path("desk/", include(desk)),
    *(path("", include(urls)) for _room, urls in sockets.URLS.plugs()),
    re_path(serve_pattern, serving.page, name="wagtail_serve"),
]
