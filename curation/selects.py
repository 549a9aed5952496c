"""A choice among many, written in one pass: Django renders a template for each of its options."""

from collections.abc import Container
from html import escape

from django import forms
from django.forms.utils import flatatt
from django.utils.html import format_html
from django.utils.safestring import SafeString


class ManyChoices(forms.Select):
    """As `Select` without groups of options."""

    def render(self, name: str, value: object, attrs: object = None, renderer: object = None) -> SafeString:
        chosen = {str(one) for one in self.format_value(value)}
        options = "".join(_option(str(key), str(label), chosen) for key, label in self._told())
        named = self.build_attrs(self.attrs, {**(attrs or {}), "name": name})  # type: ignore[dict-item]
        return format_html("<select{}>{}</select>", flatatt(named), SafeString(options))

    def _told(self) -> list[tuple[object, object]]:
        return [("" if key is None else key, label) for key, label in self.choices]


def _option(key: str, label: str, chosen: Container[str]) -> str:
    return f'<option value="{escape(key)}"{" selected" if key in chosen else ""}>{escape(label)}</option>'
