"""From a route of the desk to an address of it, about a secret."""

from __future__ import annotations

import re
from typing import Any

from wagtail.models import Collection, Revision, Task, TaskState, Workflow, WorkflowState

from broadsheet.articles.models import Author, Topic
from tests.articles.secrets_world import Part, State, World, word

PLACEHOLDER = re.compile(r"\(\?P<(\w+)>(?:[^()]|\([^()]*\))*\)|<(?:\w+:)?(\w+)>")
# A route's parameter, and what of a secret fills it.
FILLS = {
    "page_id": "page", "article_id": "page", "page_to_move_id": "page", "page_pk": "page", "object_id": "page",
    "parent_page_id": "section", "destination_id": "elsewhere", "image_id": "picture",
    "document_id": "document", "doc_id": "document", "revision_id": "revision", "task_state_id": "task_state",
    "workflow_state_id": "workflow_state", "task_id": "task", "workflow_pk": "workflow",
    "collection_id": "collection",
}  # fmt: skip
FIXED = {
    "content_type_app_name": "broadsheet_articles", "content_type_model_name": "article",
    "app_label": "broadsheet_articles", "app_name": "broadsheet_articles", "model_name": "article",
    "action_name": "publish", "action": "publish", "filter_spec": "width-480",
    "uidb64": "MQ", "token": "x", "revision_id_a": "earliest", "revision_id_b": "latest",
    "link_id": "00000000-0000-0000-0000-000000000000",
}  # fmt: skip
# What “pk” means, by the beginning of the route.
PK = {
    "desk/api/main/pages": "page", "desk/pages": "page", "desk/api/main/images": "picture",
    "desk/images": "picture", "desk/api/main/documents": "document", "desk/documents": "document",
    "desk/snippets/broadsheet_articles/author": "author", "desk/snippets/choose/broadsheet_articles/author": "author",
    "desk/snippets/broadsheet_articles/topic": "topic", "desk/snippets/choose/broadsheet_articles/topic": "topic",
    "desk/workflows/tasks": "task", "desk/workflows": "workflow", "desk/collections": "collection",
}  # fmt: skip


def template_of(route: str) -> str:
    """Return a route as an address with ``{…}`` where a secret's facts go."""
    plain = route.replace("^", "").replace("$", "").replace("\\.", ".")

    def fill(match: re.Match[str]) -> str:
        name = match[1] or match[2]
        if name == "pk":
            fits = [beginning for beginning in PK if plain.startswith(beginning)]
            return "{" + PK[max(fits, key=len)] + "}" if fits else "1"
        return FIXED.get(name) or ("{" + FILLS[name] + "}" if name in FILLS else "1")

    return "/" + PLACEHOLDER.sub(fill, plain)


def is_about_one(template: str) -> bool:
    """Say whether an address differs from secret to secret."""
    return bool(re.search(r"\{(?!section|elsewhere|task|workflow|collection)", template))


def facts_of(world: World, state: State) -> dict[str, Any]:
    """Return what fills the addresses about one secret."""
    secret = world.secrets[state]
    revision = Revision.objects.filter(object_id=str(secret.pk)).order_by("-pk").first()
    first = {
        "task": Task, "workflow": Workflow, "task_state": TaskState, "workflow_state": WorkflowState
    }  # fmt: skip
    return {
        "page": secret.pk,
        "section": world.city.pk,
        "elsewhere": world.sea.pk,
        "picture": secret.picture.pk if secret.picture else 0,
        "document": secret.document.pk,
        "revision": revision.pk if revision else 1,
        "collection": Collection.objects.get(name=world.city.title).pk,
        "author": Author.objects.get(slug=word(state, Part.AUTHOR)).pk,
        "topic": Topic.objects.get(slug=word(state, Part.TOPIC)).pk,
        "headline": word(state, Part.HEADLINE),
        "body": word(state, Part.BODY),
        "picture_title": word(state, Part.PICTURE),
        **{name: model.objects.order_by("pk")[0].pk for name, model in first.items()},
    }
