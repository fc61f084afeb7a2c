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
EVENT: Final = "Reported event that the official letter concerns"
PROCEEDINGS: Final = "Reported proceedings of which the official letter tells"
MEETING: Final = "Meeting of the Commissioner with the Vice-President of the ICRC, March 2015"
VISIT: Final = "Official visit to Geneva, March 2015"
WITH_ENOC: Final = "Cooperation of the Commissioner with ENOC"
WITH_ICRC: Final = "Cooperation of the Commissioner with the ICRC"
WITH_ENNHRI: Final = "Cooperation of the Ombudsman Office of Azerbaijan with ENNHRI"
ARMED_FORCES: Final = "Armenian armed forces"
SEMINARS: Final = "Seminars of NHRI Academy"

TAKING: Final = "taking Azerbaijani civilians, Dilgam Asgarov and Shahbaz Guliyev captive"
CAPTIVE: Final = "captive by the Armenian armed forces in Kalbajar city"
OCCUPIED: Final = "Kalbajar city -the occupied territory of Azerbaijan"
CIVILIANS: Final = "Azerbaijani civilians"
DRAWN: Final = "it was drawn attention to the fact that"
TRIAL: Final = "unlawful trial of those persons contradicted to international law"
TORTURE: Final = "acts of torture of those persons raised serious concerns"
CONDEMNED: Final = "condemned also by the international community"
COURT: Final = "inadequate life imprisonment and 22 year punishment"
OFFENCE: Final = "not a part of any criminal offence"
DECISION: Final = "later approved by the arbitrary decision"
VIOLATION: Final = "an absolute violation of international law"
RECOGNIZED: Final = "universally recognized by the UN and the international community"
PARTY: Final = "to which Armenia is also a party"
MOVEMENT: Final = "everyone has the right to free movement"
ROLE: Final = "The Network plays a great role"
FIRST: Final = (
    "the first non-specialized child rights ombudsman institution that is a member of ENOC"
)
SETTING: Final = "taken hostage or captive by the Armenian armed forces on the occupied territories"
BY_RECOMMENDATION: Final = "By the recommendation of the Commissioner"
REQUESTS: Final = "responds to all incoming relevant requests"
EXPERTS: Final = "lectures given by the UN, CoE and OSCE experienced experts"
SHE: Final = "She also stressed that"
ATTENTION: Final = "it was drawn attention to the fact that"
UNDERLINED: Final = "The Commissioner also underlined that"
SAID: Final = "The letter said that"

