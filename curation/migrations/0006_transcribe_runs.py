from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("curation", "0005_sameness"),
    ]

    operations = [
        migrations.AlterField(
            model_name="run",
            name="kind",
            field=models.CharField(
                choices=[
                    ("read", "Read an upload"),
                    ("embed", "Embed and judge sources"),
                    ("group", "Group passages into themes"),
                    ("digest", "Compose a digest"),
                    ("feed", "Check a feed"),
                    ("transcribe", "Write down a recording"),
                    ("recording", "Get a recording"),
                ],
                max_length=10,
            ),
        ),
    ]
