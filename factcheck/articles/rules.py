"""What boilerplate looks like: a table of patterns with the reason each one gives. Data only; `cleaning` applies it.

A LINE rule must match a whole line (without bullets and markdown marks), a SENTENCE rule is searched for within one
sentence, an INLINE rule marks the end of a line. Patterns keep their letter case unless they say `(?i:...)`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Scope(StrEnum):
    LINE = "line"
    SENTENCE = "sentence"
    INLINE = "inline"


class Where(StrEnum):
    """Which part of an article a rule is allowed to look at."""

    ANYWHERE = "anywhere"
    EDGES = "edges"
    """The first lines and the last ones."""
    TAIL = "tail"


@dataclass(frozen=True, slots=True)
class Rule:
    reason: str
    pattern: str
    scope: Scope = Scope.LINE
    where: Where = Where.ANYWHERE


def _any(*patterns: str) -> str:
    return "(?:" + "|".join(patterns) + ")"


_UPPER = "[A-Z\u00c0-\u00de\u0100-\u024f\u0386-\u03ab\u0400-\u042f]"
_NAME_WORD = rf"{_UPPER}[\w'’.\-]*"
_PARTICLE = "(?:de|da|del|della|der|den|van|von|bin|ibn|al|el|la|le|di|dos|ter|du)"
NAME = rf"{_NAME_WORD}(?:\s+(?:{_PARTICLE}\s+){{0,2}}{_NAME_WORD}){{0,4}}"
_PEOPLE = rf"{NAME}(?:(?:\s*,\s*(?:and\s+)?|\s+and\s+|\s*&\s*){NAME}){{0,5}}"
_NOT_A_NAME = (
    r"(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:January|February|March|April|May|June|July|August|September"
    r"|October|November|December|The|An?|Any|All|Far|Law|Then|Now|Noon|Midnight|Night|Day|Land|Sea|Air|Accident"
    r"|Design|Contrast|Comparison|Default|Popular|Order|Invitation|End|Early|Late|Mid|Next|Last|This|That|These"
    r"|Those|His|Her|Their|Our|Its|My|Your|Some|Most|Many|How|What|When|Who|Why|Royal|Spring|Summer|Autumn|Fall"
    r"|Winter|Christmas|Easter|Themselves|Numbers)\b)"
)
_ROLE = (
    r"(?i:[\w'’&.\- ]{0,40}\b(?:writer|reporter|correspondent|editor|columnist|contributor|analyst|journalist|staff"
    r"|bureau|desk|agency|news|press|reuters|bloomberg|afp|bbc|cnn|times|post|herald|tribune|journal|magazine)\b"
    r"[\w'’&.\- ]{0,40})"
)
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?"
_TIME_TOKEN = (
    rf"(?:{_MONTH}|{_DAY}|\d{{4}}-\d\d-\d\d(?:t[\d:.+z\-]+)?|\d{{1,2}}[/.]\d{{1,2}}[/.]\d{{2,4}}"
    r"|\d{1,2}[:.]\d\d(?:[:.]\d\d)?(?:\s?[ap]\.?m\.?)?|\d{1,2}\s?[ap]\.?m\.?|\d{1,4}(?:st|nd|rd|th)?|[ap]\.?m\.?"
    r"|[a-z]{1,3}t|utc|gmt|ago|hours?|hrs?|minutes?|mins?|days?|weeks?|months?|years?|today|yesterday|at|on|of|the"
    r"|local|eastern|central|pacific|standard|time|just|now|an?)"
)
_TIME = (
    rf"(?i:(?=[^\n]*(?:\d|today|yesterday|\bnow\b|"
    rf"\bago\b)){_TIME_TOKEN}(?:[\s,|·•–—\-/()]+{_TIME_TOKEN}){{0,14}}[\s,)]*)"
)
DATE_LINE = rf"(?i:(?=[^\n]*(?:\b(?:19|20)\d\d\b|\d[/.]\d))(?=[^\n]*(?:\b{_MONTH}|\d[/.\-]\d)){_TIME})"
PUBLISHED = (
    r"(?i:(?:this (?:article|story|post) was\s+)?(?:(?:first|originally|last)\s+)?"
    r"(?:published|posted|updated?|modified|created|publication date|publish date|date published|date created"
    r"|date updated|date|issued|release date)"
    rf"\s*(?:by\s+[\w .'’\-]{{2,40}}?)?\s*(?:(?:on|at)\b)?\s*[:\-–—]?\s*{_TIME}\.?)"
)
READ_TIME = (
    r"(?i:(?:(?:estimated )?read(?:ing)?(?: time)?\s*:?\s*)?(?:about |approx\.? )?\d{1,3}\s*[-–]?\s*min(?:ute)?s?\.?"
    r"(?:\s+(?:of\s+)?read(?:ing)?(?:\s+time)?)"
    r"|(?:estimated )?read(?:ing)?(?: time)?\s*:?\s*\d{1,3}\s*min(?:ute)?s?\.?|(?:listen|audio)(?: to (?:this "
    r")?(?:article|story))?"
    r"(?:\s*[(:]?\s*\d{1,3}\s*(?:min(?:ute)?s?|:\d\d)\.?\)?)?)"
)
BYLINE = (
    rf"(?:(?:[Ww]ritten |[Ww]ords |[Ss]tory |[Rr]eported |[Tt]ext |WRITTEN )?(?:[Bb]y|BY)\s*:?\s+{_NOT_A_NAME}{_PEOPLE}"
    rf"(?:\s*(?:[,|/(–—·•\-]|\b(?:for|in|at|of)(?:\s+the)?\b)\s*(?:{_ROLE}|{NAME}|{_TIME})\)?){{0,3}}(?<!\.))"
)
_NAMED_ROLE = (
    rf"{NAME}\s*[,|]\s*(?i:(?:senior |chief |staff |special |foreign |political |business "
    rf")*(?:writer|reporter|correspondent|editor|contributor))(?:,?\s+{NAME})?"
)
_SITES = (
    r"(?:facebook|twitter|x|instagram|linkedin|youtube|tiktok|telegram|whatsapp|threads|bluesky|mastodon|"
    r"google news|reddit|pinterest|flipboard|tumblr|snapchat|vkontakte)"
)
_SHARE_WORD = rf"(?:{_SITES}|e-?mail|print|copy link|messenger|tweet|pin|save|share|comments?)"
_PICTURE = r"(?:photo|image|picture|photograph|illustration|graphic|video|pic|screenshot|thumbnail)s?"
_AGENCY = (
    r"(?:Getty(?: Images)?|AFP|AP(?: Photo)?|REUTERS|Reuters|EPA|EPA-EFE|WireImage|Shutterstock(?:\.com)?|"
    r"i[Ss]tock(?:photo)?|Bloomberg"
    r"|PA(?: Wire| Images| Media)?|Associated Press|THE CANADIAN PRESS|Press Association|Alamy|Unsplash|Pexels|"
    r"Xinhua|TASS"
    r"|ANSA|dpa|Corbis|Rex(?: Features)?|Splash News|Wikimedia Commons)"
)
_CREDIT_PLACE = rf"(?:{_AGENCY}|Facebook|Twitter|Instagram|YouTube|Flickr|NASA|Handout|File|Pool)"
_NO_VERB = (
    r"(?![^\n]*\b(?:shows?|showed|showing|appears?|appeared|suggests?|reveals?|were|was|are|have|has|"
    r"had|said|posted|surfaced)\b)"
)

DATELINE = (
    r"(?:[A-Z][A-Z.'’\-]+(?:[ /][A-Z][A-Z.'’\-]+){0,3}(?:,\s[A-Z][\w.]*(?:\s[A-Z][\w.]*)?){0,2}"
    rf"(?:,?\s(?i:{_MONTH})\s\d{{1,2}}(?:,\s\d{{4}})?)?\s*(?:\([A-Z][\w /&]{{1,25}}\)\s*)?"
    rf"|(?:{NAME},?\s)?\((?:Reuters|AP|AFP|CNN|UPI|dpa|ANSA|PTI|Xinhua|Bloomberg)\)\s*)(?:(?:—|--)\s*|"
    rf"[–-]\s+)(?=[\"“‘']?[A-Z])"
)
"""Place, day and agency before the first sentence: "HARLE, March 3 (HNA) - "."""

LINK_LIST_HEADING = (
    r"(?i:read more|read also|also read|more (?:stories|news|coverage|headlines|from .{1,40}|on this(?: story| "
    r"topic)?|like this)"
    r"|you (?:may|might|will|could)(?: also)? (?:like|enjoy|be interested in)(?: these| this)?"
    r"|related(?: (?:articles?|stories|story|posts?|news|content|topics?|links?|coverage|reading|items|videos?|tags))?"
    r"|recommended(?: (?:for you|reading|articles|stories|videos))?|further reading|see also|what to read next|"
    r"read next|up next"
    r"|most (?:read|popular|viewed|shared|commented)|trending(?: now| stories| topics)?|popular (?:stories|"
    r"posts|articles|now)"
    r"|latest (?:stories|news|articles|posts|headlines)|top stories|editor[’']?s[’']? (?:picks?|choice)|don[’']?t miss"
    r"|around the web|from (?:around )?the web|more to (?:read|explore)|explore more|complete coverage|keep reading"
    r"|(?:see )?all related|tags|filed under)\s*[:.…»>→↓]*"
)
"""A heading that a list of links follows."""

SPEECH = r"(?i:\b(?:said|says|tells?|told|according to|announced|reported|wrote|tweeted|urged|argued|warned)\b)"
"""A sentence with one of these is somebody's words, not small print."""

