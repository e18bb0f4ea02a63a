"""The logistic regressions find what can be worked out otherwise."""

import numpy as np
import pytest

from allears.listening.training.linear import Sparse, fit, lbfgs
from allears.listening.training.train import decide, platt


def test_a_sparse_matrix_multiplies_as_its_dense_form_does():
    rows = [[0, 2], [], [1], [0, 1, 2]]
    dense = np.array([[1, 0, 1], [0, 0, 0], [0, 1, 0], [1, 1, 1]], dtype=float)
    sparse, weights, values = Sparse(rows, 3), np.arange(6.0).reshape(3, 2), np.arange(8.0).reshape(4, 2)
    assert np.allclose(sparse.times(weights), dense @ weights)
    assert np.allclose(sparse.transposed_times(values), dense.T @ values)


def test_rows_and_columns_of_any_length_are_added_up(monkeypatch):
    monkeypatch.setattr("allears.listening.training.linear._Groups.AT_ONCE", 3)
    draw = np.random.default_rng(3)
    rows = [list(np.flatnonzero(draw.random(300) < share)) for share in np.linspace(0, 0.9, 200)]
    dense = np.array([[float(i in row) for i in range(300)] for row in rows])
    sparse, weights, values = Sparse(rows, 300), draw.random((300, 2)), draw.random((200, 2))
    assert np.allclose(sparse.times(weights), dense @ weights)
    assert np.allclose(sparse.transposed_times(values), dense.T @ values)
    assert np.array_equal(Sparse([[], []], 3).times(weights[:3]), np.zeros((2, 2)))
    assert np.array_equal(Sparse([[], []], 3).transposed_times(values[:2]), np.zeros((3, 2)))


def test_the_least_of_a_bowl_is_found():
    centre = np.array([3.0, -2.0, 0.5])
    steep = np.array([1.0, 40.0, 5.0])
    point = lbfgs(lambda x: (float((steep * (x - centre) ** 2).sum()), 2 * steep * (x - centre)), np.zeros(3), 100)
    assert np.allclose(point, centre, atol=1e-2)


def test_heads_learn_each_its_own_feature_and_rows_without_weight_teach_nothing():
    rows = [[i % 2] for i in range(200)]
    labels = np.array([[float(i % 2 == 0), 1.0] for i in range(200)])
    weights = np.array([[1.0, 0.0] for _ in range(200)])
    fitted = fit(Sparse(rows, 2), np.zeros((200, 1)), labels, weights, (np.full(2, 0.1), 1.0))
    assert fitted.sparse[0, 0] > 1.0 > -1.0 > fitted.sparse[1, 0]
    assert np.allclose(fitted.sparse[:, 1], 0.0)


def test_training_twice_gives_the_same_weights():
    draw = np.random.default_rng(1)
    rows = [list(np.flatnonzero(draw.random(12) < 0.3)) for _ in range(80)]
    labels = (draw.random((80, 2)) < 0.4).astype(float)
    given = (Sparse(rows, 12), draw.random((80, 3)), labels, np.ones((80, 2)), (np.full(12, 1.0), 1.0))
    assert np.array_equal(fit(*given).sparse, fit(*given).sparse)


def test_calibration_makes_a_score_the_share_of_those_who_were_right():
    scores = np.repeat([-2.0, 0.0, 2.0], 100)
    gold = np.concatenate([np.arange(100) < share for share in (10, 50, 90)])
    slope, offset = platt(scores, gold)
    chances = 1 / (1 + np.exp(-(slope * np.array([-2.0, 0.0, 2.0]) + offset)))
    assert chances == pytest.approx([0.1, 0.5, 0.9], abs=0.03)


def test_a_head_that_betters_nothing_leaves_the_rule_alone():
    gold = np.arange(100) < 30
    rule, before, after = decide("leaving", np.zeros(100), gold, gold.copy(), np.zeros(100))
    assert (rule[0], rule[1]) == (0.0, 2.0)
    assert before == after == 1.0


def test_a_head_that_knows_more_adds_and_drops():
    gold = np.arange(200) < 60
    ruled = (np.arange(200) < 40) | (np.arange(200) >= 180)
    rule, before, after = decide("leaving", np.where(gold, 4.0, -4.0), gold, ruled, np.zeros(200))
    assert after == pytest.approx(1.0)
    assert before < 0.7
    assert rule[0] > 0
    assert rule[1] < 1


def test_a_head_adds_nothing_where_listening_would_not_let_it():
    gold = np.arange(200) < 60
    least = np.where(np.arange(200) < 30, 2.0, 0.0)
    _, _, after = decide("leaving", np.where(gold, 4.0, -4.0), gold, np.zeros(200, dtype=bool), least)
    assert after == pytest.approx(2 * 30 / (30 + 60))
