"""Measures of agreement against values worked out by hand."""

import pytest

from allears.listening.evaluation.metrics import agreement, auc, kappa

GOLD = [True, True, True, False, False, False, False, False]
FOUND = [True, True, False, True, False, False, False, False]


def test_precision_recall_f1_kappa_and_accuracy_are_those_of_the_definition():
    result = agreement(GOLD, FOUND, list("aabbccdd"))
    assert result.items == 8
    assert result.positives == 3
    assert result.precision.value == pytest.approx(2 / 3)
    assert result.recall.value == pytest.approx(2 / 3)
    assert result.f1.value == pytest.approx(2 / 3)
    assert result.accuracy.value == pytest.approx(0.75)
    # Chance agreement is (3·3 + 5·5) / 64.
    assert result.kappa.value == pytest.approx((0.75 - 34 / 64) / (1 - 34 / 64))
    assert kappa(GOLD, FOUND) == pytest.approx(result.kappa.value)


def test_an_interval_holds_its_value_and_is_the_same_every_time():
    first = agreement(GOLD * 20, FOUND * 20, [str(i // 3) for i in range(160)])
    again = agreement(GOLD * 20, FOUND * 20, [str(i // 3) for i in range(160)])
    assert first == again
    assert first.f1.low < first.f1.value < first.f1.high


def test_one_conversation_alone_gives_an_interval_without_width():
    result = agreement(GOLD, FOUND, ["one"] * 8)
    assert result.f1.low == result.f1.high == result.f1.value


def test_the_area_is_the_share_of_pairs_in_the_right_order_and_ties_count_half():
    area, accuracy = auc([True, True, False, False], [0.9, 0.4, 0.4, 0.1])
    assert area.value == pytest.approx((1 + 1 + 0.5 + 1) / 4)
    assert accuracy.value == pytest.approx(0.75)


def test_no_items_and_no_positives_are_no_error():
    assert agreement([], [], []).f1.value == 0.0
    assert agreement([False, False], [False, False], ["a", "b"]).f1.value == 0.0
    assert auc([], [])[0].value == 0.0
    assert auc([True, True], [0.1, 0.2])[0].value == 0.5


def test_lists_of_different_length_are_refused():
    with pytest.raises(ValueError, match="one length"):
        agreement(GOLD, FOUND[:-1], list("aabbccdd"))
