import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("ingest", "0003_feeds"),
    ]

    operations = [
        migrations.AlterField(
            model_name="upload",
            name="origin",
            field=models.CharField(
                choices=[
                    ("file", "File"),
                    ("text", "Pasted text"),
                    ("url", "Address"),
                    ("sample", "Sample"),
                    ("feed", "Feed"),
                    ("recording", "Recording"),
                ],
                default="file",
                max_length=10,
            ),
        ),
        migrations.CreateModel(
            name="TranscribedWindow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("index", models.PositiveIntegerField()),
                ("start_ms", models.PositiveIntegerField()),
                ("end_ms", models.PositiveIntegerField()),
                ("words", models.JSONField(default=list)),
                ("language", models.CharField(blank=True, max_length=16)),
                ("model", models.CharField(max_length=100)),
                (
                    "upload",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="windows", to="ingest.upload"
                    ),
                ),
            ],
            options={
                "ordering": ["upload", "index"],
                "constraints": [models.UniqueConstraint(fields=("upload", "index"), name="windows_in_order")],
            },
        ),
    ]
