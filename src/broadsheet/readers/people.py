"""People as the desk sees them: who has an account, and with which roles.

Only somebody who may do everything (a superuser) may make, change or remove
somebody who may do everything; a publisher keeps everybody else.
"""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from wagtail.users.views.users import CreateView, EditView, UserViewSet

from broadsheet.readers.forms import NewPersonForm, PersonForm


def keep_hands_off(request: HttpRequest, people: Any) -> None:
    """Raise PermissionDenied when somebody would touch a person who may do more than they."""
    if not request.user.is_superuser and any(person.is_superuser for person in people):
        raise PermissionDenied


class _WithinReach:
    """A form in which nobody can give what they have not."""

    request: HttpRequest

    def get_form(self, *args: Any, **kwargs: Any) -> Any:
        form = super().get_form(*args, **kwargs)  # type: ignore[misc]
        if not self.request.user.is_superuser:
            form.fields.pop("is_superuser", None)
        return form


class AddPerson(_WithinReach, CreateView):
    """Somebody new."""


class ChangePerson(_WithinReach, EditView):
    """Somebody's name, address, password, roles."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        keep_hands_off(request, [self.object])
        response: HttpResponse = super().dispatch(request, *args, **kwargs)
        return response


class People(UserViewSet):
    """Takes the place of Wagtail's, which asks for a first and a last name."""

    add_view_class = AddPerson
    edit_view_class = ChangePerson
    create_template_name = "wagtailadmin/generic/create.html"
    edit_template_name = "wagtailadmin/generic/edit.html"

    def get_form_class(self, for_update: bool = False) -> type[PersonForm]:
        return PersonForm if for_update else NewPersonForm
