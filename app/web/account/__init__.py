"""A person's own account: password, second factor, appearance and notifications."""
