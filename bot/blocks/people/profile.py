"""Signing up and the profile: one page that is needed, one that has defaults."""

from collections.abc import Sequence

from slack_sdk.models.blocks import Block, InputBlock, Option

from bot.blocks.base import ids
from bot.blocks.base.forms import (
    checkboxes,
    field,
    modal,
    multi_select,
    options,
    select,
    skill_options,
    skills_input,
    text_input,
    time_picker,
)
from bot.blocks.base.kit import BlockDict, Rendered, actions, button, message, section, small
from bot.blocks.base.language import weekday
from bot.blocks.base.words import listed, mrkdwn, plain
from bot.blocks.people.block_list import block_list_button
from bot.blocks.people.languages import LANGUAGES, language_name
from bot.domain.base.ids import ProgramId
from bot.domain.base.references import ProgramRef
from bot.domain.base.skill import Skill
from bot.domain.people.fields import ProfileField, TuningField
from bot.domain.people.profile import ASKED_FOR, Format, Profile
from bot.domain.people.profile_form import ABOUT_LIMIT, MOST_AT_ONCE

TO_MENTOR = "mentor"
"""The choice of somebody who would like to mentor next."""
MOST_PROGRAMS = 3
Wanting = tuple[ProgramId, str]
"""A program that looks for mentors, with its name."""


def first_page(profile: Profile | None) -> BlockDict:
    """What is needed: empty for somebody new, else filled in with what they said before."""
    return _first_page(profile, mrkdwn("profile.intro_known" if profile else "profile.intro_new"))


def mentor_page(profile: Profile, grown: Sequence[Skill]) -> BlockDict:
    """The same for somebody who becomes a mentor: filled in with what may have come to them, theirs to edit."""
    added = listed([skill.label for skill in grown])
    intro = mrkdwn("profile.intro_mentor_grown" if grown else "profile.intro_mentor", skills=added)
    return _first_page(profile, intro, ids.PROFILE_MENTOR_VIEW)


def _first_page(profile: Profile | None, intro: str, callback_id: str = ids.PROFILE_VIEW) -> BlockDict:
    new = profile is None
    inputs: list[Block] = [
        section(intro),
        _skills(ProfileField.OFFERS, ids.SKILL_OPTIONS_OFFERS, profile.offers if profile else ()),
        _skills(ProfileField.WANTS, ids.SKILL_OPTIONS_WANTS, profile.wants if profile else ()),
        _about(profile.about if profile else ""),
        _formats(profile.formats if profile else frozenset({Format.FLASH})),
        *([] if new else [actions([block_list_button()])]),
        small(mrkdwn("profile.consent" if new else "profile.saved_when")),
    ]
    title = plain("profile.title_new" if new else "profile.title")
    submit = plain("profile.submit_new" if new else "profile.submit")
    return modal(callback_id, title, submit, plain("profile.cancel"), inputs)


def second_page(profile: Profile, *, is_new: bool, mentors: Sequence[Wanting] | None = None) -> BlockDict:
    """What has defaults; the first page is saved by now, so closing this one loses nothing of it. `mentors` are the
    programs that somebody who has just become a mentor may join."""
    hours = profile.hours
    inputs: list[Block] = [
        section(mrkdwn(f"profile.{_saved(profile, is_new=is_new, is_mentor=mentors is not None)}")),
        *(_wants_mentors(program) for program in (mentors or ())[:MOST_PROGRAMS]),
        field(
            TuningField.LANGUAGES,
            plain("profile.languages"),
            multi_select(TuningField.LANGUAGES, _languages(profile), profile.languages),
        ),
        _count(TuningField.OPEN_ASKS, profile.limits.open_asks, least=1),
        _count(TuningField.PAIRS, profile.limits.pairs if mentors is None else max(1, profile.limits.pairs), least=0),
        _days(hours.days),
        field(TuningField.START, plain("profile.start"), time_picker(TuningField.START, hours.start)),
        field(
            TuningField.END,
            plain("profile.end"),
            time_picker(TuningField.END, hours.end),
            plain("profile.zone_hint", zone=hours.zone),
        ),
        actions([block_list_button()]),
        small(mrkdwn("profile.next_new" if is_new else "profile.next_known")),
    ]
    title = plain("profile.title_tuning")
    return modal(ids.PROFILE_MORE_VIEW, title, plain("profile.done"), plain("profile.close"), inputs)


def _saved(profile: Profile, *, is_new: bool, is_mentor: bool) -> str:
    if is_new:
        return "you_are_in"
    if not is_mentor or Format.ONE_TO_ONE not in profile.formats:
        return "saved"
    return "saved_mentor" if profile.limits.pairs else "saved_mentor_full"


def _wants_mentors(program: Wanting) -> Block:
    program_id, name = program
    join = button(plain("profile.join_as_mentor"), ids.JOIN_AS_MENTOR, ProgramRef(program_id))
    return section(mrkdwn("profile.wants_mentors", name=name), accessory=join)


def suggested(known: tuple[Skill, ...], typed: Skill | None) -> list[BlockDict]:
    """The options of a skill field; the typed words come last, where they are no known skill."""
    choices = skill_options(known)
    if typed is not None:
        choices += options([(typed.label, plain("profile.add_skill", typed=typed.label))])
    return [choice.to_dict() for choice in choices]


def left(*, keeps_list: bool) -> Rendered:
    """Somebody has left Mentor; `keeps_list`: whom they would rather not meet is still known."""
    words, kept = mrkdwn("profile.left"), section(mrkdwn("profile.left_list")) if keeps_list else None
    return message(words, section(words), kept, small(mrkdwn("profile.left_next")))


def _skills(name: ProfileField, action_id: str, chosen: tuple[Skill, ...]) -> InputBlock:
    element = skills_input(action_id, chosen, plain(f"profile.{name}_placeholder"))
    return field(name, plain(f"profile.{name}"), element, plain(f"profile.{name}_hint"), optional=True)


def _about(words: str) -> InputBlock:
    element = text_input(ProfileField.ABOUT, words, plain("profile.about_placeholder"), ABOUT_LIMIT)
    return field(ProfileField.ABOUT, plain("profile.about"), element, optional=True)


def _formats(ticked: frozenset[Format]) -> InputBlock:
    choices = options((each.value, plain(f"profile.format_{each.value}")) for each in ASKED_FOR)
    return field(ProfileField.FORMATS, plain("profile.formats"), checkboxes(ProfileField.FORMATS, choices, ticked))


def _languages(profile: Profile) -> list[Option]:
    return options((language, language_name(language)) for language in dict.fromkeys((*LANGUAGES, *profile.languages)))


def _count(name: TuningField, chosen: int, least: int) -> InputBlock:
    choices = options((str(n), plain(f"profile.{name}_count", n=n)) for n in range(least, MOST_AT_ONCE + 1))
    return field(name, plain(f"profile.{name}"), select(name, choices, str(chosen)), plain(f"profile.{name}_hint"))


def _days(ticked: frozenset[int]) -> InputBlock:
    choices = options((str(day), weekday(day)) for day in range(7))
    return field(TuningField.DAYS, plain("profile.days"), checkboxes(TuningField.DAYS, choices, map(str, ticked)))
