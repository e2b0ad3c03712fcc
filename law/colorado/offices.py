"""The offices of the Colorado plan: the law's own words, and the two the program needs besides."""

from law.offices import Office

EMPLOYEE = "employee"
APPOINTING_AUTHORITY = "appointing_authority"
DIRECTOR = "director"
HR = "hr"
REVIEWER = "reviewer"
PERSONNEL_DIRECTOR = "personnel_director"
AUDITOR = "auditor"
ADMINISTRATOR = "administrator"

SIGNERS = (EMPLOYEE, APPOINTING_AUTHORITY, DIRECTOR)
"""Who signs a contract, in the order of the signature lines on SES Form 1."""

OFFICES: dict[str, Office] = {
    office.code: office
    for office in (
        Office(
            EMPLOYEE,
            "Employee",
            where="party",
            does="Holds an SES position: negotiates and signs the contract.",
        ),
        Office(
            APPOINTING_AUTHORITY,
            "Appointing authority",
            where="department",
            # A director may be the executive's superior, and then signs both lines (reading of CO-CON-4).
            carried_by=(DIRECTOR,),
            does="Is the executive's superior: proposes the contract, reviews progress, rates.",
        ),
        Office(
            DIRECTOR,
            "Department director",
            where="department",
            sees_department=True,
            does="Heads a principal department: nominates, appoints, decides salaries, concludes contracts.",
        ),
        Office(
            HR,
            "Department HR",
            where="department",
            sees_department=True,
            does="Prepares everything for the department, keeps the files, watches the deadlines.",
        ),
        Office(
            REVIEWER,
            "DPA/DHR reviewer",
            where="state",
            sees_all=True,
            does="Reviews nominations for proper allocation and receives the contract copies.",
        ),
        Office(
            PERSONNEL_DIRECTOR,
            "State Personnel Director",
            where="state",
            sees_all=True,
            does="Decides nominations, finally; authorizes additional positions for good cause.",
        ),
        Office(
            AUDITOR,
            "Auditor",
            where="state",
            sees_all=True,
            does="Sees everything and changes nothing.",
        ),
        Office(
            ADMINISTRATOR,
            "Administrator",
            where="state",
            does="Runs the installation: people, offices held, FTE counts, published ceilings.",
        ),
    )
}
