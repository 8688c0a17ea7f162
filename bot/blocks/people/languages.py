"""Languages to choose from, by their English names: those most spoken at work, in the order of the alphabet."""

LANGUAGES = (
    *("Arabic", "Bengali", "Bulgarian", "Cantonese", "Catalan", "Croatian", "Czech", "Danish", "Dutch", "English"),
    *("Estonian", "Farsi", "Filipino", "Finnish", "French", "German", "Greek", "Gujarati", "Hebrew", "Hindi"),
    *("Hungarian", "Icelandic", "Indonesian", "Irish", "Italian", "Japanese", "Kannada", "Korean", "Latvian"),
    *("Lithuanian", "Malay", "Malayalam", "Mandarin", "Marathi", "Nepali", "Norwegian", "Polish", "Portuguese"),
    *("Punjabi", "Romanian", "Russian", "Serbian", "Sign language", "Slovak", "Slovenian", "Spanish", "Swahili"),
    *("Swedish", "Tamil", "Telugu", "Thai", "Turkish", "Ukrainian", "Urdu", "Vietnamese", "Welsh"),
)
