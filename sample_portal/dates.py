"""How each layout prints the day of publication."""

from datetime import datetime

from sample_portal.plan import Plan
from sample_portal.recipes import LEGACY, PARTY

_WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ Nhật")


def print_date(plan: Plan) -> str:
    """The date line as the article's page shows it, with its wrong time where it has one."""
    day, layout = plan.published, plan.recipe.layout
    if layout == LEGACY:
        return f"Cập nhật lúc{day:%H:%M}, {_WEEKDAYS[day.weekday()]}, {day:%d/%m/%Y} (GMT+7)"
    if layout == PARTY:
        printed = f"{_numbered_weekday(day)}, Ngày {day:%d / %m / %Y}"
        return f"Nhập ngày: {printed}" if plan.site.name == "phunu" else printed
    if plan.migrated:
        # As on the real site: the minutes are the month, and the hour has lost its am or pm.
        return f"{2 + day.hour % 8:02d}:{day:%m, %d/%m/%Y}"
    return f"{day:%H:%M, %d/%m/%Y}"


def print_list_date(day: datetime) -> str:
    """As the old list pages print it below the first title."""
    return f"Cập nhật lúc: {day:%H:%M} |{day:%d/%m/%Y}"


def _numbered_weekday(day: datetime) -> str:
    return "Chủ nhật" if day.weekday() == 6 else f"Thứ {day.weekday() + 2}"
