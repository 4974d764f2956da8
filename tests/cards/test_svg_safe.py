from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cards.media import PICTURES
from cards.svg_safe import safe_svg
from kparole.uploads.errors import UploadRefused

SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 10 10"{more}>{inside}</svg>'


def svg(inside: str = "", more: str = "") -> bytes:
    return SVG.format(inside=inside, more=more).encode()


@pytest.mark.parametrize("path", sorted(PICTURES.glob("*.svg")), ids=lambda path: path.stem)
def test_our_own_drawings_come_in_whole_and_the_second_time_unchanged(path: object) -> None:
    content = path.read_bytes()  # type: ignore[attr-defined]
    made = safe_svg(content)
    assert safe_svg(made) == made
    for name in (b"<path", b"<circle", b"<rect", b" fill=", b" transform="):
        assert made.count(name) == content.count(name)


BAD = {
    "<script>alert(1)</script>": "un script",
    "<g><script href='x.js'/></g>": "un script",
    "<style>*{fill:url(http://x)}</style>": "une feuille de style",
    "<foreignObject><p/></foreignObject>": r"une page web \(foreignObject\)",
    "<image href='data:image/png;base64,AA'/>": "une autre image",
    "<use href='http://ailleurs.test/a.svg#b'/>": "un lien vers un autre fichier",
    "<use xlink:href='//ailleurs.test'/>": "un lien vers un autre fichier",
    "<path href='#a'/>": "un lien vers un autre fichier",
    "<a href='#x'><path/></a>": "un lien",
    "<rect onclick='x()'/>": r"une action \(« onclick »\)",
    "<rect ONLOAD='x()'/>": "une action",
    "<rect fill='url(http://ailleurs.test)'/>": r"une valeur inattendue \(« fill »\)",
    r"<rect fill='u\72l(http://ailleurs.test)'/>": "une valeur inattendue",
    "<rect style='fill:url(//ailleurs.test)'/>": "une valeur inattendue",
    "<rect style='background:url(//ailleurs.test)'/>": "un style qui va chercher autre chose",
    r"<rect style='b:\75 rl(x)'/>": "un style qui va chercher autre chose",
    "<rect fill='javascript:x'/>": "une valeur inattendue",
    "<text>Nadia</text>": "du texte écrit",
    "<animate attributeName='x'/>": "une animation",
    "<set attributeName='href' to='x'/>": "une animation",
    "<filter id='f'/>": "des effets",
    "<rect id='a b'/>": "un identifiant qui n'en est pas un",
    "<truc/>": "un élément « truc »",
    "<g id='a'><use href='#a'/></g>": "une copie de lui-même",
    "<g id='a'><use href='#b'/></g><g id='b'><use href='#a'/></g>": "une copie de lui-même",
}


@pytest.mark.parametrize(("inside", "said"), BAD.items())
def test_what_could_act_or_fetch_is_refused_and_named(inside: str, said: str) -> None:
    with pytest.raises(UploadRefused, match=said) as caught:
        safe_svg(svg(inside))
    assert re.fullmatch(
        r"Ce dessin SVG contient .*\. Enregistrez-le autrement, ou donnez-le en PNG\.", str(caught.value)
    )


@pytest.mark.parametrize(
    "head",
    [
        '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">',
        '<!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>',
        '<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
    ],
)
def test_declarations_and_entities_are_refused(head: str) -> None:
    with pytest.raises(UploadRefused, match="une déclaration DOCTYPE ou des entités"):
        safe_svg(head.encode() + svg())


def test_what_grows_without_end_is_refused() -> None:
    copies = "".join(
        f"<g id='a{n}'>{f'<use href=%a{n - 1}%/>'.replace('%', chr(34)).replace('a', '#a', 1) * 10}</g>"
        for n in range(1, 9)
    )
    with pytest.raises(UploadRefused, match="trop lourd"):
        safe_svg(svg("<g id='a0'><path d='M0 0'/></g>" + copies))
    with pytest.raises(UploadRefused, match="trop lourd"):
        safe_svg(svg("<g>" * 60 + "</g>" * 60))
    with pytest.raises(UploadRefused, match="trop lourd"):
        safe_svg(svg("<path/>" * 5_001))
    with pytest.raises(UploadRefused, match="trop lourd"):
        safe_svg(svg("<path d='" + "M0 0" * 200_000 + "'/>"))


