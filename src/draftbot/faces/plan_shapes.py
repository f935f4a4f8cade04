"""The JSON shapes of a plan: which past reports a draft rests on, and why."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from draftbot.domain import Plan
from draftbot.faces.shape import Shape, Told
from draftbot.messages import Language


class PlannedReportShape(Shape):
    id: str
    title: str
    unit: str
    year: int | None
    genre: str
    share: Literal["whole", "part", "general"] = Field(description="api.plan_share")
    is_own: bool = Field(description="api.plan_own")
    likeness: float = Field(description="api.plan_likeness")
    why: Told = Field(description="api.plan_why")
    is_chosen: bool = Field(description="api.plan_chosen")
    is_of_other_trade: bool = Field(description="api.plan_other_trade")


class PlanShape(Shape):
    """The reports for a request, best first."""

    rung: Literal["own", "like", "genre", "none"] = Field(description="api.plan_rung")
    topic: str = Field(description="api.plan_topic")
    trade: str = Field(description="api.plan_trade")
    is_told: bool = Field(description="api.plan_told")
    reports: list[PlannedReportShape]

    @classmethod
    def of(cls, plan: Plan, language: Language) -> PlanShape:
        return cls.in_language(plan, language)
