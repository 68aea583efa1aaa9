"""Truth leaned on: the promise of the command line itself. Bad input is one sentence that names
file, line and column, status 2, and nothing printed."""

import pytest

from analysis.commands.dispatch import COMMANDS

PEOPLE = """\
unit,psu,w,N,asked,q1,q2,y
A,p,1.5,4,9,5,4,1
A,p,1.5,4,9,NA,4,0
B,q,2,3,8,3,,1
B,r,2,3,8,4,2,0
"""


INDEX_MISTAKES = """
4,1 > 6,1                 | --items q1,q2                     | d.csv, line 2, column q2: 6 is not on the scale 1 to 5
NA > 4.5                  | --items q1                        | d.csv, line 3, column q1: 4.5 is not on the scale
NA > good                 | --items q1                        | d.csv, line 3, column q1: 'good' is not a number
NA > 1_0                  | --items q1                        | d.csv, line 3, column q1: '1_0' is not a number
B,q,2 > B,q,-2            | --items q1 --weights w            | line 4, column w: '-2' is not at least
B,q,2 > B,q,0             | --items q1 --weights w            | line 4, column w: '0' is not at least
B,q,2 > B,q,              | --items q1 --weights w            | line 4, column w: a number is needed
B,q,2 > B,q,1e13          | --items q1 --weights w            | line 4, column w: '1e13' is not at least
B,q > ,q                  | --items q1 --strata unit          | line 4, column unit: a name is needed
B,q > B,NA                | --items q1 --cluster psu          | line 4, column psu: a name is needed
B,q,2,3 > B,q,2,5         | --items q1 --strata unit --population N | line 5, column N: two counts for B
4,9 > 1,9                 | --items q1 --strata unit --population N | line 2, column N: 1 for A, of which 2
B,r > B,A                 | --items q1 --cluster psu --population N,w,y | --population: more columns than
B,r > B,p                 | --items q1 --strata unit --cluster psu | line 5, column psu: a cluster lies in two strata; say --nested
B,r > B,q                 | --items q1 --strata unit --cluster psu --lonely fail | d.csv: A holds one cluster only
                          | --items q9                        | no column 'q9'; the columns are: unit, psu, w, N, asked, q1, q2, y
q2 > q1                   | --items q1                        | line 1, column q1: two columns have this name
q2,y > q2                 | --items q1                        | line 2: 8 cells, but the heading has 7
B,q,2,3,8,3,,1 > B,q      | --items q1                        | line 4: 2 cells, but the heading has 8
NA > "NA                  | --items q1                        | line 3: not a CSV file
                          | --items q1,q2 --formula people_top2 | --formula: people_top2 is about one overall item, not 2
                          | --items q1 --formula mean_5 --scale 0,10 | --formula: mean_5 needs scores from 1 to 5
                          | --items q1 --satisfied 9,10       | --satisfied: 9,10 are not all on the scale 1 to 5; give --scale
                          | --items q1 --scale 0,10           | --satisfied: which scores of this --scale
                          | --items q1 --satisfied 5 --scale 0.5,5 | --scale: items have whole scores
                          | --items q1 --scale 5,1            | '5,1' is not a lower and a higher number
                          | --ratio y                         | 'y' is not of the form NUMERATOR/DENOMINATOR
                          | --ratio y/unit                    | line 2, column unit: 'A' is not a number
2,3,8,3,,1 > 2,3,8,3,,-1  | --ratio q1/y                      | line 4, column y: '-1' is not at least 0
                          | --mean w --interval wilson        | --interval wilson: values beyond 0 to 1
                          | --mean w --scale 0,1.8            | line 4, column w: 2 is not on the scale 0 to 1.8
                          | --items q1 --by nothing           | there is no column 'nothing'
                          | --items q1 --target 80            | '80' is not between 0 and 1, such as 0.80
                          | --items q1 --confidence 95        | '95' is not between 0 and 1
                          | --items q1,q1                     | not a list of different names
                          | --weights w                       | one of the arguments --items
                          | --items q1 --mean y               | not allowed with argument
                          | --items q1 --format xml           | invalid choice: 'xml'
                          | --part 0.5=q1,q1                  | --part: 'q1,q1' is not a list of different names
                          | --part half=q1                    | 'half' is not a number
"""  # noqa: E501
"""What is changed in the file, the flags, and the sentence they end in."""


def mistakes(table):
    rows = [[cell.strip() for cell in line.split("|")] for line in table.strip("\n").splitlines()]
    return [pytest.param(*row, id=f"{row[0]} {row[1]}") for row in rows]


