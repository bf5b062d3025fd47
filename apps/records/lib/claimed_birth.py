from apps.core.lib.dates import PartialDate


def readings(claimed: PartialDate) -> tuple[PartialDate, ...]:
    """What a record may say of somebody born on that day: the day, only its month, or only its year. Who knows less
    than the record is not believed."""
    found = [PartialDate(claimed.year)]
    if claimed.month:
        found.append(PartialDate(claimed.year, claimed.month))
    if claimed.day:
        found.append(claimed)
    return tuple(found)
