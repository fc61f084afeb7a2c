"""What each ready query must answer: read off the source and written by hand, row by row.

A cell is what its column says; in a column of quotes, a part of the words.
"""

from typing import Final, NamedTuple


class Expected(NamedTuple):
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    whole: bool = True  # or the rows are some of many


PAGE: Final = "Cooperation With International Non-Governmental Organizations And Networks"
LETTER: Final = "Official letter addressed to Peter Maurer"
ENOC: Final = "European Network of Ombudspersons for Children"
ENNHRI: Final = "European Network of National Human Rights Institutions"
OFFICE: Final = "Ombudsman Office of Azerbaijan"
ENYA: Final = "ENYA – European Network of Young Advisors"
ICRC: Final = "International Committee of the Red Cross"
ASGAROV: Final = "Dilgam Asgarov"
GULIYEV: Final = "Shahbaz Guliyev"
EVENT: Final = "Event concerning Dilgam Asgarov and Shahbaz Guliyev"
PROCEEDINGS: Final = "Proceedings concerning Dilgam Asgarov and Shahbaz Guliyev"
MEETING: Final = "Meeting of the Commissioner with the Vice-President of the ICRC, March 2015"
VISIT: Final = "Official visit to Geneva, March 2015"
WITH_ENOC: Final = "Cooperation of the Commissioner with ENOC"
WITH_ICRC: Final = "Cooperation of the Commissioner with the ICRC"
WITH_ENNHRI: Final = "Cooperation of the Ombudsman Office of Azerbaijan with ENNHRI"
ARMED_FORCES: Final = "Armenian armed forces"

CAPTIVE: Final = "captive by the Armenian armed forces in Kalbajar city"
OCCUPIED: Final = "Kalbajar city -the occupied territory of Azerbaijan"
CIVILIANS: Final = "Azerbaijani civilians"
TRIAL: Final = "unlawful trial of those persons contradicted to international law"
TORTURE: Final = "acts of torture of those persons raised serious concerns"
CONDEMNED: Final = "condemned also by the international community"
COURT: Final = "inadequate life imprisonment and 22 year punishment"
OFFENCE: Final = "not a part of any criminal offence"
DECISION: Final = "later approved by the arbitrary decision"
VIOLATION: Final = "an absolute violation of international law"
RECOGNIZED: Final = "universally recognized by the UN and the international community"
PARTY: Final = "Armenia is also a party"
MOVEMENT: Final = "everyone has the right to free movement"
ROLE: Final = "The Network plays a great role"
FIRST: Final = (
    "the first non-specialized child rights ombudsman institution that is a member of ENOC"
)
SETTING: Final = "on the occupied territories of Azerbaijan"
BY_RECOMMENDATION: Final = "By the recommendation of the Commissioner since 2010"
EXPERTS: Final = "lectures given by the UN, CoE and OSCE experienced experts"
SHE: Final = "She also stressed that"
ATTENTION: Final = "it was drawn attention to the fact that"
UNDERLINED: Final = "The Commissioner also underlined that"
SAID: Final = "The letter said that"

