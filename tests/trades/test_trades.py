"""What a name tells of its unit, who is kin to whom, and whose words are whose."""

from __future__ import annotations

import pytest

from draftbot.trades.trade import Trade, Unit
from draftbot.trades.trades import NO_TRADES, Trades
from making.trades import shipped_trades


@pytest.fixture
def trades() -> Trades:
    return shipped_trades()


@pytest.mark.parametrize(
    ("unit", "names"),
    [
        ("东湖大学附属医院", ("医院",)),
        ("石桥镇中心小学", ("中小学",)),
        ("石桥村小学", ("中小学",)),
        ("云溪区税务局第二税务所", ("局委办",)),
        ("青禾区教育局", ("教育局",)),
        ("青禾区财政局", ("局委办",)),
        ("县供销社", ("供销社",)),
        ("宏远集团有限公司云溪分公司", ("企业工厂",)),
        ("国有青山林场", ("林场",)),
        ("云溪市公共交通有限公司", ("公交客运",)),
        ("金桂物业服务有限责任公司", ("物业",)),
        ("石桥镇中心小学党支部", ("党组织", "中小学")),
        ("云溪县人民医院工会委员会", ("工会", "医院")),
        ("中共石桥镇委员会", ("党组织", "乡镇")),
        ("共青团云溪县委员会", ("团组织",)),
        ("中国建设银行（云溪支行）", ("银行",)),
        ("向阳幼儿园大班组", ("幼儿园",)),
        ("第三中学（东校区）", ("中小学",)),
        ("云溪县公安局城关派出所", ("公安",)),
        ("柳河社区居委会", ("社区",)),
        ("石桥镇人民政府", ("乡镇",)),
        ("云湾省人民政府", ("市县政府",)),
        ("澄湖鄉中心幼兒園", ("幼儿园",)),
        ("云溪县公安局交通警察大队三中队", ("公安",)),
        ("松岗镇六中队", None),
        ("青禾县小学生活动基地", None),
        ("云溪县龙舟队", None),
        ("乡村振兴服务队", None),
        ("财务科", None),
        ("", None),
    ],
)
def test_the_noun_that_ends_a_name_tells_the_trade(
    trades: Trades, unit: str, names: tuple[str, ...] | None
) -> None:
    trade = trades.trade_of(unit)
    assert (trade.names if trade else None) == names


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("2025年幼儿园防汛工作总结", "幼儿园"),
        ("园长述职报告", "幼儿园"),
        ("大班幼小衔接工作总结", "幼儿园"),
        ("镇卫生院院长述职报告", "医院"),
        ("党支部书记抓基层党建工作述职报告", "党组织"),
        ("防汛工作总结", None),
        ("教师节活动总结", None),
    ],
)
def test_a_title_without_a_unit_may_still_tell_the_trade(
    trades: Trades, title: str, name: str | None
) -> None:
    trade = trades.trade_in(title)
    assert (trade.name if trade else None) == name


@pytest.mark.parametrize(
    ("unit", "own"),
    [
        ("向阳幼儿园", "本园"), ("向阳幼儿园大班组", "本园"), ("青禾区实验小学", "本校"), ("第三中学（东校区）", "本校"),
        ("青禾区教育局", "本局"), ("柳荫街道办事处", "本街道"), ("柳荫街道", "本街道"), ("松岗镇人民政府", "本镇"),
        ("柳荫社区居委会", "本社区"), ("区教师发展中心", "本中心"), ("澄湖乡人民政府", "本乡"), ("国有青山林场", "本场"),
        ("云溪区税务局第二税务所", "本所"), ("云溪县卫健委", "本委"), ("云溪县人民医院", "本院"), ("长河机械厂", "本厂"),
        ("云溪县龙舟队", "本队"), ("阳光合唱团", "本单位"), ("", "本单位"),
        ("云溪县公安局交通警察大队三中队", "本队"), ("松岗镇六中队", "本队"), ("柳荫街道综合执法中队", "本队"),
    ],
)  # fmt: skip
def test_how_a_unit_speaks_of_itself(trades: Trades, unit: str, own: str) -> None:
    assert trades.self_name(unit) == own


@pytest.mark.parametrize(
    ("one", "other", "kin"),
    [
        ("向阳幼儿园", "星河幼儿园", True),
        ("向阳幼儿园", "青禾区教育局", True),
        ("云溪县税务局", "青禾区教育局", False),
        ("云溪县税务局", "云溪县民政局", True),
        ("云溪县人民医院", "望江路小学", False),
        ("红星酒店", "长河机械厂", True),
        ("红星酒店", "青山林场", False),
        ("望江路小学党支部", "云溪县人民医院党委", True),
        ("望江路小学党支部", "竹坞小学", True),
        ("望江路小学党支部", "星河幼儿园", False),
        ("云溪县龙舟队", "望江路小学", False),
        ("云溪县龙舟队", "青禾区龙舟队", True),
        ("云溪县龙舟队", "云溪县合唱团", False),
        ("云溪县龙舟队", "龙舟队", True),
        ("", "望江路小学", True),
    ],
)
def test_who_may_lend_wording_to_whom(trades: Trades, one: str, other: str, kin: bool) -> None:
    assert trades.are_kin(trades.unit(one), trades.unit(other)) is kin
    assert trades.are_kin(trades.unit(other), trades.unit(one)) is kin


