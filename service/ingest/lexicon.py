"""The words and line shapes that page furniture is made of: data that the signals read.

Everything is matched against a block's text with its white space collapsed and without regard to case, except where
names matter (agencies, mastheads). Patterns called *whole* must match a block from end to end.
"""

from __future__ import annotations

import re

Pattern = re.Pattern[str]


def _words(text: str, separator: str | None = None) -> frozenset[str]:
    """Return the words, or the phrases between separators, of a text."""
    return frozenset(" ".join(part.split()) for part in text.split(separator) if part.strip())


def _any(*patterns: str, flags: int = re.IGNORECASE) -> Pattern:
    """Return one pattern that matches where any of the patterns does."""
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), flags)


FUNCTION_WORDS = _words(
    """a about after all also am an and any are as at be because been before being both but by can could did do does
    during each for from had has have he her here him his how i if in into is it its just may me might more most must
    my no nor not of on one or other our out over own said she should since so some such than that the their them then
    there these they this those through to too under until up upon us very was we were what when where whether which
    while who whom whose why will with would you your isn't wasn't aren't weren't don't doesn't didn't won't can't
    couldn't wouldn't shouldn't hasn't haven't hadn't it's that's there's he's she's i'm i've we're we've you're
    they're they've we'll i'll you'll let's"""
)
"""Closed-class English words: two in five words of prose, one in ten of a menu."""

REPORTING = _any(
    r"\b(?:said|says?|saying|told|tells|according to|add(?:ed|s)|ask(?:ed|s)|replied|replies|wrote|writes|stated)\b",
    r"\b(?:announced|argued|insisted|warned|explained|continued|noted|declared|claimed|denied|reported|testified)\b",
    r"\b(?:reports|tweeted|called|concluded|recalled|went on|goes further|demanded|urged)\b",
)

CONTROLS = _words(
    """about|about us|accept|accept all|accept all cookies|account|ad|add to list|add topic|advertise|
    advertise with us|advertisement|advertisements|advertising|all|all news|all sections|app|apps|archive|archives|
    article continues below|arts|arts & culture|audio|back|back to top|best of|blogs|books|breaking|breaking news|
    business|calendar|cancel|careers|cartoons|classifieds|climate|close|close menu|columnists|columns|comment|
    community|community guidelines|contact|contact us|continue|continue reading|cookie policy|cookie settings|cookies|
    copy link|copy url|corrections|courts|crime|crossword|culture|dark mode|death notices|download|e-paper|economy|
    edition|editorial|editorials|editor's pick|education|email|email address|email this|email us|enlarge|
    entertainment|environment|epaper|events|expand|explainer|explore|facebook|fact check|faq|faqs|fashion|features|
    feedback|film|finance|follow|follow us|font size|font size down|font size up|food|forum|gallery|games|
    gift article|gift this article|global|go|headlines|health|help|hide|home|home page|homepage|horoscope|horoscopes|
    image|images|instagram|international|jobs|jump to content|language|latest|latest news|learn more|legal|lifestyle|
    like|linkedin|links|listen|listen to story|listen to this article|live|live tv|load more|loading|local|local news|
    log in|log out|login|logout|mail|main menu|main navigation|manage cookies|markets|media|menu|messenger|metro|
    mobile|money|more|more news|more options|movies|multimedia|music|my account|nation|national|nature|navigate|
    navigation|news|newsletter|newsletters|newspaper|next|next article|next post|next story|no comments|no thanks|
    obituaries|ok|open menu|opinion|opinions|our apps|our team|photo|photos|pictures|pinterest|play|podcast|podcasts|
    policy|politics|post|post a comment|preferences|press|press releases|prev|previous|previous article|previous post|
    previous story|print|print preview|print this|printer friendly|privacy|privacy notice|privacy policy|
    privacy statement|promoted|property|puzzles|radio|read|read full story|read later|read more|read next|
    reader mode|real estate|reddit|region|regional|register|regions|reply|report|report ad|reviews|rss|rss feed|save|
    save article|save for later|science|search|sections|see all|see more|services|settings|share|share article|
    share full article|shop|shopping|show less|show more|sign in|sign up|sign up now|site index|site map|sitemap|size|
    skip|skip ad|skip advertisement|skip to content|skip to main content|skip to navigation|society|source|
    source link|sponsored|sponsored content|sport|sports|start|stocks|story|story continues below|story text|style|
    submit|subscribe|subscribe now|subscribe today|subscriber exclusive|subscribers only|subscription|subscriptions|
    support us|tags|tech|technology|telegram|terms|terms & conditions|terms and conditions|terms of service|
    terms of use|text size|thanks|theater|theatre|today's paper|toggle menu|toggle navigation|toggle search|top|
    top news|topics|traffic|transport|travel|tumblr|tv|tweet|twitter|unsubscribe|video|videos|view all|view comments|
    view more|watch|watch live|weather|whatsapp|width|wine|work with us|world|world news|x|your account|youtube""",
    "|",
)
"""Whole lines that only a page's own controls and sections say."""

