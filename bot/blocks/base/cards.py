"""Who somebody is, in words. A hidden name shows the department and nothing else."""

from bot.blocks.base.words import Raw, facts, listed, mention, mrkdwn, paragraph
from bot.domain.base.cards import Card


def who(card: Card) -> Raw:
    """Somebody at the beginning of a sentence, in plain text: "Mira Costa (Sales, Lisbon)", "A colleague in Sales"."""
    if not card.known:
        return Raw(mrkdwn("cards.hidden" if card.department else "cards.hidden_nowhere", department=card.department))
    places = [place for place in (card.title, card.department, card.office) if place]
    return Raw(mrkdwn("cards.known" if places else "cards.bare", name=card.name, places=facts(places)))


def name(card: Card) -> Raw:
    """The name alone, or "your colleague" while it is hidden."""
    return Raw(mrkdwn("cards.bare", name=card.name) if card.known else mrkdwn("cards.hidden_name"))


def introduced(card: Card) -> Raw:
    """The line that introduces somebody to one who is in the same conversation."""
    places = [place for place in (card.title, card.department, card.office) if place]
    lines = [mrkdwn("cards.line" if places else "cards.line_bare", who=mention(card.user_id), places=facts(places))]
    if card.about:
        lines.append(mrkdwn("cards.about", about=" ".join(card.about.split())[:300]))
    if card.skills:
        lines.append(mrkdwn("cards.knows", skills=listed([skill.label for skill in card.skills])))
    return paragraph(*lines)
