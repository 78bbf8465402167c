"""Names and doses offered while typing; anything else may be typed just as well."""

from collections.abc import Iterable

SUPPLEMENTS = (
    "Vitamin D3",
    "Vitamin D2",
    "Magnesium citrate",
    "Magnesium oxide",
    "Magnesium glycinate",
    "Magnesium chloride",
    "Calcium carbonate",
    "Calcium citrate",
    "Potassium",
    "Vitamin B complex",
    "Vitamin B12",
    "Vitamin K2",
    "Vitamin E",
    "Iron",
    "Multivitamin",
    "Taurine",
    "Electrolyte drink",
)
MEDICINES = (
    "Alendronate",
    "Amlodipine",
    "Atorvastatin",
    "Bisoprolol",
    "Chlortalidone",
    "Donepezil",
    "Enalapril",
    "Formoterol",
    "Furosemide",
    "Hydrochlorothiazide",
    "Insulin",
    "Levothyroxine",
    "Losartan",
    "Metformin",
    "Naftidrofuryl",
    "Nifedipine",
    "Omeprazole",
    "Quinine",
    "Ramipril",
    "Rosuvastatin",
    "Salbutamol",
    "Salmeterol",
    "Simvastatin",
    "Spironolactone",
    "Torasemide",
    "Verapamil",
)
CONDITIONS = (
    "Type 2 diabetes",
    "Type 1 diabetes",
    "Nerve damage (neuropathy)",
    "Artery disease in the legs",
    "Kidney disease",
    "Liver disease",
    "Pregnancy",
    "Underactive thyroid",
    "Varicose veins",
    "Heart failure",
    "High blood pressure",
    "Osteoarthritis",
    "Spinal stenosis",
    "Flat feet",
    "Parkinson's disease",
)


def with_own_first(own: Iterable[str], common: Iterable[str]) -> list[str]:
    """Return the person's own earlier names, then the common ones, each name once."""
    seen: dict[str, str] = {}
    for name in (*own, *common):
        seen.setdefault(name.casefold(), name)
    return list(seen.values())
