"""Regions, units, names, groups, accounts, holidays. Terms are dated: from a day (included) until a day (excluded)."""

from typing import ClassVar

from django.contrib.auth import get_backends
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.hashers import check_password
from django.db import models
from django.db.models import F, Q


def dated(name: str) -> models.CheckConstraint:
    """A term that ends must end after it began."""
    return models.CheckConstraint(condition=Q(until=None) | Q(since=None) | Q(until__gt=F("since")), name=name)


class Region(models.Model):
    """An administrative division (GB/T 2260)."""

    code = models.CharField(max_length=6, primary_key=True)
    name = models.CharField(max_length=60)
    short_name = models.CharField(max_length=30)
    kind = models.CharField(max_length=20)
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children")

    class Meta:
        ordering = ("code",)

    def __str__(self) -> str:
        return self.name


class Unit(models.Model):
    """A unit that answers for something. `confirmed` is False until a person has recognised a proposed unit."""

    name = models.CharField(max_length=80)
    full_name = models.CharField(max_length=120)
    kind = models.CharField(max_length=40, default="")
    region = models.ForeignKey(Region, models.PROTECT, null=True)
    confirmed = models.BooleanField(default=True)
    since = models.DateField(null=True)
    until = models.DateField(null=True)

    class Meta:
        ordering = ("id",)
        constraints = (dated("unit_term"),)

    def __str__(self) -> str:
        return self.name


class UnitSuccession(models.Model):
    """From `since` on `unit` answers for what `former` did, or for a part of it; `former` ends that day (机构改革)."""

    former = models.ForeignKey(Unit, models.PROTECT, related_name="successions")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="origins")
    kind = models.CharField(max_length=8)
    since = models.DateField()

    class Meta:
        ordering = ("since", "id")
        constraints = (
            models.UniqueConstraint(fields=("former", "unit"), name="succession_once"),
            models.CheckConstraint(condition=~Q(former=F("unit")), name="succession_of_another"),
            models.CheckConstraint(condition=Q(kind__in=("rename", "merge", "split", "abolish")), name="reform_kind"),
        )

    def __str__(self) -> str:
        return f"{self.former_id} to {self.unit_id}"


class UnitGroup(models.Model):
    """A name that stands for several units: 各县市政府."""

    name = models.CharField(max_length=80, unique=True)
    confirmed = models.BooleanField(default=True)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return self.name


class GroupMember(models.Model):
    """A unit belongs to a group for a time."""

    group = models.ForeignKey(UnitGroup, models.CASCADE, related_name="members")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="memberships")
    since = models.DateField(null=True)
    until = models.DateField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("group", "unit", "since"), name="member_once"),
            dated("member_term"),
        )

    def __str__(self) -> str:
        return f"{self.unit_id} in {self.group_id}"


class UnitName(models.Model):
    """A spelling (`key`, see rules.unit_names) and the one unit or group it means."""

    key = models.CharField(max_length=120, unique=True)
    printed = models.CharField(max_length=120)
    unit = models.ForeignKey(Unit, models.CASCADE, null=True, related_name="names")
    group = models.ForeignKey(UnitGroup, models.CASCADE, null=True, related_name="names")

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(unit=None, group__isnull=False) | Q(unit__isnull=False, group=None), name="name_means_one"
            ),
        )

    def __str__(self) -> str:
        return self.printed


class AccountManager(BaseUserManager["Account"]):
    """Finds accounts by user name; accounts are made by `actions.create_account`."""


class Account(AbstractBaseUser):
    """A person who signs in."""

    username = models.CharField(max_length=60, unique=True)
    name = models.CharField(max_length=60)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="accounts")
    is_active = models.BooleanField(default=True)
    last_login = None  # a change at every sign-in that nobody signed; the sessions know who was here

    objects: ClassVar[AccountManager] = AccountManager()
    held: frozenset[str] | None = None

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        ordering = ("username",)

    def __str__(self) -> str:
        return self.name

    def check_password(self, raw_password: str | None) -> bool:
        """Whether it is the password. Unlike Django's, it never rewrites the stored hash behind our back."""
        return check_password(raw_password, self.password)

    def has_perm(self, perm: str) -> bool:
        """Whether a role held today allows it (access.RoleBackend)."""
        return any(backend.has_perm(self, perm) for backend in get_backends() if hasattr(backend, "has_perm"))


class RoleGrant(models.Model):
    """An account holds a role (rules.roles) for a time."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="grants")
    role = models.CharField(max_length=40)
    since = models.DateField()
    until = models.DateField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("account", "role", "since"), name="grant_once"),
            dated("grant_term"),
        )

    def __str__(self) -> str:
        return f"{self.account_id} {self.role}"


class Holiday(models.Model):
    """A day on which people work or do not work against what the day of the week says: 法定节假日, 调休上班日."""

    day = models.DateField(unique=True)
    works = models.BooleanField()
    name = models.CharField(max_length=40)
    source = models.CharField(max_length=80)

    class Meta:
        ordering = ("day",)

    def __str__(self) -> str:
        return f"{self.day} {self.name}"


class SignInFailure(models.Model):
    """A wrong password, counted to slow guessing down. Not accountable; cleared by a right one."""

    username = models.CharField(max_length=60)
    address = models.CharField(max_length=45)
    at = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=("username", "at")), models.Index(fields=("address", "at")))

    def __str__(self) -> str:
        return f"{self.username} {self.at}"