SHARING = _words(
    """share tweet pin post email e-mail print comment comments like follow save send copy listen facebook twitter x
    linkedin whatsapp reddit telegram pinterest flipboard messenger instagram youtube tiktok threads bluesky mastodon
    tumblr line link url on via this article story page with to by or and the a aa rss bookmark mail sms more""",
)
"""A line made of these words alone is a row of buttons."""

WIDGETS = _any(
    r"[\d.,]+\s?[km]?(?:\s+[\d.,]+\s?[km]?){0,5}",
    r"[\d.,]+\s?[km]?\s+(?:shares?|views?|likes?|reads?|reactions?|retweets?|replies|votes?|points?|photos?|followers)",
    r"(?:shares?|views?|likes?|reads?|replies|votes?|hits)\s*:?\s*\(?[\d.,]+\s?[km]?\)?",
    r"(?:estimated |est\.? )?(?:reading time|time to read|read(?:ing)? time)\b.{0,30}",
    r"(?:about |approx\.? )?\d+[ -]?(?:minutes?|mins?|m)\.?[ -]*(?:read|listen|watch)(?:ing)?(?: time)?",
    r"(?:last )?(?:about|updated|posted|published|modified)?:?\s*(?:an?|\d+|one|two|three|few|several)?\s*"
    r"(?:seconds?|min(?:ute)?s?|hours?|hrs?|days?|weeks?|months?|years?)\s+ago",
    r"(?:image|video|photo|slide|page)?\s*\d+\s*(?:of|/)\s*\d+",
    r"\d{1,2}:\d{2}(?:\s*/\s*\d{1,2}:\d{2})?",
    r"-?\d{1,3}\s?°\s?[cf]?.{0,30}",
    r"(?:skip|jump|scroll) (?:to|past) .{1,40}",
    r"(?:share|follow) (?:this|us|on|via|with) .{0,40}",
    r"(?:click|tap|swipe|hover) (?:here|on|to|for)\b.{0,60}",
    r"(?:story|article|report) continues (?:below|after)\b.{0,40}",
    r"(?:[-–—*\s]*)(?:advertisement|sponsored|paid content|partner content)\b.{0,45}",
    r"(?:you are here|breadcrumbs?|filed under|tagged(?: with| as)?|tags?|topics?|categor(?:y|ies)|keywords?|section)"
    r"\s*:.{0,160}",
    r"(?:[\w' ]{1,20} )?(?:photos?|pictures?|images?|photographs?|videos?|graphics?)(?: by| credit"
    r"| source)?\s*:.{0,160}",
    r"(?:image|photo|picture) (?:source|credit|caption|copyright)\b.{0,200}",
    r"file (?:photo|image|picture)\b.{0,60}",
    r"(?:enlarge|expand|open|close|show|hide|view|toggle) (?:this )?(?:image|photo|caption|gallery|slideshow|menu|"
    r"search|navigation|full size|fullscreen|all|more|comments|transcript).{0,20}",
    r".{0,60}copied to (?:your |the )?clipboard\.?|no media source (?:currently )?available|embed(?: share)?",
    r"list (?:\d+ )?of \d+(?: items)?|end of list|\d+ items",
    r"[^\w]+",
)
"""Whole lines that share, count, size, time, file or decorate."""

