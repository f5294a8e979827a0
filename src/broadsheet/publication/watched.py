"""The masthead's tables from which public pages are made."""

from broadsheet.delivery.watch import Watched

TABLES = [
    Watched("broadsheet_publication.Publication"),
    Watched("broadsheet_publication.Masthead", part_of="publication"),
    Watched("broadsheet_publication.MenuLink", part_of="publication"),
    Watched(
        "broadsheet_publication.Picture", quiet=("uploaded_by_user", "collection", "file_hash")
    ),
    # Sizes are made while a page is made; what was made before does not miss them.
    Watched("broadsheet_publication.Rendition", part_of="image", born_quietly=True),
    # What shows a picture is asked by the picture.
    Watched("wagtailcore.ReferenceIndex", part_of="to_object_id"),
    Watched("wagtaildocs.Document", quiet=("uploaded_by_user", "collection", "file_hash")),
]
