"""The fingerprint of a note's words: two notes in the same words have the same one, case and punctuation aside."""


def words_hash(note: str) -> str:
    """Return what the database works out of the column, in the spelling that PostgreSQL gives back.

    It is `app.queries.repeated_blockers.same_words_hash`; a fingerprint of a fixed size fits an index.
    """
    folded = f"btrim(regexp_replace(lower({note}), '[^[:alnum:]]+'::text, ' '::text, 'g'::text))"
    return f"(md5({folded}))::uuid"
