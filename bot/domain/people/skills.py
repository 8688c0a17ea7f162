"""Skills as people type them, brought to one form, suggested, and found in a question."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches

from bot.domain.base.errors import InvalidField
from bot.domain.base.skill import SKILLS_LIMIT, Skill
from bot.domain.base.spelling import key_of, stem, tidy, words
from bot.domain.people import mentions

LABEL_LIMIT = 60
"""Characters of a skill's label: an option of a Slack select shows 75, and a list of fifteen must stay readable."""
_TYPO_NEARNESS = 0.8
_TYPO_FROM = 4
"""Letters from which a near miss is taken for a typing error; below, nearly everything is near."""

Entries = Iterable[tuple[str, tuple[str, ...]]]
"""A label and its aliases, many times."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Skills known by name. Build it with `Vocabulary.of`; what it does not know is a skill of its own."""

    by_key: Mapping[str, Skill] = field(default_factory=dict)
    """Every name's normal form, aliases too, with the skill it means."""
    phrases: frozenset[tuple[str, ...]] = frozenset()
    """Names of several words, each as the stems of its words."""
    beginnings: tuple[tuple[str, bool, Skill], ...] = ()
    """(letters from a word on, whether these begin the label itself, skill), in the order of the list."""

    @classmethod
    def of(cls, entries: Entries) -> "Vocabulary":
        """A vocabulary out of labels and aliases. Of two that claim one name, a label wins, then the first."""
        known = [(Skill(key_of(label), label), aliases) for label, aliases in entries]
        by_key = {skill.key: skill for skill, _ in reversed(known)}
        for skill, aliases in known:
            for alias in aliases:
                by_key.setdefault(key_of(alias), by_key[skill.key])
        beginnings = [
            (letters, starts and name is skill.label, skill)
            for skill, aliases in known
            for name in (skill.label, *aliases)
            for letters, starts in _from_each_word(name)
        ]
        names = [name for skill, aliases in known for name in (skill.label, *aliases)]
        phrases = frozenset(tuple(stem(word) for word in words(name)) for name in names)
        return cls(by_key, phrases, tuple(beginnings))

    def skill(self, typed: str) -> Skill:
        """The skill somebody means by a text. Raises `InvalidField` when it says nothing or is too long."""
        label = tidy(typed)
        key = key_of(label)
        if not key:
            raise InvalidField(None, "empty_skill", typed=label)
        if len(label) > LABEL_LIMIT:
            raise InvalidField(None, "skill_too_long", limit=LABEL_LIMIT, length=len(label))
        return self.by_key.get(key) or Skill(key, label)

    def skills(self, typed: Iterable[str]) -> tuple[Skill, ...]:
        """Several texts as skills, in order, each once. Raises `InvalidField`, also beyond fifteen."""
        found = tuple(dict.fromkeys(self.skill(text) for text in typed))
        if len(found) > SKILLS_LIMIT:
            raise InvalidField(None, "too_many_skills", limit=SKILLS_LIMIT, count=len(found))
        return found

    def suggest(self, typed: str, limit: int = 20) -> list[Skill]:
        """Skills for what was typed so far: the exact one, labels that begin so, any word or alias, near misses."""
        letters = "".join(words(typed))
        if not letters:
            return []
        exact = self.by_key.get(key_of(typed))
        matches = [(begins, skill) for start, begins, skill in self.beginnings if start.startswith(letters)]
        ordered = [skill for _, skill in sorted(matches, key=lambda match: not match[0])]
        found = dict.fromkeys(([exact] if exact else []) + ordered)
        if len(found) < limit and len(letters) >= _TYPO_FROM:
            near = get_close_matches(key_of(typed), self.by_key, n=limit, cutoff=_TYPO_NEARNESS)
            found |= dict.fromkeys(self.by_key[key] for key in near)
        return list(found)[:limit]

    def found_in(self, text: str, limit: int = SKILLS_LIMIT) -> tuple[Skill, ...]:
        """Skills a question names as whole words or phrases, the longest names first."""
        return mentions.found_in(text, self, limit)


def _from_each_word(name: str) -> list[tuple[str, bool]]:
    spelled = words(name)
    return [("".join(spelled[at:]), at == 0) for at in range(len(spelled))]
