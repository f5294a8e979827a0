"""What the newsroom announces, after the change is saved. Ids only."""

from django.dispatch import Signal

article_published = Signal()  # article_id, first: bool (whether it was not public before)
article_unpublished = Signal()  # article_id
article_corrected = Signal()  # article_id, correction_id
correction_deleted = Signal()  # article_id, correction_id
article_withdrawn = Signal()  # article_id, withdrawal_id
