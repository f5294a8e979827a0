"""Model fields."""

from typing import Any

from django.db import models
from wagtail.blocks import StreamBlock
from wagtail.fields import StreamField


class LateStreamField(StreamField):
    """A StreamField whose block definitions stay out of migrations.

    A newsroom that adds a block must not need a migration inside Broadsheet's
    own app. The price: a data migration sees raw JSON
    (docs/decisions/0005-blocks-outside-migrations.md).
    """

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, path, _args, kwargs = super().deconstruct()
        kwargs.pop("block_lookup", None)
        return name, path, [[]], kwargs

    def __init__(self, block_types: Any = (), *args: Any, **kwargs: Any) -> None:
        super().__init__(block_types or StreamBlock([]), *args, **kwargs)


class LowerEmailField(models.EmailField[str, str]):
    """An address in one normal form: without blanks around it, in lower case."""

    def to_python(self, value: Any) -> Any:
        value = super().to_python(value)
        return value.strip().lower() if isinstance(value, str) else value

    def get_prep_value(self, value: Any) -> Any:
        return self.to_python(super().get_prep_value(value))
