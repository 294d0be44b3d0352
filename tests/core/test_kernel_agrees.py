"""From shared states, one step of the compiled kernel is one of numpy's: every number that it leaves."""

import pytest
from kernels import REGULARISERS, RULES, assert_same_step, compiled, drawn, one_of_each
from kinds import TOGETHER

TRAINERS, STATES = 300, 4


def leave_the_start(kernel, reference):
    """The first step is numpy's, since it has begun."""
    for trainer in (kernel, reference):
        trainer.run(60.0, most=1)


@pytest.mark.parametrize("seed", range(0, TRAINERS, 30))
def test_from_a_thousand_states(seed):
    for k in range(seed, seed + 30):
        kernel, reference = compiled(drawn(k)), drawn(k)
        leave_the_start(kernel, reference)
        for _ in range(STATES):
            assert_same_step(kernel, reference)
            reference.run(60.0, most=k % 5)


@pytest.mark.parametrize(("sigma", "cost"), TOGETHER)
def test_every_sigma_cost_rule_and_regulariser(sigma, cost):
    for rule in RULES:
        for k, r in enumerate(REGULARISERS):
            kernel = compiled(one_of_each(sigma, cost, rule, r, k))
            reference = one_of_each(sigma, cost, rule, r, k)
            leave_the_start(kernel, reference)
            for _ in range(2):
                assert_same_step(kernel, reference)


def test_layers_that_no_tile_fits():
    for k in range(6):
        kernel, reference = compiled(drawn(k, most=80)), drawn(k, most=80)
        leave_the_start(kernel, reference)
        assert_same_step(kernel, reference)
