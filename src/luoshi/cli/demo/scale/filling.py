"""Fill an empty database and say how far it is. Imported once Django is ready."""

import time

from luoshi.cli.demo.scale.sizes import STANDS, Size
from luoshi.cli.demo.scale.writing import write
from luoshi.orgs.models import Unit


def fill(size: Size, password: str) -> int:
    """The exit code: 2 when the database holds something already."""
    if Unit.objects.exists():
        print("数据库里已有数据。请换一个空库或空的数据目录。 The database holds something: use an empty one.")
        return 2
    began = time.monotonic()
    for number in write(size, password):
        if (number + 1) % max(size.plans // 10, 1) == 0:
            print(f"    {number + 1} / {size.plans}  {time.monotonic() - began:.0f} s", flush=True)
    print(f"数据停在 {STANDS:%Y-%m-%d}。 The data stand at {STANDS:%Y-%m-%d}. LUOSHI_REGION={size.region}")
    return 0