_DISCLAIMERS = (
    r"(?i:^disclaimer\b)",
    r"(?i:^(?:this|the|all|any|our)\b[^.]{0,80}\bfor (?:general )?(?:informational?|educational|"
    r"entertainment)(?:,? (?:and|or|and/or) (?:informational|educational|entertainment))? purposes? only\b)",
    r"(?i:\bnot (?:be )?(?:(?:construed|considered|constitute|intended|taken|interpreted|regarded|treated|"
    r"relied upon|meant|provide|offer|give)\b)?"
    r"[^.]{0,60}\b(?:financial|investment|legal|medical|tax|professional|trading)(?:,? (?:(?:or|and) "
    r")?\w+){0,4} advice\b)",
    r"(?i:\b(?:readers|investors|users|you|consumers|traders)\b[^.]{0,40}\b(?:encouraged|advised|urged|should|"
    r"must|recommended|responsible)\b"
    r"[^.]{0,60}\b(?:own|independent|thorough) (?:\w+ )?(?:research|due diligence)\b)",
    r"(?i:^(?:please |always |make sure to )?(?:do|conduct) your own (?:research|due diligence)\b)",
    r"(?i:^(?:please |always )?(?:consult|speak (?:to|with)|seek)\b[^.]{0,30}\b(?:qualified|licensed|"
    r"professional|financial advis[eo]r|independent)\b)",
    r"(?i:^past performance is (?:not|no)\b)",
    r"(?i:\b(?:views?|opinions?)(?: and opinions?)? expressed (?:in|by|here|herein|on|within|"
    r"are)\b[^.]{0,160}\b(?:author|own|reflect|represent|editorial|position)\w*\b)",
    r"(?i:\b(?:is|are) the official (?:media|news|publications?|outlets?|magazine|newspaper)\b[^.]{0,30}\bof\b)",
    r"(?i:\b(?:assumes?|accepts?|bears?|takes?) no (?:responsibility|liability) for\b[^.]{0,60}\b(?:content|"
    r"accuracy|loss(?:es)?|information|damages?|article|sites?)\b)",
    r"(?i:\b(?:affiliate links?|(?:earn|receive) (?:a |an )?(?:small |affiliate )?commission)\b)",
    r"(?i:^this (?:article|content|story|post|page|text) (?:is|was|has been) (?:not )?(?:provided|written|"
    r"generated|produced|sponsored|intended|originally published"
    r"|first published|republished|syndicated|translated|auto-generated|machine translated|created)\b)",
    r"(?i:^(?:this|the) (?:article|content|story|post|information)\b[^.]{0,60}\b(?:does not constitute|is not "
    r"intended (?:as|to)|should not be (?:construed|relied|taken|considered))\b)",
)
_NOTES = (
    r"(?i:^this (?:page|article|story|post|live ?blog|report|is a (?:breaking|developing)[\w ,]* story)\b[^.]{0,20}"
    r"(?:\b(?:will be|is being|has been|was) (?:updated|corrected|amended)\b|\W*$))",
    r"(?i:^(?:please )?(?:check back|stay tuned|stay with us|come back|refresh this page)\b)",
    r"(?i:^(?:more|details|further details) (?:to )?follows?\W*$)",
    r"(?i:^(?:re)?(?:printed|published|produced|posted) (?:here )?(?:with|by|under) (?:the )?(?:kind "
    r")?(?:permission|licen[cs]e)\b)",
    r"(?i:^(?:translated|compiled|edited|adapted) (?:by|from) (?-i:[A-Z])[^.]{0,60}\W*$)",
)
_SMALL_PRINT = (
    r"(?i:^(?:nothing|none of (?:this|the (?:content|information))|no part) (?:on|in|of) (?:this|our|the) (?:web ?)?"
    r"(?:page|article|site|post|newsletter|publication|video|app)\b)",
    r"(?i:\b(?:no|not a|never a) (?:substitute|replacement) for (?:\w+ ){0,3}advice\b)",
    r"(?i:\bdo (?:your|their) own (?:homework|research|checks|due diligence)\b)",
    r"(?i:\bis (?:the|an?) (?:house|in-house|official) (?:publication|magazine|newspaper|outlet|organ|"
    r"newsletter|journal) of\b)",
    r"(?i:^(?:all|any) (?:information|data|details|figures|prices|content|statements)\b[^.]{0,40}\b(?:without "
    r"(?:guarantee|warranty)"
    r"|subject to (?:change|error)|not guaranteed|no guarantee)\b)",
    r"(?i:^errors (?:and omissions )?excepted\b)",
    r"(?i:\b(?:odds|prices?|rates?|details|offers?|information) (?:are |is |was |were )?(?:correct|accurate|"
    r"valid) (?:at|as of) (?:the )?time of"
    r" (?:publication|writing|going to press|publishing|press)\b)",
    r"(?i:^(?:\d\d\+(?: only)?|over[- ]\d\ds? only|(?:please )?(?:gamble|bet|drink) responsibly|when the fun "
    r"stops,? stop|t(?:erms)? ?(?:&|and)"
    r" ?c(?:ondition)?s(?: may)? apply|terms apply|begambleaware\S*)\W*$)",
)
_OUTLET = (
    r"(?i:^(?![\"“‘'])[^.!?“\"]{0,60}\bour (?:own )?(?:readers|newsroom|apps?|web ?site|site|studio|podcasts?|"
    r"subscribers|sister"
    r"|partner (?:desks?|sites?)|coverage|terms|editors|editorial|correspondents|web ?shop|webinars?|"
    r"archives?|home ?page"
    r"|print edition)\b)",
    r"(?i:^you(?: are|['’]re) (?:listening to|watching|reading)\b)",
    r"(?i:^(?:listen to|watch|tune in(?:to)?|hear)\b[^.!]{0,80}\b(?:podcast|episode|show|live|radio|fm|channel|"
    r"stream|bulletin|tonight)\b)",
    r"(?i:^(?:the )?(?:traffic|weather|sports?|headlines|news)(?:,? (?:and )?(?:the )?(?:traffic|weather|"
    r"sports?|headlines|news))*"
    r" (?:follows?|(?:is|are) (?:next|coming up))\b)",
    r"(?i:^(?:coming|next) up\s*:)",
    r"(?i:^letters to the editor\b|^(?:rate|report) (?:this|an error|a typo)\b|^(?:spotted|found|see) an? "
    r"(?:mistake|error|typo)\b|^was this (?:article|page|story)\b)",
    r"(?i:\bis printed (?:on|in|by|at)\b[^.]{0,60}\b(?:paper|press(?:es)?|printers?)\b)",
    r"(?i:^(?:a|this) version of this (?:article|story)\b|\bappear(?:s|ed) in (?:the )?print\b)",
    r"(?i:^\W?(?:continued (?:on|from)|see(?: also)?|full (?:story|report|results|table)[^.]{0,20}\b(?:on)?) "
    r"page \w{1,3}\W*$)",
    r"(?i:^(?:book|order|buy|shop|claim|try|win|enter|start)\b[^.!?]{0,60}\b(?:now|today|online|here|for free|"
    r"free trial)[.!]*$)",
)
_INVITATIONS = (
    r"(?i:^(?:do you have|have you (?:got|seen|taken|been)|were you|did you (?:see|witness)|are you) [^.!]{0,60}"
    r"\b(?:pictures?|photos?|videos?|footage|stor(?:y|ies)|tips?|information|affected|witness\w*|at the "
    r"scene)\b[^.!]{0,40}\?$)",
    r"(?i:^(?:please )?(?:send|e-?mail|share|upload) (?:us |them |it |your )[^.]{0,60}\b(?:us|newsroom|desk|"
    r"editors?|team|@|e-?mail|address|whatsapp)\b)",
    r"(?i:^(?:please )?(?:get in touch|contact us|call us|write to us|tell us (?:your|what|about))\b)",
    r"(?i:^(?:download|get|install) (?:our|the)\b[^.]{0,40}\bapps?\b)",
    r"(?i:^(?:become a (?:member|subscriber|supporter)|donate (?:now|today|here)|advertise with us|work "
    r"(?:with|for) us)\b)",
)
_DISCLOSURES = (
    r"(?i:^(?:full )?disclosures?\s*:)",
    r"(?i:\b(?:has|have|holds?|owns?) no (?:\w+ ){0,2}positions?\b(?! on\b))",
    r"(?i:\b(?:does|do) not (?:hold|own|have) (?:any|a) (?:(?:crypto|digital|of the|long|short)\b|(?:position|"
    r"stocks?|shares|securities)\b[^.]{0,30}\b(?:mentioned|any|discussed|named)\b))",
    r"(?i:\b(?:author|writer|publisher|editor|analyst)\b[^.]{0,60}\b(?:holds?|owns?|is long|is short|held) "
    r"(?:\w+ ){0,3}(?:positions?|shares|stocks?|bitcoin|ether|crypto\w*|tokens?)\b)",
    r"(?i:\bhas a disclosure policy\b)",
)
_NEWSLETTER = (
    r"(?i:^(?:please )?(?:sign up|subscribe)\b[^\n]{0,160}\b(?:newsletters?|inbox|e-?mails?|alerts?|updates|"
    r"channel|podcast|briefing|free trial|mailing list|digest"
    r"|today|now|here|for free)\b)",
    r"(?i:^(?:please )?(?:sign up|subscribe) (?:to|for) (?:our|the)\b)",
    r"(?i:^(?:join|follow) (?:our|us|the)\b[^\n]{0,60}\b(?:newsletters?|channel|whatsapp|telegram|mailing list|"
    r"community|group)\b)",
    r"(?i:^(?:get|receive) (?:our|the|your|more|all)\b[^\n]{0,100}\b(?:newsletter|inbox|briefing|alerts)\b)",
    r"(?i:\bdelivered (?:straight |directly |right )?(?:to|in) your inbox\b)",
    r"(?i:^you can unsubscribe\b)",
    r"(?i:^by (?:signing up|subscribing|registering|clicking|continuing|submitting)\b[^\n]{0,60}\byou (?:agree|"
    r"accept|consent|acknowledge|confirm)\b)",
    r"(?i:^already (?:a (?:subscriber|member)|subscribed|registered|have an account)\b)",
    r"(?i:^(?:this|the full) (?:content|article|story) is (?:only )?(?:for|available to|reserved for) "
    r"(?:paying |our )?(?:subscribers|members)\b)",
    r"(?i:^(?:please )?(?:consider )?support(?:ing)? (?:our|independent|quality) journalism\b)",
    r"(?i:^(?:thanks?|thank you) for (?:reading|subscribing|registering|signing up)\b)",
)
_COOKIES = (
    r"(?i:\b(?:we|this (?:web)?site|our (?:web)?site)(?: and our partners)? uses? cookies\b)",
    r"(?i:^(?:accept|reject|manage|allow)(?: all)? cookies\b)",
    r"(?i:\bconsent to (?:our|the) use of cookies\b)",
    r"(?i:^by continuing to (?:use|browse) (?:this|our|the)\b)",
)
_COPYRIGHT = (
    r"(?i:^(?:all content )?(?:copyright\s*(?:©|\(c\)|(?:by )?[\w ]{0,40}\b\d{4})|©))",
    r"(?i:\ball rights reserved\b)",
    r"(?i:\b(?:material|article|content|story|publication) may not be (?:published|reproduced|copied|"
    r"republished|redistributed|distributed)\b)",
    r"(?i:^no part of this (?:article|publication|content|material)\b)",
)
_REPORTING = (
    r"(?i:\bcontributed(?: reporting| writing)? to this (?:report|story|article|piece|post)\b)",
    rf"(?i:^\W?(?:with )?additional (?:reporting|writing|editing|research) (?:also )?(?:by|from) (?-i:{_UPPER}))",
    rf"(?i:^\W?(?:reporting|writing|editing) by (?-i:{_PEOPLE})(?: in (?-i:{NAME}))?\W*$)",
    r"(?i:^\W?with (?:agenc(?:y|ies)|inputs? from|files from|reporting (?:from|by))\b)",
    r"(?i:^contributing:)",
)
_SOCIAL_SENTENCE = (
    rf"(?i:^(?:you can )?(?:like|follow|find|visit|join) (?:us|him|her|them|me|our \w+|@\w+|(?-i:{NAME})) "
    rf"(?:also )?(?:on|at|via) (?:@|{_SITES}\b))",
    r"(?i:^follow us\b(?! into| to| down))",
    r"(?i:^(?:>>\s*)?follow @\w+)",
    r"(?i:^share (?:this|your) (?:article|story|post|page|thoughts|opinions?|views)\b)",
    r"(?i:^(?:what do you think\?|let us know|tell us)(?:[^\n]{0,60}\b(?:comments?|below|us|twitter|facebook)\b))",
)
_CONTACT_SENTENCE = (
    r"(?i:^to contact the (?:reporter|editor|author|writer)s?\b)",
    r"(?i:^(?:do you )?(?:have|got) (?:a |any )?(?:news |confidential )?(?:tips?|"
    r"story)\b[^\n]{0,60}\b(?:contact|e-?mail|send|share|get in touch|call|let us)\b)",
    r"(?i:^(?:please )?(?:contact|e-?mail|reach|write to) (?:us|the (?:author|reporter|writer|editor|newsroom)|"
    r"our (?:newsroom|team|reporters?))\b)",
    r"(?i:^(?:contact|e-?mail|reach)\b[^\n]{0,60}\s[\w.+\-]+@[\w\-]+\.[\w.]+)",
)
_LINK_SENTENCE = (
    r"(?i:^\W?(?:click|tap) (?:here|on the link|this link|through)\b)",
    r"(?i:^\W?(?:for more|to (?:read|see|learn|find out) (?:more|the))\b[^\n]{0,80}\b(?:click|tap|visit|go to|"
    r"follow the link)\b)",
    r"(?i:^(?:please )?(?:read|see|find|learn) more(?: about [^\n]{1,60})? (?:here|at (?:https?|www|"
    r"[\w\-]+\.com)\S*|on our website|by clicking[^\n]*)\W*$)",
)


