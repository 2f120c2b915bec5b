"""What people and programs read: content (what is told), wording (how it is said) and formats (how it is laid out)."""
