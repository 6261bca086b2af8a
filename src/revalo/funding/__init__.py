"""From what raises cost to who pays for them: article 47, the départements, the CNSA."""
