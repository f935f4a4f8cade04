"""Telephone numbers, addresses, accounts, plates and identity numbers, drawn."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Any

from draftbot.evaluation.drafting.planted.pieces import read_pieces, words
from draftbot.evaluation.drafting.planted.strings import Planted

CONTACT = "contact"
# GB 11643-1999: weights of the seventeen digits, and the check character for each remainder.
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"
_NO_I_OR_O = "ABCDEFGHJKLMNPQRSTUVWXYZ"


class Contacts:
    """Draws contacts by what they are."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.data: Any = read_pieces("contacts")

    def contact(self) -> Planted:
        """One of those by which a person is reached."""
        draw = self.chance.choice((self.phone, self.landline, self.email, self.wechat, self.qq))
        return draw()

    def phone(self) -> Planted:
        """13907185523, written together or in three groups."""
        number = self._word("mobile_prefixes") + self._digits(8)
        spaced = f"{number[:3]}-{number[3:7]}-{number[7:]}"
        return Planted(CONTACT, self.chance.choice((number, number, spaced)), (number[-8:],))

    def landline(self) -> Planted:
        """0571-87652190."""
        own = str(self.chance.randint(2, 8)) + self._digits(self.chance.choice((6, 7)))
        return Planted(CONTACT, f"{self._word('area_codes')}-{own}", (own,))

    def email(self) -> Planted:
        """lihong2019@163.com."""
        name = self._word("mail_words") + self.chance.choice(("", self._digits(2), self._digits(4)))
        return Planted(CONTACT, f"{name}@{self._word('mail_hosts')}", (f"{name}@",))

    def wechat(self) -> Planted:
        """A WeChat id: zhangwei_8823."""
        return Planted(CONTACT, f"{self._word('mail_words')}_{self._digits(4)}")

    def qq(self) -> Planted:
        """QQ 1983472651."""
        number = str(self.chance.randint(1, 9)) + self._digits(self.chance.choice((7, 8, 9)))
        return Planted(CONTACT, f"QQ{number}", (number,))

    def plate(self) -> Planted:
        """鄂A7K382, 浙B·55172."""
        own = "".join(self.chance.choice("0123456789" * 3 + _NO_I_OR_O) for _ in range(5))
        head = self._word("plates") + self.chance.choice("ABCDEFGH")
        return Planted(CONTACT, head + self.chance.choice(("", "", "·")) + own, (own,))

    def idnumber(self) -> Planted:
        """An identity number with its right check character."""
        day = (
            f"{self.chance.randint(1950, 2005)}{self.chance.randint(1, 12):02}{self.chance.randint(1, 28):02}"
        )
        number = self._word("districts") + day + self._digits(3)
        check = _CHECKS[sum(int(d) * w for d, w in zip(number, _WEIGHTS, strict=True)) % 11]
        return Planted(CONTACT, number + check, (day,))

    def account(self) -> Planted:
        """A bank card's nineteen digits, together or in groups of four."""
        number = f"62{self._digits(17)}"
        groups = " ".join(number[i : i + 4] for i in range(0, len(number), 4))
        return Planted(CONTACT, self.chance.choice((number, groups)), (number[-8:],))

    def url(self) -> Planted:
        """https://www.qlgk.com.cn/yd."""
        host = self._word("url_hosts")
        head = self.chance.choice(("https://", "http://", ""))
        return Planted(CONTACT, head + host + self.chance.choice(("", "/yd", "/h5/index")), (host,))

    def serial(self) -> Planted:
        """The number of a case or a file in a ward."""
        number = self._digits(8)
        return Planted(CONTACT, self.chance.choice(("", "ZY", "No.")) + number, (number,))

    def _word(self, name: str) -> str:
        pieces: Sequence[str] = words(self.data[name])
        return self.chance.choice(pieces)

    def _digits(self, count: int) -> str:
        return "".join(self.chance.choice("0123456789") for _ in range(count))