@pytest.mark.parametrize(
    ("one", "other", "unasked"),
    [
        ("向阳幼儿园", "星河幼儿园", True),
        ("向阳幼儿园", "望江路小学", False),
        ("向阳幼儿园", "青禾区教育局", False),
        ("枫桥社区", "柳荫街道办事处", True),
        ("石湾村", "松岗镇人民政府", True),
        ("石湾村", "枫桥社区", False),
        ("松岗镇党支部", "柳荫街道机关党支部", True),
        ("", "望江路小学", True),
    ],
)
def test_who_lends_unasked(trades: Trades, one: str, other: str, unasked: bool) -> None:
    assert trades.may_lend_unasked(trades.unit(one), trades.unit(other)) is unasked
    assert trades.may_lend_unasked(trades.unit(other), trades.unit(one)) is unasked


def test_a_body_lends_to_bodies_alone(trades: Trades) -> None:
    street, branch = trades.unit("柳荫街道办事处"), trades.unit("柳荫街道机关党支部")
    assert trades.may_lend_unasked(street, branch)
    assert not trades.may_lend_unasked(branch, street)


def test_what_others_say_too_is_still_a_trades_own_word() -> None:
    """A corpus may show 教师 to be most of a bureau's talk; a school speaks of its teachers all the same."""
    school = Trade("学校", ("学校",), people={"职工": ("教师",)})
    bureau = Trade("教育局", ("教育局",), learned=("教师", "学位"))
    both = Trades((school, bureau), heard=frozenset(("学校", "教育局")))
    assert both.foreign_words("教师参加培训，学位供给增加。", school) == ["学位"]


def test_a_unit_whose_trade_is_not_known_is_kin_to_itself(trades: Trades) -> None:
    one = Unit("云溪县蓝海舞社")
    assert trades.are_kin(one, Unit("云溪县蓝海舞社"))
    assert not trades.are_kin(one, trades.unit("星河幼儿园"))


def test_a_unit_of_no_known_trade_borrows_no_trades_words(trades: Trades) -> None:
    spoken = {"患者": "医院", "幼儿": "幼儿园", "审判": "法院检察院", "车间": "企业工厂"}
    for word, name in spoken.items():
        sentence = f"认真做好{word}方面的各项工作。"
        assert trades.foreign_words(sentence, None) == [word]
        assert trades.foreign_words(sentence, next(t for t in trades.trades if t.name == name)) == []


def test_a_hospital_has_no_class_teachers_and_no_hill_ponds(trades: Trades) -> None:
    hospital = trades.trade_of("云溪县人民医院")
    assert trades.foreign_words("班主任每天组织晨检。", hospital)
    assert trades.foreign_words("对山塘水库逐一巡查。", hospital)
    assert trades.foreign_words("护士长每天查房，患者满意。", hospital) == []


def test_what_the_user_says_is_no_foreign_word(trades: Trades) -> None:
    kindergarten = trades.trade_of("向阳幼儿园")
    assert trades.foreign_words("沿河道巡查。", kindergarten) == ["河道"]
    assert trades.foreign_words("沿河道巡查。", kindergarten, vouched="园后河道安全工作总结") == []


def test_a_body_speaks_its_hosts_words(trades: Trades) -> None:
    in_school, in_hospital = map(trades.trade_of, ("望江路小学党支部", "云溪县人民医院党支部"))
    assert trades.foreign_words("支委会研究班主任队伍建设。", in_school) == []
    assert trades.foreign_words("支委会研究班主任队伍建设。", in_hospital) == ["班主任"]
    assert trades.in_own_words("党员学生家长。", in_school, in_hospital) == "党员学生家长。"


@pytest.mark.parametrize(
    ("text", "source", "own", "expected"),
    [
        ("校长带队检查学校食堂。", "望江路小学", "向阳幼儿园", "园长带队检查幼儿园食堂。"),
        ("村民代表和村两委成员参加。", "石桥村", "柳河社区", "居民代表和社区两委成员参加。"),
        ("总经理带领员工回访客户。", "红星酒店", "长河机械厂", "总经理带领职工回访客户。"),
        ("校长带队检查。", "望江路小学", "云溪县人民医院", "校长带队检查。"),
        ("局长带队到校检查学生。", "青禾区教育局", "望江路小学", "局长带队到校检查学生。"),
    ],
)
def test_kin_say_the_same_in_their_own_words(
    trades: Trades, text: str, source: str, own: str, expected: str
) -> None:
    assert trades.in_own_words(text, trades.trade_of(source), trades.trade_of(own)) == expected


@pytest.mark.parametrize(
    ("text", "source", "expected"),
    [
        ("我园和本园教师", "星河幼儿园", "▢和▢教师"),
        ("我会坚持学习，本会组织职工", "云溪县总工会", "我会坚持学习，▢组织职工"),
        ("我行开展存款活动，本行业领先", "云溪农商银行", "▢开展存款活动，本行业领先"),
        ("我会继续努力，我行我素", "", "我会继续努力，我行我素"),
        ("我校和我院", "", "▢和▢"),
    ],
)
def test_what_a_unit_calls_itself_becomes_our_own_word(
    trades: Trades, text: str, source: str, expected: str
) -> None:
    assert trades.with_own_self(text, "▢", trades.trade_of(source)) == expected


def test_without_trades_nothing_is_known_and_nothing_is_foreign() -> None:
    assert NO_TRADES.trade_of("向阳幼儿园") is None
    assert NO_TRADES.foreign_words("幼儿", None) == []
    assert NO_TRADES.self_name("向阳幼儿园") == "本园"
    assert NO_TRADES.are_kin(Unit("向阳幼儿园"), Unit("星河幼儿园"))


def test_the_longest_tail_wins_and_a_gap_stands_for_anything() -> None:
    hotel, firm = Trade("酒店", ("酒店…公司", "酒店")), Trade("企业", ("公司",))
    trades = Trades((firm, hotel))
    assert trades.trade_of("红星酒店管理（云溪）有限公司") == hotel
    assert trades.trade_of("红星酒店") == hotel
    assert trades.trade_of("红星机械公司") == firm
