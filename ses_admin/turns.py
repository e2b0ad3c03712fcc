"""The step that moves each open nomination, contract and copy on, in words, by the state in which it stands."""

from dataclasses import replace

from ses_admin.desk_rows import Turn

SIGNING = "contracts:sign"
RECEIVING = "contracts:bulk"
NOMINATIONS = {
    "draft": Turn(
        "edit",
        "Finish the nomination of {}",
        "Continue",
        "CO-NOM-2",
        "positions:edit_nomination",
        many="Finish {} nominations",
        listed="positions:nominations?state=draft",
    ),
    "returned": Turn(
        "edit",
        "Answer the questions about {}",
        "Answer",
        "CO-NOM-3",
        "positions:edit_nomination",
        many="Answer the questions about {} nominations",
        listed="positions:nominations?state=returned",
    ),
    "submitted": Turn(
        "forward",
        "Review the nomination of {}",
        "Review",
        "CO-NOM-3",
        many="Review {} nominations",
        listed="positions:nominations?state=submitted",
    ),
    "forwarded": Turn(
        "approve",
        "Decide the nomination of {}",
        "Decide",
        "CO-NOM-4",
        many="Decide {} nominations",
        listed="positions:nominations?state=forwarded",
    ),
    "approved": Turn(
        "place",
        "Set the day on which {} enters the SES",
        "Set the day",
        "CO-NOM-7",
        many="Set the days on which {} positions enter the SES",
        listed="positions:nominations?state=approved",
    ),
}
CONTRACTS = {
    "draft": Turn(
        "edit",
        "Finish and propose the contract of {}",
        "Continue",
        "CO-CON-1",
        "contracts:edit",
        many="Finish and propose {} contracts",
        listed="contracts:contracts?state=draft",
    ),
    "proposed": Turn(
        "sign",
        "Sign the contract of {}",
        "Read and sign",
        "CO-CON-4",
        SIGNING,
        many="Sign {} contracts",
        listed="contracts:contracts?state=proposed",
    ),
    "declined": Turn(
        "revise",
        "Answer {}, who declined to sign",
        "Open",
        "CO-REM-4",
        many="Answer {} executives who declined to sign",
        listed="contracts:contracts?state=declined",
    ),
}
DECIDE = replace(
    CONTRACTS["draft"],
    what="Decide the salary of {}",
    button="Decide",
    rule="CO-PAY-5",
    many="Decide the salaries of {} executives",
    listed="",
)
UNDECIDED = replace(
    DECIDE,
    what="Finish the contract of {}: the director decides the salary first",
    button="Continue",
    many="Finish {} contracts: the director decides the salaries first",
    listed=CONTRACTS["draft"].listed,
)
COUNTER = replace(
    CONTRACTS["proposed"],
    verb="revise",
    what="Answer the change that {} asks for",
    button="Answer",
    rule="CO-CON-1",
    page="",
    many="Answer the changes that {} executives ask for",
)
COPIES = {
    "sent": Turn(
        "acknowledge",
        "Acknowledge the contract of {}",
        "Open",
        "CO-CON-8",
        many="Acknowledge {} contracts",
        listed="contracts:contracts?state=signed",
    ),
    "returned": Turn(
        "send",
        "Send the contract of {} to DPA/DHR again",
        "Open",
        "CO-CON-8",
        many="Send {} contracts to DPA/DHR again",
        listed="contracts:contracts?state=signed",
    ),
}
AMENDMENT_COPIES = {
    "sent": Turn("acknowledge", "Acknowledge {}", "Open", "CO-CON-8"),
    "returned": Turn("send", "Send {} to DPA/DHR again", "Open", "CO-CON-8"),
}
