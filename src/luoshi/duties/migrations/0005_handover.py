import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from luoshi.audit.witness import WitnessTable


class Migration(migrations.Migration):

    dependencies = [
        ('audit', '0002_append_only'),
        ('duties', '0004_scale'),
        ('orgs', '0003_handover'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Handover',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('since', models.DateField()),
                ('why', models.CharField(default='', max_length=300)),
                ('content', models.JSONField(default=dict)),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('leaver', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('taker', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='handovers', to='orgs.unit')),
            ],
            options={
                'ordering': ('-id',),
                'constraints': [models.CheckConstraint(condition=models.Q(('leaver', models.F('taker')), _negated=True), name='handover_to_another')],
            },
        ),
        WitnessTable("duties_handover"),
    ]
