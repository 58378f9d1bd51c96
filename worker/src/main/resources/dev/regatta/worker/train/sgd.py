class Sgd(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool
  def update(self: __torch__.Sgd,
    parameters: List[Tensor],
    gradients: List[Tensor],
    buffers: List[Tensor],
    rate: float,
    momentum: float,
    decay: float) -> float:
    _0 = torch._fused_sgd_(parameters, gradients, buffers, weight_decay=decay, momentum=momentum, lr=rate, dampening=0., nesterov=False, maximize=False, is_first_step=False)
    return rate
  def forward(self: __torch__.Sgd,
    parameters: List[Tensor],
    gradients: List[Tensor],
    buffers: List[Tensor],
    rate: float,
    momentum: float,
    decay: float) -> float:
    _0 = (self).update(parameters, gradients, buffers, rate, momentum, decay, )
    _1 = torch._foreach_zero_(gradients)
    return _0
