"""Reading people and leave from Odoo: XML-RPC for versions up to 18, JSON-2 from 19 on, behind one interface."""
