"""What a sync with Odoo would make of the directory, decided on plain values before anything is written."""
