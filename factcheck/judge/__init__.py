"""Two statements -> one judgement: the model's probabilities, typed facts and the gate, and why."""
