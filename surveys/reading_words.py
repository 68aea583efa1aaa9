"""The words by which a text is recognised as hard to answer, for Vietnamese and English.

Word lists see words, not meaning: what comes of them is advice, never a refusal.
"""

import re
from dataclasses import dataclass
from re import Pattern


@dataclass(frozen=True)
class ReadingWords:
    """What is looked for in one language.

    `longest` counts what white space parts: syllables in Vietnamese, words in English.
    `harmless` are phrases in which a negation denies nothing; they are taken out first.
    `balanced`: a question with the first word should have the second too.
    """

    longest: int
    joining: Pattern[str]
    leading: Pattern[str]
    negation: Pattern[str]
    harmless: Pattern[str]
    balanced: tuple[Pattern[str], Pattern[str]]


def _words(*phrases: str) -> Pattern[str]:
    """Match any of the phrases as whole words, in capitals too."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(phrases)})(?!\w)", re.IGNORECASE)


#: GOV.UK's style guide asks for at most 25 words a sentence; a Vietnamese word is about one and a
#: half syllables, each written apart.
READING_WORDS: dict[str, ReadingWords] = {
    "vi": ReadingWords(
        longest=38,
        joining=_words("và", "hoặc", "hay là", "cũng như", "đồng thời", "vừa .{1,30} vừa"),
        leading=_words(
            *("chắc hẳn", "chắc chắn là", "đương nhiên", "tất nhiên", "rõ ràng là", "dĩ nhiên"),
            *("có đồng ý rằng", "có đồng ý là", "có thấy rằng", "có công nhận", "phải chăng"),
            *("phải không", "đúng không", "chứ ạ", "như mọi người đều biết", "như đã biết"),
            *("tuyệt vời", "xuất sắc", "tệ hại", "vô cùng"),
        ),
        negation=_words("không", "chưa", "chẳng", "đừng", "không thể", "thiếu", "ngoại trừ"),
        # "có … không?" asks; "hay không hài lòng" is the other end of the scale.
        harmless=_words(
            *("hay không[^,.;?]*", "hoặc không", "không hài lòng", "không áp dụng", "không biết"),
            *(
                "không bắt buộc",
                "không gian",
                "không khí",
                "hàng không",
                "phải không",
                "đúng không",
            ),
            *("có[^.;?]*?(?:không|chưa)(?=\\s*(?:\\?|$))", "(?:không|chưa)(?=\\s*(?:\\?|$))"),
        ),
        balanced=(_words("hài lòng"), _words("hay không", "không hài lòng", "mức nào", "mức độ")),
    ),
    "en": ReadingWords(
        longest=25,
        joining=_words("and", "or(?! dissatisfied| not)", "as well as", "and/or"),
        leading=_words(
            *("don't you", "do you agree that", "wouldn't you", "isn't it", "surely", "obviously"),
            *("of course", "clearly", "as everyone knows", "excellent", "wonderful", "terrible"),
        ),
        negation=_words("not", r"\w+n['’]t", "never", "no", "none", "nobody", "without", "unless"),
        harmless=_words("or not", "whether or not", "don['’]t know", "not applicable"),
        balanced=(_words("satisfied"), _words("dissatisfied", "or not")),
    ),
}
