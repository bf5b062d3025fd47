"""The files of events: a year's calendar comes as a table. New ones are drafts, which are published at their desks."""

from datetime import datetime
from typing import Any, ClassVar
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import gettext as _
from import_export.fields import Field
from import_export.widgets import CharWidget, Widget

from apps.chapters.models import Chapter
from apps.core.admin import ChoiceWidget, CodeWidget, FileResource, NumberWidget
from apps.core.lib.dates import ThaiDateError, parse_thai_date
from apps.events.actions import event_rows
from apps.events.lib.clock import ClockError, parse_clock
from apps.events.lib.prices import PriceError, parse_price, plain_price
from apps.events.models import Event, TicketType
from apps.records.models import Province

HERE = ZoneInfo(settings.TIME_ZONE)


class MomentWidget(Widget):
    """A day and a time by the university's clock, as people write them; written as 2027-03-31 18.30."""

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> Any:
        if not value:
            return None
        day_text, _space, clock_text = str(value).strip().rpartition(" ")
        try:
            day, clock = parse_thai_date(day_text), parse_clock(clock_text)
        except (ThaiDateError, ClockError):
            day = None
        if day is None or not day.is_full:
            raise ValueError(_("“%(value)s” is no day and time such as 31/3/2570 18.30.") % {"value": value})
        return datetime.combine(day.first_day, clock, HERE)

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        if not value:
            return ""
        local = value.astimezone(HERE)
        return f"{local.date().isoformat()} {local.hour}.{local.minute:02}"


class PriceWidget(Widget):
    """Baht; 0 for what is free."""

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> Any:
        try:
            return parse_price(str(value)) if value else 0
        except PriceError:
            raise ValueError(_("“%(value)s” is no price in baht.") % {"value": value}) from None

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        return plain_price(value or 0)


class YesNoWidget(Widget):
    """1 or 0, yes or no."""

    YES, NO = {"1", "yes", "true", "ใช่"}, {"0", "no", "false", "ไม่", "ไม่ใช่", ""}

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> Any:
        said = str(value or "").strip().lower()
        if said not in self.YES | self.NO:
            raise ValueError(_("“%(value)s” is neither yes (1) nor no (0).") % {"value": value})
        return said in self.YES

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        return "1" if value else "0"


def text(name: str) -> Field:
    return Field(name, widget=CharWidget())


class EventFile(FileResource):
    """Told by the event's web address, which its maker chooses for a new one."""

    actions: ClassVar[Any] = event_rows
    slug, title_th, title_en = text("slug"), text("title_th"), text("title_en")
    summary_th, summary_en, text_ = text("summary_th"), text("summary_en"), Field("text", "text", CharWidget())
    text_en = text("text_en")
    chapter = Field("chapter", widget=CodeWidget(Chapter, field="slug"))
    kind = Field("kind", widget=ChoiceWidget(Event.Kind))
    starts_at, ends_at = Field("starts_at", widget=MomentWidget()), Field("ends_at", widget=MomentWidget())
    place, address, contact = text("place"), text("address"), text("contact")
    province = Field("province", widget=CodeWidget(Province, field="code"))
    online, seats = Field("online", widget=YesNoWidget()), Field("seats", widget=NumberWidget())

    class Meta:
        model = Event
        import_id_fields = ("slug",)
        fields = (
            *("slug", "chapter", "title_th", "title_en", "summary_th", "summary_en", "text_", "text_en", "kind"),
            *("starts_at", "ends_at", "place", "address", "province", "online", "seats", "contact"),
        )
        export_order = fields

    def get_queryset(self) -> Any:
        return super().get_queryset().select_related("chapter", "province").order_by("starts_at", "slug")


class TicketFile(FileResource):
    """Told by the event and the ticket's name."""

    actions: ClassVar[Any] = event_rows
    title = TicketType._meta.verbose_name_plural
    event = Field("event", widget=CodeWidget(Event, field="slug"))
    name_th, name_en = text("name_th"), text("name_en")
    price_satang, capacity = Field("price_satang", widget=PriceWidget()), Field("capacity", widget=NumberWidget())

    class Meta:
        model = TicketType
        import_id_fields = ("event", "name_th")
        fields = ("event", "name_th", "name_en", "price_satang", "capacity")
        export_order = fields

    def get_queryset(self) -> Any:
        return super().get_queryset().select_related("event").order_by("event__starts_at", "event__slug", "order")
