"""A quantity shared out among units."""

from decimal import ROUND_DOWN, Decimal


def even_shares(quantity: Decimal, count: int) -> list[Decimal]:
    """As equal as they can be with the decimals the quantity is written with; they add up to it, the first get more.

    >>> [str(each) for each in even_shares(Decimal(120), 7)]
    ['18', '17', '17', '17', '17', '17', '17']
    >>> [str(each) for each in even_shares(Decimal("0.5"), 2)], even_shares(Decimal(5), 0)
    (['0.3', '0.2'], [])
    """
    if not count:
        return []
    exponent = quantity.normalize().as_tuple().exponent
    step = Decimal(1).scaleb(min(int(exponent), 0)) if isinstance(exponent, int) else Decimal(1)
    each = (quantity / count).quantize(step, rounding=ROUND_DOWN)
    more = int((quantity - each * count) / step)
    return [each + step if at < more else each for at in range(count)]
