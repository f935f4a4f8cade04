"""Messages that ask for a paper, read whole."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from draftbot.conversation.actions import NotUnderstood, TakeRequest
from draftbot.conversation.desk.amid_facts import with_facts_amid
from draftbot.conversation.desk.own_department import (
    own_department,
    own_instead,
    own_whole,
    with_whole_name,
)
from draftbot.conversation.marking.phrases import load_phrases
from draftbot.conversation.marking.request_marker import RequestMarker, shipped_weights
from draftbot.conversation.understanding.matters_told import matter_in, matter_listed
from draftbot.conversation.understanding.new_request import RequestReader
from draftbot.conversation.understanding.said_wrong import as_put_right
from draftbot.conversation.understanding.two_readings import TwoReadings
from draftbot.conversation.understanding.who_reports import who_reports
from draftbot.errors import PromptsBroken
from draftbot.facts.knowledge import Knowledge
from draftbot.facts.under_labels import announces_list, items_told, labels_told
from draftbot.outlines.book import load_outlines
from making.desks import ROOT
from making.finders import finder, tagger
from making.readers import reader as message_reader
from making.trades import shipped_trades


@pytest.fixture(scope="module")
def reader() -> TwoReadings:
    known = Knowledge(finder(), trades=shipped_trades(), tagger=tagger())
    rules = RequestReader(known, load_outlines(ROOT / "prompts").genre_of_title, date(2025, 11, 3))
    return TwoReadings(rules, RequestMarker(tagger(), shipped_trades()))


@pytest.mark.parametrize(
    ("message", "wanted"),
    [
        (
            "麻烦帮忙写一份2025年秋季学期卫生保健工作总结，我们园叫青苗幼儿园，晨检发现发热12人次，谢谢",
            TakeRequest(
                "2025年秋季学期卫生保健工作总结", "青苗幼儿园", "2025年秋季学期", ("晨检发现发热12人次",)
            ),
        ),
        (
            # The 向 of 向阳 does not say to whom the paper goes.
            "写一份2025年防汛工作总结，我们园叫向阳幼儿园",
            TakeRequest("2025年防汛工作总结", "向阳幼儿园", "2025年"),
        ),
        (
            "2025年消防演练方案 长青小学",
            TakeRequest("长青小学2025年消防演练方案", "长青小学", "2025年"),
        ),
        (
            # Lessons are counted as parts of an outline are.
            "语文组长 写个述职 红枫小学 听课31节 评课20次 2024年的",
            TakeRequest("语文组长2024年述职报告", "红枫小学", "2024年", ("听课31节", "评课20次")),
        ),
        (
            # The unit's paper, whoever of it writes; a year with two digits.
            "我是柳溪船闸管理所的值班长，处里要我们交24年上半年工作总结。过闸船舶1.2万艘",
            TakeRequest("2024年上半年工作总结", "柳溪船闸管理所", "2024年上半年", ("过闸船舶1.2万艘",)),
        ),
        (
            # Who leads is told of the paper.
            "河东幼儿园夏季防蚊工作方案，组长是园长李素梅，副组长陈平",
            TakeRequest("河东幼儿园夏季防蚊工作方案", "河东幼儿园", "", ("组长是园长李素梅", "副组长陈平")),
        ),
        (
            # A paper of a time gone that is pasted behind tells nothing of now.
            "帮我写今年的消防总结，去年的总结贴在下面，灭火器换了15具，红枫小学\n——\n2024年我校签订责任书22份，"
            "组织疏散演练3次。门卫24小时值班，夜间巡查两遍。存在通道堆放杂物问题。",
            TakeRequest(
                "2025年消防总结",
                "红枫小学",
                "2025年",
                ("灭火器换了15具",),
                past_paper="——\n2024年我校签订责任书22份，组织疏散演练3次。门卫24小时值班，夜间巡查两遍。"
                "存在通道堆放杂物问题。",
            ),
        ),
        (
            # What several sentences tell is no one fact.
            "我们福利院要写一个雨季安全方案，和悦福利院，院里有护工12人，时间从5月1日到8月底。组长是院长吴桂兰，副组长孙亮",
            TakeRequest(
                "雨季安全方案",
                "和悦福利院",
                "",
                ("院里有护工12人", "时间从5月1日到8月底", "组长是院长吴桂兰", "副组长孙亮"),
            ),
        ),
        (
            # Facts below the line that asks are facts, sentence by sentence.
            "参考以前的消防总结写一份，红枫小学\n灭火器换了15具。应急灯修了9盏。组织疏散演练2次。",
            TakeRequest("消防总结", "红枫小学", "", ("灭火器换了15具", "应急灯修了9盏", "组织疏散演练2次")),
        ),
        (
            # Who wants it is told of the paper, not of its matter.
            "局里要看的河道保洁工作总结，柳湾镇水务站",
            TakeRequest("河道保洁工作总结", "柳湾镇水务站"),
        ),
        (
            # Nobody has to know a matter to put it into the title.
            "竹鼠的事写个汇报，青石小学，跑出来6只",
            TakeRequest("竹鼠汇报", "青石小学", facts=("跑出来6只",)),
        ),
        (
            # What is said of receipts and of who comes when is no fact of the paper.
            "食堂采购自查报告，枫林小学，供货商3家，发票都留着，市场局的马上到",
            TakeRequest("食堂采购自查报告", "枫林小学", facts=("供货商3家",)),
        ),
        (
            "检验科主任的述职报告，去年，要讲到质控、急诊检验、带教",
            TakeRequest("2024年检验科主任述职报告", "检验科", "2024年", matter=("质控", "急诊检验", "带教")),
        ),
        (
            "柏林镇2025年平安建设总结，调解邻里纠纷61起、安装路灯46盏",
            TakeRequest("柏林镇2025年平安建设总结", "柏林镇", "2025年", ("调解邻里纠纷61起", "安装路灯46盏")),
        ),
        ("下学期家园共育实施方案，红豆幼儿园", TakeRequest("下学期家园共育实施方案", "红豆幼儿园", "下学期")),
        ("师德师风自查报告，学校的", TakeRequest("学校师德师风自查报告", "学校")),
        (
            "咱们写字楼物业服务中心的消防汇报",
            TakeRequest("写字楼物业服务中心的消防汇报", "写字楼物业服务中心"),
        ),
        (
            # What went wrong is a fact of its own; what only counts on is not.
            "写2025年食品安全工作总结，我们是榆树湾幼儿园，更换消毒柜2台，有一次餐具没及时归位",
            TakeRequest(
                "2025年食品安全工作总结", "榆树湾幼儿园", "2025年", ("更换消毒柜2台", "有一次餐具没及时归位")
            ),
        ),
        ("帮我写老年大学的年度工作总结", TakeRequest("老年大学的年度工作总结")),
        ("本人系杨集供销社主任，述职报告一篇", TakeRequest("主任述职报告", "杨集供销社")),
        (
            "李姐让整理一份长青小学2025年图书工作总结",
            TakeRequest("长青小学2025年图书工作总结", "长青小学", "2025年"),
        ),
        (
            "主任要我寫一篇長青小學2025年圖書工作總結",
            TakeRequest("長青小學2025年圖書工作總結", "长青小学", "2025年"),
        ),
        (
            "我是小学副校长，做一份2025年述职述学述德报告",
            TakeRequest("小学副校长2025年述职述学述德报告", "", "2025年"),
        ),
        (
            "小学校医今年的述职",
            TakeRequest("小学校医2025年度述职报告", "", "2025年度"),
        ),
        (
            "写一份去年的图书工作总结，重点讲借阅、阅读活动和图书采购",
            TakeRequest("2024年图书工作总结", "", "2024年", matter=("借阅", "阅读活动", "图书采购")),
        ),
        ("帮忙弄个材料，谢谢", TakeRequest("")),
        # Offices in no list, told by how they are told.
        (
            "我是区妇幼保健院产科护士长，交一份2025年度述职，重点写产房安全、带教和宣教",
            TakeRequest(
                "区妇幼保健院产科护士长2025年度述职报告",
                "区妇幼保健院",
                "2025年度",
                matter=("产房安全", "带教", "宣教"),
            ),
        ),
        (
            "写一份学生宿舍楼长的工作总结，2025年下半年的",
            TakeRequest("2025年下半年学生宿舍楼长工作总结", "", "2025年下半年"),
        ),
        (
            "收费员的述职帮我写写呗，今年收费86万元，考核用",
            TakeRequest("收费员述职报告", "", "2025年", ("今年收费86万元",)),
        ),
        # Units in the middle, behind, misspelled before, whose noun the tagger leaves out.
        (
            "写个汇报，桥头供电所迎峰度夏的，抢修四十七起",
            TakeRequest("桥头供电所迎峰度夏汇报", "桥头供电所", facts=("抢修47起",)),
        ),
        (
            "用电安全检查要给区住建局汇报，栖云里养老院的，整改隐患9处",
            TakeRequest("用电安全检查汇报", "栖云里养老院", facts=("整改隐患9处",)),
        ),
        ("写各杨柳社区的文明创建汇报", TakeRequest("杨柳社区的文明创建汇报", "杨柳社区")),
        ("各社区文明创建汇报", TakeRequest("各社区文明创建汇报")),
        ("梅浦船闸管理所防台风总结", TakeRequest("梅浦船闸管理所防台风总结", "梅浦船闸管理所")),
        # Headings told in speech.
        (
            "南屏镇秸秆禁烧总结，分三块写：宣传发动；巡查处置；存在不足",
            TakeRequest("南屏镇秸秆禁烧总结", "南屏镇", outline="一、宣传发动\n二、巡查处置\n三、存在不足"),
        ),
        (
            "2025年森林防火工作汇报，我们是青石林场，按组织领导、巡护值守、下步打算来写",
            TakeRequest(
                "2025年森林防火工作汇报",
                "青石林场",
                "2025年",
                outline="一、组织领导\n二、巡护值守\n三、下步打算",
            ),
        ),
        (
            "汀溪镇敬老院用电安全自查报告，要有“排查情况、查出的毛病、怎么改”三块，查房间14间",
            TakeRequest(
                "汀溪镇敬老院用电安全自查报告",
                "汀溪镇敬老院",
                facts=("查房间14间",),
                outline="一、排查情况\n二、查出的毛病\n三、怎么改",
            ),
        ),
        # Counted off between blanks; the name behind the kind of unit; the body of a street.
        (
            "年终总结 公司名远岫云帆货运有限公司 一、运量 二、车辆 三、安全 四、下半年 跑车1320趟 换胎86条",
            TakeRequest(
                "年终总结",
                "远岫云帆货运有限公司",
                facts=("跑车1320趟", "换胎86条"),
                outline="一、运量\n二、车辆\n三、安全\n四、下半年",
            ),
        ),
        (
            "街道退役军人服务站，拥军优属季度小结，白鹤矶街道，一季度，走访老兵63户",
            TakeRequest(
                "一季度拥军优属季度小结",
                "白鹤矶街道退役军人服务站",
                "一季度",
                facts=("走访老兵63户",),
            ),
        ),
        (
            "九里坡村产业振兴汇报，分四块：一、产业 二、道路 三、乡风 四、困难和打算",
            TakeRequest(
                "九里坡村产业振兴汇报",
                "九里坡村",
                outline="一、产业\n二、道路\n三、乡风\n四、困难和打算",
            ),
        ),
        (
            "写三个方面，学习教育、支部建设、志愿服务，江心洲社区党支部2025年工作总结",
            TakeRequest(
                "江心洲社区党支部2025年工作总结",
                "江心洲社区党支部",
                "2025年",
                outline="一、学习教育\n二、支部建设\n三、志愿服务",
            ),
        ),
        # Said around it: who wants it, what it is for, how it is to be.
        (
            "主任让我把消防工作总结交上去，我们是银杏湾幼儿园，大概一千八百字就可以，拜托了",
            TakeRequest("消防工作总结", "银杏湾幼儿园", length=1800),
        ),
        (
            "领导要食堂卫生总结\n园名：银杏湾幼儿园\n食堂人员8人",
            TakeRequest("食堂卫生总结", "银杏湾幼儿园", facts=("食堂人员8人",)),
        ),
        (
            "养老这块要个总结，我们是铁匠巷社区，助餐一天42份，月底考核用",
            TakeRequest("养老总结", "铁匠巷社区", facts=("助餐一天42份",)),
        ),
        (
            "玉泉县疾控中心，发各乡镇卫生院的，二季度流感防控情况通报，处置疫情4起",
            TakeRequest("二季度流感防控情况通报", "玉泉县疾控中心", "二季度", ("处置疫情4起",)),
        ),
        (
            "我是芦花镇机关第二党支部的书记 给起草个述职报告 上党课5次",
            TakeRequest("芦花镇机关第二党支部的书记述职报告", "芦花镇机关第二党支部", facts=("上党课5次",)),
        ),
        ("松江县图书馆阅读总节", TakeRequest("松江县图书馆阅读总结", "松江县图书馆")),
        # Periods of their own.
        ("金穗小学本学期少先队总结", TakeRequest("金穗小学本学期少先队总结", "金穗小学", "本学期")),
        (
            "2027年国庆期间值班方案，翠屏物业服务有限公司",
            TakeRequest("2027年国庆期间值班方案", "翠屏物业服务有限公司", "2027年国庆期间"),
        ),
        # Facts behind a title and blanks, line by line, in any writing of numbers.
        (
            "清泉水厂 供水保障总结 2025年 日供水12.5万吨\n抢修漏点三百一十七处\n水质合格率百分之九十九",
            TakeRequest(
                "清泉水厂2025年供水保障总结",
                "清泉水厂",
                "2025年",
                ("日供水12.5万吨", "抢修漏点三百一十七处", "水质合格率百分之九十九"),
            ),
        ),
        (
            "桑园国小2025年图书工作总结",
            TakeRequest("桑园国小2025年图书工作总结", "桑园国小", "2025年"),
        ),
        (
            "育美国小2025年图书工作总结",
            TakeRequest("育美国小2025年图书工作总结", "育美国小", "2025年"),
        ),
        (
            "灯塔维护站防台抢险情况汇报",
            TakeRequest("灯塔维护站防台抢险情况汇报", "灯塔维护站"),
        ),
        (
            "校长2024年度述职报告（分管教学），1200字",
            TakeRequest("校长2024年度述职报告", "", "2024年度", ("分管教学",), 1200),
        ),
        (
            "垃圾分类工作总结，发放垃圾桶320个、宣传册1500份，居民反映良好，清运垃圾80吨",
            TakeRequest(
                "垃圾分类工作总结",
                facts=("发放垃圾桶320个、宣传册1500份，居民反映良好", "清运垃圾80吨"),
            ),
        ),
        (
            "写一份长青小学图书工作总结，1500字，事实：3月、9月办读书会2场，320人参加；事实：上报总结3份",
            TakeRequest(
                "长青小学图书工作总结",
                "长青小学",
                facts=("3月、9月办读书会2场，320人参加", "上报总结3份"),
                length=1500,
            ),
        ),
        (
            "长青小学图书工作总结，全年办读书会2场，320人参加，购书800册",
            TakeRequest(
                "长青小学图书工作总结", "长青小学", facts=("全年办读书会2场，320人参加", "购书800册")
            ),
        ),
        (
            "长青小学图书工作总结\n1、全年办读书会2场\n2、购书800册",
            TakeRequest("长青小学图书工作总结", "长青小学", facts=("全年办读书会2场", "购书800册")),
        ),
        (
            "照这个提纲写长青小学食品安全工作汇报：\n一、食堂概况 200字\n二、日常管理 400字",
            TakeRequest(
                "长青小学食品安全工作汇报", "长青小学", outline="一、食堂概况 200字\n二、日常管理 400字"
            ),
        ),
        (
            "老师好我们单位是长青小学的想请你写一份2025年图书工作总结我们办了读书会两场购书三百册字数一千字",
            TakeRequest("2025年图书工作总结", "长青小学", "2025年", ("办了读书会两场", "购书300册"), 1000),
        ),
        # Spoken on without marks, among other things, as a form; names like other trades' or like verbs.
        (
            "喂你好我这边是银杏巷小学的要一个控辍保学的工作总结嗯这学期家访了一百四十户然后老师呢三十个人包片办了补习班两个字数一千二",
            TakeRequest(
                "控辍保学工作总结",
                "银杏巷小学",
                facts=("这学期家访了140户", "老师30个人包片", "办了补习班两个"),
                length=1200,
            ),
        ),
        (
            "我是新来的，主任催得急，要份粮站路幼儿园的户外活动总结，投了沙池2个，有一回孩子磕破了膝盖，周五开会用",
            TakeRequest(
                "粮站路幼儿园的户外活动总结", "粮站路幼儿园", facts=("投了沙池2个", "有一回孩子磕破了膝盖")
            ),
        ),
        (
            "单位：打鼓岭社区\n文种：工作总结\n内容：反诈宣传\n数据：入户860户；讲座6场\n字数：一千",
            TakeRequest("反诈宣传工作总结", "打鼓岭社区", facts=("入户860户", "讲座6场"), length=1000),
        ),
        (
            "我们打铁桥村要向镇政府汇报防汛工作，写个工作汇报，转移了37户，老人都安顿在村小",
            TakeRequest("防汛工作汇报", "打铁桥村", facts=("转移了37户", "老人都安顿在村小")),
        ),
        # What was done is told before what is asked for, in one breath; its time behind it.
        (
            "我是柳坝粮库的今年秋粮入库搞完了局里要一份总结入库460车烘干12批你看着写",
            TakeRequest("2025年秋粮入库总结", "柳坝粮库", "2025年", ("入库460车", "烘干12批")),
        ),
        (
            "水务所的管网巡检计划让我来写明年的没写过大概就是巡线4000公里换表600块",
            TakeRequest("2026年水务所的管网巡检计划", "水务所", "2026年", ("巡线4000公里", "换表600块")),
        ),
        ("锅炉厂明年的工作打算列一个", TakeRequest("锅炉厂2026年度工作打算", "锅炉厂", "2026年度")),
        # Names whole to their ends, whoever says ours.
        (
            "煤气公司，上级要来看，须提交经验材料。内容是老旧阀门更换：换阀310个，走访用户800户。",
            TakeRequest("老旧阀门更换经验材料", "煤气公司", facts=("换阀310个", "走访用户800户")),
        ),
        (
            "请拟通报一则：10月下旬，抽查渔船23艘，罚款2起。发文单位是沙洲镇综合行政执法队。",
            TakeRequest(
                "沙洲镇综合行政执法队10月下旬通报",
                "沙洲镇综合行政执法队",
                "10月下旬",
                ("抽查渔船23艘", "罚款2起"),
            ),
        ),
        (
            "我们供销社的主任要向社员代表述职，请起草述职报告，写2025年度的。农资供应900吨，扭亏12万元。",
            TakeRequest("2025年度述职报告", "供销社", "2025年度", ("农资供应900吨", "扭亏12万元")),
        ),
        # Whom it goes to is no topic.
        (
            "写个茶场今年的工作情况汇报，给县农业局的",
            TakeRequest("茶场2025年工作情况汇报", "", "2025年"),
        ),
        # A paper's noun misspelt is put right; what sounds like one elsewhere is no slip.
        (
            "写份消防工作会报，石板溪小学，开会报名32人",
            TakeRequest("消防工作汇报", "石板溪小学", facts=("开会报名32人",)),
        ),
        (
            "帮我弄个防汛总节，我们是季华街道，转移12户",
            TakeRequest("防汛总结", "季华街道", facts=("转移12户",)),
        ),
        # Of two tellings of one period the year is meant.
        (
            "明年的保教工作计划，写2027年，蜜柚幼儿园，计划听课40节",
            TakeRequest("2027年保教工作计划", "蜜柚幼儿园", "2027年", ("计划听课40节",)),
        ),
        (
            "龙须沟小学今年（2024年）的防汛总结",
            TakeRequest("龙须沟小学2024年防汛总结", "龙须沟小学", "2024年"),
        ),
        # A title that only has the noun for its unit bears the unit's name.
        (
            "支行2024年的工作总结，我们是玉屏银行青藤路支行，新开户903户",
            TakeRequest("玉屏银行青藤路支行2024年工作总结", "玉屏银行青藤路支行", "2024年", ("新开户903户",)),
        ),
        ("检察院 年终总结", TakeRequest("检察院 年终总结")),
        (
            "苔花区教育局要印发2024年春季宿舍安全检查情况的通报，查了31栋宿舍楼",
            TakeRequest("2024年春季宿舍安全检查情况通报", "苔花区教育局", "2024年春季", ("查了31栋宿舍楼",)),
        ),
        (
            "苔花县中医院第三季度处方检查通报\n抽查处方：300张\n合格率：93.5%\n问题多的科：骨科、儿科",
            TakeRequest(
                "苔花县中医院第三季度处方检查通报",
                "苔花县中医院",
                "第三季度",
                ("抽查处方300张", "合格率93.5%", "问题多的科：骨科、儿科"),
            ),
        ),
        ("麻烦写一篇总结表彰大会的方案", TakeRequest("总结表彰大会方案")),
        ("写一份总结全年读书经验的汇报材料", TakeRequest("总结全年读书经验的汇报材料", "", "全年")),
        ("写一份本年级读书活动总结", TakeRequest("本年级读书活动总结")),
        (
            "请拟一份防汛物资清查汇报，青岚纺织厂一季度的，报应急局。清点沙袋620条，补了80条",
            TakeRequest("一季度防汛物资清查汇报", "青岚纺织厂", "一季度", ("清点沙袋620条，补了80条",)),
        ),
        (
            "写个情况汇报，我们杏花里幼儿园，停水2天。就两块：一、停水经过 二、应对办法",
            TakeRequest("情况汇报", "杏花里幼儿园", facts=("停水2天",), outline="一、停水经过\n二、应对办法"),
        ),
        (
            "述职报告咋写啊。我是园里保健医，今年体检270人，晨检登记181天没断过，念下来五六分钟",
            TakeRequest("保健医述职报告", "", "2025年", ("今年体检270人", "晨检登记181天没断过")),
        ),
        (
            "按这个写述职：\n一、履职情况\n二、存在不足\n三、打算\n我是柳芽幼儿园的保健医",
            TakeRequest(
                "柳芽幼儿园的保健医述职报告",
                "柳芽幼儿园",
                outline="一、履职情况\n二、存在不足\n三、打算",
            ),
        ),
    ],
)
def test_a_request_is_read_whole(reader: TwoReadings, message: str, wanted: TakeRequest) -> None:
    assert reader.read(message) == [wanted]


@pytest.mark.parametrize(
    "message", ["总结怎么写？", "你好", "第二部分再具体一点", "哪些总结写到防汛", "320人参加", "材料怎么写"]
)
def test_other_messages_are_no_requests(reader: TwoReadings, message: str) -> None:
    assert reader.read(message) is None


def test_what_is_not_understood_is_told(reader: TwoReadings) -> None:
    actions = reader.read("写一份防汛工作总结，语气要诙谐幽默")
    assert actions is not None
    assert actions[1:] == [NotUnderstood("语气要诙谐幽默")]
    actions = reader.read("数学教研组上学期工作总结\n公开课9节\n听课53节\n不要吹")
    assert actions is not None
    assert actions[1:] == [NotUnderstood("不要吹")]


def test_an_order_about_a_part_of_the_paper_is_no_fact(reader: TwoReadings) -> None:
    request = TakeRequest("2025年防汛工作总结", "石板溪小学", "2025年", ("转移12户",))
    actions = reader.read("写一份2025年防汛工作总结，我们是石板溪小学，转移12户。第二部分再具体一点")
    assert actions == [request, NotUnderstood("第二部分再具体一点")]


def test_what_ships_was_learnt_from_the_phrases_that_ship() -> None:
    assert shipped_weights().fingerprint == load_phrases(ROOT / "prompts").fingerprint


def test_a_phrase_that_is_badly_marked_is_named_with_its_line(tmp_path: Path) -> None:
    folder = tmp_path / "requests"
    folder.mkdir()
    (folder / "整句.txt").write_text("# 说明\n[事实|开会3次]\n[心情|高兴]地写\n", encoding="utf-8")
    with pytest.raises(PromptsBroken) as refused:
        load_phrases(tmp_path)
    assert "整句.txt" in str(refused.value)
    assert "3" in str(refused.value)


def test_what_counts_its_last_thing_is_no_list_of_headings() -> None:
    assert matter_in("晨检、消毒、午检三样都得写到") == matter_listed("晨检、消毒、午检三样都得写到")
    assert matter_in("护林、防火两样") == ("护林", "防火")
    assert matter_listed("护林、防火、补种几块") == ("护林", "防火", "补种")
    for fact in ("接待来访63起、更换摄像头24个", "检查商户、仓库18块"):
        assert matter_in(fact) == matter_listed(fact) == ()


def test_a_request_like_last_years_names_the_paper_in_full(reader: TwoReadings) -> None:
    said = "领导催总结了，按去年的样子出一份今年的。采集点55个。我们是柳湾县采血站。"
    request, *others = reader.read(said) or []
    assert request == TakeRequest("2025年工作总结", "柳湾县采血站", "2025年", ("采集点55个",))
    assert others == [NotUnderstood("按去年的样子出一份")]


@pytest.mark.parametrize(
    ("message", "title"),
    [
        (
            "帮我写青渡县水文站2025年工作总结和2026年工作打算",
            "青渡县水文站2025年工作总结和2026年工作打算",
        ),
        (
            "写青渡县水文站2025年防汛工作总结及明年计划，演练3次",
            "青渡县水文站2025年防汛工作总结及2026年度计划",
        ),
    ],
)
def test_a_plan_joined_to_the_paper_is_in_its_title(reader: TwoReadings, message: str, title: str) -> None:
    request = next(one for one in reader.read(message) or [] if isinstance(one, TakeRequest))
    assert request.title == title


def test_what_a_fact_ends_on_is_part_of_it(reader: TwoReadings) -> None:
    said = "写柳湾镇中心卫生院2025年工作总结，门诊48950人次。护士李小云拿了全县护理技能竞赛一等奖"
    (request,) = reader.read(said) or []
    assert isinstance(request, TakeRequest)
    assert "，".join(request.facts) == "门诊48950人次，护士李小云拿了全县护理技能竞赛一等奖"


def test_a_department_alone_means_the_unit_whose_reports_are_there() -> None:
    known = ["青渡市第二医院检验科", "第二医院检验科", "青渡市水务局", "柳湾县医院", "泽桐县公交公司机务科"]
    assert own_department("检验科2025年工作总结", known, is_like=True) == "青渡市第二医院检验科"
    assert own_department("2025年机务科工作总结", known, is_like=False) == "泽桐县公交公司机务科"
    assert own_department("水务局2025年工作总结", known, is_like=True) == ""
    assert own_instead("东川集团", "机务科2025年工作总结", known, is_like=False) == "泽桐县公交公司机务科"
    assert own_instead("柳湾县医院", "机务科2025年工作总结", known, is_like=False) == ""
    two = [*known, "柳湾县医院检验科"]
    assert own_department("检验科2025年工作总结", two, is_like=True) == ""
    assert own_whole("青渡市水务局办公室", known) == "青渡市水务局"
    assert own_whole("柳湾县医院", known) == own_whole("柳湾县医院南院区", known) == ""
    assert with_whole_name("2025年机务科总结", known[-1]) == "2025年泽桐县公交公司机务科总结"


def test_an_order_in_brackets_is_no_part_of_the_fact_before_it(reader: TwoReadings) -> None:
    (request, *_) = (
        reader.read("柳湾县文化馆惠民演出活动总结：演出16场，观众比去年多两成（贴图表的位置给我留空）") or []
    )
    assert isinstance(request, TakeRequest)
    assert not any("照片" in fact for fact in request.facts)


def test_lists_behind_labels_are_told_of_their_parts(reader: TwoReadings) -> None:
    said = "写柳湾拖船公司安全部2026年度总结\n作业1212艘次（去年1100艘次，有3艘没修）。\n问题：救生圈旧；夜航灯坏了2盏。\n计划：明年制定夜航应急预案；修船3艘。"
    (request, *_) = reader.read(said) or []
    assert isinstance(request, TakeRequest)
    assert not any(
        fact.startswith(("问题", "计划")) or fact.endswith("）") > fact.count("（") for fact in request.facts
    )


def test_the_papers_of_years_gone_are_not_what_is_asked_for(reader: TwoReadings) -> None:
    (request, *_) = reader.read("你好，我是柳湾水库管理所的，前两年总结都传上去了，照着弄个今年的") or []
    assert isinstance(request, TakeRequest)
    assert "前两年" not in request.title
    assert request.unit == "柳湾水库管理所"


def test_facts_that_are_announced_are_told_whole(reader: TwoReadings) -> None:
    said = (
        "写青渡县水文站2025年工作总结。今年的情况：维修清溪镇、白石乡等5处测井；新增6号断面（东桥—北闸）和7号断面（南渡—新闸），"
        "验收比测48.5次（份）；8月机房主体结构封顶"
    )
    (request,) = reader.read(said) or []
    assert isinstance(request, TakeRequest)
    assert request.facts == (
        "维修清溪镇、白石乡等5处测井",
        "新增6号断面（东桥—北闸）和7号断面（南渡—新闸）",
        "验收比测48.5次（份）",
        "8月机房主体结构封顶",
    )


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("7个村没通水——不对，是4个村；水价没调", "4个村没通水；水价没调"),
        ("检修测井12处，说错了，是15处。", "检修测井15处。"),
        ("检修测井12处，数据不对，是旧的", "检修测井12处，数据不对，是旧的"),
    ],
)
def test_a_figure_put_right_in_the_same_breath_is_the_one_meant(said: str, meant: str) -> None:
    assert as_put_right(said) == meant


def test_what_is_labelled_is_told_whole_and_where_it_belongs(reader: TwoReadings) -> None:
    said = (
        "写青渡县水文站2025年工作总结。今年的情况：\n1、比测48次。\n2、存在的问题主要是人手跟不上，没有备用船；测井老化。\n"
        "3、明年打算：改造测井，统一调整值班，买船1艘。"
    )
    (request,) = reader.read(said) or []
    assert isinstance(request, TakeRequest)
    facts = ("比测48次", "人手跟不上，没有备用船", "测井老化", "改造测井", "统一调整值班", "买船1艘")
    assert request.facts == facts
    assert labels_told(facts, said) == ["", "存在的问题", "存在的问题", "明年打算", "明年打算", "明年打算"]
    counted = "目前的问题有两个，看台漏雨；教练不够。明年打算有3点：换水泵。发现问题有2个，已整改"
    facts = ["看台漏雨", "教练不够", "换水泵", "已整改"]
    assert labels_told(facts, counted) == ["目前的问题", "目前的问题", "明年打算", ""]
    assert items_told("不足：看台漏雨；教练不够", "") == [("看台漏雨", "不足"), ("教练不够", "不足")]
    assert items_told("办比赛4场：篮球、足球", "") == [("办比赛4场：篮球、足球", "")]
    assert announces_list("问题有两个")
    assert not announces_list("问题有两个没解决")


def test_a_department_is_of_the_office_and_people_told_of_hold_none(reader: TwoReadings) -> None:
    (own,) = reader.read("我是青渡县人民医院检验科主任林舟，写一份2025年述职报告，处方点评42次") or []
    assert isinstance(own, TakeRequest)
    assert own.title == "青渡县人民医院检验科主任2025年述职报告"
    said = "写柳湾敬老院2025年上半年工作总结。我们的情况：护理员52个，全部持证上岗。问题：护理员流动大；电梯老旧。"
    (paper,) = reader.read(said) or []
    assert isinstance(paper, TakeRequest)
    assert paper.title == "柳湾敬老院2025年上半年工作总结"


@pytest.mark.parametrize(
    ("said", "title", "facts"),
    [
        ("苗圃副主任，分管育苗的，写一份年度述职", "苗圃副主任年度述职报告", ("分管育苗的",)),
        (
            "写个述职报告，我叫林小满，白浪中学分管后勤的副校长，今年抓了三件事：食堂、校车、宿舍",
            "副校长述职报告",
            ("分管后勤",),
        ),
    ],
)
def test_who_reports_of_himself_is_known_by_office_and_duty(
    reader: TwoReadings, said: str, title: str, facts: tuple[str, ...]
) -> None:
    request, *_ = reader.read(said) or []
    assert isinstance(request, TakeRequest)
    assert (request.title, request.facts) == (title, facts)


@pytest.mark.parametrize(
    ("said", "title"),
    [
        # named, in quotes or by a label, and of no figure
        ("写个汇报，我们是河湾供热站。就按“管网抢修”这个题目写，抢修31处", "管网抢修汇报"),
        ("河湾供热站，写个工作总结。主题是管网抢修：抢修31处，换阀门6个", "管网抢修工作总结"),
        ("粮库，得报自查。主题是熏蒸作业：熏蒸仓房14间，换面具20个", "熏蒸作业自查报告"),
        ("写个方案，内容是三天两夜，我们是河湾旅行社", "方案"),
        # held once, on a day of its own or right before it is asked for
        ("九月敬老日办了场活动，老年大学这边总结一下", "老年大学敬老日活动总结"),
        ("上周搞了一次溺水救援演练，写个总结，我们是河湾水上乐园，来了45人", "溺水救援演练总结"),
        # over before it is asked for
        ("四月茶艺比赛办完了要交总结，来了64人，设了5个奖", "四月茶艺比赛总结"),
        ("我们书画展已经圆满结束了局里叫写个小结，河湾文化馆，展品130件", "书画展小结"),
        ("领导来了要写总结，我们是河湾小学，修课桌80张", "总结"),
        # one thing of many in a year, and one that is counted
        ("写个总结，我们是河湾卫生院，今年搞了一次义诊，门诊3万人次", "总结"),
        ("我们是河湾卫生院，办了讲座5次，写个总结", "总结"),
        ("写个总结，我们是河湾小学，上周搞了运动会3场，办了读书节", "总结"),
        # the first fact, which states nothing
        (
            "要出个通报：9月份对辖区18家浴室的水质检测情况，合格15家。我们是河湾卫生监督所",
            "河湾卫生监督所水质检测情况通报",
        ),
        # behind the unit
        ("加工车间的粉尘治理要做个发言 你写个总结稿 清扫风管12次 停产整改2天", "粉尘治理总结稿"),
    ],
)
def test_what_a_paper_is_on_is_taken_from_beside_it(reader: TwoReadings, said: str, title: str) -> None:
    read = reader.read(said) or []
    assert [one.title for one in read if isinstance(one, TakeRequest)] == [title]
    assert not [one for one in read if isinstance(one, NotUnderstood) and "题目" in one.text]


@pytest.mark.parametrize(
    ("said", "title"),
    [
        (
            "明天区里来人，要跟他们说说我们雨污分流弄得怎么样。我们是河湾社区，改管3.2公里",
            "河湾社区雨污分流情况汇报",
        ),
        ("下周得给理事会讲讲今年技改的事。我们是河湾机械厂，换机床11台", "河湾机械厂技改情况汇报"),
        ("局里要听汇报，我们是河湾派出所，办案210起", "汇报"),
        # nothing of the work is to be told
        ("跟你说一下情况，我们是河湾水文站，测流210次", ""),
        ("给大家介绍一下我们单位吧", ""),
        ("得跟他们说说我们雨污分流弄得怎么样", ""),
    ],
)
def test_what_is_to_be_told_by_mouth_asks_for_a_paper(reader: TwoReadings, said: str, title: str) -> None:
    read = reader.read(said) or []
    assert "".join(one.title for one in read if isinstance(one, TakeRequest)) == title


def test_who_writes_is_all_that_is_called_so_and_what_is_counted_is_no_length(reader: TwoReadings) -> None:
    named, *_ = reader.read("本人叫范志远，河湾水泥厂中控室主任，今年的述职，熟料产量56万吨") or []
    assert isinstance(named, TakeRequest)
    assert named.unit == "河湾水泥厂"
    request, *_ = reader.read("要人工增雨的情况汇报。本单位系青石滩人影作业点，展品130件") or []
    assert isinstance(request, TakeRequest)
    assert (request.unit, request.length, request.facts) == ("青石滩人影作业点", None, ("展品130件",))


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("本人是青杨岭中学食堂管理员贾秀云，要写述职报告", "贾秀云"),
        ("主任（叫贺长河）下月述职，麻烦起草", "贺长河"),
        ("他叫鲁大志，是合作社理事长，写个述职", "鲁大志"),
        ("我是种子站副站长田福来，写个述职，和马淑芬、周明一起搞过试验", "田福来"),
        ("我是种子站副站长，写个述职，和马淑芬、周明一起搞过试验", ""),
        ("副校长姓郝要写个述职", ""),
        ("替老郝写个述职", ""),
    ],
)
def test_who_gives_a_paper_of_himself_signs_it(said: str, name: str) -> None:
    assert who_reports(said, "", tagger()) == name


def test_units_that_a_fact_lists_write_nothing(reader: TwoReadings) -> None:
    said = "帮我写今年的工作总结，照去年的样子，系统6月上线，接入县财政局、县医保局、县税务局3家"
    request, *_ = reader.read(said) or []
    assert isinstance(request, TakeRequest)
    assert (request.title, request.unit) == ("2025年度工作总结", "")


def test_shortcomings_are_no_headings(reader: TwoReadings) -> None:
    said = "写白浪林场场长2025年述职报告，造林300亩；不足是思路不够活、下乡跑得少、学习不系统；明年修路3公里"
    request, *_ = reader.read(said) or []
    assert isinstance(request, TakeRequest)
    assert request.matter == ()
    assert {"思路不够活", "下乡跑得少", "学习不系统"} <= set(request.facts)
    labels = dict(zip(request.facts, labels_told(request.facts, said), strict=True))
    assert (labels["学习不系统"], labels["造林300亩"]) == ("不足", "")
    assert labels.get("明年修路3公里", "") == ""


def test_what_stands_between_facts_is_a_fact_and_an_order_is_none(tmp_path: Path) -> None:
    said = (
        "写白浪敬老院2025年工作总结。我们院60张床，老人48位，人人有照料档案，没出走失的事，"
        "换热水器3台，语气朴实点，明年想加装扶手，把后院铺平"
    )
    told = TakeRequest("2025年工作总结", "白浪敬老院", "2025年", ("老人48位", "换热水器3台"))
    facts = with_facts_amid(told, said, message_reader(tmp_path)).facts
    assert facts == (
        "本院60张床",
        "老人48位",
        "人人有照料档案",
        "没出走失的事",
        "换热水器3台",
        "明年想加装扶手",
        "把后院铺平",
    )
