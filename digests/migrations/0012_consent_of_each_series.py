from django.db import migrations, models
from django.db.models import OuterRef, Subquery

ORIGINS = [
    ("form", "Subscribed by form"),
    ("chosen", "Chosen in the preferences"),
    ("import", "Imported"),
    ("hand", "Added by hand"),
]


def hand_on(apps, schema_editor):
    """What was noted of a subscriber goes to each series that it gets."""
    reader = apps.get_model("digests", "Subscriber").objects.filter(pk=OuterRef("subscriber"))
    told = {name: Subquery(reader.values(name)[:1]) for name in ("origin", "consent")}
    apps.get_model("digests", "Subscription").objects.update(**told)


class Migration(migrations.Migration):

    dependencies = [
        ("digests", "0011_slots_starts_letters"),
    ]

    operations = [
        migrations.AddField(
            model_name="subscription",
            name="origin",
            field=models.CharField(choices=ORIGINS, default="form", max_length=6),
        ),
        migrations.AddField(
            model_name="subscription",
            name="consent",
            field=models.CharField(blank=True, help_text="What it agreed to, where and how.", max_length=300),
        ),
        migrations.AlterField(
            model_name="newsletterissue",
            name="subject",
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.RunPython(hand_on, migrations.RunPython.noop),
        migrations.RemoveField(model_name="subscriber", name="origin"),
        migrations.RemoveField(model_name="subscriber", name="consent"),
    ]
