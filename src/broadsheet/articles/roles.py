"""Who may do what at the desk: its groups, its collections, its review.

``open_desk`` makes whatever is missing and takes nothing away, so that a
newsroom may give a role more. It runs after every ``migrate``, and a section
gets its editors' group when it is made.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.apps import apps
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Q
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from broadsheet.articles.models import DeskReview, Front, Section

REPORTER = "Reporter"
PUBLISHER = "Publisher"
SECTION_EDITOR = "Section editor: "  # and the section's title
REVIEW = "Review by the section’s desk"
WORKFLOW = "the section’s desk"  # Wagtail writes “Submit to …” before it
# What Wagtail makes on an empty database; ours take their place.
WAGTAILS_OWN_GROUPS = ("Editors", "Moderators")

ADMITTED = "wagtailadmin.access_admin"
NAMES = ("author", "topic")
SEE_NAMES = [f"broadsheet_articles.view_{name}" for name in NAMES]
KEEP_NAMES = [f"broadsheet_articles.{verb}_{name}" for name in NAMES for verb in ("add", "change")]

MAY: dict[str, list[str]] = {
    REPORTER: [ADMITTED, *SEE_NAMES],
    SECTION_EDITOR: [ADMITTED, *SEE_NAMES, *KEEP_NAMES],
    PUBLISHER: [
        ADMITTED,
        *SEE_NAMES,
        *KEEP_NAMES,
        *(f"broadsheet_articles.delete_{name}" for name in NAMES),
        "broadsheet_publication.change_publication",
        *(f"wagtailredirects.{verb}_redirect" for verb in ("add", "change", "delete", "view")),
        *(f"broadsheet_readers.{verb}_reader" for verb in ("add", "change", "delete", "view")),
        *(f"auth.{verb}_group" for verb in ("add", "change", "delete", "view")),
    ],
}
CHOOSE = ["wagtailimages.choose_image", "wagtaildocs.choose_document"]
UPLOAD = ["wagtailimages.add_image", "wagtaildocs.add_document"]
MEND = ["wagtailimages.change_image", "wagtaildocs.change_document"]
CLEAR = ["wagtailimages.delete_image", "wagtaildocs.delete_document"]
COLLECT = [f"wagtailcore.{verb}_collection" for verb in ("add", "change", "delete")]
WRITE = ["wagtailcore.add_page"]
RUN = [f"wagtailcore.{verb}_page" for verb in ("add", "change", "publish", "lock", "unlock")]
RULE = [*RUN, "wagtailcore.bulk_delete_page"]


@transaction.atomic
def open_desk() -> None:
    """Make every group, collection and the review that the desk needs, where they are missing."""
    _make_permissions()
    if not Group.objects.filter(name=REPORTER).exists():
        # They belong to no one here, and would let whoever is put in them publish anywhere.
        Group.objects.filter(name__in=WAGTAILS_OWN_GROUPS, user=None).delete()
    for name in (REPORTER, PUBLISHER):
        _group(name, MAY[name])
    root = Collection.get_first_root_node()
    if root is not None:
        _allow_in(root, _group(REPORTER), CHOOSE)
        _allow_in(root, _group(PUBLISHER), [*CHOOSE, *UPLOAD, *MEND, *CLEAR, *COLLECT])
    _open_review()
    for front in Front.objects.all():
        open_front(front)
    for section in Section.objects.all():
        open_section(section)


@transaction.atomic
def open_front(front: Front) -> None:
    """Let publishers do everything from the front down."""
    _allow_on(front, _group(PUBLISHER), RULE)


@transaction.atomic
def open_section(section: Section) -> None:
    """Give a section its editors and its collection under its name, and let reporters in."""
    reporters = _group(REPORTER)
    _allow_on(section, reporters, WRITE)
    editors = editors_of(section) or _group(_free_name(section), MAY[SECTION_EDITOR])
    if not editors.name.startswith(_name(section)):
        editors.name = _free_name(section)
        editors.save(update_fields=["name"])
    _allow_on(section, editors, RUN)
    root = Collection.get_first_root_node()
    if root is None:
        return
    _allow_in(root, editors, CHOOSE)
    collection = _collection(section, editors, root)
    _allow_in(collection, editors, [*CHOOSE, *UPLOAD, *MEND])
    # A reporter's uploads belong to a section, whose editors may then mend a credit.
    _allow_in(collection, reporters, [*CHOOSE, *UPLOAD])


def close_section(section: Section) -> None:
    """Dissolve the editors' group of a section that is being deleted; its pictures stay."""
    if editors := editors_of(section):
        editors.delete()


def editors_of(section: Section) -> Group | None:
    """Return the group of a section's editors."""
    return (
        Group.objects.filter(name__startswith=SECTION_EDITOR, page_permissions__page=section)
        .order_by("pk")
        .first()
    )


def _open_review() -> None:
    """Put the review by the section's desk on the whole site, unless the newsroom has its own."""
    if DeskReview.objects.exists():
        return
    task = DeskReview.objects.create(name=REVIEW)
    workflow = Workflow.objects.create(name=WORKFLOW)
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    root = Page.get_first_root_node()
    if root is not None:
        WorkflowPage.objects.update_or_create(page=root, defaults={"workflow": workflow})


def _name(section: Section) -> str:
    return f"{SECTION_EDITOR}{section.title}"[:120]


def _free_name(section: Section) -> str:
    """Two sections may have one title, in two languages; two groups may not."""
    name = _name(section)
    return f"{name} ({section.slug[:26]})" if Group.objects.filter(name=name).exists() else name


def _collection(section: Section, editors: Group, root: Collection) -> Collection:
    own = Collection.objects.filter(group_permissions__group=editors).exclude(pk=root.pk)
    collection: Collection | None = own.order_by("pk").first()
    if collection is None:
        unclaimed = (
            root.get_children()
            .filter(name=section.title)
            .exclude(group_permissions__group__name__startswith=SECTION_EDITOR)
        )
        return unclaimed.first() or root.add_child(name=section.title)
    if collection.name != section.title:
        collection.name = section.title
        collection.save(update_fields=["name"])
    return collection


def _group(name: str, may: Iterable[str] = ()) -> Group:
    group, _made = Group.objects.get_or_create(name=name)
    if may:
        group.permissions.add(*_permissions(may))
    return group


def _allow_on(page: Page, group: Group, what: Iterable[str]) -> None:
    for permission in _permissions(what):
        GroupPagePermission.objects.get_or_create(
            page_id=page.pk, group=group, permission=permission
        )


def _allow_in(collection: Collection, group: Group, what: Iterable[str]) -> None:
    for permission in _permissions(what):
        GroupCollectionPermission.objects.get_or_create(
            collection=collection, group=group, permission=permission
        )


def _permissions(names: Iterable[str]) -> list[Permission]:
    wanted = Q()
    for name in names:
        label, _dot, codename = name.partition(".")
        wanted |= Q(content_type__app_label=label, codename=codename)
    return list(Permission.objects.filter(wanted))


def _make_permissions() -> None:
    """Make the permissions that roles name: this room's turn comes before their own rooms'."""
    labels = {name.partition(".")[0] for names in MAY.values() for name in names}
    labels |= {name.partition(".")[0] for name in [*CHOOSE, *COLLECT, *UPLOAD]}
    ContentType.objects.clear_cache()  # after a flush it remembers rows that are gone
    for label in sorted(labels):
        create_permissions(apps.get_app_config(label), verbosity=0)