LINK_LABELS = _any(
    r"^\W*(?:read|see|watch|listen)(?: (?:more|also|next|too|now|here|this))?\s*(?::|\||—|–|>|»)\s*\S",
    r"^\W*also (?:read|see|watch|on)\b.{0,12}(?::|\||—|–|>|»)\s*\S",
    r"^\W*(?:related|recommended|more)(?: (?:story|stories|articles?|news|coverage|reading|links?|video|content))?"
    r"\s*(?::|\||—|–|>|»)\s*\S",
    r"^\W*more (?:on|from|in|about) [\w' ]{1,25}(?::|\||>|»)\s*\S",
    r"^\W*(?-i:RELATED|READ MORE|READ ALSO|ALSO READ|SEE ALSO|READ|WATCH|MORE)\s+(?-i:[A-Z])(?!.*[.!?]$)",
    r"^\W*(?:don'?t miss|must[ -]read|in pictures|in pics|you (?:may|might) (?:also )?like)\s*(?::|\||—|–|>|»)\s*\S",
    r"^(?:opinion|analysis|podcast|video|gallery|watch|live)\s*(?:\||>|»)\s*\S",
)
"""The opening of a line that links to another page ("Read more: …")."""

RELATED = _any(
    r"related(?: (?:links?|stor(?:y|ies)|articles?|news|coverage|reading|topics?|content|posts?|videos?|reports?))?",
    r"(?:more|latest|recent|top|popular|trending|featured|recommended|similar|suggested|sponsored|promoted"
    r"|further|other)"
    r" (?:from us|news|stories|articles|posts|headlines|reads?|reading|videos?|links|coverage|content|now"
    r"|today|topics?|"
    r"this week|for you|on this|on this (?:story|topic)|like this|in this section|in brief|in \w+|on the web|"
    r"stories from .{1,40}|news from .{1,40})",
    r"(?:more|latest|top stories|stories|headlines|news) (?:from|by|in|on|about"
    r"|for) (?:the )?[\w'&.,-]+(?: [\w'&.,-]+){0,5}",
    r"(?:recommended|featured|trending|popular|sponsored|promoted|most[ -](?:read|popular|viewed|shared"
    r"|commented|watched|"
    r"recent)|editor'?s'? (?:picks?|choice)|our picks|top stories|latest stories|must[ -]reads?|paid (?:post"
    r"|content)s?)",
    r"(?:most[ -](?:read|popular|viewed|shared)|recommended|trending|popular) (?:in|on|from|by|now|today|this"
    r"|for|stories|"
    r"news|articles).{0,30}",
    r"you (?:may|might|could|will) (?:also |even )?(?:like|be interested in|enjoy|have missed).{0,25}",
    r"what (?:to read next|others are reading|we're reading|you need to know).{0,20}",
    r"(?:see|read|watch) (?:also|next|this next)|(?:up next|next up|next in|read more (?:on|about|from) .{1,40})",
    r"(?:don'?t|do not) miss|in case you missed it|(?:from )?around the web|from our (?:partners|archives?|network)",
    r"(?:elsewhere|also|more|today) (?:on|in|from) .{1,30}|in this section|in other news|explore more|keep reading",
    r"ads by .{1,25}|by taboola|by outbrain|recommended by .{1,25}|promoted (?:stories|links)|external links",
)
"""Whole headings of a list of other articles; the article's prose may resume behind one."""

INLINE = _any(
    r"(?:see|read|watch|listen) (?:also|more|next|this)|also (?:read|see)|related(?: (?:story|article|link"
    r"|video|coverage))?",
)
"""Those of them that stand in the middle of articles as often as at their end."""

