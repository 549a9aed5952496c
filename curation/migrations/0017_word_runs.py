from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("curation", "0016_insets"),
        ("curation", "0016_practice_runs"),
    ]

    operations = [
        migrations.AlterField(
            model_name='run',
            name='kind',
            field=models.CharField(choices=[('read', 'Read an upload'), ('embed', 'Embed and judge sources'), ('group', 'Group passages into themes'), ('digest', 'Compose a digest'), ('feed', 'Check a feed'), ('transcribe', 'Write down a recording'), ('recording', 'Get a recording'), ('images', 'Get the images of an upload'), ('answer', 'Answer a question'), ('explain', 'Explain a source'), ('words', 'Explain selected words'), ('practice', "Judge a reader's answer"), ('deck', 'Make a deck'), ('judge', 'Judge sources anew')], max_length=10),
        ),
    ]
