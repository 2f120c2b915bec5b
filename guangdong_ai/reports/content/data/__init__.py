"""What is told as plain data: the JSON of docs/json.md. Its keys are fixed; scripts rely on them."""
