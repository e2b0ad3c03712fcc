from law.colorado import offices


def test_every_office_is_filed_under_its_own_code():
    assert all(code == office.code for code, office in offices.OFFICES.items())
    assert [office.name for office in offices.OFFICES.values()] == [
        "Employee",
        "Appointing authority",
        "Department director",
        "Department HR",
        "DPA/DHR reviewer",
        "State Personnel Director",
        "Auditor",
        "Administrator",
    ]


def test_only_the_three_statewide_offices_that_need_it_see_everything():
    assert {office.code for office in offices.OFFICES.values() if office.sees_all} == {
        offices.REVIEWER,
        offices.PERSONNEL_DIRECTOR,
        offices.AUDITOR,
    }


def test_a_department_is_seen_whole_by_its_director_and_its_human_resources_office_only():
    assert {office.code for office in offices.OFFICES.values() if office.sees_department} == {
        offices.DIRECTOR,
        offices.HR,
    }


def test_a_director_may_also_be_the_appointing_authority_and_no_other_office_is_carried():
    assert {office.code: office.carried_by for office in offices.OFFICES.values() if office.carried_by} == {
        offices.APPOINTING_AUTHORITY: (offices.DIRECTOR,)
    }


def test_each_office_is_held_where_it_belongs():
    assert {code: office.where for code, office in offices.OFFICES.items()} == {
        offices.EMPLOYEE: "party",
        offices.APPOINTING_AUTHORITY: "department",
        offices.DIRECTOR: "department",
        offices.HR: "department",
        offices.REVIEWER: "state",
        offices.PERSONNEL_DIRECTOR: "state",
        offices.AUDITOR: "state",
        offices.ADMINISTRATOR: "state",
    }


def test_the_employee_signs_first_and_the_director_last():
    assert offices.SIGNERS == (offices.EMPLOYEE, offices.APPOINTING_AUTHORITY, offices.DIRECTOR)