CLOSINGS = _any(
    r"(?:no|all|view|show|see|read|hide|load|add|post|leave|write|join|your|user|reader|readers'|recent|top)?\s*"
    r"(?:an?|the|your|all)?\s*(?:\d[\d,]*)?\s*(?:comments?|replies|responses)\s*"
    r"(?:\(\d[\d,]*\)|\d[\d,]*|section|policy|are closed|closed|disabled|yet)?",
    r"(?:leave|post|write|add) (?:a|your|the first) (?:reply|comment|response)|be the first to (?:comment"
    r"|reply).{0,30}",
    r"(?:join|start) the (?:conversation|discussion)|(?:log|sign) in to (?:comment|reply|post|join).{0,40}",
    r"comments? (?:are|is|on|for) .{1,50}|cancel reply|your e-?mail address will not be published.{0,60}",
    r"required fields are marked.{0,10}|about the (?:author|authors|writer|writers)|source link",
    r"(?:posted|published|filed) (?:in|under)\b.{0,60}|(?:share|like) this\s*:|share this (?:article|story"
    r"|post|page)\W*",
    r"(?:prev(?:ious)?|next) (?:article|post|story).{0,80}|thanks for sharing.{0,60}",
    r"leave (?:a|your) (?:reply|comment|response)\b.{0,40}|(?:view|see|read|show) all (?:\d+ )?comments.{0,50}",
    r"save my name, e-?mail.{0,80}|comment on this (?:story|article)|post navigation",
    r"end of (?:article|story|text)|\(?(?:end|ends)\)?|#{2,}|-+ ?30 ?-+|\* ?\* ?\*",
)
"""Whole lines that follow an article for good: its comments, its neighbours, its end mark."""

IMPRINTS = _any(
    r"(?:^|[\s|(*])©|\(c\)\s*(?:19|20)\d\d|\bcopyright\b.{0,40}(?:19|20)\d\d|\bcopyright\s*(?:©|\(c\))",
    r"\ball rights reserved\b",
    r"\bmay not be (?:published|reproduced|reprinted|copied|broadcast|redistributed)\b",
    r"\b(?:reproduction|republication|redistribution)\b.{0,60}\b(?:prohibited|forbidden|permission|not permitted)\b",
    r"\bpowered by (?:wordpress|blogger|drupal|ghost)\b|^masthead\s*:|^(?:ceo|publisher|managing editor)\b.{0,20}:",
    r"\b(?:registration|company|vat|issn) (?:no|number)\b",
)
"""Notices of ownership: nothing behind one belongs to the article."""

