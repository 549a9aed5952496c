"""What was explained before there were passes has been read: its explanation stays in sight."""

from django.db import migrations


def end_pass_1_of_what_is_explained(apps, schema_editor):
    explanations = apps.get_model("reading", "Explanation").objects.exclude(made_at=None)
    readings = apps.get_model("reading", "Reading")
    for source, owner, made_at in explanations.values_list("source_id", "owner_id", "made_at").iterator():
        defaults = {"owner_id": owner, "first_ended_at": made_at, "first_ended": "reader"}
        readings.objects.get_or_create(source_id=source, defaults=defaults)


class Migration(migrations.Migration):
    dependencies = [("reading", "0007_selections_and_levels")]

    operations = [migrations.RunPython(end_pass_1_of_what_is_explained, migrations.RunPython.noop)]
