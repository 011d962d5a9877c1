"""Who is somebody by what the login says of them, with which roles and for how long?"""

import pytest

from data.access import Viewer
from data.granted import Granted
from data.settings import Grant, Login
from pages.parts.identity import end, identity

NOW = 1_800_000_000.0
LOGIN = Login(
    groups={
        "school": Grant(roles=("controller",), units=("BUF",)),
        "care": Grant(roles=("controller",), units=("SOC",)),
        "all": Grant(roles=("it_director",)),
    }
)


def claims(**more: object) -> dict[str, object]:
    told = {"is_logged_in": True, "sub": "1", "iss": "x", "email": "Anna@kommun.example", "iat": NOW - 60}
    return told | more


def known(**more: object) -> Viewer | None:
    return identity(claims(**more), LOGIN, {}, NOW).viewer


def test_several_groups_give_all_that_each_of_them_gives() -> None:
    found = known(groups=["school", "care", "all", "unheard-of"])
    assert found is not None and found.verified
    assert dict(found.grants) == {"controller": ("BUF", "SOC"), "it_director": None}


def test_a_group_that_is_not_known_gives_no_access() -> None:
    for groups in (["unheard-of"], [], None, "", {"controller": 1}, [["all"]], ["ALL"], "all "):
        found = identity(claims(groups=groups), LOGIN, {}, NOW)
        assert found.state == ("known" if groups == "all " else "unknown"), groups


def test_a_role_given_in_the_product_adds_to_the_groups_whatever_the_letters_of_the_address() -> None:
    given = {"anna@kommun.example": Granted("anna@kommun.example", ("administrator",))}
    assert identity(claims(groups=["all"]), LOGIN, given, NOW).viewer.may("give_roles")
    assert identity(claims(groups=["all"], email="bo@kommun.example"), LOGIN, given, NOW).viewer.may("figures")
    assert not identity(claims(groups=["all"], email="bo@kommun.example"), LOGIN, given, NOW).viewer.may("give_roles")


@pytest.mark.parametrize(
    ("said", "state"),
    [
        ({}, "known"),
        ({"iat": NOW - 8 * 3600 + 1}, "known"),
        ({"iat": NOW - 8 * 3600 - 1}, "expired"),
        ({"auth_time": NOW - 9 * 3600}, "expired"),
        ({"iat": NOW + 3600}, "expired"),
        ({"iat": None}, "expired"),
        ({"iat": None, "exp": NOW + 60}, "known"),
        ({"iat": None, "exp": NOW - 60}, "expired"),
        ({"iat": None, "exp": NOW + 30 * 24 * 3600}, "expired"),
        ({"iat": "yesterday"}, "expired"),
        ({"iat": True}, "expired"),
        ({"is_logged_in": False}, "anonymous"),
        ({"email": " ", "sub": ""}, "anonymous"),
    ],
)
def test_a_login_holds_for_eight_hours_and_not_for_the_thirty_days_of_the_cookie(
    said: dict[str, object], state: str
) -> None:
    assert identity(claims(groups=["all"], **said), LOGIN, {}, NOW).state == state


def test_a_login_that_was_logged_out_of_is_over_wherever_its_cookie_is_kept() -> None:
    one = claims(groups=["all"], iat=NOW - 5)
    end(one)
    assert identity(one, LOGIN, {}, NOW).state == "expired"
    assert known(groups=["all"]) is not None
