"""The demo company: invented people, what they say on the phone, and 26 weeks of mornings."""
