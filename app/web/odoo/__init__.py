"""Odoo as HR sees it: what a sync would do, what it did, and what is left to decide."""
