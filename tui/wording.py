"""The words for everything that has a fixed set of values: answers, states, grades, roles …

Every value has a word in the language spoken now, a short word of at most eight cells for narrow panes, and
where lists show it a sign (``tui.signs``). A value that this version doesn't know (written by a newer one) is
shown as it is.
"""

from __future__ import annotations

from tui.locale import NP_, pgettext

ANSWERS = {
    "open": NP_("answer", "open"),
    "mentioned": NP_("answer", "mentioned"),
    "announced": NP_("answer", "announced"),
    "underway": NP_("answer", "underway"),
    "partial": NP_("answer", "partly met"),
    "met": NP_("answer", "met"),
    "rejected": NP_("answer", "rejected"),
    "superseded": NP_("answer", "superseded"),
    "unverifiable": NP_("answer", "unverifiable"),
    "not_found": NP_("answer", "not found"),
}
SHORT_ANSWERS = {
    "open": NP_("short answer", "open"),
    "mentioned": NP_("short answer", "ment."),
    "announced": NP_("short answer", "annc."),
    "underway": NP_("short answer", "underway"),
    "partial": NP_("short answer", "partly"),
    "met": NP_("short answer", "met"),
    "rejected": NP_("short answer", "rejected"),
    "superseded": NP_("short answer", "supers."),
    "unverifiable": NP_("short answer", "unver."),
    "not_found": NP_("short answer", "nothing"),
}
FLAGS = {
    "older": NP_("flag", "older than the demand"),
    "expired": NP_("flag", "its date has passed"),
    "suspect": NP_("flag", "text has changed"),
}
RECHECK = {
    "moved": NP_("recheck", "moved with the text"),
    "check": NP_("recheck", "to be checked: its words changed"),
    "orphan": NP_("recheck", "orphan: its words are gone"),
    "gone": NP_("recheck", "gone since the next version"),
}
SHORT_RECHECK = {
    "moved": NP_("short recheck", "moved"),
    "check": NP_("short recheck", "check"),
    "orphan": NP_("short recheck", "orphan"),
    "gone": NP_("short recheck", "gone"),
}
STAGES = {
    "announced": NP_("stage", "announced"),
    "planned": NP_("stage", "planned"),
    "decided": NP_("stage", "decided"),
    "agreed": NP_("stage", "agreed"),
    "financed": NP_("stage", "financed"),
    "done": NP_("stage", "done"),
}
REVIEW = {
    "unreviewed": NP_("review", "not reviewed"),
    "in_review": NP_("review", "in review"),
    "reviewed": NP_("review", "reviewed"),
    "disputed": NP_("review", "disputed"),
}
SHORT_REVIEW = {
    "unreviewed": NP_("short review", "todo"),
    "in_review": NP_("short review", "in rev."),
    "reviewed": NP_("short review", "done"),
    "disputed": NP_("short review", "disputed"),
}
DEADLINE = {
    "none": NP_("deadline", "no deadline"),
    "running": NP_("deadline", "deadline running"),
    "overdue": NP_("deadline", "overdue"),
}
SHORT_DEADLINE = {
    "none": NP_("short deadline", "none"),
    "running": NP_("short deadline", "running"),
    "overdue": NP_("short deadline", "overdue"),
}
SUGGESTION = {
    "suggested": NP_("suggestion", "suggested"),
    "confirmed": NP_("suggestion", "confirmed"),
    "rejected": NP_("suggestion", "discarded"),
}
SHORT_SUGGESTION = {
    "suggested": NP_("short suggestion", "sugg."),
    "confirmed": NP_("short suggestion", "conf."),
    "rejected": NP_("short suggestion", "discard."),
}
STANCES = {
    "supports": NP_("stance", "supports"),
    "contradicts": NP_("stance", "contradicts"),
    "mentions": NP_("stance", "mentions"),
}
GRADES = {"strong": NP_("grade", "strong"), "weak": NP_("grade", "weak")}
ROLES = {
    "viewer": NP_("role", "viewer"),
    "reviewer": NP_("role", "reviewer"),
    "lead": NP_("role", "lead"),
}
LANGUAGES = {"de": NP_("language", "German"), "en": NP_("language", "English")}
REGIONS = {
    "title": NP_("region", "title"),
    "body": NP_("region", "body"),
    "list": NP_("region", "list"),
    "teaser": NP_("region", "teaser"),
    "letterhead": NP_("region", "letterhead"),
    "boilerplate": NP_("region", "boilerplate"),
}
KINDS = {
    "project": NP_("kind", "project"),
    "reviewers": NP_("kind", "reviewer"),
    "documents": NP_("kind", "document"),
    "versions": NP_("kind", "version"),
    "passages": NP_("kind", "passage"),
    "events": NP_("kind", "event"),
    "demands": NP_("kind", "demand"),
    "evidence": NP_("kind", "evidence"),
    "grades": NP_("kind", "grade"),
    "verdicts": NP_("kind", "verdict"),
    "tags": NP_("kind", "tag"),
    "notes": NP_("kind", "note"),
    "assignments": NP_("kind", "assignment"),
}

