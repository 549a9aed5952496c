"""The operator's desk for money: calls can be read, caps can be set."""

from django.contrib import admin
from django.http import HttpRequest

from curation.ledger.amounts import dollars
from curation.models import Allowance, KeptReply, ModelCall
from curation.owned_admin import ReadOnlyAdmin


@admin.register(ModelCall)
class ModelCallAdmin(ReadOnlyAdmin):
    list_display = ("task", "model", "shown_outcome", "tokens_in", "tokens_out", "shown_cost", "seconds", "started_at")
    list_filter = ("outcome", "task", "model")
    search_fields = ("task", "model", "error")
    date_hierarchy = "started_at"

    @admin.display(description="outcome", ordering="outcome")
    def shown_outcome(self, call: ModelCall) -> str:
        return "Interrupted" if call.interrupted else call.get_outcome_display()

    @admin.display(description="cost", ordering="cost", empty_value="no price set")
    def shown_cost(self, call: ModelCall) -> str | None:
        return None if call.cost is None else dollars(call.cost)

    def has_delete_permission(self, _request: HttpRequest, _obj: object | None = None) -> bool:
        """What was spent stays spent."""
        return False


@admin.register(KeptReply)
class KeptReplyAdmin(ReadOnlyAdmin):
    """Deleting one has the model asked again."""

    list_display = ("task", "model", "used_at")
    list_filter = ("task", "model")
    search_fields = ("task", "model")


@admin.register(Allowance)
class AllowanceAdmin(admin.ModelAdmin):
    """Everybody's: who may set a cap pays for it. An account has one once it has asked a model."""

    list_display = ("owner", "monthly_cap")
    list_editable = ("monthly_cap",)
    list_select_related = ("owner",)
    search_fields = ("owner__username",)
    autocomplete_fields = ("owner",)

    def get_readonly_fields(self, _request: HttpRequest, obj: Allowance | None = None) -> tuple[str, ...]:
        return ("owner",) if obj else ()
