"""KPIs and their readings: the numbers behind trends and goal progress (docs/product.md, "The week")."""

from datetime import date
from decimal import Decimal
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base


class KpiDirection(StrEnum):
    HIGHER = "higher"
    LOWER = "lower"


class ReadingSource(StrEnum):
    FORM = "form"
    CSV = "csv"
    API = "api"
    ODOO = "odoo"
    DEMO = "demo"


class Kpi(Base):
    __tablename__ = "kpis"

    id: Mapped[int] = mapped_column(sa.Identity(), primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    unit: Mapped[str] = mapped_column(default="")
    direction: Mapped[KpiDirection]
    """Which way is better."""
    smallest_change: Mapped[Decimal] = mapped_column(default=Decimal(0))
    """The smallest change that matters, in the KPI's unit over the trend's weeks."""
    active: Mapped[bool] = mapped_column(default=True, server_default=sa.true())
    """A retired KPI keeps its readings and is no longer offered."""


class KpiReading(Base):
    __tablename__ = "kpi_readings"
    __table_args__ = (sa.UniqueConstraint("employee_id", "kpi_id", "read_on"),)

    id: Mapped[int] = mapped_column(sa.Identity(), primary_key=True)
    employee_id: Mapped[int] = mapped_column(sa.ForeignKey("employees.id"))
    kpi_id: Mapped[int] = mapped_column(sa.ForeignKey("kpis.id"))
    read_on: Mapped[date]
    value: Mapped[Decimal]
    source: Mapped[ReadingSource] = mapped_column(default=ReadingSource.FORM)
