"""Our own kinds of page."""

from django.db import models
from wagtail.admin.panels import FieldPanel

from broadsheet.articles.models import Article


class LiveBlog(Article):
    """An article that is written while something happens."""

    is_over = models.BooleanField("is over", default=False, help_text="Nothing more will be added.")

    template = "newsroom/live_blog.html"
    varies_on = Article.varies_on | {"friend"}
    content_panels = [*Article.content_panels, FieldPanel("is_over")]

    class Meta:
        verbose_name = "live blog"
