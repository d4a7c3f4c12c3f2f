"""Words by which a number is how much something changed: "the fall was 7 %", "una corrección de 2 por ciento"."""

from __future__ import annotations

import re

CHANGE = re.compile(
    r"\b(?:(?:fall|drop|dip|slide|decline|decrease|rise|jump|climb|surge|increase|growth|reduction|correction|revision"
    r"|difference|change|gap)\b(?:\s+(?:in|of|from|between|since)\s[\w ,/]{1,30}?)?\s+"
    r"(?:was|is|of|came to|comes to|amounts? to|stands at)"
    r"|(?:baja|caída|descenso|disminución|reducción|alza|aumento|incremento|crecimiento|corrección|revisión|diferencia"
    r"|variación|ajuste|repunte|rebote|retroceso|salto|desplome),?(?:\s+(?:de|del|en|entre|desde)\s[\w ,/]{1,30}?)?\s+"
    r"(?:(?:es|fue|era|ha sido|sería|se queda|queda|quedó) (?:de|en)|de)"
    r"|(?:queda|redução|diminuição|recuo|alta|aumento|crescimento|correção|revisão|diferença|variação|ajuste|salto|tombo"
    r"|avanço),?(?:\s+(?:de|do|da|em|entre|desde)\s[\w ,/]{1,30}?)?\s+(?:(?:é|foi|era|fica|ficou) (?:de|em)|de))"
    r"\s+(?:\w+\s+)?$",
    re.I,
)
"""Before a share, that it is how much what was told rose or fell."""

BEFORE_THAT = re.compile(
    r"\b(?:(?:the\s+)?(?:previous|prior|preceding)\s+(?:period|year|month|quarter)|(?:period|year) before"
    r"|(?:el|del|al)\s+(?:periodo|período|año|mes|trimestre)\s+(?:anterior|previo)"
    r"|(?:no|do|ao)\s+(?:período|ano|mês|trimestre)\s+anterior)\b[^,;.:]*$",
    re.IGNORECASE,
)
"""Before a change, that it is that of an earlier time: "in the previous period the rise had been 16 %"."""
