"""Put the accountable tables under witness."""

from django.db import migrations

from luoshi.audit.witness import AppendOnly, WitnessTable


class Migration(migrations.Migration):
    dependencies = [('plans', '0001_initial'), ('audit', '0002_append_only')]
    operations = [
        WitnessTable("plans_plan"),
        WitnessTable("plans_line"),
        WitnessTable("plans_revision"),
        WitnessTable("plans_provision"),
        WitnessTable("plans_measure"),
        WitnessTable("plans_measureunit"),
        WitnessTable("plans_measurelink"),
        WitnessTable("plans_targetmention"),
        WitnessTable("plans_projectmention"),
        WitnessTable("plans_mechanismmention"),
        WitnessTable("plans_readingproblem"),
        WitnessTable("plans_adoption"),
        AppendOnly("plans_correction"),
    ]
