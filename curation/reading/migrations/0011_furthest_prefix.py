from django.db import migrations, models

# Of texts as they are now: for what was read until today nothing tells of an earlier one.
FILL = """
update reading_reading reading
set furthest_prefix = substr(left(source.text, reading.furthest), greatest(1, reading.furthest - 63))
from curation_source source
where source.id = reading.source_id and reading.furthest > 0
    and reading.first_ended_at is null and reading.furthest <= length(source.text)
"""


class Migration(migrations.Migration):

    dependencies = [
        ('reading', '0010_told_for'),
    ]

    operations = [
        migrations.AddField(
            model_name='reading',
            name='furthest_prefix',
            field=models.CharField(blank=True, editable=False, max_length=64),
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
    ]