def _lines(reason: str, *patterns: str, where: Where = Where.ANYWHERE) -> list[Rule]:
    return [Rule(reason, pattern, Scope.LINE, where) for pattern in patterns]


def _sentences(reason: str, patterns: tuple[str, ...], where: Where) -> list[Rule]:
    return [Rule(reason, pattern, Scope.SENTENCE, where) for pattern in patterns]


RULES: tuple[Rule, ...] = (
    *_lines(
        "breadcrumb",
        r"(?i:home(?:page)?\s*[»›>→/|]\s*.{1,250})",
        r"[^»›>]{1,30}(?:\s+[»›>]\s+[^»›>]{1,40}){2,6}",
        r"(?i:(?:«|‹|<<?)\s?(?:back|previous|prev|return)\b.{0,80}|back to (?:top|home(?:page)?|results))",
    ),
    *_lines("byline", BYLINE, _NAMED_ROLE, where=Where.EDGES),
    *_lines(
        "byline",
        rf"(?:[Bb]y|BY)\s+{_NOT_A_NAME}{_PEOPLE}\s*[,|–—]\s*(?i:(?:\w+ ){{0,2}}(?:staff writer|"
        rf"staff|correspondent|reporter))",
    ),
    *_lines("reading time", READ_TIME),
    *_lines("date line", PUBLISHED),
    *_lines("date line", DATE_LINE, where=Where.EDGES),
    *_lines(
        "advertisement",
        r"(?i:\W?(?:advertis?e?ments?|ads?|sponsored(?: content| links?| by .{1,60})?|promoted(?: content| "
        r"stories)?|paid (?:content|post|promotion))\W*)",
        r"(?i:(?:story|article|content) continues (?:below|after).{0,40}|continue reading(?: below| the main "
        r"story)?\W*)",
        r"(?i:skip (?:advert(?:isement)?|ads?|to (?:main )?content|past newsletter promotion)|ad feedback)",
    ),
    *_lines(
        "page furniture",
        r"(?i:scroll (?:down )?(?:for|to) .{1,60}|(?:(?:video|poll|gallery|image)\s+)?loading\W*|(?:show|"
        r"hide)?\s?caption|site \w+ navigation)",
        r"(?i:(?:view|open|launch|see)(?: the| full)? (?:gallery|image in gallery|slideshow|full image|photos)|"
        r"play video|watch (?:the )?video|image \d+ of \d+)",
    ),
    *_lines("link", rf"(?:{LINK_LIST_HEADING})"),
    *_lines(
        "link",
        r"(?i:\W?(?:read|see|learn|find out|discover) more(?:\s*[:»>→…–\-]\s?.{0,160}|\s+(?:here|(?:at|on|in|"
        r"from|about) .{1,80}(?<![.!?])))?\W*)",
        r"(?:READ|MORE|WATCH|RELATED|LISTEN|PHOTOS?|VIDEOS?|GALLERY|SEE ALSO|ALSO READ|READ ALSO|READ MORE|"
        r"READ NEXT|DON[’']T MISS|IN PICTURES|ALSO SEE|NOW READ"
        r"|TRENDING|RECOMMENDED|WATCH NOW)\s*[:|]\s*.{3,180}",
        r"(?i:\[?\s?(?:related|see also|also read|read also|read next|read this|don[’']?t miss|recommended|"
        r"more on this(?: story)?|also see|further reading|watch video"
        r"|related (?:reading|coverage|story|stories|articles?|links?|roundup|posts?)|more from .{1,40}|you "
        r"(?:may|might) also like|now read|up next)\s*[:|]\s*.{0,180})",
        r"(?i:(?:click|tap) (?:here|on|to|through|for)\b.{0,120})",
        r"(?i:(?:read|see|view) the (?:full|whole|original|complete|entire) (?:\w+ ){0,3}(?:here|at|on|via)\b.{0,60})",
        r"\(?(?:Via|VIA|via)(?:\s*[:@]\s*.{2,60}|\s+(?:[\w\-]+\.\w{2,4}\S*|@\w+))?\)?",
        r"(?:H/T|Hat tip|Source|SOURCE|Sources)(?:\s*:\s*|\s+)(?!said|close|told|say)[A-Z@].{1,60}(?<!\.)",
        r"(?i:https?://\S+|www\.\S+)",
    ),
    *_lines(
        "tags",
        r"(?i:(?:tags?|categories|category|filed under|keywords|in this (?:story|"
        r"article))\s*[:|].{0,200})",
    ),
    *_lines(
        "sharing",
        r"(?i:(?:please )?share(?: this\b.{0,60}| (?:on|via) .{0,60})?\W*)",
        rf"(?i:{_SHARE_WORD}(?:[\s,|/·•]+{_SHARE_WORD}){{0,9}})",
        r"(?i:\d[\d,.]*k? (?:comments?|shares?|views?|likes?|retweets?))",
        r"(?i:(?:leave|post|add|view|write|show|hide|read)(?: an?| all| your| the)? (?:comments?|reply)\W*|"
        r"comments? (?:are|is) closed\W*|join the (?:conversation|discussion)\W*)",
        r"(?i:(?:like|follow|find) us\b.{0,120}|connect with us.{0,60})",
        rf"(?i:(?:>>\s*)?follow (?-i:{NAME}) on {_SITES}\b.{{0,60}})",
        r"[—–\-â€”]{1,3}\s?.{1,60}\(@\w+\).{0,60}",
        r"(?i:@\w{2,20}|a (?:photo|post|video) (?:posted|shared) by .{1,120})",
    ),
    *_lines(
        "newsletter",
        r"(?i:(?:(?:our|the|get|free|daily|weekly|morning|email|[\w]+) ){0,3}newsletters?(?: sign ?-?up)?\W*|"
        r"subscribe(?: now| today| here)?\W*|sign (?:up|in)(?: now| today| here| for free)?\W*)",
        r"(?i:log ?in\W*|register(?: now)?\W*|enter your e-?mail.{0,40}|(?:your )?e-?mail address\W*|create "
        r"(?:an|your)(?: free)? account\W*)",
    ),
    *_lines(
        "cookie notice",
        r"(?i:cookie (?:policy|settings|preferences|notice|consent)\W*|privacy policy\W*|"
        r"terms (?:of use|of service|and conditions|& conditions)\W*)",
    ),
    *_lines(
        "image credit",
        rf"(?i:\W?(?:(?:cover|header|featured?|lead|top|main|file|hero|stock) )?{_PICTURE}(?:[ /](?:source|"
        rf"credits?|courtesy|by|via|note|copyright|caption|{_PICTURE}))*\s*[:©].{{0,200}})",
        rf"(?i:\W?(?:(?:cover|header|featured?|lead|top|main|file|hero|stock) )?{_PICTURE} (?:by|via|"
        rf"courtesy(?: of)?|from|credits?|copyright) {_NO_VERB}.{{2,80}}(?<![.!?]))",
        r"(?i:(?:photo |image |picture )?credits?\s*[:/].{2,100})",
        rf"\W?(?:[^()\[\]]{{2,60}}\s?/\s?{_CREDIT_PLACE}|{_CREDIT_PLACE}\s?/\s?.{{2,40}}|"
        rf"{_AGENCY}(?:[\s/,|]+{_AGENCY}){{0,3}})\W?",
        r"(?i:(?:representational|representative|file) (?:image|photo|picture)\W*|youtube screen ?(?:shot|"
        r"grab)|screen ?(?:shot|grab)(?: from| via)? .{0,60})",
    ),
    *_lines(
        "reporting credit",
        rf"[\[(](?:(?i:with) )?(?:{_CREDIT_PLACE}|FRANCE 24|"
        rf"[Aa]gencies)(?:(?:\s*[,/&]\s*|\s+(?:and|with)\s+)(?:{_CREDIT_PLACE}|[Aa]gencies)){{0,4}}[\])]",
    ),
    *_lines(
        "contact",
        r"[\w.+\-]+@[\w\-]+\.[\w.]{2,20}\W?",
        r"(?i:(?:e-?mail|contact|tips?|tel|phone|press contact|media contact)\s*[:|]\s*.{3,100})",
    ),
    *_lines("separator", r"[\-–—_=*~.·•|#<>\s…]+"),
    *_lines(
        "heading",
        r"(?i:(?:key (?:points|takeaways|facts)|takeaways|highlights|at a glance|in brief|in "
        r"short|summary|tl;dr)\s*:?)",
    ),
    *_lines(
        "agency sign-off",
        r"\([A-Z]{2,6}\)\s*[a-z]{1,4}(?:/[a-z]{1,4}){0,4}\.?|"
        r"[a-z]{2,4}/[a-z]{2,4}(?:/[a-z]{2,4})?"
        r"(?:\s*\([^()]{2,40}\))?",
        where=Where.TAIL,
    ),
    *_lines(
        "byline",
        r"(?i:(?:by|from) (?:our|a|the)? ?(?:own |special |staff |foreign |political "
        r")*(?:correspondents?|reporters?|newsroom|"
        r"news desk|staff|newsdesk)(?: (?:in|at) (?-i:[A-Z])[\w ]{1,30})?|by (?-i:[A-Z])\w+ staff(?: writers?)?)",
        where=Where.EDGES,
    ),
    *_lines("end mark", r"(?i:\W*(?:ends?|-30-)\W*)", where=Where.TAIL),
    *_sentences("copyright", _COPYRIGHT, Where.ANYWHERE),
    *_sentences("disclaimer", _DISCLAIMERS, Where.TAIL),
    *_sentences("disclaimer", _SMALL_PRINT, Where.TAIL),
    *_sentences("disclosure", _DISCLOSURES, Where.TAIL),
    *_sentences("note on the page", _NOTES, Where.TAIL),
    *_sentences("about the outlet", _OUTLET, Where.TAIL),
    *_sentences("date line", (rf"(?i:^(?:{PUBLISHED}|last update:?\s*{_TIME}\.?)$)",), Where.TAIL),
    *_sentences("invitation", _INVITATIONS, Where.TAIL),
    *_sentences("newsletter", _NEWSLETTER, Where.ANYWHERE),
    *_sentences("cookie notice", _COOKIES, Where.ANYWHERE),
    *_sentences("reporting credit", _REPORTING, Where.ANYWHERE),
    *_sentences("sharing", _SOCIAL_SENTENCE, Where.ANYWHERE),
    *_sentences("contact", _CONTACT_SENTENCE, Where.ANYWHERE),
    *_sentences("link", _LINK_SENTENCE, Where.ANYWHERE),
    Rule(
        "image credit",
        rf"[(\[](?i:[^()\[\]]{{0,60}}\b{_PICTURE}\s*(?:by|via|:|/|courtesy|credit|from|"
        rf"source))[^()\[\]]{{0,100}}[)\]]",
        Scope.INLINE,
    ),
    Rule(
        "image credit",
        rf"[(\[](?:{_AGENCY}\s*/[^()\[\]]{{2,80}}|[^()\[\]]{{2,60}}/\s?{_AGENCY}|{_AGENCY} "
        rf"(?i:photo|file photo|images?))[)\]]",
        Scope.INLINE,
    ),
    Rule(
        "image credit",
        r"\b(?:Photo|Picture|Image|Photograph|Photo credit|Image credit|Picture credit|"
        r"Credit): [A-Z][^.:]{2,60}",
        Scope.INLINE,
    ),
    Rule(
        "reporting credit",
        r"[(\[](?i:(?:additional )?(?:reporting|writing|editing|compiled|translated|with "
        r"reporting) by [^()\[\]]{2,250})[)\]]\.?",
        Scope.INLINE,
    ),
)
