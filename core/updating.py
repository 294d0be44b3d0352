"""What an update does to the parameters: the regulariser, the schedule, and the optimiser with its memory."""

from math import isfinite

import numpy as np

from core.checks import Array
from core.divergence import Divergence, first_bad_memory, first_bad_parameter
from core.network import Network
from core.operations import Operations, bind
from core.optimisers import Optimiser
from core.regularisers import Regulariser
from core.schedules import CONSTANT, Schedule


class Updating:
    """Updates θ along g = ∂C̄/∂θ + ∂R/∂θ; the gradient itself stays ∂C̄/∂θ.

    Attributes:
        optimiser, schedule, regulariser: how it is done.
        theta_before, memory_before: the parameters and the optimiser's memory before the last update.

    """

    def __init__(self, net: Network, gradient: Array, optimiser: Optimiser) -> None:
        """Update `net` along `gradient`, flat, which others fill."""
        self._net, self._gradient = net, gradient
        self.theta_before = net.theta.copy()
        self._squared_length = bind(net.theta.dot, net.theta)
        self.optimiser, self.memory_before = optimiser, optimiser.memory.copy()
        self.use(optimiser, CONSTANT, Regulariser())

    def use(self, optimiser: Optimiser, schedule: Schedule, regulariser: Regulariser) -> None:
        """Do it like this from the next update on; another optimiser brings its own memory."""
        if optimiser is not self.optimiser:
            self.optimiser, self.memory_before = optimiser, optimiser.memory.copy()
        self.schedule, self.regulariser = schedule, regulariser
        memory = optimiser.memory.reshape(-1)
        self._squared_memory = bind(memory.dot, memory) if memory.size else None
        self._varies = schedule.kind != "constant"
        self._operations = self._bind()

    def _bind(self) -> Operations:
        """Bind what there is to do, and nothing that plain gradient descent can do without."""
        net, gradient, memory = self._net, self._gradient, self.optimiser.memory
        remember: Operations = (bind(np.copyto, self.theta_before, net.theta),)
        if memory.size:
            remember = (*remember, bind(np.copyto, self.memory_before, memory))
        if not self.regulariser:
            return (*remember, *self.optimiser.bind(net.theta, gradient))
        g = np.empty_like(gradient)
        penalty = self.regulariser.bind(net.theta, net.n, gradient, g)
        return (*remember, *penalty, *self.optimiser.bind(net.theta, g))

    def rate(self, step: int) -> float:
        """The learning rate of the update after `step` others."""
        return self.schedule.rate(self.optimiser.eta, step)

    def perform(self, step: int) -> None:
        """Do the update after `step` others."""
        if self._varies:
            self.optimiser.use_rate(self.rate(step))
        for operation in self._operations:
            operation()

    def trouble(self, step: int) -> Divergence | None:
        """Where the last update has made a number that is not finite, if it has."""
        # The sum of squares of finite numbers may overflow, but one that is not finite never hides.
        if not isfinite(self._squared_length()):
            found = first_bad_parameter(self._net, step)
            if found is not None:
                return found
        if self._squared_memory is not None and not isfinite(self._squared_memory()):
            return first_bad_memory(self._net.n, self.optimiser, step)
        return None

    def stand(self, theta_before: Array, memory: Array | None, memory_before: Array | None) -> None:
        """Be where the last update left these; without a memory there was none yet."""
        np.copyto(self.theta_before, theta_before)
        for own, given in ((self.optimiser.memory, memory), (self.memory_before, memory_before)):
            if given is None:
                own.fill(0.0)
            else:
                np.copyto(own, given)
