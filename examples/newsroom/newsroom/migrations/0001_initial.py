import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('broadsheet_articles', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='LiveBlog',
            fields=[
                ('article_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='broadsheet_articles.article')),
                ('is_over', models.BooleanField(default=False, help_text='Nothing more will be added.', verbose_name='is over')),
            ],
            options={
                'verbose_name': 'live blog',
            },
            bases=('broadsheet_articles.article',),
        ),
    ]
