"""Who acts: units, their officers, and whoever else has an account."""

from luoshi.orgs.models import Account, Unit


class Persons:
    """The accounts of the demonstration at hand."""

    def __init__(self) -> None:
        self.units = {unit.name: unit for unit in Unit.objects.all()}
        self.names = {unit.pk: name for name, unit in self.units.items()}
        self.accounts = {each.username: each for each in Account.objects.select_related("unit").order_by("pk")}
        self._officers: dict[int, Account] = {}
        for account in Account.objects.filter(grants__role="liaison").select_related("unit").order_by("pk"):
            if account.unit_id:
                self._officers.setdefault(account.unit_id, account)

    def of(self, unit: int) -> Account | None:
        """The liaison officer of a unit, if it has one."""
        return self._officers.get(unit)

    def signers(self, unit: int) -> dict[str, Account]:
        """Who signs inside a unit, by step."""
        held = {"liaison": "clerk", "section_head": "section", "unit_head": "head"}
        found = Account.objects.filter(unit=unit, grants__role__in=held).order_by("-pk")
        return {held[role]: self.accounts[name] for name, role in found.values_list("username", "grants__role")}
