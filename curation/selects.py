"""A choice among many, written in one pass: Django renders a template for each of its options."""

from django import forms
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString


class ManyChoices(forms.Select):
    """As `Select` without groups of options."""

    def render(self, name: str, value: object, attrs: object = None, renderer: object = None) -> SafeString:
        chosen = {str(one) for one in self.format_value(value)}
        rows = ((key, " selected" if str(key) in chosen else "", label) for key, label in self._told())
        options = format_html_join("", '<option value="{}"{}>{}</option>', rows)
        named = self.build_attrs(self.attrs, {**(attrs or {}), "name": name})  # type: ignore[dict-item]
        return format_html("<select{}>{}</select>", flatatt(named), options)

    def _told(self) -> list[tuple[object, object]]:
        return [("" if key is None else key, label) for key, label in self.choices]
