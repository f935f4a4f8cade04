"""What belongs to the web page and not to the report: buttons, bread crumbs,
dates of posting, adverts of template sites, links to other articles, spam.

Words are compared in Simplified. Three zones differ: before the first body
line a lone button word is furniture, in the middle only what no report says,
and from the first line that announces other articles everything to the end.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from draftbot.chinese.enumerators import parse_number
from draftbot.chinese.scripts import to_simplified
from draftbot.corpus.cleaning.account import Account
from draftbot.corpus.lines import Line

_HEAD_LINES = 40
_TAIL_PROSE = 1500
_BODY_LENGTH = 60
_SENTENCE = 30

# Lone words of a page's controls; furniture only at its two ends.
_CONTROLS = re.compile(
    r"^[\s【\[（(|>»›/·•\-—:：]*(?:下载|打印|全屏|收藏|加大|还原|减小|放大|缩小|字号|字体|大|中|小|分享|分享到?|关闭|关闭窗口|复制(?:链接)?"
    r"|首页|主页|返回|返回首页|返回顶部|返回列表|打印本页|我要纠错|听新闻|朗读|微信|微博|QQ空间|登录|注册|搜索|网站地图|繁體|简体|繁体"
    r"|无障碍(?:浏览)?|长者模式|导航|更多|更多>>|展开|收起|评论|点赞|举报|纠错|正文|当前位置|您的位置|您现在的位置)?"
    r"[\s】\]）)|>»›/·•\-—:：]*$"
)
_POSTED = re.compile(
    r"^[\s【\[（(]*(?:"
    r"(?:发布|发表|更新|录入|上传|添加|创建|创作|发稿|刊发|提交)(?:(?:时间|日期)[:：]|于?[:：]?\s*\d{4})"
    r"|(?:时间|日期)[:：]\s*\d{4}(?:[-/.]\d{1,2}[-/.]\d{1,2}|年\d{1,2}月\d{1,2}日\s+\d{1,2}:\d{2})"
    r"|(?:信息|文章|稿件|文件)?来源[:：]|转自[:：]|摘自[:：]|出处[:：]"
    r"|(?:责任)?编辑[:：]|责编[:：]|审核[:：]|供稿[:：]|撰稿[:：]|投稿人?[:：]|通讯员[:：]"
    r"|(?:点击|浏览|阅读|访问|人气|点击数|浏览量|阅读量|浏览次数|点击次数|阅读次数)(?:数|量|次数)?[:：]\s*\d*"
    r"|(?:字号|字体|字体大小|视力保护色)[:：]"
    r"|(?:关键词|关键字|标签|tags?|热词)[:：]"
    r"|(?:文章|信息)?(?:分类|栏目|类别|索引号|编号|id)[:：]"
    r")",
    re.IGNORECASE,
)
_LONE_DATE = re.compile(r"^\s*\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?:\s+\d{1,2}:\d{2}(?::\d{2})?)?\s*$")
_CRUMBS = re.compile(
    r"^(?:当前位置|您(?:现在)?(?:的|所在的?)位置|位置|所在位置)[:：]|(?:首页|主页)\s*[>»›/→].|^(?:[^>，。]{1,12}\s*[>»›→]\s*){2,}"
)
_OTHER_ARTICLES = re.compile(
    r"^[\s【\[（(*]*(?:"
    r"上一?[篇页条则][:：]|下一?[篇页条则][:：]|上篇文章|下篇文章|上一篇\s*$|下一篇\s*$"
    r"|相关(?:热词|报道|文章|阅读|推荐|链接|新闻|信息|内容|搜索|范文|专题|资料|稿件|资讯|热词搜索)\s*(?:搜索|[:：>》]|$)"
    r"|(?:热点|热门|最新|推荐|精彩|精选|延伸|拓展|猜你|本类|同类|更多|大家都在|看过本文|看了本文|栏目)(?:文章|推荐|阅读|新闻|喜欢|范文|热点|资讯|更新|看|排行|专题|内容|的人还看).{0,8}$"
    r"|您可能(?:还)?(?:感兴趣|喜欢|会喜欢)|猜你喜欢|排行榜|友情链接|联系我们|网站地图"
    r"|扫一扫|扫码|扫描二维码|关注(?:我们|公众号|微信)|免责声明|版权(?:声明|所有|归)|声明[:：]|本站(?:声明|所有|内容|文章)|copyright|©|备案号|[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼]ICP备"
    r"|以上(?:就是|便是|是|为)(?:小编|本站|本文|为您|给您|给大家|关于).{0,60}(?:全部|内容|希望|欢迎|参考)"
    r"|(?:本文|文章|原文)(?:来源|地址|链接|标题|网址|转自|由.{2,12}(?:整理|收集|提供))[:：于自]?"
    r"|本作品(?:是|在|来自|属于|原载)|public domain"
    r"|(?:分享(?:到|至)|打印本页|关闭窗口|返回顶部|返回列表|收藏本文|\[返回|【返回|【打印|【关闭)"
    r")",
    re.IGNORECASE,
)
_SITE_WORDS = re.compile(
    "小编|本站|范文|范本|模板|文库|网友|会员|写作(?:爱好者|素材|参考|思路|灵感|提供)|好文章|搜集资料|本文档"
)
# Adverts stand at the head; further down a line must say more to be one.
_WORDS_AT_HEAD, _WORDS_BELOW = 2, 4
_FIRST_MARKER = re.compile(r"(?:篇|文|总结|报告)\s*[（(]?\s*[1一](?!\d)|第[1一]篇")
_READER_WORDS = re.compile(
    "(?:为|给|帮|与|供)(?:您|你|大家|各位|广大)|希望(?:能|对|大家|您|你|可以|给)|对(?:您|你|大家)(?:有|能|的)|欢迎(?:大家|您|阅读|借鉴|收藏|参考|下载|查看|浏览)"
    "|(?:感谢|期待|谢谢)(?:您|你|大家)?的?(?:阅读|观看|支持|浏览|下载)|不(?:可|容)错过|供(?:参考|借鉴)|仅供参考|参考(?:借鉴)?作用|一起来看|快来看|以下(?:是|为)|跟(?:着|随)|整理(?:了|的|出)"
)
_SPAM = re.compile(
    "国产|精品|无码|视频|在线观看|久久|亚洲|欧美|免费|网站|成人|av|一区|二区|三区|字幕|激情|棋牌|彩票|娱乐城|代开|办证",
    re.IGNORECASE,
)
_SPAM_WORDS = 4
_ADVERT_LENGTH = 500
_COUNT = r"[\d一二三四五六七八九十两]{1,3}\s*(?:篇|份|则|套|例)"
_COLLECTION = re.compile(
    rf"[（(【\[][^）)】\]]{{0,8}}{_COUNT}[^）)】\]]{{0,6}}[）)】\]]\s*$|(?:范文|模板|汇编|合集|集锦|大全|精选|锦集|通用)\s*{_COUNT}\s*$"
    rf"|(?:总结|汇报|报告|述职|小结|计划|方案|材料|体会|讲话|发言|通报|说明)(?:范文|范本|模板)?\s*{_COUNT}\s*[?？]?\s*$"
    r"|(?:汇编|合集|集锦|大全|锦集)\s*[?？]?\s*$"
)


@dataclass(frozen=True, slots=True)
class Stripped:
    """`lines` without furniture; `adverts` holds, by source line, the adverts and
    collection titles taken out, which often stand between two reports."""

    lines: list[Line]
    adverts: dict[int, str]


def strip_furniture(lines: list[Line], account: Account) -> Stripped:
    """The lines that belong to reports, blank ones left out."""
    kept_numbers = [line for line in lines if line.text.strip()]
    plain = [to_simplified(line.text).strip() for line in kept_numbers]
    end = _tail_start(plain)
    head = _head_end(plain[:end])
    kept: list[Line] = []
    adverts: dict[int, str] = {}
    crumbs = False
    for i, line in enumerate(kept_numbers):
        text = plain[i]
        in_head = i < head
        if i >= end:
            account.enter("furniture", line.number)
            continue
        crumbs = in_head and (
            text in ("首页", "主页", "当前位置", "当前位置：") or (crumbs and _in_crumbs(plain, i))
        )
        below = plain[i + 1] if i + 1 < end else ""
        heads = is_collection_title(text) and (in_head or bool(_FIRST_MARKER.search(below[:40])))
        if heads or is_advert(text, in_head=in_head):
            adverts[line.number] = line.text.strip()
            account.enter("adverts", line.number)
        elif crumbs or _is_furniture(text, in_head, last=end - i <= 6):
            account.enter("furniture", line.number)
        else:
            kept.append(line)
    return Stripped(kept, adverts)


def is_advert(text: str, *, in_head: bool = True) -> bool:
    """Whether a line (Simplified) speaks to a visitor of a template site."""
    if len(text) > _ADVERT_LENGTH:
        return False
    site, reader = len(_SITE_WORDS.findall(text)), len(_READER_WORDS.findall(text))
    enough = _WORDS_AT_HEAD if in_head else _WORDS_BELOW
    return (min(site, reader) > 0 and site + reader >= enough) or is_spam(text)


def is_spam(text: str) -> bool:
    """Whether a line is link spam: many of its stock words, hardly a sentence."""
    if "。" in text:
        return False
    return len(_SPAM.findall(text[:_ADVERT_LENGTH])) >= _SPAM_WORDS


def is_collection_title(text: str) -> bool:
    """Whether a line (Simplified) names a collection: 工作总结（共7篇）, …报告汇编."""
    return (
        len(text) <= 60 and "。" not in text and parse_number(text) is None and bool(_COLLECTION.search(text))
    )


def _is_furniture(text: str, in_head: bool, last: bool) -> bool:
    if len(text) > _ADVERT_LENGTH:
        return False
    if _POSTED.match(text) and len(text) <= 80:
        return True
    if _OTHER_ARTICLES.match(text) and len(text) <= 120 and "。" not in text:
        return True
    if (in_head or last) and len(text) <= 80:
        return bool(_CONTROLS.match(text) or _LONE_DATE.match(text) or _CRUMBS.search(text))
    return False


def _in_crumbs(plain: list[str], i: int) -> bool:
    """Whether line i goes on with a bread crumb path spread over lines: 首页, >, 公开, >, …"""
    return plain[i] in (">", "»", "›", "/", "→", "-") or plain[i - 1] in (">", "»", "›", "/", "→", "-")


def _head_end(plain: list[str]) -> int:
    """Index of the first body line: a numbered one or one of running text."""
    for i, text in enumerate(plain[:_HEAD_LINES]):
        numbered = parse_number(text) is not None and not _LONE_DATE.match(text)
        long = len(text) >= _BODY_LENGTH or (len(text) >= _SENTENCE and text[-1] == "。")
        prose = long and "，" in text.replace(",", "，")
        if (numbered or prose) and not is_advert(text) and not _POSTED.match(text):
            return i
    return min(len(plain), _HEAD_LINES)


def _tail_start(plain: list[str]) -> int:
    """Index from which only furniture follows; len(plain) if there is none.

    A line that announces other articles ends the text unless real text comes
    after it: another report, or more than a screen of prose.
    """
    end = len(plain)
    prose = 0
    for i in range(len(plain) - 1, -1, -1):
        text = plain[i]
        if _OTHER_ARTICLES.match(text) and len(text) <= 160:
            end = i
            prose = 0
            continue
        if is_spam(text) and end == i + 1:
            end = i
            continue
        number = parse_number(text)
        if number is not None and number.end < len(text) and len(text) > 3 and "。" in text:
            break
        prose += len(text) if len(text) >= _SENTENCE and re.search("[，。,]", text) else 0
        if prose > _TAIL_PROSE:
            break
    return end
