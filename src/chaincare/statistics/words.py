"""What tables and lines are called, in English and Dutch."""

from typing import Final

from chaincare.statistics.model import Sheet

SHEETS: Final[dict[Sheet, tuple[str, str]]] = {
    Sheet.OPEN_CASES: ("Open cases at the end of the month, by level", "Open dossiers aan het eind van de maand, per niveau"),
    Sheet.THROUGHPUT: ("Cases that came and went in the month", "Dossiers die in de maand begonnen en eindigden"),
    Sheet.REGIE: ("Regie at the end of the month", "Regie aan het eind van de maand"),
    Sheet.AGREEMENTS_RUNNING: ("Running agreements at the end of the month", "Lopende afspraken aan het eind van de maand"),
    Sheet.AGREEMENTS_SETTLED: ("Agreements settled in the month", "Afspraken die in de maand zijn afgerond"),
    Sheet.REQUESTS_ANSWERED: ("First answers to what was asked in the month", "Eerste reactie op wat in de maand is gevraagd"),
    Sheet.HELP_ACCEPTED: ("Help accepted in the month", "Hulp die in de maand is toegezegd"),
    Sheet.BOTTLENECKS_BY_REASON: ("Bottlenecks raised in cases, by reason", "Knelpunten uit dossiers, naar reden"),
    Sheet.BOTTLENECKS_BY_SECTOR: ("Bottlenecks raised in cases, by sector", "Knelpunten uit dossiers, naar sector"),
}  # fmt: skip
LINE_WORDS: Final[dict[str, tuple[str, str]]] = {
    "buurtwinkel": ("buurtwinkel", "buurtwinkel"),
    "winkelstraat": ("winkelstraat", "winkelstraat"),
    "opened": ("opened", "geopend"),
    "closed": ("closed", "gesloten"),
    "reopened": ("taken up again", "heropend"),
    "directed": ("somebody directs", "iemand heeft de regie"),
    "vacant": ("nobody directs", "niemand heeft de regie"),
    "on_time": ("on time", "op tijd"),
    "overdue": ("overdue", "te laat"),
    "confirmed": ("kept, and confirmed", "nagekomen en bevestigd"),
    "reported": ("reported kept, not confirmed yet", "als nagekomen gemeld, nog niet bevestigd"),
    "not_kept": ("not kept", "niet nagekomen"),
    "cancelled": ("cancelled", "vervallen"),
    "in_time": ("within the term", "binnen de termijn"),
    "late": ("after the term", "na de termijn"),
    "unanswered": ("no answer by the end of the month", "aan het eind van de maand geen reactie"),
    "complement": ("complements the care", "vult de zorg aan"),
    "strengthen": ("strengthens the professionals", "versterkt de professionals"),
    "time": ("time", "tijd"),
    "means": ("means", "middelen"),
    "waiting_list": ("waiting list", "wachtlijst"),
    "refusal": ("refusal", "weigering"),
    "precondition": ("a precondition was not met", "een voorwaarde ontbrak"),
    "client": ("the client's side", "de cliënt zelf"),
    "other": ("other", "anders"),
    "education": ("education", "onderwijs"),
    "social": ("social services", "sociaal domein"),
    "care": ("care", "zorg"),
    "work_and_income": ("work and income", "werk en inkomen"),
    "housing": ("housing", "wonen"),
    "safety": ("safety", "veiligheid"),
    "funder": ("funders", "financiers"),
    "total": ("total", "totaal"),
    "kept_percent": (
        "kept, of every hundred that were settled",
        "nagekomen, van elke honderd die zijn afgerond",
    ),
    "median_days": ("median number of days", "mediaan in dagen"),
}
