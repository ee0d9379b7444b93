"""A sync with Odoo, once its people and leave have been read: decided, shown, written."""
