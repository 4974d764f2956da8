"""The map of effects: what people say, as a tree sized by people, beside what the team fills by hand."""