#: What is for me: why.
FOR_ME = {
    "mention": NP_("for me", "names you"),
    "reply": NP_("for me", "reply"),
    "assignment": NP_("for me", "to judge"),
    "dispute": NP_("for me", "disputed"),
    "draft": NP_("for me", "draft"),
}

#: The words by what they are words for.
WORDS = {
    "for me": FOR_ME,
    "answer": ANSWERS,
    "flag": FLAGS,
    "review": REVIEW,
    "deadline": DEADLINE,
    "suggestion": SUGGESTION,
    "stance": STANCES,
    "grade": GRADES,
    "role": ROLES,
    "kind": KINDS,
}


def answer_word(answer: str | None, short: bool = False) -> str:
    """The word for a verdict's answer; "" where there is none."""
    return _short("answer", SHORT_ANSWERS, answer) if short else _word("answer", ANSWERS, answer)


def review_word(state: str | None, short: bool = False) -> str:
    return _short("review", SHORT_REVIEW, state) if short else _word("review", REVIEW, state)


def deadline_word(state: str | None, short: bool = False) -> str:
    return _short("deadline", SHORT_DEADLINE, state) if short else _word("deadline", DEADLINE, state)


def suggestion_word(state: str | None, short: bool = False) -> str:
    """The word for an event's, a demand's or a piece of evidence's own state."""
    return _short("suggestion", SHORT_SUGGESTION, state) if short else _word("suggestion", SUGGESTION, state)


def stance_word(stance: str | None) -> str:
    return _word("stance", STANCES, stance)


def flag_word(flag: str | None) -> str:
    """The words for what speaks against a piece of evidence."""
    return _word("flag", FLAGS, flag)


def recheck_word(recheck: str | None, short: bool = False) -> str:
    """What became of a passage when its document got a new version."""
    return _short("recheck", SHORT_RECHECK, recheck) if short else _word("recheck", RECHECK, recheck)


def grade_word(grade: str | None) -> str:
    return _word("grade", GRADES, grade)


def role_word(role: str | None) -> str:
    return _word("role", ROLES, role)


def language_word(language: str | None) -> str:
    return _word("language", LANGUAGES, language)


def region_word(region: str | None) -> str:
    return _word("region", REGIONS, region)


def commitment_word(value: str | None) -> str:
    """What became of a commitment that no demand asks for."""
    return _word("commitment", {"dismissed": NP_("commitment", "dismissed")}, value)


def stage_word(stage: str | None) -> str:
    return _word("stage", STAGES, stage)


def kind_word(table: str | None) -> str:
    """The word for one record of a table: "notes" → „Notiz“."""
    return _word("kind", KINDS, table)


def word(context: str, value: str | None) -> str:
    """The word for a value of one of ``WORDS``."""
    return _word(context, WORDS[context], value)


def _word(context: str, words: dict[str, str], value: str | None) -> str:
    if not value:
        return ""
    return pgettext(context, words[value]) if value in words else value


def _short(context: str, words: dict[str, str], value: str | None) -> str:
    return _word(f"short {context}", words, value)
