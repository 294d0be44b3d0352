"""All sets of live numbers, by the names that lessons call them."""

from collections.abc import Callable

from core.lesson import Lesson
from gui.lessons import backward, chain, choices, forward
from gui.lessons.live import Live

LIVE: dict[str, Callable[[Lesson], Live]] = {
    "shape": forward.shape,
    "sum": forward.written_sum,
    "diagonal": forward.diagonal,
    "forward-z": forward.forward_z,
    "forward-a": forward.forward_a,
    "sigma-prime": forward.sigma_prime,
    "cost": forward.cost,
    "gradient": forward.gradient,
    "three-links": chain.three_links,
    "four-factors": chain.four_factors,
    "factor-1": chain.factor_1,
    "jacobian": chain.jacobian,
    "factor-2": chain.factor_2,
    "which-case": chain.which_case,
    "factor-3": chain.factor_3,
    "factor-4": chain.factor_4,
    "only-B": chain.only_B,
    "bias": chain.bias,
    "backward-z": backward.backward_z,
    "backward-w": backward.backward_w,
    "backward-b": backward.backward_b,
    "backward-a": backward.backward_a,
    "agree": backward.agree,
    "mean": backward.mean,
    "update": backward.update,
    "sigmas": choices.sigmas,
    "softmax": choices.softmax,
    "entropies": choices.entropies,
    "regulariser": choices.regulariser,
    "optimisers": choices.optimisers,
    "schedules": choices.schedules,
    "beginnings": choices.beginnings,
}
