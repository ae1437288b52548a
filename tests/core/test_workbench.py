"""What becomes of inputs at the workbench."""

from mockint.core.workbench import Computed


def test_there_is_a_result_where_nothing_is_wrong():
    assert Computed({"x": "1"}).is_right
    assert not Computed({"x": "?"}, faults={"x": "Not a number."}).is_right
    assert not Computed({"x": "1"}, problem="x has no part in this.").is_right