@pytest.mark.parametrize(("change", "flags", "said"), mistakes(INDEX_MISTAKES))
def test_bad_input_to_index_is_one_sentence(change, flags, said, command, file):
    old, _, new = change.partition(" > ")
    assert old in PEOPLE
    sentence = command.mistake("index", file(PEOPLE.replace(old, new)), *flags.split())
    assert said in sentence
    assert sentence.startswith("python -m analysis index: ")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "no column 'q1'; the columns are: none"),
        (b"\n\n", "no column 'q1'; the columns are: none"),
        (b"q1\n", "there are no rows below the heading"),
        (b"q1\n\xff\n", "d.csv, line 2: not UTF-8 text; save it as CSV UTF-8"),
        ("q1\n5\n".encode("utf-16"), "d.csv, line 1: not UTF-8 text"),
        (b'q1\n"5\n', "line 2: not a CSV file"),
        (b"q1\n5\x00\n", "line 2"),
        (b"q1\n" + b"5" * 2_000_000, "line 2"),
        (b'"a\nb",c\n1,2\n', "there is no column 'q1'; the columns are: a b, c"),
    ],
)
def test_a_file_that_is_no_table_is_one_sentence(content, said, command, file):
    assert said in command.mistake("index", file(content), "--items", "q1")


def test_a_file_that_is_not_there_is_one_sentence(command, tmp_path):
    assert "nothing.csv: cannot be read (No such file" in command.mistake(
        "index", tmp_path / "nothing.csv", "--items", "q1"
    )
    assert "cannot be read (Is a directory)" in command.mistake("index", tmp_path, "--items", "q1")


OTHER_MISTAKES = """
compare     | --items q1 --by psu                     | --levels: which two of column psu? There are: p, q, r
compare     | --items q1 --by unit --levels A,C       | no 'C' in it; column unit has: A, B
compare     | --items q1 --by unit --levels A         | two levels are needed
compare     | --mean w --by unit                      | shares only
compare     | --items q1                              | required: --by
ranks       | --items q1                              | required: --by
ranks       | --items q1 --by unit --draws 10         | '10' is not a whole number from 1,000
sensitivity | --items q1                              | one of the arguments --asked --asked-column
sensitivity | --items q1 --asked 2                    | 3 answered in the whole, but only 2 were asked
sensitivity | --items q1 --asked 9 --by unit          | take --asked-column
sensitivity | --items q1 --asked-column asked         | line 4, column asked: a second count for the whole
sensitivity | --mean w --asked 9                      | shares only
drivers     | --outcome y                             | give --factor NAME=ITEMS
drivers     | --outcome q1 --factor f=q1,q2           | d.csv: 3 complete answers; 1 factors need 60
drivers     | --outcome q1 --factor f=q1 --factor f=q2 | two factors have the same name
drivers     | --outcome w --factor f=q2 --scale 1,4   | --satisfied: 4,5 are not all on the scale
reliability |                                         | give --items for one scale
reliability | --items q1                              | items: a scale has at least two items
calibrate   | --items q1                              | required: --margin
calibrate   | --margin unit                           | 'unit' is not of the form NAME=VALUE
calibrate   | --margin unit=nowhere.csv               | nowhere.csv: cannot be read
"""  # noqa: E501


@pytest.mark.parametrize(("name", "flags", "said"), mistakes(OTHER_MISTAKES))
def test_bad_input_to_the_others_is_one_sentence(name, flags, said, command, file):
    assert said in command.mistake(name, file(PEOPLE), *flags.split())


@pytest.mark.parametrize(
    ("totals", "said"),
    [
        ("", "t.csv: there are no totals in it"),
        ("unit,total\n", "t.csv: there are no totals in it"),
        ("unit\nA\n", "t.csv, line 2: a column of levels and one of totals are needed"),
        ("A,4\nB,x\n", "t.csv, line 2: 'x' is not a total above 0"),
        ("A,4\nB,-1\n", "t.csv, line 2: '-1' is not a total above 0"),
        ("A,4\nB\n", "t.csv, line 2: 1 cells where a total is needed"),
        ("A,4\nB,3\nA,2\n", "t.csv, line 3: a second total of 'A'"),
        ("A,4\n", "d.csv: unit: no total for 'B'"),
        ("A,4\nB,3\nC,1\n", "d.csv: unit: nobody answered in 'C'"),
    ],
)
def test_bad_totals_are_one_sentence(totals, said, command, file):
    path = file(totals, "t.csv")
    assert said in command.mistake("calibrate", file(PEOPLE), "--margin", f"unit={path}")


@pytest.mark.parametrize(
    ("flags", "said"),
    [
        ((), "required: --truth"),
        (("--truth", "0.8"), "a truth exactly at the target"),
        (("--truth", "0.8000001"), "over 200,000 respondents"),
        (("--truth", "1.2"), "'1.2' is not from 0 to 1"),
        (("--truth", "nan"), "'nan' is not a number"),
        (("--truth", "0.9", "--population", "1.5"), "not a whole number"),
        (("--truth", "0.9", "--strata", "5,5"), "respondents from a population of 10"),
        (("--truth", "0.9", "--strata", "5,5.5"), "--strata: the dossiers of a stratum"),
    ],
)
def test_bad_input_to_plan_is_one_sentence(flags, said, command):
    assert said in command.mistake("plan", *flags)


def test_an_unknown_command_is_one_sentence(command):
    assert "invalid choice: 'indx' (choose from" in command.mistake("indx", "d.csv")
    assert "required: COMMAND" in command.mistake()


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself_with_an_example(name, command):
    assert command.status(name, "--help") == 0
    assert f"python -m analysis {name} " in command.out.split("example")[1]
    assert command.status("--help") == 0
    assert name in command.out
