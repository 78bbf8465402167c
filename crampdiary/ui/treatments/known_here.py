"""The catalogues as the forms use them: with the person's own entries where a diary is open."""

from crampdiary.domain.catalogues.conditions import conditions
from crampdiary.domain.catalogues.flags import red_flags
from crampdiary.domain.catalogues.lab_tests import lab_tests
from crampdiary.domain.catalogues.medicines import medicines
from crampdiary.domain.catalogues.panels import panels
from crampdiary.domain.catalogues.supplements import supplements
from crampdiary.services.catalogues import Catalogues, catalogues_of
from crampdiary.ui.shared.session import DiarySession


def catalogues_in(session: DiarySession) -> Catalogues:
    """Return the catalogues of the open diary, or what ships with the app."""
    if session.diary is not None:
        return catalogues_of(session.diary)
    return Catalogues(
        supplements=supplements(),
        medicines=medicines(),
        conditions=conditions(),
        lab_tests=lab_tests(),
        panels=panels(),
        red_flags=red_flags(),
    )
