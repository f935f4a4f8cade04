"""The layers of a BERT in whole numbers of eight bits, for processors that multiply these fastest.

Weights are rounded by output channel beforehand; what goes in is rounded by the range it had
over a few texts of the package's own, so that a text's vector does not depend on what else is
in its batch, and no range need be looked for. A few channels are tens of times larger than the rest, which would cost all others
their digits: each is first divided by how large it can get, and its weights multiplied by
that (Xiao et al., "SmoothQuant", 2023). How large follows from the weights before it alone, so
that no text is needed to find it: a normalised value lies within three of its weight around
its bias. Cosine with float32 ≥ 0.995 in a test, ≥ 0.997 as measured (docs/benchmarks.md).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import torch

    from draftbot.index.bert_encoder import Layer, Pair

_LEVELS = 255
_DEVIATIONS = 3.0
_LEAST = 1e-4
# What is left of a neuron that is silent after the activation, for its range.
_SILENT = 0.2


@dataclass(frozen=True, slots=True)
class Int8Layer:
    """A layer as `bert_encoder.Layer`, its four linear maps in int8."""

    attend: _Map
    attended: _Map
    attended_norm: Pair
    widen: _Map  # with the activation
    narrow: _Map
    narrow_norm: Pair

    @classmethod
    def of(cls, layer: Layer, norm_before: Pair) -> Int8Layer:
        """From a layer in float32 and the normalisation of what goes into it. Raises
        RuntimeError, AttributeError where torch has no such maps on this processor."""
        width = layer.attend[0].shape[1]
        values = layer.attend[0][2 * width :], layer.attend[1][2 * width :]
        # After the activation only what is above 0 is left.
        wide = _reach(_mean(layer.widen, layer.attended_norm), _spread(layer.widen, layer.attended_norm))
        return cls(
            _Map.of(layer.attend, _normal_reach(norm_before)),
            _Map.of(layer.attended, _reach(_mean(values, norm_before).abs(), _spread(values, norm_before))),
            layer.attended_norm,
            _Map.of(layer.widen, _normal_reach(layer.attended_norm), activation="gelu"),
            _Map.of(layer.narrow, wide.clamp(min=_SILENT)),
            layer.narrow_norm,
        )

    def fix_ranges(self) -> None:
        """What was seen so far is the range from now on."""
        for one in (self.attend, self.attended, self.widen, self.narrow):
            one.fix_range()

    def __call__(self, x: torch.Tensor, mask: torch.Tensor | None, heads: int, eps: float) -> torch.Tensor:
        from torch.nn import functional

        texts, tokens, width = x.shape
        q, k, v = self.attend(x).view(texts, tokens, 3, heads, width // heads).permute(2, 0, 3, 1, 4)
        seen = functional.scaled_dot_product_attention(
            q, k, v, attn_mask=mask, scale=1 / math.sqrt(width // heads)
        )
        seen = self.attended(seen.transpose(1, 2).reshape(texts, tokens, width))
        x = functional.layer_norm(seen + x, (width,), *self.attended_norm, eps)
        return functional.layer_norm(self.narrow(self.widen(x)) + x, (width,), *self.narrow_norm, eps)


@dataclass(slots=True)
class _Map:
    """A linear map; `smaller` is what each input channel is multiplied by beforehand. Its inputs'
    range is learnt from those it sees until it is fixed."""

    smaller: torch.Tensor
    packed: Any
    scales: torch.Tensor
    zeros: torch.Tensor
    bias: torch.Tensor
    activation: str
    lowest: float = 0.0
    highest: float = 0.0
    is_fixed: bool = False

    @classmethod
    def of(cls, pair: Pair, reach: torch.Tensor, activation: str = "none") -> _Map:
        """From weight and bias, and how large each input channel can get."""
        import torch

        reach = reach.clamp(min=_LEAST)
        weight = pair[0] * reach
        scales = (weight.abs().amax(dim=1) / 127).clamp(min=1e-8)
        rounded = (weight / scales[:, None]).round().to(torch.int8)
        packed = torch.ops.onednn.qlinear_prepack(rounded, None)
        zeros = torch.zeros(len(scales), dtype=torch.int32)
        return cls(1 / reach, packed, scales, zeros, pair[1], activation)

    def fix_range(self) -> None:
        self.smaller, self.is_fixed = self.smaller / self._scale, True

    @property
    def _scale(self) -> float:
        return (self.highest - self.lowest) / _LEVELS or 1.0

    def __call__(self, x: torch.Tensor) -> torch.Tensor:
        """float32 in and out, shape (…, channels)."""
        import torch

        x = x * self.smaller
        if not self.is_fixed:
            lowest, highest = (float(bound) for bound in torch.aminmax(x))
            self.lowest, self.highest = min(lowest, self.lowest), max(highest, self.highest)
            x.mul_(1 / self._scale)
        zero = round(-self.lowest / self._scale)
        whole = x.add_(zero + 0.5).clamp_(0, _LEVELS).to(torch.uint8)
        made: torch.Tensor = torch.ops.onednn.qlinear_pointwise(
            whole, self._scale, zero, self.packed, self.scales, self.zeros, self.bias,
            1.0, 0, torch.float32, self.activation, [], "none" if self.activation == "gelu" else "",
        )  # fmt: skip
        return made


def _normal_reach(norm: Pair) -> torch.Tensor:
    """How large what a normalisation gives out can get, by channel."""
    return _reach(norm[1].abs(), norm[0].abs())


def _reach(mean: torch.Tensor, deviation: torch.Tensor) -> torch.Tensor:
    return mean + _DEVIATIONS * deviation


def _mean(pair: Pair, norm: Pair) -> torch.Tensor:
    """The mean of a linear map of what a normalisation gives out."""
    return pair[0] @ norm[1] + pair[1]


def _spread(pair: Pair, norm: Pair) -> torch.Tensor:
    """Its deviation, the channels taken for independent."""
    deviation: torch.Tensor = (pair[0] * norm[0]).square().sum(dim=1).sqrt()
    return deviation
