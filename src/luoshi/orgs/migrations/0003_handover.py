import django.db.models.deletion
from django.db import migrations, models

from luoshi.audit.witness import WitnessTable


class Migration(migrations.Migration):

    dependencies = [
        ('audit', '0002_append_only'),
        ('orgs', '0002_witness'),
    ]

    operations = [
        migrations.CreateModel(
            name='UnitSuccession',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=8)),
                ('since', models.DateField()),
                ('former', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='successions', to='orgs.unit')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='origins', to='orgs.unit')),
            ],
            options={
                'ordering': ('since', 'id'),
                'constraints': [models.UniqueConstraint(fields=('former', 'unit'), name='succession_once'), models.CheckConstraint(condition=models.Q(('former', models.F('unit')), _negated=True), name='succession_of_another'), models.CheckConstraint(condition=models.Q(('kind__in', ('rename', 'merge', 'split', 'abolish'))), name='reform_kind')],
            },
        ),
        WitnessTable("orgs_unitsuccession"),
    ]
