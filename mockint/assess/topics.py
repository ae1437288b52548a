"""What clarifying questions are about, whatever is designed: topics with the words they go by.

People ask for the same thing in words that no author thinks of. A topic ties them together: the
facts of a case are about the topics that most of their authored phrasings name.
"""

import re
from collections.abc import Mapping
from functools import lru_cache

from mockint.assess.lexicon import words

SCAFFOLD = words(
    """
    need want know like ask tell give get expect expected plan assume assuming say there any some
    kind sort type roughly about approximately typical typically usual usually current currently
    today now please also else us we our you your let quick question questions clear clarify
    understand wonder wondering curious idea sense think thinking should must would could design
    system thing things something anything here look looking looks talking speaking terms regarding
    concerning concern general generally really exactly specific specifically specify specified
    mean means first second next then okay ok sure right great thanks number numbers figure
    consider considering considered keep mind have has had got way work works working happen happens
    constraint constraints requirement requirements restriction restrictions target targets limit
    limits expectation expectations goal goals need needs rule rules policy policies concerns
    scope up show shows acceptable allowed support supported handle important matter matters
    make makes made take takes use uses used using be being become set up case cases point
    example examples instance someone somebody moment please far enough recent recently each chance
    """
)
"""Words by which one asks, and not what one asks for."""
GROUPS: tuple[frozenset[str], ...] = tuple(
    words(group)
    for group in """
update updates updated change changes changed refresh modify edit edited fresh stale lag
sensitive personal pii private privacy gdpr compliance regulation regulated legal hipaa regulatory
hosted external vendor openai anthropic azure onprem premises premise inhouse house vpc outside
hallucination hallucinate incorrect wrong mistake false
quality accurate accuracy success successful good precise correctness
load traffic qps rps throughput volume
latency fast slow wait response ttft sla p95 p99 quick
budget cost costs costly spend spending money price pay expensive cheap bill afford
user users people folks employee employees audience
language languages multilingual english locale locales german spanish
permission permissions access acl acls authorization restricted entitlement rbac
scan scans scanned ocr
peak spike spikes burst bursts bursty busy busiest
grow growth growing
region regions country countries geography residency
availability uptime downtime outage available
retention retain kept delete deletion erase
document documents doc docs file files
""".strip().splitlines()
)
"""Words by which candidates ask for the same, whatever is designed."""
_TOPICS: Mapping[str, str] = {
    "load": r"""
        traffic | volume | throughput | qps | rps | tps | load | usage | scale | busy
        | how\ (?:many|much)\ [\w ]*?(?:requests?|queries|questions|calls|messages|searches
        |chats|conversations|posts|items|completions|suggestions|events|tickets|sessions|runs
        |tokens)
        | (?:requests?|queries|calls|questions|posts|messages)\ (?:per|a|an|each)\ \w+
        | per\ (?:second|minute|hour|day|week|month) | a\ (?:day|month|second)\b | daily
        | monthly | number\ of\ (?:requests|calls|queries|questions|messages)
        | how\ (?:often|frequently)\b[\w ]*(?:ask|types?|use|search|triggers?|come)
        | (?:get\ in\ touch|reach\ (?:us|it|the))
    """,
    "peak": r"""
        peak | spik\w+ | burst\w* | busiest | maximum\ load | max\ load | worst\ hour
        | surge | rush | (?:over|during|across)\ the\ (?:day|week|year)
        | even(?:ly)?\b[\w ]*\bday | vary | varies | seasonal\w* | at\ the\ same\ time
        | times\ of\ day | spread | distributed\ over | quiet | nights? | hours?\ of
        | pile\ up | certain\ hours | smooth\w* | jumps? | all\ at\ once | at\ nine
    """,
    "users": r"""
        user\ ?base | folks | users? | people | employees | developers | engineers | staff
        | customers | audience | headcount | workforce | colleagues
        | who\ (?:is|are|will|would|uses?) | for\ whom | internal | everybody | everyone
        | how\ many\ will\ use | company | department
    """,
    "latency": r"""
        latenc\w+ | response\ times? | ttft | first\ (?:token|word|byte) | p9\d+ | p50 | slo
        | sla | snappy | real\ ?-?time | wait\w* | time\ budget | milliseconds? | too\ late
        | instant\w* | to\ see\ something
        | how\ (?:fast|quick|quickly|soon|responsive|long)\b(?![\w ]*(?:changes?|grow|kept|keep
        |store|visible|searchable|index|updat|retain|valid|outdated|evolve))
        | speed | respond | slow
    """,
    "freshness": r"""
        fresh\w* | stale\w* | outdated | up\ ?-?to\ ?-?date
        | current\ (?:must|does|do|should|is) | how\ current | recent\b | lag | delay
        | behind | searchable | visible | reflected | valid | a\ day\ old | nightly
        | expire\w* | re-?index\w* | propagat\w* | show\ up | picked\ up
    """,
    "changes": r"""
        how\ (?:often|frequently|much)\b[\w ]*(?:chang\w+|updat\w+|edit\w*|evolv\w+|added
        |modif\w+)
        | churn | edits? | chang(?:e|es|ing)\ (?:rate|a|per)
        | rate\ of\ (?:chang\w+|updat\w+) | dynamic | static
        | how\ (?:fast|quickly)\b[\w ]*(?:chang\w+|evolv\w+|updat\w+)
        | update\ (?:rate|frequency) | new\ (?:documents|items|content|pages)
    """,
    "amount": r"""
        corpus | knowledge\ base
        | how\ (?:many|much|big|large)\b[\w ]*(?:documents?|docs|files?|pages|data|content
        |articles|code|repositor\w+|lines|records|images|index\w*|codebase|repo|trace|bytes
        |kilobytes|megabytes|storage)
        | size\ of | how\ (?:big|large)\b | gigabytes? | terabytes? | amount\ of
        | data\ volume
    """,
    "formats": r"""
        formats? | file\ types? | pdfs? | scans? | scanned | slides | images? | tables?
        | html | wikis? | markdown | spreadsheets? | attachments? | sources? | come\ from
        | live\b | structured | unstructured
        | (?:what|which)\ (?:kinds?|types?|sorts?)\ of\ (?:documents?|content|data|files?|text
        |posts?|questions?)
        | look\ like | videos? | audio | media
    """,
    "access": r"""
        permission\w* | access | acls? | may\ (?:see|read) | allowed\ to | authori\w+
        | restrict\w* | entitle\w* | rights | roles? | rbac | confidential | secret
        | visibility | who\ (?:can|may|sees) | document-?level | private
    """,
    "privacy": r"""
        privacy | personal | pii | gdpr | sensitiv\w+ | retention | retain | keep\b | kept
        | complian\w+ | regulat\w+ | hipaa | residen\w+ | leave\b | third\ part\w+
        | external | hosted | vpc | on-?prem\w* | self-?host\w* | in-?house | cloud | openai
        | provider | vendor | outside | log\b | logged | storing | stored? | delet\w+
        | eras\w+ | anonymi\w+ | redact\w* | security | where\ may | processed | ourselves
        | encrypt\w+ | data\ protection | air-?gapped | permitted
    """,
    "legal": r"""
        legal\w* | licen[cs]\w+ | copyright\w* | liabil\w+ | lawyers? | laws?
        | jurisdiction\w* | audit\w* | statut\w+ | court\w* | dsa | ai\ act | report\ to
        | intellectual\ property | ip\b
    """,
    "budget": r"""
        budget | spend\w* | money | afford\w* | financ\w+ | cash | willing\ to\ pay
        | cost\ (?:limit|target|cap|constraint|ceiling)\w*
        | how\ much\ (?:may|can|could|should)\b[\w ]*(?:cost|spend|pay) | costs?\b
        | expensive | cheap | bill\b
    """,
    "prices": r"""
        prices? | pricing | priced | per\ (?:million|1k|thousand)\b | per\ token | rates?\b
        | (?:what|how\ much)\b[\w ]*\bcosts? | which\ (?:model|llm)\w* | smaller\ model
        | cheaper\ model | models? | llms? | billed | billing | pay\ for | charged?
        | discount\w* | tariff
    """,
    "quality": r"""
        quality | accura\w+ | correct\w* | good\b | success\w* | error\ rate | precision
        | recall | hallucinat\w+ | toleran?\w* | metrics? | kpis? | wrong | threshold
        | false\ (?:hits?|positives?|negatives?) | resolution | measured? | get\ worse
        | mistakes? | refuse | don't\ know | bar\b | miss\w* | satisf\w+ | acceptance
        | complain\w* | false | bad\ answers? | mean\ answers? | turn(?:s|ed)?\ out
    """,
    "harm": r"""
        harm\w* | consequences? | serious | how\ bad | worst | risk\w* | damage\w* | severe
        | severity | what\ happens\ (?:if|when|with) | impact | danger\w* | costly
        | critical | stakes | safety
    """,
    "languages": r"""
        languages? | english | multilingual | locales? | translat\w+ | german | spanish
        | monolingual | bilingual | dialects? | tongue\w*
    """,
    "availability": r"""
        availab\w+ | uptime | downtime | outages? | failover | redundan\w+ | reliab\w+
        | nines | (?:an?\ hour|minutes?)\b[\w ,]*\bdown | down\b | up\ all | degrade\w* | disaster
        | (?:if|when)\b[\w ']*(?:down|fails?|breaks?) | 24/7
    """,
    "growth": r"""
        grow\w* | next\ year | in\ a\ year | future | doubl\w+ | more\ traffic | trend
        | develop\b | increas\w+ | years?\ from | expan\w+ | forecast\w*
    """,
    "tenants": r"""
        tenan\w+ | customers? | shops? | clients | heaviest | skew\w* | isolat\w+ | accounts
        | usage\ distributed | big\ customers | largest | share\w*\b[\w ]*(?:between|across)
    """,
    "operators": r"""
        reviewers? | moderators? | annotators? | human | on-?call
        | who\ (?:debugs?|looks?|investigat\w+|operates?|maintains?|answers?|handles?|reviews?
        |works|runs|gets)
        | shifts? | team | how\ many\ (?:people|reviewers|moderators|engineers)\b
        | support\ (?:people|agents|staff)
    """,
    "existing": r"""
        today | already | existing | currently
        | current\ (?:stack|system|setup|solution|state|tool\w*|process) | in\ place
        | legacy | replac\w+ | stack | at\ the\ moment | now\b | have\ now | reuse
        | integrat\w+ | infrastructure | instrument\w* | tools? | single\ sign | before\ us
        | starting\ point | baseline | previous\w* | so\ far
    """,
    "evaluation": r"""
        labell?\w* | test\ set | benchmark\w* | golden | ground\ truth | annotat\w+ | judge
        | evaluat\w+ | examples | feedback | offline\ (?:test|eval)\w*
    """,
    "timeline": r"""
        deadline | launch | ready | ship\b | due\b | timeline | by\ when | go\ live
        | how\ long\ do\ we\ have | how\ many\ (?:weeks|months) | release | milestones?
        | schedule | first\ version
    """,
    "hardware": r"""
        gpus? | hardware | compute\b | machines | accelerators? | cluster | servers | h100
        | a100 | capacity | vram
    """,
    "conversation": r"""
        multi-?\ ?turn | follow-?\ ?ups? | conversation\w* | chat\w* | history | memory
        | single\ question | earlier | one-?offs? | previous\ (?:messages?|questions?)
        | context | turns | depend\w*
    """,
    "tokens": r"""
        tokens? | prompts? | completions?
        | (?:how\ long|length)\b[\w ]*(?:prompts?|answers?|messages?|inputs?|outputs?
        |conversations?|documents?|texts?|posts?)
        | input\b | output\b | context\ (?:length|size)
    """,
    "scope": r"""
        scope | features? | use\ cases? | what\b[\w ]*(?:should|does|do)\ it\ do | support\b
        | functions? | included? | capabilit\w+ | products? | requirements | must-?\ ?have
        | out\ of | purpose | used\ for
    """,
    "clients": r"""
        editors? | ides? | platforms? | mobile | browser | web\b | channels? | interface
        | ui\b | extension | plugins? | apps? | vs\ code | jetbrains | devices? | frontend
        | embedded
    """,
    "places": r"""
        regions? | countr\w+ | time\ ?zones? | offices? | distributed | sites? | global\w*
        | geograph\w+ | data\ ?cent\w+ | europe | locations? | network | continents?
        | where\ are
    """,
    "goal": r"""
        why\b | goals? | business | objective | reason | motivat\w+ | problem\ (?:are|do)
        | pain | want\ this | target | achieve | sav(?:e|ings?)
        | expect\w*\b[\w ]*(?:finance|business|management)
    """,
    "tools": r"""
        tools? | actions? | write\ (?:to|access) | refunds? | apis? | move\ money
        | side\ effects? | components? | architecture | retrieval | agent\w* | steps?
        | workflow\w* | systems
    """,
    "repeats": r"""
        repeat\w* | repetit\w+ | duplicat\w* | same\ (?:thing|question\w*) | similar
        | frequent\w*\ asked | hit\ rate | paraphras\w* | unique | distribution | faqs?
        | popular | identical
    """,
    "policies": r"""
        polic\w+ | classes | categor\w+ | rules | guidelines | violat\w+ | severity
        | appeals? | prohibited | banned | hate | spam | abuse
    """,
    "personal": r"""
        personali\w+ | per\ user | user-?specific | individual | account-?specific
        | depends?\ on\ the\ user
    """,
    "contract": r"""
        contract\w* | commit\w* | vendor\ lock | tied | negotiat\w+ | discounts?
        | enterprise\ agreement
    """,
}


@lru_cache(maxsize=1)
def _patterns() -> Mapping[str, re.Pattern[str]]:
    return {
        name: re.compile(rf"\b(?:{text})", re.VERBOSE | re.IGNORECASE)
        for name, text in _TOPICS.items()
    }


@lru_cache(maxsize=4096)
def topics_in(text: str) -> Mapping[str, str]:
    """Return the topics that a question is about, each with the words that say so."""
    found = {}
    for name, pattern in _patterns().items():
        said = " ".join(match.group() for match in pattern.finditer(text))
        if said.strip():
            found[name] = said
    return found