def test_copies_one_inside_another_without_end_are_refused() -> None:
    chain = "".join(f"<g id='s{n}'>{'<g>' * 34}<use href='#s{n + 1}'/>{'</g>' * 34}</g>" for n in range(14))
    with pytest.raises(UploadRefused, match="trop lourd"):
        safe_svg(svg(f"<use href='#s0'/>{chain}<g id='s14'/>"))


def test_a_name_given_twice_stays_with_the_first_and_hides_no_growth() -> None:
    made = safe_svg(svg("<g id='a'><path/></g><g id='a'><use href='#a'/></g>"))
    assert made.count(b'id="a"') == 1
    copies = "".join(f"<g id='a{n}'>" + f"<use href='#a{n - 1}'/>" * 10 + "</g>" for n in range(1, 9))
    light = "".join(f"<g id='a{n}'/>" for n in range(9))
    with pytest.raises(UploadRefused, match="trop lourd"):
        safe_svg(svg(f"<g id='a0'><path/></g>{copies}{light}"))


@pytest.mark.parametrize(
    "bad", [b"<svg", b"<html/>", b"\xff\xfe<svg/>", b"<svg xmlns='http://ailleurs.test' viewBox='0 0 1 1'/>"]
)
def test_what_is_no_drawing_is_said_to_be_damaged(bad: bytes) -> None:
    with pytest.raises(UploadRefused, match="abîmé"):
        safe_svg(bad)


@pytest.mark.parametrize("frame", ["", ' viewBox="0 0 0 10"', ' viewBox="a b c d"', ' width="100%"'])
def test_a_drawing_without_a_size_is_refused(frame: str) -> None:
    with pytest.raises(UploadRefused, match=r"(ne dit pas sa taille|valeur inattendue)"):
        safe_svg(b'<svg xmlns="http://www.w3.org/2000/svg"' + frame.encode() + b"/>")


def test_what_a_drawing_program_writes_for_itself_is_left_out_and_its_colours_stay() -> None:
    made = safe_svg(
        b"<?xml version='1.0'?><!-- Nadia --><svg xmlns='http://www.w3.org/2000/svg' xmlns:ink='http://ink.test' width='40mm' "
        b"height='30mm' ink:version='Nadia'><title>Nadia</title><metadata>Nadia</metadata><ink:view/>"
        b"<rect ink:label='Nadia' class='x' width='4' height='3' style='fill:#c00;-ink-x:Nadia;stroke : none'/></svg>"
    )
    assert b"Nadia" not in made
    assert b'viewBox="0 0 40 30"' in made
    assert b'fill="#c00"' in made
    assert b'stroke="none"' in made


def test_gradients_and_copies_inside_the_drawing_stay() -> None:
    made = safe_svg(
        svg(
            "<defs><linearGradient id='g'><stop offset='0' stop-color='#fff'/></linearGradient><g id='p'><path d='M0 0'/></g></defs>"
            "<use xlink:href='#p' fill='url(#g)'/><clipPath id='c'><rect/></clipPath><g clip-path='url(#c)'/>"
        )
    )
    for kept in (b"linearGradient", b'href="#p"', b'fill="url(#g)"', b'clip-path="url(#c)"'):
        assert kept in made


PIECES = st.sampled_from(
    ["<g>", "</g>", "<path d='M0 0'/>", "<use href='#a'/>", "<g id='a'>", "<rect style='fill:red;x:url(y)'/>", "<!-- -->", "&#0;",
     "<![CDATA[x]]>", "<?php ?>", "<SCRIPT/>", "<g xmlns='http://x.test'/>", "<rect x:onclick='y'/>", "\ufffe", "<stop offset='1e999'/>"]
)  # fmt: skip


@settings(max_examples=60)
@given(st.lists(PIECES, max_size=6))
def test_any_drawing_is_either_refused_or_harmless_and_stable(pieces: list[str]) -> None:
    made, said = tried(svg("".join(pieces)))
    assert made or said.endswith("PNG.")
    assert not made or safe_svg(made) == made
    assert not re.search(rb"(?i)script|onclick|url\(y|<!|<\?", made)


def tried(content: bytes) -> tuple[bytes, str]:
    """What is kept of a drawing, or why nothing is."""
    try:
        return safe_svg(content), ""
    except UploadRefused as error:
        return b"", str(error)