EXPECTED: Final[dict[str, Expected]] = {
    "accused": Expected(
        ("eventLabel", "accusedLabel", "claimantLabel", "attribution", "voice", "stance", "quote"),
        (
            (
                PROCEEDINGS,
                ASGAROV,
                "Commissioner",
                "inferred",
                DRAWN,
                "asserts",
                COURT,
            ),
            (PROCEEDINGS, ASGAROV, LETTER, "stated", "said", "asserts", TRIAL),
            (
                PROCEEDINGS,
                GULIYEV,
                "Commissioner",
                "inferred",
                DRAWN,
                "asserts",
                COURT,
            ),
            (PROCEEDINGS, GULIYEV, LETTER, "stated", "said", "asserts", TRIAL),
        ),
    ),
    "claimed-events": Expected(
        ("subjectLabel", "property", "value", "claimantLabel", "attribution", "voice", "quote"),
        (
            (
                "Kalbajar city",
                "described as",
                "the occupied territory of Azerbaijan",
                PAGE,
                "stated",
                "narrated",
                OCCUPIED,
            ),
            ("Kalbajar city", "territory of", "Azerbaijan", PAGE, "stated", "narrated", OCCUPIED),
            (EVENT, "affected", ASGAROV, PAGE, "stated", "narrated", CAPTIVE),
            (EVENT, "affected", GULIYEV, PAGE, "stated", "narrated", CAPTIVE),
            (EVENT, "carried out by", ARMED_FORCES, PAGE, "stated", "narrated", CAPTIVE),
            (EVENT, "described as", TAKING, PAGE, "stated", "narrated", CAPTIVE),
            (EVENT, "place", "Kalbajar city", PAGE, "stated", "narrated", CAPTIVE),
            (
                PROCEEDINGS,
                "accused",
                ASGAROV,
                "Commissioner",
                "inferred",
                DRAWN,
                COURT,
            ),
            (PROCEEDINGS, "accused", ASGAROV, LETTER, "stated", "said", TRIAL),
            (
                PROCEEDINGS,
                "accused",
                GULIYEV,
                "Commissioner",
                "inferred",
                DRAWN,
                COURT,
            ),
            (PROCEEDINGS, "accused", GULIYEV, LETTER, "stated", "said", TRIAL),
            (
                PROCEEDINGS,
                "described as",
                "contradicted to international law",
                LETTER,
                "stated",
                "said",
                TRIAL,
            ),
            (PROCEEDINGS, "described as", "unlawful trial", LETTER, "stated", "said", TRIAL),
            (
                PROCEEDINGS,
                "penalty",
                "22 year punishment",
                "Commissioner",
                "inferred",
                DRAWN,
                COURT,
            ),
            (
                PROCEEDINGS,
                "penalty",
                "life imprisonment",
                "Commissioner",
                "inferred",
                DRAWN,
                COURT,
            ),
        ),
    ),
    "claimed-recommendations": Expected(
        ("subjectLabel", "recommenderLabel", "claimantLabel", "voice", "quote"),
        ((ENYA, "Commissioner", PAGE, "narrated", BY_RECOMMENDATION),),
    ),
    "claims": Expected(
        ("claimantLabel", "attribution", "voice", "stance", "reportedBy", "aboutLabel", "quote"),
        (
            ("Commissioner", "inferred", DRAWN, "asserts", PAGE, PROCEEDINGS, OFFENCE),
            ("Commissioner", "inferred", DRAWN, "asserts", PAGE, PROCEEDINGS, DECISION),
            ("Commissioner", "inferred", DRAWN, "asserts", PAGE, PROCEEDINGS, COURT),
            ("Commissioner", "inferred", "stressed", "asserts", PAGE, ARMED_FORCES, VIOLATION),
            ("Commissioner", "inferred", "stressed", "asserts", PAGE, "Azerbaijan", RECOGNIZED),
            ("Commissioner", "inferred", "stressed", "asserts", PAGE, "United Nations", RECOGNIZED),
            ("Commissioner", "inferred", "underlined", "asserts", PAGE, "Armenia", PARTY),
            ("Commissioner", "inferred", "underlined", "asserts", PAGE, "CCPR", PARTY),
            (
                "Commissioner",
                "stated",
                "underlined",
                "asserts",
                PAGE,
                "Article 12 of the CCPR",
                MOVEMENT,
            ),
            (PAGE, "stated", "narrated", "asserts", "", "Azerbaijan", OCCUPIED),
            (PAGE, "stated", "narrated", "asserts", "", "Kalbajar city", OCCUPIED),
            (PAGE, "stated", "narrated", "asserts", "", ASGAROV, CIVILIANS),
            (PAGE, "stated", "narrated", "asserts", "", GULIYEV, CIVILIANS),
            (PAGE, "stated", "narrated", "asserts", "", EVENT, CAPTIVE),
            (PAGE, "stated", "narrated", "asserts", "", ENOC, FIRST),
            (PAGE, "stated", "narrated", "asserts", "", OFFICE, FIRST),
            (PAGE, "stated", "narrated", "asserts", "", "Commissioner", BY_RECOMMENDATION),
            (PAGE, "stated", "narrated", "asserts", "", ENYA, BY_RECOMMENDATION),
            (PAGE, "stated", "narrated", "asserts", "", WITH_ENOC, REQUESTS),
            (PAGE, "stated", "narrated", "asserts", "", ENNHRI, ROLE),
            (PAGE, "stated", "narrated", "asserts", "", "United Nations", ROLE),
            (PAGE, "stated", "narrated", "asserts", "", ARMED_FORCES, SETTING),
            (PAGE, "stated", "narrated", "asserts", "", "Azerbaijan", SETTING),
            (PAGE, "stated", "narrated", "asserts", "", WITH_ICRC, SETTING),
            (LETTER, "stated", "said", "asserts", PAGE, EVENT, TORTURE),
            (LETTER, "inferred", "said", "asserts", PAGE, EVENT, CONDEMNED),
            (LETTER, "stated", "said", "asserts", PAGE, PROCEEDINGS, TRIAL),
        ),
    ),
    "claims-about": Expected(
        ("claimantLabel", "attribution", "voice", "stance", "reportedBy", "quote", "claimantQuote"),
        ((PAGE, "stated", "narrated", "asserts", "", ROLE, ""),),
    ),
    "claims-by-claimant": Expected(
        ("claimantLabel", "attribution", "voice", "stance", "reportedBy", "claimantQuote", "quote"),
        (
            (LETTER, "stated", "said", "asserts", PAGE, SAID, TORTURE),
            (LETTER, "stated", "said", "asserts", PAGE, SAID, TRIAL),
            (LETTER, "inferred", "said", "asserts", PAGE, SAID, CONDEMNED),
        ),
    ),
    "claims-by-voice": Expected(
        ("claimantLabel", "attribution", "voice", "stance", "reportedBy", "claimantQuote", "quote"),
        (
            ("Commissioner", "inferred", "stressed", "asserts", PAGE, SHE, VIOLATION),
            ("Commissioner", "inferred", "stressed", "asserts", PAGE, SHE, RECOGNIZED),
        ),
    ),
    "claims-counted": Expected(
        ("claimantLabel", "attribution", "voice", "stance", "claims", "exampleQuote"),
        (
            ("Commissioner", "inferred", DRAWN, "asserts", "3", OFFENCE),
            ("Commissioner", "inferred", "stressed", "asserts", "2", VIOLATION),
            ("Commissioner", "stated", "underlined", "asserts", "1", MOVEMENT),
            ("Commissioner", "inferred", "underlined", "asserts", "1", PARTY),
            (PAGE, "stated", "narrated", "asserts", "8", CIVILIANS),
            (LETTER, "inferred", "said", "asserts", "1", CONDEMNED),
            (LETTER, "stated", "said", "asserts", "2", TORTURE),
        ),
    ),
    "cooperation-activities": Expected(
        ("cooperationLabel", "kind", "property", "value", "claimantLabel", "voice", "quote"),
        (
            (
                WITH_ENOC,
                "Record",
                "activity",
                (
                    "contributes to the work of the Network by sharing own ideas and practical "
                    "experiences"
                ),
                "",
                "",
                "sharing own ideas and practical experiences",
            ),
            (
                WITH_ENOC,
                "Record",
                "activity",
                "member of different Working Groups on child issues",
                "",
                "",
                "different Working Groups on child issues",
            ),
            (WITH_ENOC, "Claim", "activity", REQUESTS, PAGE, "narrated", REQUESTS),
            (
                WITH_ICRC,
                "Record",
                "purpose",
                "preventing torture of persons",
                "",
                "",
                "The Commissioner is active in preventing torture of persons",
            ),
            (
                WITH_ICRC,
                "Record",
                "purpose",
                "protecting their rights",
                "",
                "",
                "in protecting their rights",
            ),
            (
                WITH_ICRC,
                "Record",
                "purpose",
                "their returning to their families as soon as possible",
                "",
                "",
                "returning to their families as soon as possible",
            ),
        ),
    ),
    "cooperation-setting": Expected(
        ("cooperationLabel", "claimantLabel", "voice", "quote"),
        (
            (WITH_ENOC, PAGE, "narrated", REQUESTS),
            (WITH_ICRC, PAGE, "narrated", SETTING),
        ),
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
        ("subjectLabel", "description", "claimantLabel", "attribution", "voice", "quote"),
        (
            (ASGAROV, "Azerbaijani civilians", PAGE, "stated", "narrated", CIVILIANS),
            (
                "Kalbajar city",
                "the occupied territory of Azerbaijan",
                PAGE,
                "stated",
                "narrated",
                OCCUPIED,
            ),
            (OFFICE, FIRST, PAGE, "stated", "narrated", FIRST),
            (EVENT, TAKING, PAGE, "stated", "narrated", CAPTIVE),
            (PROCEEDINGS, "contradicted to international law", LETTER, "stated", "said", TRIAL),
            (PROCEEDINGS, "unlawful trial", LETTER, "stated", "said", TRIAL),
            (GULIYEV, "Azerbaijani civilians", PAGE, "stated", "narrated", CIVILIANS),
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
            "postAsOf",
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
                "2015-03",
                ASGAROV,
                MEETING,
                "discussed the official letter",
                "the official letter addressed to Mr. Peter Maurer",
                "Mr. Peter Maurer, the head of the Committee",
                "the head of the Committee with regard to",
            ),
            (
                LETTER,
                "Peter Maurer",
                "head of the Committee",
                "2015-03",
                GULIYEV,
                MEETING,
                "discussed the official letter",
                "the official letter addressed to Mr. Peter Maurer",
                "Mr. Peter Maurer, the head of the Committee",
                "the head of the Committee with regard to",
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
            "postAsOf",
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
                "2015-03",
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
            ("2010", ENOC, ENYA, "carried out since", "since 2010 ENOC carries out"),
        ),
    ),
    "network-programmes": Expected(
        ("networkLabel", "activityLabel", "since", "organiserQuote", "sinceQuote"),
        (
            (ENOC, ENYA, "2010", "ENOC carries out", "since 2010 ENOC carries out"),
            (ENNHRI, SEMINARS, "2014", "organizes NHRI Academy’s seminars", "Since 2014"),
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
            ("186", "281", SETTING, "Claim", "", "", "", PAGE, "narrated"),
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
        ("eventLabel", "penalty", "claimantLabel", "attribution", "voice", "stance", "quote"),
        (
            (
                PROCEEDINGS,
                "22 year punishment",
                "Commissioner",
                "inferred",
                DRAWN,
                "asserts",
                COURT,
            ),
            (
                PROCEEDINGS,
                "life imprisonment",
                "Commissioner",
                "inferred",
                DRAWN,
                "asserts",
                COURT,
            ),
        ),
    ),
    "persons": Expected(
        (
            "personLabel",
            "name",
            "otherSpelling",
            "postLabel",
            "postAsOf",
            "institutionLabel",
            "nameQuote",
        ),
        (
            (
                "Christine Berli",
                "Christine Berli",
                "Christine Beerli",
                "Vice-President of the ICRC",
                "2015-03",
                ICRC,
                "Mrs. Christine Berli",
            ),
            (ASGAROV, ASGAROV, "", "", "", "", ASGAROV),
            (
                "Peter Maurer",
                "Peter Maurer",
                "",
                "head of the Committee",
                "2015-03",
                ICRC,
                "Mr. Peter Maurer",
            ),
            (GULIYEV, GULIYEV, "", "", "", "", GULIYEV),
        ),
    ),
    "programme": Expected(
        ("aboutLabel", "property", "value", "quote"),
        (
            ("NHRI Academy", "activity", "lectures", EXPERTS),
            (
                "NHRI Academy",
                "audience",
                "High officials of NHRIs operating in Europe",
                "NHRIs’ high officials operating in Europe",
            ),
            ("NHRI Academy", "instructor from", "Council of Europe", EXPERTS),
            (
                "NHRI Academy",
                "instructor from",
                "Organization for Security and Co-operation in Europe",
                EXPERTS,
            ),
            ("NHRI Academy", "instructor from", "United Nations", EXPERTS),
            ("NHRI Academy", "name", "NHRI Academy", "NHRI Academy"),
            (
                "NHRI Academy",
                "purpose",
                (
                    "further increasing professional capacity of NHRIs’ high officials operating "
                    "in Europe"
                ),
                "further increasing professional capacity",
            ),
            (SEMINARS, "carried out since", "2014", "Since 2014 the Network noted above"),
            (SEMINARS, "organiser", ENNHRI, "the Network noted above organizes"),
            (SEMINARS, "seminars of", "NHRI Academy", "NHRI Academy’s seminars"),
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
        ("kind", "claimantLabel", "attribution", "voice", "quote", "sourceLabel", "start", "end"),
        (("Claim", "Commissioner", "inferred", "underlined", PARTY, PAGE, "1750", "1782"),),
    ),
    "timeline": Expected(
        ("date", "subjectLabel", "property", "quote"),
        (
            ("2008", "Membership of the Ombudsman Office of Azerbaijan in ENOC", "since", "2008"),
            ("2010", ENYA, "carried out since", "since 2010 ENOC carries out"),
            ("2013", ENNHRI, "established", "which was established in 2013"),
            ("2014", SEMINARS, "carried out since", "Since 2014"),
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
