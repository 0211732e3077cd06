"""Why a case stood still or was closed, in plain English and Dutch. Pure."""

CASE_WORDS = {
    "awaits_decision": ("waiting for a decision", "wacht op een besluit"),
    "awaits_place": ("waiting for a place", "wacht op een plek"),
    "client_away": ("you were away", "u was weg"),
    "client_deceased": ("the client died", "de cliënt is overleden"),
    "client_wish": ("you wanted it", "u wilde het"),
    "closes": ("it is about to end", "het wordt afgesloten"),
    "continued_elsewhere": ("goes on elsewhere", "gaat elders verder"),
    "evaluation": ("what was reached", "wat is bereikt"),
    "goals_reached": ("the goals were reached", "de doelen zijn bereikt"),
    "help_no_longer_needed": ("help is not needed any more", "hulp is niet meer nodig"),
    "left": ("no longer works there", "werkt daar niet meer"),
    "moved_away": ("moved away", "verhuisd"),
    "opened_in_error": ("opened by mistake", "per ongeluk geopend"),
    "refused": ("said no", "zei nee"),
    "pause": ("why the case stood still", "waarom het dossier stil lag"),
}
