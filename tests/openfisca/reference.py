"""What OpenFisca-France gives for months of pay: run by a test as a program of its own, in an environment of its own.

Standard input: a JSON list of `{"month": "2021-11", "staff": 60, "gross": ["1589.47", …]}` (full-time months, a private
employee below executive rank, the same pay from January on). Standard output: for each, lists of `coefficient`
and `payroll_tax`, and one a name of `contributions`, in euros.
"""

import json
import sys
from typing import Any

from openfisca_core.simulation_builder import SimulationBuilder
from openfisca_france import FranceTaxBenefitSystem

CONTRIBUTIONS = (
    "mmid_employeur_net_allegement",
    "vieillesse_deplafonnee_employeur",
    "vieillesse_plafonnee_employeur",
    "famille_net_allegement",
    "contribution_solidarite_autonomie",
    "fnal",
    "chomage_employeur",
    "ags",
    "agirc_arrco_employeur",
    "contribution_equilibre_general_employeur",
    "contribution_equilibre_technique_employeur",
    "participation_effort_construction",
)
MODES = ("allegement_cotisation_maladie", "allegement_cotisation_allocations_familiales")
WITHOUT_RELIEF = 1_000_000  # staff so large that the estimate of the payroll tax leaves relief and allowance out


def computed(system: Any, asked: dict[str, Any]) -> dict[str, Any]:
    """The figures of one month, for every pay."""
    month, gross = asked["month"], [float(text) for text in asked["gross"]]
    months = [f"{month[:4]}-{number:02d}" for number in range(1, 13)]
    simulation = _simulation(system, months, gross, asked["staff"])
    found = [simulation.calculate(name, month).tolist() for name in CONTRIBUTIONS]
    taxed = _simulation(system, months, gross, WITHOUT_RELIEF)
    return {
        "coefficient": simulation.calculate("taux_allegement_general", month).tolist(),
        "contributions": {name: [-amount for amount in each] for name, each in zip(CONTRIBUTIONS, found, strict=True)},
        "payroll_tax": [-amount for amount in taxed.calculate("taxe_salaires", month).tolist()],
    }


def _simulation(system: Any, months: list[str], gross: list[float], staff: int) -> Any:
    simulation = SimulationBuilder().build_default_simulation(system, len(gross))
    for month in months:
        values = {
            "salaire_de_base": gross,
            "effectif_entreprise": [staff] * len(gross),
            "categorie_salarie": ["prive_non_cadre"] * len(gross),
            "assujettie_taxe_salaires": [True] * len(gross),
            "complementaire_sante_employeur": [0.0] * len(gross),
            "prevoyance_complementaire_employeur": [0.0] * len(gross),
            **{f"{name}_mode_recouvrement": ["anticipe"] * len(gross) for name in MODES},
        }
        for name, held in values.items():
            simulation.set_input(name, month, held)
    return simulation


if __name__ == "__main__":
    france = FranceTaxBenefitSystem()
    json.dump([computed(france, asked) for asked in json.load(sys.stdin)], sys.stdout)
