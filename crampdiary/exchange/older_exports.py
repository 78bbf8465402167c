"""What exports of earlier versions say otherwise, put as the present one says it."""

from collections.abc import Mapping
from typing import Any

# The first version in which each phase says who chose it; before, its treatment did.
_PHASES_SAY_WHO_CHOSE = 3


def modernised(groups: Mapping[str, Any], version: int) -> Mapping[str, Any]:
    """Return the groups of an export of any known version as the present version has them.

    What is not as any version wrote it stays as it is, for whoever checks the records.
    """
    if version >= _PHASES_SAY_WHO_CHOSE:
        return groups
    treatments, phases = groups.get("treatment"), groups.get("phase")
    if not isinstance(treatments, list):
        return groups
    chosen = {
        str(plain.get("id")): plain["prescribed"]
        for plain in treatments
        if isinstance(plain, Mapping) and "prescribed" in plain
    }
    changed = dict(groups)
    changed["treatment"] = [_without(plain, "prescribed") for plain in treatments]
    if isinstance(phases, list):
        changed["phase"] = [_with_choice(plain, chosen) for plain in phases]
    return changed


def _without(plain: object, name: str) -> object:
    if not isinstance(plain, Mapping):
        return plain
    return {key: value for key, value in plain.items() if key != name}


def _with_choice(plain: object, chosen: Mapping[str, Any]) -> object:
    if not isinstance(plain, Mapping) or str(plain.get("treatment_id")) not in chosen:
        return plain
    return {**plain, "prescribed": chosen[str(plain["treatment_id"])]}
