"""What a drawing may be made of, and how each thing that it may not is called in French."""

from __future__ import annotations

import re

DRAWN = {
    "svg", "g", "defs", "symbol", "use", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon",
    "linearGradient", "radialGradient", "stop", "clipPath", "mask",
}  # fmt: skip
HOLDERS = {"clipPath", "mask"}
LINKED = {"use", "linearGradient", "radialGradient"}
"""Those that may point to another piece of the same drawing."""
SILENT = {"title", "desc", "metadata"}
"""Left out without a word: they are never drawn."""
REFUSED = {
    "script": "un script",
    "style": "une feuille de style",
    "foreignObject": "une page web (foreignObject)",
    "image": "une autre image",
    "feImage": "une autre image",
    "filter": "des effets (flou, ombre)",
    "pattern": "un motif répété",
    "text": "du texte écrit",
    "a": "un lien",
    "animate": "une animation",
    "animateMotion": "une animation",
    "animateTransform": "une animation",
    "set": "une animation",
    "switch": "des variantes (switch)",
    "iframe": "une page web",
    "audio": "un son",
    "video": "une vidéo",
}
PROPERTIES = {
    "fill", "fill-opacity", "fill-rule", "stroke", "stroke-width", "stroke-opacity", "stroke-linecap", "stroke-linejoin",
    "stroke-miterlimit", "stroke-dasharray", "stroke-dashoffset", "opacity", "color", "stop-color", "stop-opacity",
    "clip-path", "clip-rule", "mask", "display", "visibility", "mask-type",
}  # fmt: skip
"""Ways to paint, as attributes or in a « style »."""
ATTRIBUTES = {
    "id", "viewBox", "preserveAspectRatio", "width", "height", "x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "rx",
    "ry", "fx", "fy", "fr", "d", "points", "transform", "offset", "gradientUnits", "gradientTransform", "spreadMethod",
    "clipPathUnits", "maskUnits", "maskContentUnits", "pathLength",
}  # fmt: skip
PLAIN_ID = re.compile(r"[^\W\d][\w.-]{0,80}", re.ASCII)
PLAIN_VALUE = re.compile(r"(?!.*(?:url|expression|src)\s*\()[\w\s.,+%#()-]*", re.IGNORECASE | re.ASCII)
LOCAL_PAINT = re.compile(r"url\(\s*(['\"]?)#[\w.-]+\1\s*\)(?:\s+[\w#]+)?", re.ASCII)
LOCAL_LINK = re.compile(r"#[\w.-]+", re.ASCII)
NUMBERS = r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?"
