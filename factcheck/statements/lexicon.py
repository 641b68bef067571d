"""The closed lists of words that splitting, attribution and modality turn on."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


SAY = _words(
    "say tell add announce confirm state claim report argue note explain write tweet post declare insist"
    " assert maintain"
    " contend allege warn acknowledge admit reveal disclose stress emphasize emphasise predict suggest believe think"
    " estimate mention remark comment reply respond recall testify conclude indicate reiterate observe caution concede"
    " complain vow promise pledge hint speculate show find agree restate reaffirm reassert"
)
"""Lemmas of verbs whose clause is what somebody says."""
SAID_OF_RECORDS = _words("show find suggest indicate reveal estimate predict believe think")
"""Of those, the ones that make a holder only with a subject that can say things: a report, a study, a person."""
DENY = _words(
    "deny dispute reject refute rebut doubt question disprove dismiss debunk contest rubbish denounce decry challenge"
)
"""Lemmas of verbs by which somebody says the contrary of what follows: "rejected reports that ..."."""
DENYING = frozenset(verb + ending for verb in DENY for ending in ("", "s", "d", "ed", "es")) | _words(
    "denies denied rebutted decries decried"
)
"""Their forms, for where a parse takes them for something else."""
WHAT_IS_DENIED = _words("claim claims report reports")
"""Nouns of what is denied that a parse may take for verbs: "dismissed claims that ..."."""
COMMIT = _words("vow promise pledge threaten agree")
RECORDS = _words(
    "report reports study survey poll research researchers analysis analysts data figures statement filing document"
    " documents letter memo email review investigation article post blog source sources paper newspaper officials"
    " official experts critics observers statistics records"
)
PLAN = _words(
    "plan intend aim expect propose schedule prepare hope agree decide pledge promise vow slate project"
    " anticipate forecast commit"
)
"""Lemmas whose infinitive is planned, not done."""
POSSIBLE_VERBS = _words("consider weigh explore contemplate mull study evaluate discuss eye")
POSSIBLE_WORDS = _words(
    "may might could can perhaps maybe possibly probably likely potentially apparently seemingly unlikely presumably"
    " arguably"
)
SEEM = _words("seem appear")
REPORTED_WORDS = _words("reportedly allegedly purportedly supposedly rumoured rumored")
HEDGES = (POSSIBLE_WORDS - {"can"}) | REPORTED_WORDS | _words("nearly almost roughly approximately if unless")
"""Words without which a sentence says more than it did; none may be lost."""
CONDITIONS = _words("if unless whether provided assuming lest")
CONTRASTS = _words("although though while whereas even")
STAYS = _words("after before since because as when once until till where whenever despite")
"""Marks of adverbial clauses that qualify the main clause and stay in it."""
PRESUPPOSED = _words("after before since because when once")
"""Of those, the ones whose clause is itself told as a fact."""
RESULTS = _words(
    "mark signal prompt lead force cause make highlight trigger raise spark create bring leave give allow enable mean"
    " suggest indicate reflect reveal send push help underline underscore fuel ensure end show prove set put turn drive"
    " threaten deal bolster boost cement pave open fuel deepen complicate cast stoke heighten erode"
    " replace lack contain"
    " need cover feature describe call show address total number remain belong call reflect resemble"
)
"""Participles after a comma whose subject is as likely the whole event as the subject of the main clause."""
PREPOSITIONS = _words(
    "accord include follow regard concern base give depend compare start begin consider owe exclude involve range judge"
    " speak combine measure pend bar date assume relate"
)
"""Participles that work as prepositions."""
TITLES = _words(
    "ceo cfo coo cto chief executive president chairman chairwoman chair chairperson founder cofounder co-founder"
    " director head manager partner secretary minister spokesman spokeswoman spokesperson editor owner coach captain"
    " chancellor governor mayor senator commissioner treasurer"
    " boss leader officer analyst economist professor"
    " ambassador counsel lawyer attorney principal dean superintendent vice deputy"
)
HONORIFICS = _words(
    "mr mr. mrs mrs. ms ms. dr dr. sen sen. rep rep. gov gov. gen gen. sgt sgt. lt lt. col col. prof prof. rev rev. sir"
    " representative justice judge congressman congresswoman sens. reps."
)
TITLE_PREFIXES = _words(
    "interim acting former current new deputy vice senior co- founding outgoing incoming then managing"
)
FIRMS = _words(
    "company firm startup start-up group organization organisation agency bank retailer carmaker"
    " automaker airline maker"
    " manufacturer publisher network giant chain studio insurer lender developer operator provider corporation business"
    " conglomerate nonprofit charity union club"
)
"""Nouns that call an organisation."""
SUMS_UP = _words(
    "point move sign fact way reason thing issue matter step idea decision claim sentiment response position something"
    " change result number figure day week month year time moment rate increase decrease rise drop assertion charge"
    " development view argument situation process trend phenomenon distinction contrast"
    " reference allusion nod jab swipe departure echo reminder rebuke reversal"
)
"""Nouns that sum up what was said, or a time, more often than they call a thing."""
OPINION = _words(
    "crucial crucially vital important essential staggering impressive shocking shockingly remarkable remarkably"
    " amazing terrible horrible great wonderful awful best worst outrageous disgraceful shameful brilliant stunning"
    " unfortunately fortunately sadly luckily hopefully alarming disturbing ridiculous absurd beautiful ugly good bad"
    " clearly obviously undoubtedly unprecedented unacceptable dangerous reckless irresponsible hypocritical bold"
    " fierce exciting promising disappointing troubling worrying sensible wise foolish unfair fair wrong right key"
    " imperative robust massive notable pivotal dramatic dramatically lucrative"
)
ADVICE = _words("should must ought urge encourage recommend advise need")
NEGATIONS = _words("not n't never no neither nor none nobody nothing cannot without hardly barely scarcely nowhere")
NEGATIVE_VERBS = _words("deny refuse decline fail reject dispute refute")
NUMBER_WORDS = _words(
    "two three four five six seven eight nine ten eleven twelve dozen dozens hundred hundreds thousand"
    " thousands million"
    " millions billion billions trillion half quarter third twice double triple"
)
PRONOUNS_PERSON = {
    "he": "masculine",
    "him": "masculine",
    "his": "masculine",
    "she": "feminine",
    "her": "feminine",
    "hers": "feminine",
}
