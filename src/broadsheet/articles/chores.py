"""What the newsroom has to do at its time."""

from datetime import timedelta

from django.utils import timezone

from broadsheet.articles import actions, heartbeat, schedule

# An embargo that ended while nothing ran is found by the first look, which goes further back.
LOOKS_BACK = timedelta(days=1)
_looked = False


def publish_due() -> None:
    """Publish and take off what is due, let ended embargoes be seen, and leave a sign of life."""
    global _looked
    schedule.publish_due()
    actions.tell_ended_embargoes(since=timezone.now() - LOOKS_BACK if _looked else None)
    _looked = True
    heartbeat.beat()
