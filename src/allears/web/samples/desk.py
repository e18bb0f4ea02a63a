"""Lists, cards and forms for the patterns."""

from __future__ import annotations

from django import forms

from allears.web.marked import highlighted
from allears.web.shapes import Branch, Chapter, CustomerCard, Filter, Found, Promise, Reliance, Row, Standing

from . import at

PROMISES = (
    Promise(
        1,
        "Ivo comes with a set of bushings for the D",
        "soon",
        at(2, 8, 58),
        "Dilys Pugh",
        "Adaeze Obi",
        due=at(4, 12),
        due_text="by noon on Thursday",
        manner="in person",
        actions="#promises",
    ),
    Promise(
        2,
        "A corrected invoice without the second delivery",
        "overdue",
        at(-3, 15, 10),
        "Malcolm Stride",
        "Ferryman’s Arms",
        due=at(1, 17, 30),
        due_text="by Monday",
        manner="in writing",
        actions="#promises",
    ),
    Promise(
        3,
        "Ring back about the nursery piano",
        "open",
        at(2, 10, 5),
        "Joss Whitlow",
        "Gwen Petherick",
        due=at(10, 17),
        due_text="by the middle of next week",
        manner="by phone",
        actions="#promises",
    ),
    Promise(
        4,
        "Agnes the lift runs again before the grand has to go up",
        "kept",
        at(-2, 9),
        "Sunita Rao",
        "Workshop",
        due=at(1, 12),
        settled=at(1, 10, 40),
        tests=("yes", "yes", "yes"),
    ),
    Promise(
        5,
        "A replacement tablet for the Thursday round",
        "late",
        at(-5, 9),
        "Callum Reid",
        "Ivo Marsh",
        due=at(-1, 17),
        settled=at(1, 9, 30),
        why="It lay in the post room over the weekend.",
        tests=("yes", "no", "yes"),
    ),
    Promise(
        6,
        "Ask the workshop about the D today",
        "broken",
        at(1, 11, 41),
        "Tom Ackroyd",
        "Adaeze Obi",
        due=at(1, 17, 30),
        why="Nobody asked.",
        tests=("no", "no", "unknown"),
    ),
)

ROWS = (
    Row(
        1,
        "#rows",
        "Adaeze Obi",
        "The D above middle C, before the concert",
        "Then Ivo will be with you by noon on Thursday with a set of bushings",
        "phone",
        "open",
        at(2, 14, 2),
        unread=True,
        assignee="Dilys Pugh",
        heard=88,
        promise=PROMISES[0],
    ),
    Row(
        2,
        "#rows",
        "Ferryman’s Arms",
        "Charged twice for delivery, third letter",
        "I have now said this to three of you. The upright came once, so why am I",
        "email",
        "open",
        at(2, 13, 37),
        unread=True,
        assignee="Malcolm Stride",
        heard=22,
        promise=PROMISES[1],
        vip=False,
    ),
    Row(
        3,
        "#rows",
        "Sir Anselm Voss",
        "Osprey No. 7 for the twelfth",
        "The maestro would like her a shade darker in the tenor, if Hollis has an hour",
        "email",
        "open",
        at(2, 11, 15),
        vip=True,
        assignee="Dilys Pugh",
        heard=91,
    ),
    Row(
        4,
        "#rows",
        "Rosamund Achebe-Thwaite",
        "Which stool goes with the Linnet?",
        "It says adjustable, but my son is four and rather small",
        "chat",
        "open",
        at(2, 10, 48),
        team="Front Desk",
        waiting_since=at(2, 10, 48),
    ),
    Row(
        5,
        "#rows",
        "Workshop, second floor",
        "Agnes has stopped again between floors",
        "Nobody in her this time, only the soundboard for number 9",
        "in_person",
        "waiting",
        at(1, 16, 20),
        assignee="Sunita Rao",
        heard=67,
        promise=PROMISES[3],
    ),
    Row(
        6,
        "#rows",
        "Gwen Petherick",
        "Piano for the nursery, ground floor, one step",
        "Thank you, Joss, that is just what I wanted to know",
        "web",
        "waiting",
        at(-1, 9, 30),
        assignee="Joss Whitlow",
        heard=74,
        promise=PROMISES[2],
    ),
    Row(
        7,
        "#rows",
        "Ivo Marsh",
        "Tablet dead on the Thursday round",
        "All right now. It came, a day late, but it came",
        "phone",
        "closed",
        at(-3, 17, 5),
        assignee="Callum Reid",
        heard=51,
        promise=PROMISES[4],
    ),
)

FILTERS = (
    (
        Filter("Open", "#filters", 24, current=True),
        Filter("Waiting for them", "#filters", 11),
        Filter("Closed", "#filters"),
    ),
    (Filter("Mine", "#filters", 6), Filter("Nobody’s yet", "#filters", 4), Filter("Front Desk", "#filters", 14)),
)