APPEALS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"\b(?:sign|signing|signed) up\b|\b(?:sign|log) in\b|\blogin\b|\bpasswords?\b|\busernames?\b",
        r"\bsubscri(?:be|bers?|bing|ption|ptions)\b",
        r"\bnewsletters?\b|\bdaily (?:email|digest|briefing)\b|\binbox\b|\be-?mail (?:address|alerts?|updates)\b",
        r"\bcookies\b|\bad[ -]?block(?:er|ers|ing)?\b|\bpaywall\b|\bprivacy (?:policy|notice|statement)\b",
        r"\bterms (?:of (?:service|use)|and conditions)\b|\bby (?:continuing|using|clicking|signing)\b",
        r"\bdonat(?:e|ing|ion)\b.{0,40}\b(?:us|our|today|now|here)\b|\b(?:one[ -]off|monthly"
        r"|regular) (?:contribution|donation)\b",
        r"\b(?:become|becoming|be) an? (?:\w+ )?(?:member|supporter|patron|subscriber|contributor)\b",
        r"\b(?:support|fund|funds|sustain) (?:our|us|independent|quality|the work of)\b|\bsupport\w* \w+ journalism\b",
        r"\b(?:our|your|independent|quality|fearless|public[ -]interest) (?:journalism|reporting|newsroom|reporters|"
        r"journalists|(?:news )?coverage|news (?:sites?|network|team)|website|site|app|readers|advertisers"
        r"|subscribers)\b",
        r"\b(?:free|digital|premium|unlimited|full) (?:trial|access|edition|content|membership|account|articles)\b",
        r"\bwe (?:need|rely on|depend on|count on|value) your\b|\bwith your help\b|\bplease (?:consider|help"
        r"|support)\b",
        r"\b(?:follow|like|find|join|connect with|watch|visit) (?:us|me|him|her|them|@?\w+(?: \w+)?) on "
        r"(?:twitter|facebook|instagram|x|tiktok|linkedin|youtube|social|threads|bluesky|mastodon|whatsapp|telegram)\b",
        r"\bjoin (?:the|our) (?:conversation|community|discussion|whatsapp|telegram|channel)\b",
        r"\b(?:download|get|try) (?:our|the) (?:\w+ ){0,2}(?:app|newsletter|e-?paper)\b|\bapp store\b|\bgoogle play\b",
        r"\bpush notifications?\b|\bclick (?:here|on the|below|the link)\b|\bcredit card\b|\bpaypal\b",
        r"\bbilled (?:once|monthly|annually|yearly)\b|\bcancel any ?time\b|\bspecial offer\b|\bbest value\b",
        r"\b(?:don'?t|never) miss (?:a|an|out|our)\b|\bstay (?:up[ -]to[ -]date|informed|connected|tuned)\b",
        r"\bget (?:the (?:latest|best|day'?s|top)|all the|more of our|our)\b|\bdelivered (?:to|straight|directly)\b",
        r"\b(?:traditional|advertising|ad) revenues?\b|\brevenues have never\b|\bnetwork advertising\b"
        r"|\bdisplay ads?\b",
        r"\bthank(?:s| you) for (?:being here|reading|visiting|sharing|signing|subscribing|registering|your support)\b",
        r"\b(?:do you have|got|have) an? (?:story|news tip|tip)\b|\bsend us\b|\btell us (?:what you|in the|your)\b",
        r"\blet us know\b|\breport an error\b|\b(?:contact|e-?mail|write to|reach) (?:us|our|the (?:author|reporter|"
        r"writer|editor|newsroom))\b|\breach (?:him|her|them) (?:directly )?at\b",
        r"\b(?:find|read|see|view|explore) (?:out )?more (?:about|on|of|at|stories|here|from) (?:our|us|the|this)\b",
        r"\blearn (?:more )?about .{1,80} at$|\ball about [\w ]{1,40} at$|\blearn more\b",
        r"\b(?:this|the) (?:site|website|page) (?:uses|requires|is (?:protected|sponsored|supported))\b",
        r"\b(?:this|the) (?:article|story|content|report|post) (?:is (?:part of|reserved|sponsored|published"
        r"|available)|"
        r"was (?:originally|first|produced|supported|translated)|may contain|contains affiliate)\b",
        r"\b(?:your|our) (?:browser|preferences|consent|settings|device|comment|subscription|account|experience)\b",
        r"\baffiliate (?:links?|commission)\b|\bjavascript\b|\bcomments? (?:are|is|will be"
        r"|must be) (?:moderated|closed|"
        r"subject|reviewed)\b|\bhouse rules\b|\bcommunity (?:guidelines|standards)\b",
        r"\b(?:gift|unlock) (?:this )?(?:article|subscription|story)\b|\balready a (?:subscriber|member)\b",
        r"\b(?:get|enjoy) (?:[\w-]+ ){0,3}access\b|\b(?:consented|consent) to\b|\bsign-up\b|\bmy bookmarks\b"
        r"|\bsaved (?:stories|articles)\b",
        r"\blinks may not (?:function|work)\b|\b(?:has|have) been archived\b|\bno longer (?:updated|maintained)\b",
        r"\badvertise (?:with us|here|on)\b|\bthis e-?mail\b|\bin your browser\b|\breceiving this\b",
        r"\b(?:this|the) (?:full )?(?:story|article) (?:appears|appeared|contains \d+ words)\b",
        r"\b\d+ (?:free )?articles? (?:left|remaining|this month)\b",
    )
)
"""What a page asks of its reader, outside quotation marks."""

