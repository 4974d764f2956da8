"""Reads what a person chose on the page that prints, from the address; what cannot be is replaced by what is usual."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from cards.print_options import BY_FORMAT, MOST_LANGUAGES, Format, PrintOptions

Asked = Mapping[str, Sequence[str]]
"""What an address says after its question mark: every value under each key."""


def asked_options(asked: Asked, *, offered: Sequence[str]) -> PrintOptions:
    """The options in an address. ``offered``: the languages of the deck, the only ones that count; three of them at most.

    A box that is not ticked is not in an address: ``pour`` says for which format the boxes were shown, and those of
    another format begin as is usual for it.
    """
    form = next((one for one in Format if one.value in asked.get("format", ())), Format.A6)
    seen, usual, ticked = form.value in asked.get("pour", ()), BY_FORMAT[form], asked.get("avec", ())
    languages = tuple(code for code in dict.fromkeys(asked.get("langue", ())) if code in offered)
    return PrintOptions(
        format=form,
        languages=languages[:MOST_LANGUAGES] or ("fr",),
        backs="dos" in ticked if seen else usual.backs,
        marks="reperes" in ticked if seen else usual.marks,
        grey="noir-et-blanc" in ticked,
        test_page="calibrage" in ticked and form is not Format.SHOP,
    )


def too_many(asked: Asked, *, offered: Sequence[str]) -> bool:
    """True when more languages were ticked than a card can carry."""
    return len({code for code in asked.get("langue", ()) if code in offered}) > MOST_LANGUAGES


def address_of(key: str, options: PrintOptions) -> dict[str, str | list[str]]:
    """The same choices, to put in an address."""
    ticked = {
        "dos": options.backs,
        "reperes": options.marks,
        "noir-et-blanc": options.grey,
        "calibrage": options.test_page,
    }
    return {
        "jeu": key,
        "format": options.format.value,
        "pour": options.format.value,
        "langue": list(options.languages),
        "avec": [name for name, chosen in ticked.items() if chosen],
    }
