"""Grammar of who answers for what: names of bodies, lists of them, labels and verbs that give them a role."""