COMMENTS = _any(
    r"reply(?: to .{1,30})?|report (?:abuse|comment)|flag(?: as inappropriate)?|upvote|downvote|permalink|edited",
    r"\d+ (?:replies|likes|upvotes?)|(?:like|share) (?:reply|comment)|like\W+reply|reply\W+(?:share|report|like)",
    r"[\w.@' -]{1,40} (?:says|wrote|commented|replied)\s*:?|[\w.@' -]{1,40} (?:says|on) .{3,30} at .{3,12}:?",
    r"(?:name|email|website|comment|message)\s*\*?\s*:?|(?:post|submit|send) (?:comment|reply)|notify me of .{1,50}",
    r"save my name.{1,80}|(?:newest|oldest|best|most (?:liked|voted|recent)|sort by)\b.{0,20}|guest|anonymous",
    r"[\w.@' -]{1,40}[,·•|-]? (?:an?|\d+|one|two|three) (?:minutes?|mins?|hours?|hrs?|days?|weeks?|months?|years?) ago",
)
"""Whole lines that stand around readers' comments."""

_AGENCY = (
    r"(?:AP|A\.P\.|AFP|AAP|ANI|ANSA|Belga|Bloomberg|DPA|dpa|EFE|EPA(?:-EFE)?|Getty(?: Images)?|IANS|Kyodo(?: News)?|"
    r"NurPhoto|PA(?: Wire| Media)?|PTI|Reuters|REUTERS|RIA Novosti|Ritzau|Shutterstock|SIPA|Sputnik|TASS|TNS|UPI|"
    r"Xinhua(?: News Agency)?|Yonhap(?: News)?|YONHAP|XINHUA|KYODO|Newsis|News1|Z[Uu][Mm][Aa](?: Press)?"
    r"|Alamy|iStock(?:photo)?|Unsplash|"
    r"Flickr|Wikimedia(?: Commons)?|Anadolu(?: Agency)?|(?:The )?Canadian Press|Press Association|"
    r"(?:The )?Associated Press|Agence France-Presse|Handout|Pool)"
)
_CREDIT_WORD = r"(?:photo(?:graph)?s?|images?|pictures?|credits?|courtesy|illustrations?|screenshots?|graphics?)"

CREDITS = _any(
    rf"(?:[.!?”\"')\]]|\s[/|–—-])\s*[(\[/|–—-]?\s*{_AGENCY}(?:\s?[-/,|]\s?[\w.'’-]{{1,30}}(?: [\w.'’-]{{1,20}}){{0,3}}"
    rf"|\s+(?:Photo|Images?|Pool|File)\b[\w /.'’-]{{0,40}})?\]?$",
    rf"[(|]\s*{_AGENCY}(?:\s?[-/,|]\s?|\s+Photo\b)[\w /.,'’-]{{0,50}}\)?\.?$",
    rf"\b[\w.'’-]+/(?:{_AGENCY}|[A-Z]\w+ (?:Images|News|Photo|Pictures))[)\].]*$",
    r"(?i:\([^()]{0,50}\bphotographer\)\.?$)",
    rf"(?i:[(\[|]\s*(?:{_CREDIT_WORD}|file photo|via|source)\b[^()\[\]]{{0,80}}[)\]]?\.?$)",
    rf"(?i:(?:^|[.!?”\"')\]]|\s[-–—/|])\s*{_CREDIT_WORD}(?:\s*:|\s+(?:by|courtesy|from|provided)\b)[^.!?]{{2,80}}\.?$)",
    r"(?i:\b(?:file|handout|archive|undated|stock) (?:photo|image|picture)\.?[)\]]?$)",
    r"\b(?:Getty Images|AP Photo)[)\]]?$",
    flags=0,
)
"""The end of a photograph's caption: whom the picture is from."""

