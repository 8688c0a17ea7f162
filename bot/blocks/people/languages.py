"""Languages to choose from: those most spoken at work, known by their English names."""

from bot.blocks.base.words import has, plain

LANGUAGES = (
    *("Arabic", "Bengali", "Bulgarian", "Cantonese", "Catalan", "Croatian", "Czech", "Danish", "Dutch", "English"),
    *("Estonian", "Farsi", "Filipino", "Finnish", "French", "German", "Greek", "Gujarati", "Hebrew", "Hindi"),
    *("Hungarian", "Icelandic", "Indonesian", "Irish", "Italian", "Japanese", "Kannada", "Korean", "Latvian"),
    *("Lithuanian", "Malay", "Malayalam", "Mandarin", "Marathi", "Nepali", "Norwegian", "Polish", "Portuguese"),
    *("Punjabi", "Romanian", "Russian", "Serbian", "Sign language", "Slovak", "Slovenian", "Spanish", "Swahili"),
    *("Swedish", "Tamil", "Telugu", "Thai", "Turkish", "Ukrainian", "Urdu", "Vietnamese", "Welsh"),
)


def language_name(language: str) -> str:
    """The name of a language in the reader's; what is on no list stays as it is."""
    key = f"languages.{language.lower().replace(' ', '_')}"
    return plain(key) if has(key) else language
