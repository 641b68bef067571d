"""The multi-head network: a small BERT with word shapes, a biaffine parser (Dozat & Manning 2017) and three taggers."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import torch
import torch.nn.functional as F
from safetensors.torch import load_file
from torch import Tensor, nn

HIDDEN, HEADS, LAYERS, INNER, POSITIONS = 384, 12, 6, 1536, 256


@dataclass(frozen=True)
class Sizes:
    """How many labels each head tells apart."""

    upos: int
    deprels: int
    entities: int
    attributions: int
    shapes: int


class Layer(nn.Module):
    """One post-norm transformer layer of BERT."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.qkv = nn.Linear(HIDDEN, 3 * HIDDEN)
        self.out = nn.Linear(HIDDEN, HIDDEN)
        self.inner = nn.Linear(HIDDEN, INNER)
        self.outer = nn.Linear(INNER, HIDDEN)
        self.norm_attention = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, bias: Tensor | None) -> Tensor:
        batch, length, _ = x.shape
        q, k, v = (
            part.view(batch, length, HEADS, HIDDEN // HEADS).transpose(1, 2) for part in self.qkv(x).chunk(3, dim=-1)
        )
        if bias is None:
            weights = torch.softmax(q @ k.transpose(-1, -2) * (HIDDEN // HEADS) ** -0.5, dim=-1)
            attended = weights @ v
        else:
            attended = F.scaled_dot_product_attention(q, k, v, attn_mask=bias)
        x = self.norm_attention(x + self.dropout(self.out(attended.transpose(1, 2).reshape(batch, length, HIDDEN))))
        return self.norm(x + self.dropout(self.outer(F.gelu(self.inner(x)))))


class Biaffine(nn.Module):
    """Scores of every (word, head) pair for every label: x W y with a bias feature on both sides."""

    def __init__(self, size: int, labels: int, dropout: float) -> None:
        super().__init__()
        self.size, self.labels = size, labels
        self.down = nn.Sequential(nn.Linear(HIDDEN, size), nn.GELU(), nn.Dropout(dropout))
        self.up = nn.Sequential(nn.Linear(HIDDEN, size), nn.GELU(), nn.Dropout(dropout))
        self.weight = nn.Linear(size, labels * size, bias=False)
        self.bias_down = nn.Linear(size, labels)
        self.bias_up = nn.Linear(size, labels, bias=False)
        nn.init.normal_(self.weight.weight, std=1.0 / size)

    def forward(self, words: Tensor, heads: Tensor) -> Tensor:
        """(b, n, h), (b, m, h) -> (b, n, labels, m)."""
        down, up = self.down(words), self.up(heads)
        batch, n, _ = down.shape
        mixed = self.weight(down).view(batch, n * self.labels, self.size) @ up.transpose(1, 2)
        scores = mixed.view(batch, n, self.labels, -1)
        return scores + self.bias_down(down).unsqueeze(-1) + self.bias_up(up).transpose(1, 2).unsqueeze(1)


class ReaderNetwork(nn.Module):
    """Word pieces -> scores of tags, arcs, relations, names and attributions for every word."""

    def __init__(self, vocabulary: int, sizes: Sizes, dropout: float = 0.1, head_dropout: float = 0.3) -> None:
        super().__init__()
        self.words = nn.Embedding(vocabulary, HIDDEN)
        self.positions = nn.Embedding(POSITIONS, HIDDEN)
        self.shapes = nn.Embedding(sizes.shapes, HIDDEN)
        nn.init.zeros_(self.shapes.weight)
        self.norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.dropout = nn.Dropout(dropout)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))
        self.mix = nn.Parameter(torch.linspace(-1.0, 1.0, LAYERS).repeat(3, 1))  # tree, names, attributions
        self.head_dropout = nn.Dropout(head_dropout)
        self.arcs = Biaffine(256, 1, head_dropout)
        self.rels = Biaffine(96, sizes.deprels, head_dropout)
        self.upos = nn.Linear(HIDDEN, sizes.upos)
        self.entity = nn.Sequential(
            nn.Linear(HIDDEN, 192), nn.GELU(), nn.Dropout(dropout), nn.Linear(192, sizes.entities)
        )
        self.attribution = nn.Sequential(
            nn.Linear(HIDDEN, 192), nn.GELU(), nn.Dropout(dropout), nn.Linear(192, sizes.attributions)
        )

    def forward(
        self, pieces: Tensor, shapes: Tensor, first: Tensor, last: Tensor, bias: Tensor | None
    ) -> tuple[Tensor, ...]:
        """upos (b, n, U), arcs (b, n, n + 1), rels (b, n, R, n + 1), entity (b, n, E), attribution (b, n, A)."""
        x = self.words(pieces) + self.shapes(shapes) + self.positions.weight[: pieces.shape[1]]
        x = self.dropout(self.norm(x))
        states = []
        for layer in self.layers:
            x = layer(x, bias)
            states.append(x)
        tree, names, said = (self._mixed(states, self.mix[i], first, last) for i in range(3))
        words = tree[:, 1:]
        return (
            self.upos(words),
            self.arcs(words, tree).squeeze(2),
            self.rels(words, tree),
            self.entity(names[:, 1:]),
            self.attribution(said[:, 1:]),
        )

    def _mixed(self, states: list[Tensor], weights: Tensor, first: Tensor, last: Tensor) -> Tensor:
        shares = torch.softmax(weights, dim=0)
        mixed = sum((share * state for share, state in zip(shares, states, strict=True)), torch.zeros(1))
        start = mixed.gather(1, first.unsqueeze(-1).expand(-1, -1, HIDDEN))
        end = mixed.gather(1, last.unsqueeze(-1).expand(-1, -1, HIDDEN))
        return self.head_dropout((start + end) * 0.5)


def from_minilm(folder: Path, sizes: Sizes) -> ReaderNetwork:
    """A network with MiniLM's encoder and untrained heads; its word embeddings are frozen."""
    base = load_file(folder / "model.safetensors")
    base = {name.removeprefix("bert."): value for name, value in base.items()}
    network = ReaderNetwork(base["embeddings.word_embeddings.weight"].shape[0], sizes)
    state = network.state_dict()
    state["words.weight"] = base["embeddings.word_embeddings.weight"]
    kinds = base["embeddings.token_type_embeddings.weight"]
    state["positions.weight"] = base["embeddings.position_embeddings.weight"][:POSITIONS] + kinds[0]
    for part in ("weight", "bias"):
        state[f"norm.{part}"] = base[f"embeddings.LayerNorm.{part}"]
        for i in range(LAYERS):
            own, theirs = f"layers.{i}", f"encoder.layer.{i}"
            state[f"{own}.qkv.{part}"] = torch.cat(
                [base[f"{theirs}.attention.self.{name}.{part}"] for name in ("query", "key", "value")]
            )
            state[f"{own}.out.{part}"] = base[f"{theirs}.attention.output.dense.{part}"]
            state[f"{own}.norm_attention.{part}"] = base[f"{theirs}.attention.output.LayerNorm.{part}"]
            state[f"{own}.inner.{part}"] = base[f"{theirs}.intermediate.dense.{part}"]
            state[f"{own}.outer.{part}"] = base[f"{theirs}.output.dense.{part}"]
            state[f"{own}.norm.{part}"] = base[f"{theirs}.output.LayerNorm.{part}"]
    network.load_state_dict(state)
    network.words.weight.requires_grad_(False)
    return network