CARD = CustomerCard(
    "Adaeze Obi",
    "#customer",
    groups=("St Brannock’s School", "Head of Music"),
    addresses=(("email", "a.obi@st-brannocks.example"), ("phone", "+44 1632 960 118")),
    standing=(
        Standing("external"),
        Standing("corporate"),
        Standing("client", proposed=True, why="Nine conversations in two years, and one piano on hire throughout."),
    ),
    since=at(-20, 9).replace(year=2023, month=9),
    conversations=9,
    waiting=1,
    note="Teaches until a quarter past three. Ring after that.",
    confirm="#customer",
)

TWIN = CustomerCard(
    "A. Obi",
    "#merge",
    addresses=(("email", "adaeze.obi@post.example"),),
    conversations=2,
)

STANDINGS = (
    Standing("client"),
    Standing("customer"),
    Standing("regular"),
    Standing("occasional"),
    Standing("vip"),
    Standing("internal"),
    Standing("external"),
    Standing("corporate"),
    Standing("personal", proposed=True, why="Writes from a private address."),
)

RELIANCES = (
    Reliance(
        "assistance", "St Brannock’s School", "Front Desk", "A tuner within three days in term time", url="#reliance"
    ),
    Reliance("information", "Workshop", "Facilities", "When the goods lift is out, before the grand is on the trolley"),
    Reliance("materials", "Tuning round", "IT", "A charged tablet with Thursday’s addresses"),
    Reliance("participation", "People Office", "Workshop", "Two makers at every apprentice’s interview"),
    Reliance("instruction", "Gwen Petherick", "Front Desk", "How to look after a piano by a radiator"),
)

RELYING = (
    {"id": 1, "team": "Front Desk", "kind": "assistance", "note": "A tuner within three days in term time"},
    {"id": 2, "team": "Billing", "kind": "information", "note": "", "through": "St Brannock’s School"},
)

BRANCHES = (
    Branch(
        "Merridew & Lund",
        "company",
        True,
        "#customer",
        [Branch("Workshop", "department", True, "#customer", [Branch("Ropewalk", "agency", True, "#customer", [])])],
    ),
    Branch("St Brannock’s School", "agency", False, "#customer", []),
)

PEOPLE = (
    (
        {"id": 1, "name": "Adaeze Obi", "groups": ("St Brannock’s School",), "last_at": at(2, 14, 2)},
        (Standing("external"), Standing("client")),
        (("email", "a.obi@st-brannocks.example"),),
    ),
    (
        {"id": 2, "name": "Sir Anselm Voss", "groups": ("Voss Concert Direction",), "last_at": at(2, 11, 15)},
        (Standing("vip"), Standing("external"), Standing("client")),
        (("phone", "+44 20 7946 0311"),),
    ),
    (
        {"id": 3, "name": "Ivo Marsh", "groups": ("Tuning round", "Workshop"), "last_at": at(-3, 17, 5)},
        (Standing("internal"), Standing("customer")),
        (("email", "ivo.marsh@merridew-lund.example"),),
    ),
)

TWINS = (({"id": 4, "name": "Adaeze Obi"}, (("email", "adaeze.obi@example.com"),)),)
CHAPTERS = (
    Chapter(ROWS[0], (PROMISES[0], PROMISES[5]), heading=True),
    Chapter(ROWS[5], (PROMISES[2],), heading=True),
    Chapter(ROWS[6], (PROMISES[4],)),
)

HANDED = {"id": 1, "team": "Front Desk", "assignee_id": 2}
COLLEAGUES = ({"id": 1, "name": "Joss Whitlow"}, {"id": 2, "name": "Dilys Pugh"}, {"id": 3, "name": "Tom Ackroyd"})
TEAMS = ({"id": 2, "name": "Billing"}, {"id": 4, "name": "Facilities"})

FOUND = (
    Found(
        "#search",
        "The D above middle C, before the concert",
        "Adaeze Obi",
        "email",
        at(1, 9, 12),
        highlighted("… with forty-two children and all their grandparents at the winter \x02concert\x03 on Friday …"),
    ),
    Found(
        "#search",
        "Osprey No. 7 for the twelfth",
        "Sir Anselm Voss",
        "email",
        at(2, 11, 15),
        highlighted("… the \x02concert\x03 grand should be in the hall by nine, and tuned after the \x02concert\x03 …"),
        where="in a note",
    ),
)


class NewReliance(forms.Form):
    kind = forms.ChoiceField(label="They rely on us for", choices=[("materials", "materials")])
    team = forms.ChoiceField(label="From which team", choices=[("1", "Front Desk")])


class NewCustomer(forms.Form):
    """A form with every kind of field, and with errors when it is bound."""

    name = forms.CharField(max_length=200, help_text="As they would sign a letter.")
    email = forms.EmailField(required=False)
    kind = forms.ChoiceField(label="Who they are", choices=[("person", "A person"), ("group", "A group")])
    about = forms.CharField(label="What we should know", required=False, widget=forms.Textarea(attrs={"rows": 3}))
    vip = forms.BooleanField(
        label="A VIP", required=False, help_text="Their conversations stand first in everybody’s inbox."
    )
