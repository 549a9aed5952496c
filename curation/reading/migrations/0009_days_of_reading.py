"""The days of a reader: how many minutes each has, and how far they came in a text on it."""

import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('reading', '0008_explained_is_read'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ReadingHabit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('minutes', models.PositiveSmallIntegerField(default=20, validators=[django.core.validators.MinValueValidator(5), django.core.validators.MaxValueValidator(240)])),
                ('seen_on', models.DateField(blank=True, null=True)),
                ('seen_before', models.DateField(blank=True, null=True)),
                ('owner', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='reading_habit', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='Stretch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField()),
                ('start', models.PositiveIntegerField()),
                ('end', models.PositiveIntegerField()),
                ('reading', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='stretches', to='reading.reading')),
            ],
            options={
                'ordering': ['day', 'id'],
                'indexes': [models.Index(fields=['day', 'reading'], name='stretches_of_a_day')],
                'constraints': [models.UniqueConstraint(fields=('reading', 'day'), name='one_stretch_per_reading_and_day')],
            },
        ),
    ]
