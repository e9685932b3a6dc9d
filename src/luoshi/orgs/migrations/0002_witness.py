"""Put the accountable tables under witness."""

from django.db import migrations

from luoshi.audit.witness import WitnessTable


class Migration(migrations.Migration):
    dependencies = [('orgs', '0001_initial'), ('audit', '0002_append_only')]
    operations = [
        WitnessTable("orgs_region", key="code"),
        WitnessTable("orgs_unit"),
        WitnessTable("orgs_unitgroup"),
        WitnessTable("orgs_groupmember"),
        WitnessTable("orgs_unitname"),
        WitnessTable("orgs_account"),
        WitnessTable("orgs_rolegrant"),
        WitnessTable("orgs_holiday"),
    ]