POINTERS = _any(
    r",\s*(?:left|right|cent(?:er|re)|far (?:left|right)|second (?:from )?(?:left|right)|pictured|seen here)\s*,",
    r"\((?:left|right|l|r|cent(?:er|re)|c|pictured|above|below|file|far left|far right|second (?:left|right))\)",
    r"\bfrom left\b|\bclockwise from\b|\bin this (?:[\w.,]+ ){0,5}(?:photo|image|picture)\b",
    r"\b(?:is|are) (?:seen|shown|pictured) (?:here|in|at|on|during|before|after|outside|inside|with|near|as)\b",
    r"^(?:pictured|above|below|left|right|file)\s*:|^file(?: (?:photo|image|picture))?\s*[-–—:]\s",
    r"\bfrom l(?:eft)? to r(?:ight)?\b|\bphoto not for sale\b|\bphotos? provided by\b",
    r"\bthis (?:\w+ )?(?:photo|photograph|image|picture|still|screenshot)\b.{0,60}\b(?:shows?|taken|released"
    r"|provided)\b",
)
"""How a caption tells its reader where to look."""

SCENES = _any(
    r"\b(?:speak|attend|walk|pose|shake|look|hold|arrive|wait|listen|stand|gesture|talk|answer|celebrate"
    r"|shout|chant)s?\b",
    r"\b(?:carry|march|react|deliver|greet|smile|wave|sit|rally|protest|inspect|bow|applaud|watch|fly|hug|cheer)s?\b",
    r"\b(?:display|ride|burn|pray)s?\b|\b(?:carries|rallies|flies|passes|marches|watches|addresses)\b",
)
"""Present-tense verbs of what pictures show."""

NARRATION = _any(
    r"\b(?:said|says|told|tells|was|were|had|has|have|will|would|could|should|might|did|does|do|according)\b",
    r"\b(?:announced|decided|agreed|warned|denied|added|asked|expected|believe[sd]?)\b",
)
"""Words that tell a story, and that captions seldom have."""

BIOGRAPHIES = _any(
    r"\b(?:is|was) (?:an? |the |our )?(?:[\w'’-]+ ){0,4}(?:reporter|correspondent|staff writer|columnist|journalist|"
    r"freelancer?|contributor|news editor|(?:research |senior |visiting )*fellow at)\b",
    r"\b(?:covers|writes about|reports on) .{3,80}\b(?:for|based in|from)\b",
    r"^(?:the )?(?:writer|author) (?:is|was|teaches|works)\b",
)
"""What an article says of its writer."""

STAFF_CREDITS = _any(
    r"\W*(?:(?:additional |with |further )*(?:reporting|editing|writing|research|translation) (?:by|from)\b)"
    r".{0,240}",
    r"\W*(?:reported|edited|compiled|translated) by\b.{0,160}",
    r"\W*with (?:files|agency inputs?|inputs?|reports?|agencies)(?: from)?\b.{0,120}",
    r".{1,160}\bcontributed (?:reporting|research|to this (?:report|story|article))\b.{0,60}",
)
"""Whole lines in which an article names its writers."""

MASTHEAD_WORDS = _any(
    r"\b(?:Times|Post|News|Herald|Daily|Weekly|Tribune|Gazette|Journal|Guardian|Observer|Chronicle|Agency|Press)\b",
    r"\b(?:Radio|TV|Standard|Mail|Independent|Broadcasting|Telegraph|Wire|Courier|Sentinel|Examiner|Mirror|Globe)\b",
    r"\b(?:Monitor|Bulletin|Dispatch|Newswire|Argus|Advertiser|Echo|Inquirer|Ledger|Record|Review|Reporter|Mercury)\b",
    r"\b(?:Messenger|Citizen|Enterprise|Beacon|Magazine|Intelligencer|Evening|Register|Leader|Star|Sun|Today)\b",
    flags=0,
)
"""Words that newspapers, stations and agencies are named with."""