EXPECTED: Final[dict[str, Expected]] = {
    "accused": Expected(
        ("proceedingLabel", "accusedLabel", "claimantLabel", "voice", "quote"),
        (
            (PROCEEDINGS, ASGAROV, "Commissioner", "drewAttention", COURT),
            (PROCEEDINGS, ASGAROV, LETTER, "said", TRIAL),
            (PROCEEDINGS, GULIYEV, "Commissioner", "drewAttention", COURT),
            (PROCEEDINGS, GULIYEV, LETTER, "said", TRIAL),
        ),
    ),
    "claimed-events": Expected(
        ("subjectLabel", "property", "value", "claimantLabel", "voice", "quote"),
        (
            (EVENT, "affected", ASGAROV, PAGE, "narrated", CAPTIVE),
            (EVENT, "affected", GULIYEV, PAGE, "narrated", CAPTIVE),
            (EVENT, "carried out by", ARMED_FORCES, PAGE, "narrated", CAPTIVE),
            (EVENT, "described as", "taking captive", PAGE, "narrated", CAPTIVE),
            (EVENT, "place", "Kalbajar city", PAGE, "narrated", CAPTIVE),
            ("Kalbajar city", "country", "Azerbaijan", PAGE, "narrated", OCCUPIED),
            (
                "Kalbajar city",
                "described as",
                "the occupied territory of Azerbaijan",
                PAGE,
                "narrated",
                OCCUPIED,
            ),
        ),
    ),
    "claimed-recommendations": Expected(
        ("subjectLabel", "recommenderLabel", "claimantLabel", "voice", "quote"),
        ((ENYA, "Commissioner", PAGE, "narrated", BY_RECOMMENDATION),),
    ),
    "claims": Expected(
        ("claimantLabel", "voice", "aboutLabel", "quote"),
        (
            ("Commissioner", "drewAttention", PROCEEDINGS, DECISION),
            ("Commissioner", "drewAttention", PROCEEDINGS, OFFENCE),
            ("Commissioner", "drewAttention", ASGAROV, COURT),
            ("Commissioner", "drewAttention", PROCEEDINGS, COURT),
            ("Commissioner", "drewAttention", GULIYEV, COURT),
            ("Commissioner", "stressed", ARMED_FORCES, VIOLATION),
            ("Commissioner", "stressed", "Azerbaijan", RECOGNIZED),
            ("Commissioner", "stressed", "United Nations", RECOGNIZED),
            ("Commissioner", "underlined", "Armenia", PARTY),
            ("Commissioner", "underlined", "CCPR", PARTY),
            ("Commissioner", "underlined", "Article 12 of the CCPR", MOVEMENT),
            (PAGE, "narrated", "Azerbaijan", OCCUPIED),
            (PAGE, "narrated", "Kalbajar city", OCCUPIED),
            (PAGE, "narrated", ASGAROV, CIVILIANS),
            (PAGE, "narrated", GULIYEV, CIVILIANS),
            (PAGE, "narrated", ASGAROV, CAPTIVE),
            (PAGE, "narrated", EVENT, CAPTIVE),
            (PAGE, "narrated", GULIYEV, CAPTIVE),
            (PAGE, "narrated", ENOC, FIRST),
            (PAGE, "narrated", OFFICE, FIRST),
            (PAGE, "narrated", "Commissioner", BY_RECOMMENDATION),
            (PAGE, "narrated", ENYA, BY_RECOMMENDATION),
            (PAGE, "narrated", ENNHRI, ROLE),
            (PAGE, "narrated", "United Nations", ROLE),
            (PAGE, "narrated", ARMED_FORCES, SETTING),
            (PAGE, "narrated", "Azerbaijan", SETTING),
            (PAGE, "narrated", WITH_ICRC, SETTING),
            (LETTER, "said", ASGAROV, TORTURE),
            (LETTER, "said", GULIYEV, TORTURE),
            (LETTER, "said", ASGAROV, CONDEMNED),
            (LETTER, "said", GULIYEV, CONDEMNED),
            (LETTER, "said", ASGAROV, TRIAL),
            (LETTER, "said", PROCEEDINGS, TRIAL),
            (LETTER, "said", GULIYEV, TRIAL),
        ),
    ),
    "claims-about": Expected(
        ("claimantLabel", "voice", "quote", "claimantQuote"),
        ((PAGE, "narrated", ROLE, ""),),
    ),
    "claims-by-claimant": Expected(
        ("claimantLabel", "voice", "claimantQuote", "quote"),
        (
            (LETTER, "said", SAID, TORTURE),
            (LETTER, "said", SAID, TRIAL),
            (LETTER, "said", SAID, CONDEMNED),
        ),
    ),
    "claims-by-voice": Expected(
        ("claimantLabel", "voice", "claimantQuote", "quote"),
        (
            ("Commissioner", "stressed", SHE, VIOLATION),
            ("Commissioner", "stressed", SHE, RECOGNIZED),
        ),
    ),
    "claims-counted": Expected(
        ("claimantLabel", "voice", "claims", "exampleQuote"),
        (
            ("Commissioner", "drewAttention", "3", OFFENCE),
            ("Commissioner", "stressed", "2", VIOLATION),
            ("Commissioner", "underlined", "2", PARTY),
            (PAGE, "narrated", "7", CIVILIANS),
            (LETTER, "said", "3", TORTURE),
        ),
    ),
    "cooperation-activities": Expected(
        ("cooperationLabel", "property", "value", "quote"),
        (
            (
                WITH_ENOC,
                "activity",
                (
                    "contributes to the work of the Network by sharing own ideas and practical "
                    "experiences"
                ),
                "sharing own ideas and practical experiences",
            ),
            (
                WITH_ENOC,
                "activity",
                "member of different Working Groups on child issues",
                "different Working Groups on child issues",
            ),
            (
                WITH_ENOC,
                "activity",
                "responds to all incoming relevant requests",
                "responds to all incoming relevant requests",
            ),
            (
                WITH_ICRC,
                "purpose",
                "preventing torture of persons",
                "The Commissioner is active in preventing torture of persons",
            ),
            (WITH_ICRC, "purpose", "protecting their rights", "in protecting their rights"),
            (
                WITH_ICRC,
                "purpose",
                "their returning to their families as soon as possible",
                "returning to their families as soon as possible",
            ),
        ),
    ),
    "cooperation-setting": Expected(
        ("cooperationLabel", "claimantLabel", "voice", "quote"),
        ((WITH_ICRC, PAGE, "narrated", SETTING),),
    ),
    "cooperations": Expected(
        ("cooperationLabel", "partnerLabel", "quote"),
        (
            (WITH_ENOC, "Commissioner", "mutual cooperation with ENOC, the Commissioner"),
            (WITH_ENOC, ENOC, "Within the framework of mutual cooperation with ENOC"),
            (WITH_ICRC, "Commissioner", "The Commissioner is active"),
            (WITH_ICRC, ICRC, "through the mutual cooperation"),
            (WITH_ENNHRI, ENNHRI, "has close cooperation with"),
            (WITH_ENNHRI, OFFICE, "The Azerbaijani Ombudsman has close cooperation"),
        ),
    ),
    "descriptions": Expected(
        ("subjectLabel", "description", "claimantLabel", "voice", "quote"),
        (
            (ASGAROV, "Azerbaijani civilian", PAGE, "narrated", CIVILIANS),
            (EVENT, "taking captive", PAGE, "narrated", CAPTIVE),
            (
                "Kalbajar city",
                "the occupied territory of Azerbaijan",
                PAGE,
                "narrated",
                OCCUPIED,
            ),
            (OFFICE, FIRST, PAGE, "narrated", FIRST),
            (PROCEEDINGS, "contradicted to international law", LETTER, "said", TRIAL),
            (PROCEEDINGS, "unlawful trial", LETTER, "said", TRIAL),
            (GULIYEV, "Azerbaijani civilian", PAGE, "narrated", CIVILIANS),
        ),
    ),
    "established": Expected(
        ("institutionLabel", "established", "quote"),
        ((ENNHRI, "2013", "which was established in 2013"),),
    ),
    "evidence": Expected(
        ("property", "value", "quote", "sourceLabel", "start", "end"),
        (
            ("date", "2015-03", "In March 2015", PAGE, "460", "557"),
            ("during visit", VISIT, "during the official visit to Geneva", PAGE, "475", "557"),
            ("place", "Geneva", "during the official visit to Geneva", PAGE, "475", "557"),
            ("participant", "Christine Berli", "met with Mrs. Christine Berli", PAGE, "511", "589"),
            ("participant", "Commissioner", "the Commissioner met with", PAGE, "511", "589"),
            ("discussed", LETTER, "discussed the official letter", PAGE, "594", "653"),
        ),
    ),
    "graduates": Expected(
        (
            "size",
            "institutionLabel",
            "programmeLabel",
            "award",
            "staffQuote",
            "completedQuote",
            "awardQuote",
        ),
        (
            (
                "2",
                OFFICE,
                "NHRI Academy",
                "diplomas",
                "Two staff members",
                "graduated from this Academy",
                "were awarded diplomas",
            ),
        ),
    ),
    "letters": Expected(
        (
            "documentLabel",
            "addresseeLabel",
            "postLabel",
            "concernedLabel",
            "meetingLabel",
            "discussedQuote",
            "addresseeQuote",
            "postQuote",
            "concernedQuote",
        ),
        (
            (
                LETTER,
                "Peter Maurer",
                "head of the Committee",
                ASGAROV,
                MEETING,
                "discussed the official letter",
                "the official letter addressed to Mr. Peter Maurer",
                "Mr. Peter Maurer, the head of the Committee",
                "with regard to taking Azerbaijani civilians, Dilgam Asgarov",
            ),
            (
                LETTER,
                "Peter Maurer",
                "head of the Committee",
                GULIYEV,
                MEETING,
                "discussed the official letter",
                "the official letter addressed to Mr. Peter Maurer",
                "Mr. Peter Maurer, the head of the Committee",
                "Shahbaz Guliyev captive",
            ),
        ),
    ),
    "meetings": Expected(
        (
            "date",
            "meetingLabel",
            "placeLabel",
            "visitLabel",
            "participantLabel",
            "postLabel",
            "discussedLabel",
            "dateQuote",
            "placeQuote",
            "visitQuote",
            "participantQuote",
            "postQuote",
            "discussedQuote",
        ),
        (
            (
                "2015-03",
                MEETING,
                "Geneva",
                VISIT,
                "Christine Berli",
                "Vice-President of the ICRC",
                LETTER,
                "In March 2015",
                "Geneva",
                "during the official visit to Geneva",
                "Mrs. Christine Berli, the Vice-President of the ICRC",
                "Mrs. Christine Berli, the Vice-President of the ICRC",
                "discussed the official letter",
            ),
            (
                "2015-03",
                MEETING,
                "Geneva",
                VISIT,
                "Commissioner",
                "",
                LETTER,
                "In March 2015",
                "Geneva",
                "during the official visit to Geneva",
                "the Commissioner met with",
                "",
                "discussed the official letter",
            ),
        ),
    ),
    "memberships": Expected(
        ("memberLabel", "networkLabel", "since", "memberQuote", "networkQuote", "sinceQuote"),
        (
            (
                OFFICE,
                ENOC,
                "2008",
                "The Ombudsman Office of Azerbaijan with the recommendation",
                "joined the European Network of Ombudspersons",
                "(ENOC) in 2008",
            ),
        ),
    ),
    "network-activities": Expected(
        ("date", "networkLabel", "activityLabel", "property", "quote"),
        (
            (
                "2008",
                ENOC,
                "Membership of the Ombudsman Office of Azerbaijan in ENOC",
                "since",
                "joined the European Network of Ombudspersons for Children (ENOC) in 2008",
            ),
            ("2010", ENOC, ENYA, "since", "since 2010 ENOC carries out"),
        ),
    ),
    "network-programmes": Expected(
        ("networkLabel", "programmeLabel", "since", "organiserQuote", "sinceQuote"),
        (
            (ENOC, ENYA, "2010", "ENOC carries out", "since 2010 ENOC carries out"),
            (ENNHRI, "NHRI Academy", "2014", "organizes NHRI Academy’s seminars", "Since 2014"),
        ),
    ),
    "passages": Expected(
        (
            "start",
            "end",
            "quote",
            "kind",
            "about",
            "property",
            "value",
            "claimantLabel",
            "voice",
        ),
        (
            (
                "126",
                "152",
                "The Commissioner is active",
                "Record",
                "Commissioner",
                "name",
                "Commissioner",
                "",
                "",
            ),
            ("178", "281", SETTING, "Claim", "", "", "", PAGE, "narrated"),
            (
                "1356",
                "1395",
                ATTENTION,
                "Record",
                "https://example.org/claim/penalties",
                "claimant",
                "Commissioner",
                "",
                "",
            ),
        ),
        whole=False,
    ),
    "penalties": Expected(
        ("proceedingLabel", "penalty", "claimantLabel", "voice", "quote"),
        (
            (PROCEEDINGS, "22 year punishment", "Commissioner", "drewAttention", COURT),
            (PROCEEDINGS, "life imprisonment", "Commissioner", "drewAttention", COURT),
        ),
    ),
    "persons": Expected(
        ("personLabel", "name", "otherSpelling", "postLabel", "institutionLabel", "nameQuote"),
        (
            (
                "Christine Berli",
                "Christine Berli",
                "Christine Beerli",
                "Vice-President of the ICRC",
                ICRC,
                "Mrs. Christine Berli",
            ),
            (ASGAROV, ASGAROV, "", "", "", ASGAROV),
            (
                "Peter Maurer",
                "Peter Maurer",
                "",
                "head of the Committee",
                ICRC,
                "Mr. Peter Maurer",
            ),
            (GULIYEV, GULIYEV, "", "", "", GULIYEV),
        ),
    ),
    "programme": Expected(
        ("property", "value", "quote"),
        (
            ("activity", "lectures", EXPERTS),
            ("activity", "seminars", "organizes NHRI Academy’s seminars"),
            ("audience", "High officials of NHRIs in Europe", "NHRIs’ high officials"),
            ("instructor from", "Council of Europe", EXPERTS),
            ("instructor from", "Organization for Security and Co-operation in Europe", EXPERTS),
            ("instructor from", "United Nations", EXPERTS),
            ("name", "NHRI Academy", "NHRI Academy’s seminars"),
            ("organiser", ENNHRI, "the Network noted above organizes"),
            (
                "purpose",
                (
                    "further increasing professional capacity of NHRIs’ high officials operating "
                    "in Europe"
                ),
                "further increasing professional capacity",
            ),
            ("since", "2014", "Since 2014 the Network noted above"),
        ),
    ),
    "recommended-memberships": Expected(
        ("memberLabel", "networkLabel", "recommenderLabel", "recommendationQuote", "wholeLabel"),
        (
            (
                OFFICE,
                ENOC,
                "UNICEF Office of Research-Innocenti",
                "with the recommendation of the UNICEF Office of Research-Innocenti",
                "UNICEF",
            ),
        ),
    ),
    "resting-on": Expected(
        ("kind", "about", "property", "value", "start", "end", "quote"),
        (
            ("Record", VISIT, "date", "2015-03", "460", "510", "In March 2015"),
            ("Record", MEETING, "date", "2015-03", "460", "557", "In March 2015"),
            ("Record", MEETING, "during visit", VISIT, "475", "557", "the official visit"),
            ("Record", MEETING, "place", "Geneva", "475", "557", "to Geneva the Commissioner met"),
            ("Record", VISIT, "participant", "Commissioner", "475", "557", "the Commissioner met"),
            ("Record", "Geneva", "name", "Geneva", "482", "510", "the official visit to Geneva"),
            ("Record", VISIT, "place", "Geneva", "482", "510", "the official visit to Geneva"),
        ),
    ),
    "statement": Expected(
        ("kind", "claimantLabel", "voice", "quote", "sourceLabel", "start", "end"),
        (("Claim", "Commissioner", "underlined", PARTY, PAGE, "1744", "1782"),),
    ),
    "timeline": Expected(
        ("date", "subjectLabel", "property", "quote"),
        (
            ("2008", "Membership of the Ombudsman Office of Azerbaijan in ENOC", "since", "2008"),
            ("2010", ENYA, "since", "since 2010 ENOC carries out"),
            ("2013", ENNHRI, "established", "which was established in 2013"),
            ("2014", "NHRI Academy", "since", "Since 2014"),
            ("2015-03", MEETING, "date", "In March 2015"),
            ("2015-03", VISIT, "date", "In March 2015"),
        ),
    ),
    "treaties": Expected(
        ("agentLabel", "provisionLabel", "treatyLabel", "invocationQuote", "provisionQuote"),
        (
            (
                "Commissioner",
                "Article 12 of the CCPR",
                "CCPR",
                "The Commissioner also underlined that according to the Article 12",
                "the Article 12 of the CCPR",
            ),
        ),
    ),
    "treaty-claims": Expected(
        ("subjectLabel", "property", "value", "claimantLabel", "voice", "quote"),
        (
            ("Armenia", "party to", "CCPR", "Commissioner", "underlined", PARTY),
            (
                "Article 12 of the CCPR",
                "provides",
                MOVEMENT,
                "Commissioner",
                "underlined",
                MOVEMENT,
            ),
        ),
    ),
}
