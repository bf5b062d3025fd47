from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


class Bilingual(models.Model):
    """A thing with a Thai and an English name."""

    name_th = models.CharField(_("name in Thai"), max_length=200)
    name_en = models.CharField(_("name in English"), max_length=200, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return self.name_en if get_language() == "en" and self.name_en else self.name_th


class Country(Bilingual):
    """A country by its ISO 3166-1 code."""

    code = models.CharField(_("code"), max_length=2, primary_key=True)

    class Meta:
        verbose_name = _("country")
        verbose_name_plural = _("countries")


class Province(Bilingual):
    """One of Thailand's 77 provinces, Bangkok among them, by the interior ministry's code."""

    code = models.CharField(_("code"), max_length=2, primary_key=True)
    region = models.CharField(_("region"), max_length=20)
    region_th = models.CharField(_("region in Thai"), max_length=40)
    region_nso = models.CharField(_("statistical region"), max_length=20)
    abbr_th = models.CharField(_("abbreviation in Thai"), max_length=8)
    abbr_en = models.CharField(_("abbreviation in English"), max_length=8)
    postcode_prefixes = models.JSONField(_("first digits of postcodes"), default=list)
    aliases = models.JSONField(_("also written"), default=list, blank=True)

    class Meta:
        verbose_name = _("province")
        verbose_name_plural = _("provinces")
